import Crypto
import Foundation
import Testing
import WireValues

@Suite(.serialized) struct `Access` {
    @Test func `Without a key there is no token, and the message says who makes it`() async throws {
        let folder = try TemporaryFolder("token")
        defer { folder.remove() }
        let outcome = try await Program.run(
            ["token", "--gemeente", "GM0935", "--rol", "auditor"],
            ["WAAKVLAM_DATA": folder.path]
        )
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.complaint.contains("waakvlam serve --embedded"))
        _ = try folder.write("geen sleutel", as: "token-sleutel.pem")
        let damaged = try await Program.run(
            ["token", "--gemeente", "GM0935", "--rol", "auditor"],
            ["WAAKVLAM_DATA": folder.path]
        )
        #expect(damaged.status == 1)
        #expect(damaged.complaint.contains("verwijder dit bestand"))
    }

    @Test func `A folder in which others can write is trusted with no key`() async throws {
        let folder = try TemporaryFolder("token")
        defer { folder.remove() }
        _ = try folder.write(P256.Signing.PrivateKey().pemRepresentation, as: "token-sleutel.pem")
        let arguments = ["token", "--gemeente", "GM0935", "--rol", "auditor"]
        let environment = ["WAAKVLAM_DATA": folder.path]
        #expect(try await Program.run(arguments, environment).status == 0)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
        for command in [arguments, ["serve", "--embedded", "--port", "0"]] {
            let outcome = try await Program.run(command, environment)
            #expect(outcome.status == 2)
            #expect(outcome.complaint.contains("anderen mogen erin schrijven"))
        }
    }

    @Test func `A token says who, where, in which roles and until when`() async throws {
        let server = try await SharedServer.server
        let arguments = [
            "token", "--gemeente", "GM0935", "--rol", "auditor", "--rol", "dashboard", "--actor", "AUD1", "--uren", "2",
        ]
        let token = try await Program.run(arguments, server.environment).output
        let claims = try #require(try claims(of: token))
        #expect(claims["sub"]?.string == "AUD1")
        #expect(claims["gemeente"]?.string == "GM0935")
        #expect(claims["rollen"]?.array?.compactMap(\.string) == ["auditor", "dashboard"])
        let validity = (claims["exp"]?.integer ?? 0) - (claims["iat"]?.integer ?? 0)
        #expect(validity == 7200)
    }

    private func claims(of token: String) throws -> JSON? {
        guard let part = token.split(separator: ".").dropFirst().first else { return nil }
        let filled = String(part) + String(repeating: "=", count: (4 - part.count % 4) % 4)
        let padded = filled.replacing("-", with: "+").replacing("_", with: "/")
        return try Data(base64Encoded: padded).map { try JSONReader.read($0) }
    }

    @Test func `A token works on the server of its folder and on no other`() async throws {
        let server = try await SharedServer.server
        _ = try await server.run("import", Families.file("familie-a"))
        let path = "/v1/gezinnen/\(Families.ids[0])/toetsing?peildag=\(Families.day)"
        try await Server.with { other in
            let (own, strange) = (
                try await server.token("auditor", of: "GM0935"), try await other.token("auditor", of: "GM0935")
            )
            #expect(try await server.send(path, token: own).status == 200)
            #expect(try await server.send(path, token: strange).status == 401)
            #expect(try await other.send(path, token: own).status == 401)
        }
    }

    @Test func `A dashboard cannot append, and nobody sees another gemeente`() async throws {
        let server = try await SharedServer.server
        _ = try await server.run("import", Families.file("familie-a"))
        let path = "/v1/gezinnen/\(Families.ids[0])"
        let event = #"{"type": "SuccesGevierd", "gebeurdOp": "2014-03-01", "gegevens": {}}"#
        let dashboard = try await server.token("dashboard", of: "GM0935")
        #expect(try await server.send(path + "/gebeurtenissen", token: dashboard, post: event).status == 403)
        #expect(try await server.send(path + "/toetsing", token: dashboard).status == 200)
        let elsewhere = try await server.token("procesmanager", of: "GM0936")
        #expect(try await server.send(path + "/toetsing", token: elsewhere).status == 404)
    }

    @Test func `A server on any PostgreSQL takes the tokens of the issuer that it was told of, and no others`()
        async throws
    {
        let server = try await SharedServer.server
        let folder = try TemporaryFolder("jwks")
        defer { folder.remove() }
        let key = try P256.Signing.PrivateKey(pemRepresentation: server.folder.text("token-sleutel.pem"))
        let point = key.publicKey.x963Representation.dropFirst()
        let kid = Hexadecimal.encode(SHA256.hash(data: key.publicKey.x963Representation).prefix(8))
        let jwks = try folder.write(
            """
            {"keys": [{"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "\(kid)", \
            "x": "\(base64url(point.prefix(32)))", "y": "\(base64url(point.suffix(32)))"}]}
            """,
            as: "jwks.json"
        )
        var environment = [
            "DATABASE_URL": try await SharedFamilies.database, "WAAKVLAM_HOOFDSLEUTEL": Program.masterKey,
            "WAAKVLAM_JWKS_BESTAND": jwks,
            "WAAKVLAM_TOKEN_UITGEVER": "waakvlam-ontwikkeling", "WAAKVLAM_TOKEN_PUBLIEK": "waakvlam",
        ]
        let token = try await server.token("auditor", of: "GM0935")
        for (audience, status) in [("waakvlam", 200), ("iets-anders", 401)] {
            environment["WAAKVLAM_TOKEN_PUBLIEK"] = audience
            let child = try Child(["serve", "--port", "0"], environment)
            #expect(try await eventually { child.output.contains("luistert op ") || !child.isRunning })
            let address = child.output.split(separator: " ").last?.trimmingCharacters(in: .newlines) ?? ""
            let here = Server(folder: folder, child: child, address: address)
            let path = "/v1/gezinnen/\(Families.ids[0])/toetsing?peildag=\(Families.day)"
            let answer = try await here.send(path, token: token)
            #expect(answer.status == status)
            if status == 200 {
                let expected = try Families.expectedVerdicts(on: "familie-a")
                #expect(try Families.verdicts(answer.json) == expected)
            }
            child.signal(SIGTERM)
            #expect(await child.ended() == 0)
            child.removeFiles()
        }
    }

    private func base64url(_ bytes: some DataProtocol) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    @Test func `Without --embedded a server needs to be told whose tokens it takes`() async throws {
        let folder = try TemporaryFolder("jwks")
        defer { folder.remove() }
        let database = ["DATABASE_URL": try await SharedFamilies.database]
        let settings = ["WAAKVLAM_TOKEN_UITGEVER": "uitgever", "WAAKVLAM_TOKEN_PUBLIEK": "waakvlam"]
        let none = try await Program.run(["serve", "--port", "0"], database)
        #expect(none.status == 2)
        for name in ["WAAKVLAM_JWKS_BESTAND", "WAAKVLAM_TOKEN_UITGEVER", "WAAKVLAM_TOKEN_PUBLIEK"] {
            #expect(none.complaint.contains(name))
        }
        let files = [
            folder.file("weg.json"), try folder.write("geen JSON", as: "fout.json"),
            try folder.write(#"{"keys": []}"#, as: "leeg.json"),
        ]
        for file in files {
            let given = database.merging(settings) { $1 }.merging(["WAAKVLAM_JWKS_BESTAND": file]) { $1 }
            let outcome = try await Program.run(["serve", "--port", "0"], given)
            #expect(outcome.status == 2)
            #expect(outcome.complaint.hasPrefix("\(file): "))
        }
    }
}
