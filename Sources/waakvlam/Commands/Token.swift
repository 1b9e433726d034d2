import ArgumentParser
import CaseHandling
import CivilTime
import Crypto
import EventStore
import Foundation
import Gezinstraject
import HTTPInterface
import JWTKit
import WireValues

/// Makes development tokens.
struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Maakt een toegangsbewijs voor ontwikkeling en demonstratie.",
        usage: "waakvlam token --gemeente <GM0000> --rol <rol> [<opties>]",
        discussion: """
            Voorbeeld: waakvlam token --gemeente GM0935 --rol procesmanager
            Gebruik:   curl -H "Authorization: Bearer $(waakvlam token …)" http://…

            Ondertekend met de sleutel die serve --embedded bij de eerste start in de gegevensmap maakte; alleen die \
            server neemt het aan. In productie geeft de eigen identiteitsvoorziening toegangsbewijzen uit.
            """
    )

    @Option(help: ArgumentHelp("CBS-code van de gemeente.", valueName: "GM0000"))
    var gemeente: LogName

    @Option(help: ArgumentHelp("Rol; mag vaker.", valueName: "rol"))
    var rol: [Tokenrol]

    @Option(help: ArgumentHelp("Pseudonieme verwijzing van wie het gebruikt.", valueName: "actor"))
    var actor = "demo"

    @Option(help: ArgumentHelp("Hoeveel uren het geldt, hoogstens 24.", valueName: "uren"))
    var uren = 8

    @OptionGroup var data: DataOptions

    func validate() throws {
        guard Actor(actor) != nil else {
            throw ValidationError("--actor is een pseudonieme verwijzing van letters en cijfers, zoals PM1.")
        }
        guard !rol.isEmpty else { throw ValidationError("Geef minstens een --rol.") }
        guard (1...24).contains(uren) else { throw ValidationError("--uren ligt tussen 1 en 24.") }
    }

    func run() async throws {
        let key = try DevelopmentKey.read(data.folder)
        guard let actor = Actor(actor) else { throw ValidationError("--actor is geen verwijzing.") }
        let user = Gebruiker(actor: actor, gemeente: gemeente, rollen: rol)
        Terminal.say(try await key.token(of: user, hours: uren))
    }
}

/// The key pair of the development tokens.
struct DevelopmentKey {
    static let issuer = "waakvlam-ontwikkeling"
    static let audience = "waakvlam"

    private let key: P256.Signing.PrivateKey

    /// The key in the data folder.
    static func read(_ folder: DataFolder) throws -> DevelopmentKey {
        try folder.checkOwner()
        guard let pem = FileManager.default.contents(atPath: folder.tokenKey) else {
            guard !FileManager.default.fileExists(atPath: folder.tokenKey) else {
                throw Failure(
                    .refused,
                    "\(folder.tokenKey): deze sleutel is niet te lezen. Geef de opdracht als de gebruiker die de server "
                        + "startte."
                )
            }
            throw Failure(
                .refused,
                "Er is geen sleutel in \(folder.path): `waakvlam serve --embedded` maakt hem bij de eerste start. Kies "
                    + "een andere gegevensmap met --data of WAAKVLAM_DATA."
            )
        }
        do {
            return DevelopmentKey(key: try .init(pemRepresentation: String(decoding: pem, as: UTF8.self)))
        } catch {
            throw Failure(
                .refused,
                "\(folder.tokenKey) is geen sleutel: verwijder dit bestand, dan maakt `waakvlam serve --embedded` een "
                    + "nieuwe."
            )
        }
    }

    /// The key in the data folder, made when it is not there.
    static func readOrCreate(_ folder: DataFolder) throws -> DevelopmentKey {
        if !FileManager.default.fileExists(atPath: folder.tokenKey) {
            let pem = P256.Signing.PrivateKey().pemRepresentation
            try Files.writePrivate(pem, to: folder.tokenKey, replacing: false)
        }
        return try read(folder)
    }

    /// The thumb of the key: tokens name it, so that another key is never tried.
    var kid: String {
        Hexadecimal.encode(SHA256.hash(data: key.publicKey.x963Representation).prefix(8))
    }

    /// The keys that the server accepts.
    func publicKeys() async throws -> TokenKeys {
        try await TokenKeys(key: ES256PublicKey(pem: key.publicKey.pemRepresentation), kid: kid)
    }

    /// A token of this user that is valid for some hours.
    func token(of user: Gebruiker, hours: Int) async throws -> String {
        // Whole seconds: not every reader of tokens takes fractions.
        let now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))
        return try await sign(
            TokenClaims(
                iss: IssuerClaim(value: DevelopmentKey.issuer),
                sub: SubjectClaim(value: user.actor.tekst),
                aud: AudienceClaim(value: DevelopmentKey.audience),
                exp: ExpirationClaim(value: now.addingTimeInterval(Double(hours) * 3600)),
                iat: IssuedAtClaim(value: now),
                gemeente: user.gemeente.description,
                rollen: user.rollen.map(\.rawValue)
            )
        )
    }

    func sign(_ claims: TokenClaims) async throws -> String {
        let keys = await JWTKeyCollection().add(
            ecdsa: try ES256PrivateKey(pem: key.pemRepresentation),
            kid: JWKIdentifier(string: kid)
        )
        return try await keys.sign(claims, kid: JWKIdentifier(string: kid))
    }
}
