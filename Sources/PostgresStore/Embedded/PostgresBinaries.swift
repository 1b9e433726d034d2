internal import Glibc

/// Where the server's programs are installed.
struct PostgresBinaries: Equatable {
    /// The folder with `postgres` and `initdb`.
    let folder: String
    /// The major version, such as 15.
    let version: Int

    static let oldest = 15

    /// The installation of major version `version`, or the newest one that is new enough.
    static func locate(version: Int?) throws(EmbeddedPostgresError) -> PostgresBinaries {
        let found = candidates().filter { $0.version >= oldest && (version == nil || $0.version == version) }
        guard let newest = found.max(by: { $0.version < $1.version }) else {
            if let version { throw .versionMissing(needed: version) }
            throw .notInstalled
        }
        return newest
    }

    /// What is on the `PATH`, and where Debian and others put their versions side by side.
    private static func candidates() -> [PostgresBinaries] {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        var folders = path.split(separator: ":").map(String.init)
        for root in ["/usr/lib/postgresql", "/usr/local/lib/postgresql"] {
            folders += Files.names(in: root).map { "\(root)/\($0)/bin" }
        }
        folders += Files.names(in: "/usr").filter { $0.hasPrefix("pgsql-") }.map { "/usr/\($0)/bin" }
        // The real folder: initdb looks for its fellows beside itself.
        let real = folders.compactMap { Files.realPath("\($0)/postgres") }.map(Files.parent)
        return Set(real).compactMap { folder in
            guard access("\(folder)/initdb", X_OK) == 0, let version = version(of: "\(folder)/postgres") else {
                return nil
            }
            return PostgresBinaries(folder: folder, version: version)
        }
    }

    /// `postgres (PostgreSQL) 15.18 (Debian …)`: 15.
    private static func version(of program: String) -> Int? {
        guard let output = popen("'\(program)' --version", "r") else { return nil }
        defer { pclose(output) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), output) != nil else { return nil }
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let words = text.split(separator: " ")
        guard words.count >= 3 else { return nil }
        return Int(words[2].prefix { $0.isNumber })
    }
}

/// The few file operations that are needed here, without Foundation.
enum Files {
    static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    static func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }

    static func isFolder(_ status: stat) -> Bool {
        status.st_mode & S_IFMT == S_IFDIR
    }

    /// The beginning of a small text file.
    static func text(_ path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
