import Aanpakbestand
import CaseHandling
import Foundation

/// Files that people give.
enum Files {
    /// The events in these files.
    ///
    /// - Throws: `Failure` that names the file, the line, the field and what was expected.
    static func read(_ paths: [String]) throws -> Bestand {
        let contents = try contents(of: paths)
        do throws(Bestand.Fouten) {
            return try Bestand(contents)
        } catch {
            throw failure(error.fouten, of: error.fouten.count)
        }
    }

    /// Faults in files with events, of so many.
    static func failure(_ faults: [Bestand.Fout], of count: Int) -> Failure {
        let failure = Failure(faults: faults, of: count)
        let isYAML = faults.contains { $0.bestand.hasSuffix(".yaml") || $0.bestand.hasSuffix(".yml") }
        guard isYAML else { return failure }
        return failure.adding("Een aanpak in YAML lezen `waakvlam aanpak controleer` en `waakvlam aanpak importeer`.")
    }

    /// The aanpakken in these files.
    ///
    /// - Throws: `Failure` that names the file, the line, the key and what was expected.
    static func readAanpakken(_ paths: [String]) throws -> [Aanpakbestand] {
        let contents = try contents(of: paths)
        do throws(Aanpakbestand.Fouten) {
            return try Aanpakbestand.lees(contents)
        } catch {
            throw Failure(faults: error.fouten)
        }
    }

    private static func contents(of paths: [String]) throws -> [(naam: String, inhoud: [UInt8])] {
        try paths.map { ($0, try bytes(of: $0)) }
    }

    /// All of a file, which may be a pipe.
    private static func bytes(of path: String) throws -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            return Array(try handle.readToEnd() ?? Data())
        } catch {
            throw Failure(.refused, "\(path): dit bestand is er niet of is niet te lezen.")
        }
    }

    /// Writes a file that only its owner can read, whole or not at all: it gets its name when everything is in it.
    ///
    /// - Parameters:
    ///   - text: The contents.
    ///   - path: The file.
    ///   - replacing: Whether a file of that name gives way; if not, the one that is there stays.
    /// - Throws: `Failure` that says what to do.
    static func writePrivate(_ text: String, to path: String, replacing: Bool = true) throws {
        let draft = "\(path).\(getpid())"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure.unwritable(path) }
        defer {
            close(descriptor)
            unlink(draft)
        }
        let bytes = Array(text.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw Failure.unwritable(path)
        }
        // A link fails when the name is taken: then another process was first.
        let isNamed = replacing ? rename(draft, path) == 0 : link(draft, path) == 0 || errno == EEXIST
        guard isNamed, isFolderSynced(of: path) else { throw Failure.unwritable(path) }
    }

    /// A name too must survive the loss of power.
    private static func isFolderSynced(of path: String) -> Bool {
        let folder = open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return false }
        defer { close(folder) }
        return fsync(folder) == 0
    }
}
