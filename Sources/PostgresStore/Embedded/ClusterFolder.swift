internal import Crypto
internal import Glibc
internal import WireValues

/// The folder of a private cluster: `data`, `log` and, when the path is short enough, `socket`.
struct ClusterFolder {
    let path: String
    let account: Account

    var data: String { path + "/data" }
    var log: String { path + "/log" }
    private var lockFile: String { path + "/lock" }

    /// The longest path that fits in the address of a Unix socket, less the name that PostgreSQL gives the socket.
    private static let longestSocketFolder = 107 - "/.s.PGSQL.5432".utf8.count

    /// The folder at `path`, made when it is not there.
    init(_ path: String, account: Account) throws(EmbeddedPostgresError) {
        if mkdir(path, 0o700) != 0 && errno != EEXIST { throw .folderUnusable(folder: path) }
        guard let real = Files.realPath(path), let status = Files.status(real), Files.isFolder(status) else {
            throw .folderUnusable(folder: path)
        }
        self.path = real
        self.account = account
        // Never take over a folder of something else.
        let known = ["data", "data.new", "log", "lock", "socket"]
        guard Files.names(in: real).allSatisfy(known.contains) else { throw .folderUnusable(folder: path) }
        try checkParents()
        guard status.st_uid == account.user || chown(real, account.user, account.group) == 0,
            chmod(real, 0o700) == 0
        else { throw .folderUnusable(folder: path) }
    }

    /// The major version of the cluster in it, or nil when there is none yet.
    var version: Int? {
        Files.text(data + "/PG_VERSION").flatMap { Int($0.prefix { $0.isNumber }) }
    }

    /// Keeps other processes out for as long as the descriptor is open; the kernel closes it when this process dies.
    func lock() throws(EmbeddedPostgresError) -> Int32 {
        let descriptor = open(lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .folderUnusable(folder: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .inUse(folder: path)
        }
        return descriptor
    }

    /// Where the socket stands; made when it is not there, and nobody else's.
    func socketFolder() throws(EmbeddedPostgresError) -> String {
        let own = path + "/socket"
        let folder = own.utf8.count <= Self.longestSocketFolder ? own : "/tmp/waakvlam-\(shortName)"
        if mkdir(folder, 0o700) == 0 && chown(folder, account.user, account.group) != 0 {
            throw .folderUnusable(folder: folder)
        }
        // In /tmp somebody else could have made it: then it is not used.
        guard let status = Files.status(folder), Files.isFolder(status), status.st_uid == account.user,
            status.st_mode & 0o077 == 0
        else { throw .folderUnusable(folder: folder) }
        return folder
    }

    private var shortName: String {
        String(Hexadecimal.encode(SHA256.hash(data: Array(path.utf8))).prefix(24))
    }

    private func checkParents() throws(EmbeddedPostgresError) {
        var parent = path
        while parent != "/" {
            parent = Files.parent(of: parent)
            guard let status = Files.status(parent), account.canEnter(status) else {
                throw .folderNotReachable(folder: path, user: account.name, blockedBy: parent)
            }
        }
    }
}

// MARK: What an earlier run left

extension ClusterFolder {
    /// The postmaster that runs on this folder, or nil.
    ///
    /// Its number stands in `postmaster.pid`. After a crash that can be the number of some other process; a postmaster
    /// works in its data folder, and that tells them apart.
    func runningPostmaster() -> pid_t? {
        guard let line = Files.text(data + "/postmaster.pid")?.split(separator: "\n").first, let pid = pid_t(line),
            pid > 1, kill(pid, 0) == 0 || errno == EPERM
        else { return nil }
        guard Files.realPath("/proc/\(pid)/cwd") == data else {
            // PostgreSQL itself only sees that a process with this number lives, and would refuse to start.
            unlink(data + "/postmaster.pid")
            return nil
        }
        return pid
    }

    /// Stops a postmaster that outlived the program that started it.
    func stopOrphan() async throws(EmbeddedPostgresError) {
        // Not long for a fast shutdown: see `EmbeddedPostgres.stop`, and somebody waits for the new server.
        for (signal, patience) in [(SIGINT, 50), (SIGQUIT, 100), (SIGKILL, 50)] {
            guard let pid = runningPostmaster() else { return }
            kill(pid, signal)
            for _ in 0..<patience where Files.realPath("/proc/\(pid)/cwd") == data {
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
        if runningPostmaster() != nil { throw .inUse(folder: path) }
    }
}
