import Foundation
import Testing
import WireValues

@Suite struct `import and export` {
    private func verdicts(_ family: String, in database: String) async throws -> JSON? {
        let arguments = ["toets", "--database", database, "--gezin", family, "--peildag", Families.day, "--json"]
        return Families.verdicts(try JSONReader.read(try await Program.run(arguments).output).array?.first)
    }

    @Test func `The verdicts from the database are those from the files`() async throws {
        let database = try await SharedServer.server.database()
        let outcome = try await Program.run(["import", "--database", database] + Families.files)
        #expect(outcome.status == 0)
        #expect(outcome.output == "285 gebeurtenissen opgenomen, 0 stonden er al, 0 gezinnen geweigerd.\n")
        for (name, id) in zip(Families.names, Families.ids) {
            #expect(try await verdicts(id, in: database) == (try Families.expectedVerdicts(on: name)))
        }
        let aanpak = ["toets", "--database", database, "--aanpak", Families.aanpak, "--peildag", Families.day]
        let table = try JSONReader.read(try await Program.run(aanpak + ["--totaal", "--json"]).output)
        #expect(table.table == (try Families.expected()["aanpak"]?.table))
        #expect(try await Program.run(aanpak + ["--totaal"]).output.contains("Totaal: 21 ✓  10 X  2 –"))
        let chosen = ["--gezin", Families.ids[0], "--gezin", Families.ids[2], "--totaal", "--json"]
        let two = try await Program.run(["toets", "--database", database, "--peildag", Families.day] + chosen)
        #expect(try JSONReader.read(two.output)["casussen"]?.integer == 2)
    }

    @Test func `Importing twice stores every event once`() async throws {
        let database = try await SharedServer.server.database()
        let arguments = ["import", "--database", database] + Families.files
        _ = try await Program.run(arguments)
        let before = try await Program.run("export", "--database", database).output
        let outcome = try await Program.run(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.output == "0 gebeurtenissen opgenomen, 285 stonden er al, 0 gezinnen geweigerd.\n")
        #expect(try await Program.run("export", "--database", database).output == before)
        #expect(before.split(separator: "\n").count == 285)
    }

    @Test func `Lines without an id are stored once as well, and equal lines are two events`() async throws {
        let server = try await SharedServer.server
        let folder = try TemporaryFolder("import")
        defer { folder.remove() }
        var lines = try Families.lines("familie-a", gemeente: "GM1101").map {
            $0.replacing(#/^\{"id": "[^"]*", /#, with: "{")
        }
        let contact = try #require(lines.first { $0.contains("ContactMetGezinGelegd") })
        lines.append(contact)
        let file = try folder.write(lines.joined(separator: "\n"), as: "gezin.jsonl")
        let first = try await server.run("import", file)
        #expect(first.output == "93 gebeurtenissen opgenomen, 0 stonden er al, 0 gezinnen geweigerd.\n")
        let second = try await server.run("import", file)
        #expect(second.output == "0 gebeurtenissen opgenomen, 93 stonden er al, 0 gezinnen geweigerd.\n")
        #expect(try await server.count(of: "GM1101") == 93)
    }

    @Test func `A file that grew adds its new lines only`() async throws {
        let server = try await SharedServer.server
        let folder = try TemporaryFolder("import")
        defer { folder.remove() }
        let lines = try Families.lines("familie-b", gemeente: "GM1102")
        _ = try await server.run(
            "import",
            try folder.write(lines.prefix(60).joined(separator: "\n"), as: "gezin.jsonl")
        )
        let grown = try folder.write(lines.joined(separator: "\n"), as: "gezin.jsonl")
        let outcome = try await server.run("import", grown)
        #expect(outcome.output == "49 gebeurtenissen opgenomen, 60 stonden er al, 0 gezinnen geweigerd.\n")
        let last = try folder.write(lines.suffix(3).joined(separator: "\n"), as: "staart.jsonl")
        let tail = try await server.run("import", last, "--gemeente", "GM1102")
        #expect(tail.output == "0 gebeurtenissen opgenomen, 3 stonden er al, 0 gezinnen geweigerd.\n")
        #expect(try await server.run("verify", "--gemeente", "GM1102").status == 0)
    }

    @Test func `An export of a family is a file that another database takes, with the same verdicts`() async throws {
        let server = try await SharedServer.server
        let (source, target) = (try await server.database(), try await server.database())
        let folder = try TemporaryFolder("import")
        defer { folder.remove() }
        _ = try await Program.run(["import", "--database", source] + Families.files)
        let export = try await Program.run("export", "--database", source, "--gezin", Families.ids[1])
        #expect(export.status == 0)
        let file = try folder.write(export.output, as: "gezin.jsonl")
        let outcome = try await Program.run("import", "--database", target, file)
        #expect(outcome.output == "109 gebeurtenissen opgenomen, 0 stonden er al, 0 gezinnen geweigerd.\n")
        let expected = try Families.expectedVerdicts(on: "familie-b")
        #expect(try await verdicts(Families.ids[1], in: target) == expected)
        // What was recorded when, by whom and in which role came along.
        let again = try await Program.run("export", "--database", target, "--gezin", Families.ids[1])
        #expect(try stable(again.output) == stable(export.output))
    }

    @Test func `An export of a whole log is a file that gives the same log`() async throws {
        let server = try await SharedServer.server
        let (source, target) = (try await server.database(), try await server.database())
        let folder = try TemporaryFolder("import")
        defer { folder.remove() }
        _ = try await Program.run(["import", "--database", source] + Families.files)
        let export = try await Program.run("export", "--database", source)
        let file = try folder.write(export.output, as: "logboek.jsonl")
        let outcome = try await Program.run("import", "--database", target, file)
        #expect(outcome.output == "285 gebeurtenissen opgenomen, 0 stonden er al, 0 gezinnen geweigerd.\n")
        let again = try await Program.run("export", "--database", target)
        // Families are taken in at the same time: of each the order is what it was, of one among others not.
        #expect(try byFamily(again.output) == byFamily(export.output))
    }

    @Test func `Export and history of a family that is not there are refused`() async throws {
        let server = try await SharedServer.server
        let nobody = "00000000-0000-7000-8000-000000000000"
        _ = try await server.run("import", Families.file("familie-a"))
        for command in ["export", "historie", "toets"] {
            let outcome = try await server.run(command, "--gezin", nobody, "--gemeente", "GM0935")
            #expect(outcome.status == 1)
            #expect(outcome.output.isEmpty)
            #expect(outcome.complaint.contains("bestaat niet in deze gemeente"))
        }
    }

    @Test func `With more than one gemeente the program asks which`() async throws {
        let server = try await SharedServer.server
        let database = try await server.database()
        let folder = try TemporaryFolder("import")
        defer { folder.remove() }
        let lines = try Families.invented(1, gemeente: "GM1103") + Families.invented(2, gemeente: "GM1104")
        let file = try folder.write(lines.joined(separator: "\n"), as: "gezinnen.jsonl")
        #expect(try await Program.run("export", "--database", database).status == 1)
        _ = try await Program.run("import", "--database", database, file)
        let outcome = try await Program.run("export", "--database", database)
        #expect(outcome.status == 2)
        #expect(outcome.complaint.contains("--gemeente: GM1103, GM1104"))
        let one = try await Program.run("export", "--database", database, "--gemeente", "GM1104")
        #expect(one.output.split(separator: "\n").count == 12)
    }

    private func byFamily(_ export: String) throws -> [JSON?: [JSON]] {
        Dictionary(grouping: try stable(export)) { $0["gezinId"] }
    }

    /// What an event is wherever it is stored: without its place in a log and when that log took it in.
    private func stable(_ export: String) throws -> [JSON] {
        try export.split(separator: "\n").map { line in
            guard case .object(let members) = try JSONReader.read(line.utf8) else { return .null }
            return .object(members.filter { !["positie", "hash", "toegevoegdOp"].contains($0.key) })
        }
    }
}
