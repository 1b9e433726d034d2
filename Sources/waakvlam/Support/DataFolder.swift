import ArgumentParser
import Foundation

/// The folder of `serve --embedded`: a private database cluster, the master key of its marked fields and the key of the
/// development tokens.
struct DataFolder {
    let path: String

    /// The cluster's own folder.
    var cluster: String { path + "/postgres" }
    /// The private key of the development tokens, PEM, readable by its owner only.
    var tokenKey: String { path + "/token-sleutel.pem" }
    /// The master key, base64, readable by its owner only: what is encrypted in the cluster cannot be read without.
    var masterKey: String { path + "/hoofdsleutel" }

    /// How to reach the cluster while it runs: written by `serve --embedded`, for the other commands.
    var connection: String { path + "/verbinding" }

    /// Where the folder is when nobody says: the usual place for data of a program, which for root is one that the
    /// unprivileged user of the database can reach.
    static var usual: String {
        if getuid() == 0 { return "/var/lib/waakvlam" }
        let environment = ProcessInfo.processInfo.environment
        let base = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? ".") + "/.local/share"
        return base + "/waakvlam"
    }

    /// The folder made when it is missing; others may pass through it, for the user of the database is one of them.
    func create() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o755]
            )
        } catch {
            throw Failure(
                .usage,
                "\(path): deze gegevensmap is niet te maken. Kies een andere met --data of WAAKVLAM_DATA."
            )
        }
        try checkOwner()
    }

    /// Whoever can write in the folder can put a key of their own in it, and so sign tokens that are accepted here.
    func checkOwner() throws {
        // Of a link, those of the link itself.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return }
        let permissions = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        let owner = (attributes[.ownerAccountID] as? NSNumber)?.uint32Value
        guard attributes[.type] as? FileAttributeType == .typeDirectory, owner == geteuid(), permissions & 0o022 == 0
        else {
            throw Failure(
                .usage,
                "\(path): deze gegevensmap is van een ander, of anderen mogen erin schrijven. Kies een andere met --data "
                    + "of WAAKVLAM_DATA."
            )
        }
    }
}

/// The option that names the data folder.
struct DataOptions: ParsableArguments {
    @Option(
        name: .customLong("data"),
        help: ArgumentHelp(
            "De gegevensmap van serve --embedded (ook: WAAKVLAM_DATA). Zonder: \(DataFolder.usual).",
            valueName: "map"
        )
    )
    var data: String?

    var folder: DataFolder {
        let chosen = data ?? ProcessInfo.processInfo.environment["WAAKVLAM_DATA"] ?? DataFolder.usual
        return DataFolder(path: URL(fileURLWithPath: chosen).standardizedFileURL.path)
    }
}
