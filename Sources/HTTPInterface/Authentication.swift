import CaseHandling
import EventStore
import Foundation
import Gezinstraject
public import JWTKit
import WireValues

/// What a token says: who, for which gemeente and in which roles.
///
/// `gemeente` is the CBS code; `rollen` are names of `Tokenrol`, in order of preference.
public struct TokenClaims: JWTPayload {
    /// Who made the token.
    public var iss: IssuerClaim
    /// Whom it is about: the actor that events are recorded by.
    public var sub: SubjectClaim
    /// Whom it is for.
    public var aud: TokenAudience
    /// Until when it is valid.
    public var exp: ExpirationClaim
    /// From when it is valid, when given.
    public var nbf: NotBeforeClaim?
    /// When it was made, when given.
    public var iat: IssuedAtClaim?
    /// The gemeente, as CBS code.
    public var gemeente: String
    /// The roles.
    public var rollen: [String]

    /// Claims with these contents.
    public init(
        iss: IssuerClaim,
        sub: SubjectClaim,
        aud: AudienceClaim,
        exp: ExpirationClaim,
        nbf: NotBeforeClaim? = nil,
        iat: IssuedAtClaim? = nil,
        gemeente: String,
        rollen: [String]
    ) {
        self.iss = iss
        self.sub = sub
        self.aud = TokenAudience(value: aud.value)
        self.exp = exp
        self.nbf = nbf
        self.iat = iat
        self.gemeente = gemeente
        self.rollen = rollen
    }

    /// How far clocks may differ, in seconds.
    private static let clockTolerance = 60.0

    /// Checks the times; issuer and audience are checked by `TokenVerifier`, which knows them.
    public func verify(using algorithm: some JWTAlgorithm) throws {
        try exp.verifyNotExpired()
        try nbf?.verifyNotBefore()
        if let iat, iat.value.timeIntervalSinceNow > TokenClaims.clockTolerance {
            throw JWTError.claimVerificationFailure(failedClaim: iat, reason: "made in the future")
        }
    }
}

/// Whom a token is for: one name or more.
///
/// The claim of jwt-kit ends the process on an empty list, which anybody can send.
public struct TokenAudience: Codable, Sendable {
    /// The names.
    public var value: [String]

    /// These names.
    public init(value: [String]) {
        self.value = value
    }

    /// Reads a list, or a single name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            value = try container.decode([String].self)
        } catch DecodingError.typeMismatch {
            value = [try container.decode(String.self)]
        }
    }

    /// Writes a list.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// The public keys that tokens may be signed with.
public struct TokenKeys: Sendable {
    let collection: JWTKeyCollection
    let kids: Set<String>

    /// One ES256 key.
    ///
    /// - Throws: `TokenKeysError` when `kid` is empty.
    public init(key: ES256PublicKey, kid: String) async throws {
        guard !kid.isEmpty else { throw TokenKeysError.keyWithoutIdentifier }
        collection = await JWTKeyCollection().add(ecdsa: key, kid: JWKIdentifier(string: kid))
        kids = [kid]
    }

    /// The keys of a JSON Web Key Set (RFC 7517): every key on P-256, with a `kid`.
    ///
    /// The algorithm is fixed here: jwt-kit would take that of the first token it sees for a key without `alg`.
    ///
    /// - Throws: `TokenKeysError` when a key is not usable; an error of the decoder when the text is no key set.
    public init(jwks json: String, decoder: any JWTJSONDecoder = .defaultForJWT) async throws {
        let set = try decoder.decode(JWKS.self, from: .init(json.utf8))
        guard !set.keys.isEmpty else { throw TokenKeysError.noKeys }
        var kids: Set<String> = []
        let collection = JWTKeyCollection()
        for var key in set.keys {
            guard let kid = key.keyIdentifier?.string, !kid.isEmpty else { throw TokenKeysError.keyWithoutIdentifier }
            guard key.keyType == .ecdsa, key.curve == .ecdsa(.p256), key.algorithm.map({ $0 == .es256 }) ?? true else {
                throw TokenKeysError.notES256(kid: kid)
            }
            guard kids.insert(kid).inserted else { throw TokenKeysError.sameIdentifierTwice(kid: kid) }
            key.algorithm = .es256
            try await collection.add(jwk: key)
        }
        self.collection = collection
        self.kids = kids
    }
}

/// Why a key set cannot be used.
public enum TokenKeysError: Error, Equatable {
    /// The set is empty.
    case noKeys
    /// A key has no `kid`.
    case keyWithoutIdentifier
    /// Two keys have the same `kid`.
    case sameIdentifierTwice(kid: String)
    /// A key is not for ES256.
    case notES256(kid: String)
}

/// Turns a bearer token into a user, or refuses it.
public struct TokenVerifier: Sendable {
    private let keys: TokenKeys
    private let issuer: String
    private let audience: String
    private let remembered = RememberedTokens()

    /// Accepts tokens signed with one of these keys, by this issuer and for this audience.
    public init(keys: TokenKeys, issuer: String, audience: String) {
        self.keys = keys
        self.issuer = issuer
        self.audience = audience
    }

    /// The user a token is about, or nil when it is not acceptable; why stays unsaid to who sent it.
    func user(of token: String) async -> Gebruiker? { await accepted(token)?.user }

    /// The user a token is about and until when, or nil when it is not acceptable.
    func accepted(_ token: String) async -> AcceptedToken? {
        if let accepted = remembered.accepted(token) { return accepted }
        guard hasAcceptableHeader(token) else { return nil }
        let claims: TokenClaims
        do {
            claims = try await keys.collection.verify(token, as: TokenClaims.self)
        } catch {
            // Any fault of a token is the same answer: no access.
            return nil
        }
        let rollen = claims.rollen.compactMap(Tokenrol.init)
        guard claims.iss.value == issuer, claims.aud.value.contains(audience),
            let gemeente = LogName(claims.gemeente), let actor = Actor(claims.sub.value),
            rollen.count == claims.rollen.count, !rollen.isEmpty
        else { return nil }
        let user = Gebruiker(actor: actor, gemeente: gemeente, rollen: rollen)
        remembered.keep(user, token, until: claims.exp.value)
        return AcceptedToken(user: user, expires: claims.exp.value)
    }

    /// The algorithm is ES256, the key is one of ours, and nothing more is asked.
    ///
    /// jwt-kit falls back to its default key for an unknown `kid`, skips a `crit` that it cannot read, and decodes before
    /// it verifies. So the header is read here first, strictly, and nothing else of a token before its signature.
    private func hasAcceptableHeader(_ token: String) -> Bool {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = base64URL(parts[0]), let header = try? JSONReader.read(bytes),
            let kid = header["kid"]?.string
        else { return false }
        return header["alg"] == "ES256" && header["crit"] == nil && keys.kids.contains(kid)
    }

    /// The bytes that RFC 4648 §5 spells, without padding; nil for any other text.
    private func base64URL(_ text: Substring.UTF8View) -> Data? {
        var characters = Array(text)
        for (index, character) in characters.enumerated() {
            switch character {
            case UInt8(ascii: "-"): characters[index] = UInt8(ascii: "+")
            case UInt8(ascii: "_"): characters[index] = UInt8(ascii: "/")
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return nil
            default: break
            }
        }
        characters += Array(repeating: UInt8(ascii: "="), count: (4 - characters.count % 4) % 4)
        return Data(base64Encoded: Data(characters))
    }
}
