import Foundation
import Testing
import WireValues

@Suite struct `The three families over HTTP` {
    @Test func `Posted events give the expected verdicts and the table of Bijlage 1`() async throws {
        try await Server.with { server async throws in
            let importer = try await server.token("beheerder", of: "GM0935")
            for (name, id) in zip(Families.names, Families.ids) {
                let body = try Families.body(try Families.lines(name))
                let path = "/v1/gezinnen/\(id)/gebeurtenissen"
                #expect(try await server.send(path, token: importer, post: body).status == 201)
                #expect(try await server.send(path, token: importer, post: body).status == 200)
            }
            let reader = try await server.token("dashboard", of: "GM0935")
            for (name, id) in zip(Families.names, Families.ids) {
                let answer = try await server.send("/v1/gezinnen/\(id)/toetsing?peildag=\(Families.day)", token: reader)
                #expect(try Families.verdicts(answer.json) == Families.expectedVerdicts(on: name))
                let here = try await server.run("toets", "--gezin", id, "--peildag", Families.day, "--json")
                #expect(try JSONReader.read(here.output).array?.first == answer.json)
            }
            let chosen = "peildag=\(Families.day)&gezinnen=\(Families.ids.joined(separator: ","))"
            let table = try await server.send("/v1/aanpakken/\(Families.aanpak)/toetsing?\(chosen)", token: reader)
            #expect(try table.json.table == Families.expected()["aanpak"]?.table)
            #expect(try await server.run("verify").output.contains("GM0935: 285 gebeurtenissen in orde"))
        }
    }

    @Test func `Sixty-four writers on one family at once lose nothing and leave no gap`() async throws {
        let server = try await SharedServer.server
        let gemeente = "GM1301"
        let family = Families.ids[0]
        let folder = try TemporaryFolder("http")
        defer { folder.remove() }
        let file = try folder.write(
            try Families.lines("familie-a", gemeente: gemeente).prefix(30).joined(separator: "\n"),
            as: "gezin.jsonl"
        )
        #expect(try await server.run("import", file).status == 0)
        let token = try await server.token("procesmanager", of: gemeente)
        let path = "/v1/gezinnen/\(family)/gebeurtenissen"

        let receipts = try await withThrowingTaskGroup(of: [Server.Answer].self) { group in
            for writer in 0..<64 {
                group.addTask {
                    var answers: [Server.Answer] = []
                    for number in 0..<3 {
                        let event = Self.contact(writer, number)
                        answers.append(try await server.send(path, token: token, post: event))
                        // As after an answer that was lost: the same again.
                        if number == 1 { answers.append(try await server.send(path, token: token, post: event)) }
                    }
                    return answers
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(receipts.count { $0.status == 201 } == 64 * 3)
        #expect(receipts.count { $0.status == 200 } == 64)
        let acknowledged = Set(try receipts.compactMap { try $0.json["id"]?.string })
        #expect(acknowledged.count == 64 * 3)

        let export = try await server.run("export", "--gemeente", gemeente).output
        let stored = try export.split(separator: "\n").map { try JSONReader.read($0.utf8) }
        #expect(stored.compactMap { $0["positie"]?.integer } == Array(1...(30 + 64 * 3)))
        #expect(stored.compactMap { $0["versie"]?.integer } == Array(1...(30 + 64 * 3)))
        #expect(Set(stored.compactMap { $0["id"]?.string }).count == 30 + 64 * 3)
        #expect(acknowledged.isSubset(of: stored.compactMap { $0["id"]?.string }))
        let positions = Dictionary(
            uniqueKeysWithValues: stored.compactMap { event in
                event["id"]?.string.flatMap { id in event["positie"]?.integer.map { (id, $0) } }
            }
        )
        for receipt in receipts {
            let event = try receipt.json
            #expect(positions[event["id"]?.string ?? ""] == event["positie"]?.integer)
        }
        #expect(try await server.run("verify", "--gemeente", gemeente).status == 0)
    }

    /// A contact with an id of its own.
    private static func contact(_ writer: Int, _ number: Int) -> String {
        let digits = String(writer * 10 + number)
        let node = String(repeating: "0", count: 12 - digits.count) + digits
        return """
            {"id": "01900000-0000-7000-8000-\(node)", "type": "ContactMetGezinGelegd", "gebeurdOp": "2013-05-06", \
            "gegevens": {"initiatief": "professional", "plaats": "thuis"}}
            """
    }
}
