import CaseHandling
import Foundation

/// Files that are read in pieces, for they may be larger than memory.
struct SourceFiles: Sendable {
    let files: [SourceFile]

    init(_ paths: [String]) throws(Failure) {
        var files: [SourceFile] = []
        for path in paths { files.append(try SourceFile(path)) }
        self.files = files
    }

    var size: Int { files.reduce(0) { $0 + $1.size } }

    /// Where the lines of each family, aanpak and toetsing are.
    ///
    /// - Parameter progress: Is told how many more bytes have been read.
    /// - Returns: The index.
    /// - Throws: `Failure` when a file cannot be read.
    func index(_ progress: (Int) -> Void) throws(Failure) -> Bestandsindex {
        var index = Bestandsindex()
        for file in files {
            index.begin(file.name)
            try file.readBlocks { block in
                index.lees(block)
                progress(block.count)
            }
            index.eindig()
        }
        return index
    }

    /// The lines at these places, which are in order.
    func lines(
        _ places: [Bestandsindex.Plaats]
    ) throws(Failure) -> [(plaats: Bestandsindex.Plaats, tekst: ArraySlice<UInt8>)] {
        var lines: [(plaats: Bestandsindex.Plaats, tekst: ArraySlice<UInt8>)] = []
        lines.reserveCapacity(places.count)
        var rest = places[...]
        while let first = rest.first {
            let run = rest.prefix(SourceFiles.runLength(rest))
            let end = run.last?.bytes.upperBound ?? first.bytes.upperBound
            let text = try files[first.bestand].read(first.bytes.lowerBound..<end)
            for place in run {
                let bytes = place.bytes
                let start = bytes.lowerBound - first.bytes.lowerBound
                lines.append((place, text[start..<start + bytes.count]))
            }
            rest = rest.dropFirst(run.count)
        }
        return lines
    }

    /// How many lines are read at once: those that have little between them that belongs to others.
    private static func runLength(_ places: ArraySlice<Bestandsindex.Plaats>) -> Int {
        let smallGap = 1024
        let pairs = zip(places, places.dropFirst())
        let apart = pairs.enumerated().first { _, pair in
            pair.0.bestand != pair.1.bestand || pair.1.bytes.lowerBound - pair.0.bytes.upperBound > smallGap
        }
        return apart.map { $0.offset + 1 } ?? places.count
    }
}

/// A file that can be read at any place; what comes through a pipe is put in one first.
final class SourceFile: Sendable {
    /// The name it was given by.
    let name: String
    let size: Int
    private let descriptor: Int32

    private static let blockSize = 1 << 20

    init(_ path: String) throws(Failure) {
        name = path
        let given = open(path, O_RDONLY | O_CLOEXEC)
        var first: UInt8 = 0
        let isAnywhere = given >= 0 && pread(given, &first, 1, 0) >= 0
        guard isAnywhere || given >= 0 && errno == ESPIPE else {
            if given >= 0 { close(given) }
            throw SourceFile.unreadable(path)
        }
        let end = isAnywhere ? lseek(given, 0, SEEK_END) : -1
        if end >= 0 {
            (descriptor, size) = (given, Int(end))
        } else {
            defer { close(given) }
            (descriptor, size) = try SourceFile.spool(given, path)
        }
    }

    deinit { close(descriptor) }

    /// Reads all of it, a block at a time.
    func readBlocks(_ body: (UnsafeBufferPointer<UInt8>) -> Void) throws(Failure) {
        var offset = 0
        while offset < size {
            let block = try read(offset..<min(offset + SourceFile.blockSize, size))
            block.withUnsafeBufferPointer(body)
            offset += block.count
        }
    }

    /// The bytes at a place that the file had when it was opened.
    func read(_ range: Range<Int>) throws(Failure) -> [UInt8] {
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let read = pread(descriptor, rest.baseAddress, range.count - count, off_t(range.lowerBound + count))
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { return }
                count += read
            }
        }
        guard bytes.count == range.count else {
            throw Failure(.refused, "\(name): dit bestand is korter geworden of niet meer te lezen.")
        }
        return bytes
    }

    private static func unreadable(_ path: String) -> Failure {
        Failure(.refused, "\(path): dit bestand is er niet of is niet te lezen.")
    }

    /// Copies what can be read once only to a file that nobody else can open and that is gone when this program is.
    private static func spool(_ source: Int32, _ path: String) throws(Failure) -> (descriptor: Int32, size: Int) {
        let folder = FileManager.default.temporaryDirectory.path
        var template = Array((folder + "/waakvlam-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        let full = Failure(.refused, "\(path): hiervoor is geen plaats in \(folder); kies een andere map met TMPDIR.")
        guard descriptor >= 0 else { throw full }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var size = 0
        var block = [UInt8](repeating: 0, count: blockSize)
        while true {
            let count = Foundation.read(source, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0, isWritten(block[..<count], to: descriptor) else {
                close(descriptor)
                throw count < 0 ? unreadable(path) : full
            }
            guard count > 0 else { return (descriptor, size) }
            size += count
        }
    }

    private static func isWritten(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
        Descriptor(number: descriptor).write(bytes) == nil
    }
}

/// An open file to write to.
struct Descriptor {
    let number: Int32

    /// Writes all of it.
    ///
    /// - Returns: `errno` when that was not possible.
    func write(_ bytes: ArraySlice<UInt8>) -> Int32? {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = Foundation.write(number, buffer.baseAddress?.advanced(by: done), buffer.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return errno }
                done += count
            }
            return nil
        }
    }
}
