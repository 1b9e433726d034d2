/// Why the private cluster does not run.
public enum EmbeddedPostgresError: Error, Hashable, Sendable, CustomStringConvertible {
    /// PostgreSQL 15 or newer is not installed.
    case notInstalled
    /// The folder holds a cluster of another major version than is installed.
    case versionMissing(needed: Int)
    /// Started by root, and there is no unprivileged user, or no `setpriv` to become it.
    case noUnprivilegedUser
    /// The unprivileged user cannot come to the folder.
    case folderNotReachable(folder: String, user: String, blockedBy: String)
    /// The folder cannot be made, or holds something else than a cluster.
    case folderUnusable(folder: String)
    /// Another process runs a server on this folder.
    case inUse(folder: String)
    /// `initdb` failed; its log says why.
    case initializationFailed(log: String)
    /// PostgreSQL ended or did not become ready; its log says why.
    case startFailed(log: String)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .notInstalled: "PostgreSQL 15 or newer is not installed: install the package postgresql"
        case .versionMissing(let needed): "the folder holds a cluster of PostgreSQL \(needed), which is not installed"
        case .noUnprivilegedUser:
            "PostgreSQL does not run as root: a user postgres and the program setpriv are needed"
        case .folderNotReachable(let folder, let user, let blockedBy):
            "the user \(user) cannot reach \(folder), because \(blockedBy) is closed to it: choose another folder"
        case .folderUnusable(let folder): "\(folder) cannot be made, or holds something else than a cluster"
        case .inUse(let folder): "another process runs PostgreSQL in \(folder)"
        case .initializationFailed(let log): "the cluster could not be made; see \(log)"
        case .startFailed(let log): "PostgreSQL did not start; see \(log)"
        }
    }
}
