import ArgumentParser
import Configuration
import EventStore
import Foundation

/// The master keys as text: base64, separated by white space or commas; the first wraps new data keys.
enum MasterKeyText {
    /// The keys of a text.
    ///
    /// - Throws: `Failure` that names `source` and never the text.
    static func read(_ text: String, from source: String) throws -> [MasterKey] {
        let words = text.split { $0.isWhitespace || $0 == "," }
        let keys = words.compactMap { word in Data(base64Encoded: String(word)).flatMap { MasterKey(Array($0)) } }
        guard !keys.isEmpty, keys.count == words.count else {
            throw Failure(
                .usage,
                "\(source): verwacht is een hoofdsleutel, \(MasterKey.size) bytes in base64; meer dan een mag, de eerste "
                    + "omwikkelt. `waakvlam sleutels nieuw` maakt er een."
            )
        }
        return keys
    }

    static func write(_ key: MasterKey) -> String { Data(key.bytes).base64EncodedString() }

    /// The keys in a file.
    static func read(file path: String) throws -> [MasterKey] {
        guard let contents = FileManager.default.contents(atPath: path) else {
            throw Failure(.usage, "\(path): dit bestand met de hoofdsleutel is er niet of is niet te lezen.")
        }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
        if mode & 0o004 != 0 {
            Terminal.complain(
                "\(path): iedereen op deze machine kan deze hoofdsleutel lezen; `chmod o-r` verhelpt het."
            )
        }
        return try read(String(decoding: contents, as: UTF8.self), from: path)
    }
}

/// The option that names the file with the master key.
struct MasterKeyOptions: ParsableArguments {
    @Option(
        name: .customLong("hoofdsleutel"),
        help: ArgumentHelp(
            "Bestand met de hoofdsleutel, die de sleutels in de database omwikkelt (ook: WAAKVLAM_HOOFDSLEUTEL_BESTAND, "
                + "of de sleutel zelf in WAAKVLAM_HOOFDSLEUTEL). serve --embedded bewaart er een in de gegevensmap.",
            valueName: "bestand"
        )
    )
    var file: String?

    /// The keys that were given: those of the option, or else of the data folder (for its own database) and of the
    /// environment, `WAAKVLAM_HOOFDSLEUTEL` (text) and `WAAKVLAM_HOOFDSLEUTEL_BESTAND` (path).
    ///
    /// That of the folder comes first and wraps, for the server on the folder knows it; who rotates means the one he gives.
    func masterKeys(of folder: DataFolder? = nil, rotating: Bool = false) throws -> MasterKeys {
        if let file { return MasterKeys(try MasterKeyText.read(file: file)) }
        var own: [MasterKey] = []
        if let path = folder?.masterKey, FileManager.default.fileExists(atPath: path) {
            own = try MasterKeyText.read(file: path)
        }
        let given = try environmentKeys()
        return MasterKeys(rotating ? given + own : own + given)
    }

    private func environmentKeys() throws -> [MasterKey] {
        var keys: [MasterKey] = []
        let config = ConfigReader(provider: EnvironmentVariablesProvider())
        if let text = config.string(forKey: "waakvlam.hoofdsleutel", isSecret: true), !text.isEmpty {
            keys += try MasterKeyText.read(text, from: "WAAKVLAM_HOOFDSLEUTEL")
        }
        if let path = config.string(forKey: "waakvlam.hoofdsleutel.bestand"), !path.isEmpty {
            keys += try MasterKeyText.read(file: path)
        }
        return keys
    }
}

extension DataFolder {
    /// Makes a master key when the folder has none.
    ///
    /// - Throws: `Failure` when data keys of the cluster are wrapped already: then the key was lost, and a new one would
    ///   hide that.
    func makeMasterKey(unless isInUse: () async throws -> Bool) async throws {
        try checkOwner()
        guard !FileManager.default.fileExists(atPath: masterKey) else { return }
        guard try await !isInUse() else {
            throw Failure(
                .usage,
                "\(masterKey): de hoofdsleutel is weg, terwijl er gegevens mee versleuteld zijn. Zet hem terug uit de "
                    + "reservekopie; zonder hem zijn persoonsgegevens en vrije tekst niet meer te lezen."
            )
        }
        try Files.writePrivate(MasterKeyText.write(.random()) + "\n", to: masterKey, replacing: false)
    }
}
