import EventStore
import Foundation
import HTTPTypes
import JWTKit
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("Tokens")
struct TokenTests {
    /// The status for a token on a family that exists.
    private func status(_ authorization: String?) async throws -> Answer {
        let server = try TestServer()
        return try await server.test { client async throws in
            try await client.register()
            let headers = authorization.map { [.authorization: $0] as HTTPFields } ?? [:]
            return try await client.send(.get, client.path + "/toetsing", as: .nobody, headers: headers)
        }
    }

    private func expectRefused(_ token: String, _ what: Comment? = nil) async throws {
        let answer = try await status("Bearer " + token)
        #expect(answer.status == 401 && answer.code == "TOEGANGSBEWIJS_ONGELDIG", what)
        #expect(answer["WWW-Authenticate"] == #"Bearer realm="waakvlam", error="invalid_token""#, what)
        #expect(answer["Content-Type"] == "application/problem+json", what)
    }

    @Test func `a token of the right issuer, audience, time and key lets in`() async throws {
        #expect(try await status("Bearer " + TestTokens.token()).status == 200)
        let all = try await TestTokens.token { claims in
            claims.nbf = .init(value: Date(timeIntervalSinceNow: -5))
            claims.iat = .init(value: Date(timeIntervalSinceNow: -5))
            claims.aud = .init(value: ["iets-anders", TestTokens.audience])
        }
        #expect(try await status("bearer   " + all).status == 200)
    }

    @Test func `without a token the answer says how to send one`() async throws {
        let answer = try await status(nil)
        #expect(answer.status == 401 && answer.code == "NIET_AANGEMELD")
        #expect(answer["WWW-Authenticate"] == #"Bearer realm="waakvlam""#)
    }

    @Test(arguments: ["", "Bearer", "Bearer ", "Basic dXNlcjpwdw==", "Bearer a.b", "Bearer a.b.c", "Bearer ....", "x"])
    func `what is no bearer token is refused`(_ header: String) async throws {
        let answer = try await status(header)
        #expect(answer.status == 401 && answer["WWW-Authenticate"]?.contains("Bearer") == true)
    }

    @Test func `a token outside its time is refused`() async throws {
        try await expectRefused(
            TestTokens.token { $0.exp = .init(value: Date(timeIntervalSinceNow: -1)) },
            "expired"
        )
        try await expectRefused(
            TestTokens.token { $0.nbf = .init(value: Date(timeIntervalSinceNow: 60)) },
            "not yet valid"
        )
        try await expectRefused(
            TestTokens.token { $0.iat = .init(value: Date(timeIntervalSinceNow: 600)) },
            "made in the future"
        )
    }

    @Test func `a token of another issuer or for another audience is refused`() async throws {
        try await expectRefused(TestTokens.token { $0.iss = .init(value: "https://elders.example") })
        try await expectRefused(TestTokens.token { $0.aud = .init(value: ["iets-anders"]) })
        try await expectRefused(TestTokens.token { $0.aud = .init(value: []) })
    }

    @Test(arguments: [[], ["regisseur"], ["procesmanager", "regisseur"], ["Procesmanager"], [""]] as [[String]])
    func `a token without roles, or with one that is not known, is refused`(_ roles: [String]) async throws {
        try await expectRefused(TestTokens.token { $0.rollen = roles })
    }

    @Test(arguments: ["", "0935", "GM935", "gm0935", "GM09350", "GM093a"])
    func `a token with something that is no gemeente is refused`(_ gemeente: String) async throws {
        try await expectRefused(TestTokens.token { $0.gemeente = gemeente })
    }

    @Test(arguments: ["", "Jan Jansen", String(repeating: "a", count: 65)])
    func `a token whose subject is no pseudonym is refused`(_ subject: String) async throws {
        try await expectRefused(TestTokens.token { $0.sub = .init(value: subject) })
    }

    @Test func `a token that names no key of ours is refused, also when its signature is right`() async throws {
        try await expectRefused(TestTokens.token(kid: "sleutel-2"), "unknown kid")
        try await expectRefused(TestTokens.token(kid: nil), "no kid")
        try await expectRefused(TestTokens.token(kid: ""), "empty kid")
    }

    @Test func `a token signed with another key is refused`() async throws {
        try await expectRefused(TestTokens.token(key: ES256PrivateKey()))
    }

    @Test func `a token of which a byte was changed is refused`() async throws {
        let parts = try await TestTokens.token().split(separator: ".").map(String.init)
        let other = try await TestTokens.token { $0.rollen = ["beheerder"] }.split(separator: ".").map(String.init)
        try await expectRefused([parts[0], other[1], parts[2]].joined(separator: "."))
        try await expectRefused([parts[0], parts[1], other[2]].joined(separator: "."))
        try await expectRefused([parts[0], parts[1], ""].joined(separator: "."))
    }

    @Test func `a header with crit is refused, whatever its value`() async throws {
        try await expectRefused(TestTokens.token(header: ["crit": .array([.string("b64")])]))
        try await expectRefused(TestTokens.token(header: ["crit": .array([.string("b64"), .int(1)])]))
        try await expectRefused(TestTokens.token(header: ["crit": .string("b64")]))
        try await expectRefused(TestTokens.token(header: ["crit": .null]))
    }

    @Test(arguments: [#""aud":[]"#, #""aud":{}"#, #""exp":1e999"#, #""rollen":null"#, #""sub":"""#])
    func `claims that cannot be are refused before anything of an unsigned token is read`(_ claim: String) async throws
    {
        let parts = try await TestTokens.token().split(separator: ".").map(String.init)
        let payload = Array("{\(claim)}".utf8).base64URL
        try await expectRefused("\(parts[0]).\(payload).\(parts[2])")
        try await expectRefused("\(parts[0]).\(payload).")
    }

    @Test func `a header that can be read in two ways is refused`() async throws {
        let parts = try await TestTokens.token().split(separator: ".").map(String.init)
        for text in [
            #"{"alg":"none","alg":"ES256","kid":"sleutel-1"}"#, #"{"alg":"ES256","kid":"sleutel-1"} {}"#,
            #"{"alg":"ES256","kid":"sleutel-2","kid":"sleutel-1"}"#, #"["ES256"]"#, "",
            #"{"alg":"ES256","kid":"sleutel-1","x":\#(String(repeating: "[", count: 10_000))"#,
        ] {
            try await expectRefused("\(Array(text.utf8).base64URL).\(parts[1]).\(parts[2])")
        }
        try await expectRefused("\(parts[0])=.\(parts[1]).\(parts[2])", "padding")
    }

    @Test func `a token without a signature is refused`() async throws {
        for algorithm in ["none", "None", "NONE", ""] {
            let header = JSON.object([.init("alg", .string(algorithm)), .init("kid", .string(TestTokens.kid))])
            let payload = try await TestTokens.token().split(separator: ".")[1]
            try await expectRefused("\(header.bytes.base64URL).\(payload).", "\(algorithm)")
            try await expectRefused("\(header.bytes.base64URL).\(payload)", "\(algorithm), two parts")
        }
    }

    @Test func `a token signed with the public key as a shared secret is refused`() async throws {
        let secret = HMACKey(from: TestTokens.key.publicKey.pemRepresentation)
        let keys = JWTKeyCollection()
        await keys.add(hmac: secret, digestAlgorithm: .sha256)
        var header = JWTHeader()
        header.kid = TestTokens.kid
        try await expectRefused(keys.sign(TestTokens.claims(), header: header))
    }

    @Test func `a token with ES384, or with another name for the right signature, is refused`() async throws {
        let keys = JWTKeyCollection()
        await keys.add(ecdsa: ES384PrivateKey())
        var header = JWTHeader()
        header.kid = TestTokens.kid
        try await expectRefused(keys.sign(TestTokens.claims(), header: header))

        let parts = try await TestTokens.token().split(separator: ".").map(String.init)
        for algorithm in ["ES384", "RS256", "es256", "HS256"] {
            let other = JSON.object([.init("alg", .string(algorithm)), .init("kid", .string(TestTokens.kid))])
            try await expectRefused("\(other.bytes.base64URL).\(parts[1]).\(parts[2])", "\(algorithm)")
        }
    }

    @Test func `a token is taken from the header only`() async throws {
        let token = try await TestTokens.token()
        let server = try TestServer()
        try await server.test { client async throws in
            let uri = client.path + "/toetsing?access_token=\(token)"
            #expect(try await client.send(.get, uri, as: .nobody).status == 401)
            #expect(try await client.get(uri).status == 400)
        }
    }

    @Test func `two tokens in one request are refused`() async throws {
        let token = try await TestTokens.token()
        #expect(try await status("Bearer \(token), Bearer \(token)").status == 401)
    }
}

@Suite("Key sets")
struct KeySetTests {
    /// The public key as a JWK, changed.
    private func jwk(
        _ key: ES256PrivateKey = TestTokens.key,
        _ change: (inout [String: String]) -> Void = { _ in }
    )
        throws -> String
    {
        let parameters = try #require(key.publicKey.parameters)
        var members = [
            "kty": "EC", "crv": "P-256", "kid": TestTokens.kid, "alg": "ES256",
            "x": parameters.x.asBase64URL, "y": parameters.y.asBase64URL,
        ]
        change(&members)
        return JSON.object(members.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }).text
    }

    private func keys(_ jwks: String...) async throws -> TokenKeys {
        try await TokenKeys(jwks: #"{"keys":["# + jwks.joined(separator: ",") + "]}")
    }

    private func isUser(_ token: String, _ keys: TokenKeys) async -> Bool {
        await TokenVerifier(keys: keys, issuer: TestTokens.issuer, audience: TestTokens.audience).user(of: token) != nil
    }

    @Test func `a token is checked with the key that it names`() async throws {
        let second = ES256PrivateKey()
        let keys = try await keys(jwk(), jwk(second) { $0["kid"] = "sleutel-2" })
        #expect(try await isUser(TestTokens.token(), keys) == true)
        #expect(try await isUser(TestTokens.token(kid: "sleutel-2", key: second), keys) == true)
        #expect(try await isUser(TestTokens.token(kid: "sleutel-2"), keys) == false)
        #expect(try await isUser(TestTokens.token(key: second), keys) == false)
        #expect(try await isUser(TestTokens.token(kid: "sleutel-3"), keys) == false)
    }

    @Test func `a key without alg is a key for ES256 and nothing else`() async throws {
        let keys = try await keys(jwk { $0["alg"] = nil })
        let other = JWTKeyCollection()
        await other.add(ecdsa: ES384PrivateKey())
        var header = JWTHeader()
        header.kid = TestTokens.kid
        // The first token must not decide what the key is for.
        #expect(try await isUser(other.sign(TestTokens.claims(), header: header), keys) == false)
        #expect(try await isUser(TestTokens.token(), keys) == true)
    }

    @Test func `a key that cannot be used makes the whole set unusable`() async throws {
        await #expect(throws: TokenKeysError.keyWithoutIdentifier) { try await keys(jwk { $0["kid"] = nil }) }
        await #expect(throws: TokenKeysError.keyWithoutIdentifier) { try await keys(jwk { $0["kid"] = "" }) }
        await #expect(throws: TokenKeysError.notES256(kid: TestTokens.kid)) {
            try await keys(jwk { $0["crv"] = "P-384" })
        }
        for algorithm in ["ES384", "RS256", "EdDSA"] {
            await #expect(throws: TokenKeysError.notES256(kid: TestTokens.kid)) {
                try await keys(jwk { $0["alg"] = algorithm })
            }
        }
        await #expect(throws: TokenKeysError.notES256(kid: "r")) {
            try await keys(#"{"kty":"RSA","kid":"r","n":"AQAB","e":"AQAB"}"#)
        }
        await #expect(throws: TokenKeysError.sameIdentifierTwice(kid: TestTokens.kid)) {
            try await keys(jwk(), jwk(ES256PrivateKey()))
        }
        await #expect(throws: TokenKeysError.noKeys) { try await keys() }
    }

    @Test(arguments: ["", "{}", "[]", #"{"keys":7}"#, #"{"keys":[{"kid":"a"}]}"#])
    func `what is no key set is refused`(_ text: String) async throws {
        await #expect(throws: (any Error).self) { try await TokenKeys(jwks: text) }
    }

    @Test func `a point that is not on the curve is refused`() async throws {
        await #expect(throws: (any Error).self) { try await keys(jwk { $0["x"] = $0["y"] }) }
    }

    @Test func `one key needs a name`() async throws {
        await #expect(throws: TokenKeysError.keyWithoutIdentifier) {
            try await TokenKeys(key: TestTokens.key.publicKey, kid: "")
        }
    }
}

extension [UInt8] {
    fileprivate var base64URL: String { Data(self).base64EncodedString().asBase64URL }
}

extension String {
    fileprivate var asBase64URL: String {
        replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
