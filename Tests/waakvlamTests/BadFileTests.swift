import Foundation
import Testing

@Suite struct `Files that are not in order` {
    /// What is wrong with the second line of a file, and what the message about it must hold.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let line: String
        let field: String
        let expected: String

        init(_ name: String, _ line: String, _ field: String, _ expected: String) {
            (testDescription, self.line, self.field, self.expected) = (name, line, field, expected)
        }
    }

    private static let gezin = #""gezinId": "\#(Families.ids[0])""#
    private static func line(
        type: String = #""type": "ContactMetGezinGelegd""#,
        day: String = #""gebeurdOp": "2011-10-04""#,
        data: String = #""initiatief": "professional", "plaats": "thuis""#,
        gezin: String = gezin,
        more: String = ""
    ) -> String {
        "{\(gezin), \(type), \(day), \"gegevens\": {\(data)}\(more)}"
    }

    static let faults = [
        Fault("no JSON", "dit is geen JSON", " ", "Verwacht is een JSON-object"),
        Fault("half a line", String(line().dropLast(5)), " ", "Verwacht is een JSON-object"),
        Fault("a list and no object", "[1]", " ", "object"),
        Fault("a field twice", line(more: #", "type": "SuccesGevierd""#), " ", "Verwacht is een JSON-object"),
        Fault("an unknown field of the line", line(more: #", "kleur": "rood""#), "/kleur ", "onbekend"),
        Fault(
            "an unknown field of the type",
            line(data: #""initiatief": "gezin", "plaats": "thuis", "kleur": 1"#),
            "/gegevens/kleur ",
            "onbekend"
        ),
        Fault(
            "an unknown value",
            line(data: #""initiatief": "gezin", "plaats": "op de maan""#),
            "/gegevens/plaats ",
            "thuis"
        ),
        Fault("an unknown type", line(type: #""type": "Maanlanding""#), "/type ", "type gebeurtenis"),
        Fault("a missing field", line(data: #""plaats": "thuis""#), "/gegevens/initiatief ", "verplicht"),
        Fault("a missing family", line().replacing(gezin + ", ", with: ""), "/gezinId ", "verplicht"),
        Fault("a missing day", line().replacing(#""gebeurdOp": "2011-10-04", "#, with: ""), "/gebeurdOp ", "verplicht"),
        Fault("text for a number", line(more: #", "traject": "een""#), "/traject ", "getal"),
        Fault("a number for text", line(type: #""type": 7"#), "/type ", "tekst"),
        Fault("a day that does not exist", line(day: #""gebeurdOp": "2011-02-30""#), "/gebeurdOp ", "JJJJ-MM-DD"),
        Fault("a day in another form", line(day: #""gebeurdOp": "4-10-2011""#), "/gebeurdOp ", "JJJJ-MM-DD"),
        Fault(
            "a moment without a zone",
            line(more: #", "vastgelegdOp": "2011-10-04T10:00:00""#),
            "/vastgelegdOp ",
            "Z"
        ),
        Fault("an id that is none", line(more: #", "id": "123""#), "/id ", "UUID"),
        Fault("a family that is none", line(gezin: #""gezinId": "gezin 1""#), "/gezinId ", "UUID"),
        Fault(
            "a day after that of recording",
            line(more: #", "vastgelegdOp": "2011-10-03T10:00:00Z""#),
            "/gebeurdOp ",
            "2011-10-03"
        ),
        Fault(
            "an event before the family was known",
            line(day: #""gebeurdOp": "2011-01-01""#),
            " ",
            "GezinGeregistreerd"
        ),
    ]

    @Test(arguments: faults)
    func `A fault is named by file, line, field and what was expected, and nothing is stored`(
        _ fault: Fault
    ) async throws {
        let server = try await SharedServer.server
        let folder = try TemporaryFolder("fout")
        defer { folder.remove() }
        let gemeente = "GM1001"
        let good = try Families.invented(1, gemeente: gemeente)
        let registration = try Families.lines("familie-a", gemeente: gemeente)[0]
        let lines = [registration, fault.line] + good
        let file = try folder.write(lines.joined(separator: "\n"), as: "gezinnen.jsonl")

        for command in ["toets", "import"] {
            let outcome = try await server.run(command, file)
            #expect(outcome.status == 1)
            #expect(outcome.output.isEmpty)
            #expect(outcome.complaint.hasPrefix("\(file):2:"))
            let first = outcome.complaint.split(separator: "\n").first ?? ""
            #expect("\(first.dropFirst(file.count + 3)) ".contains(fault.field))
            #expect(first.localizedCaseInsensitiveContains(fault.expected))
        }
        let after = try await server.run("import", file)
        #expect(after.complaint.contains("Er is niets opgenomen."))
        #expect(try await server.count(of: gemeente) == 0)
    }

    @Test func `All faults of all lines come at once`() async throws {
        let folder = try TemporaryFolder("fout")
        defer { folder.remove() }
        let lines = try Families.lines("familie-a")
        let text = [lines[0], "{", lines[1], Self.line(data: #""plaats": "maan""#)].joined(separator: "\n")
        let file = try folder.write(text, as: "gezinnen.jsonl")
        let outcome = try await Program.run("toets", file)
        #expect(outcome.complaint.contains("\(file):2:"))
        #expect(outcome.complaint.contains("\(file):4: /gegevens/initiatief"))
        #expect(outcome.complaint.contains("\(file):4: /gegevens/plaats"))
    }

    @Test func `A file with thousands of faults names the first fifty`() async throws {
        let folder = try TemporaryFolder("fout")
        defer { folder.remove() }
        let file = try folder.write(String(repeating: "fout\n", count: 3000), as: "gezinnen.jsonl")
        let outcome = try await Program.run("toets", file)
        #expect(outcome.status == 1)
        #expect(outcome.complaint.split(separator: "\n").count == 51)
        #expect(outcome.complaint.contains("… en nog 2950 fouten."))
    }

    @Test func `A family whose history cannot be right keeps the other families out as well`() async throws {
        let server = try await SharedServer.server
        let folder = try TemporaryFolder("fout")
        defer { folder.remove() }
        let gemeente = "GM1002"
        let good = try Families.invented(1, gemeente: gemeente)
        // Registered twice, which no line of its own shows.
        let bad = try Families.invented(2, gemeente: gemeente)
        let again = try Families.invented(2, events: 1, gemeente: gemeente)[0].replacing(#/"id": "[^"]*", /#, with: "")
        let lines = good + bad + [again]
        let file = try folder.write(lines.joined(separator: "\n"), as: "gezinnen.jsonl")
        let outcome = try await server.run("import", file)
        #expect(outcome.status == 1)
        #expect(outcome.complaint.hasPrefix("\(file):25: "))
        #expect(outcome.complaint.contains("Er is niets opgenomen."))
        #expect(try await server.count(of: gemeente) == 0)
    }

    @Test func `An id that is used for something else is refused where it stands`() async throws {
        let folder = try TemporaryFolder("fout")
        defer { folder.remove() }
        var lines = try Families.lines("familie-a")
        lines.append(lines[9].replacing("2011-09-28", with: "2011-09-29"))
        let file = try folder.write(lines.joined(separator: "\n"), as: "gezin.jsonl")
        let outcome = try await Program.run("toets", file)
        #expect(outcome.status == 1)
        #expect(outcome.complaint.hasPrefix("\(file):93: /id "))
        #expect(outcome.complaint.contains("\(file):10"))
    }

    @Test func `A file that is not there is refused by its name`() async throws {
        for command in ["toets", "import"] {
            let outcome = try await Program.run(command, "/nergens/gezin.jsonl")
            #expect(outcome.status == 1)
            #expect(outcome.complaint.hasPrefix("/nergens/gezin.jsonl: "))
            #expect(try await Program.run(command, "/tmp").status == 1)
        }
    }

    @Test func `A family whose gemeente nobody says is not taken in, and neither are the others`() async throws {
        let server = try await SharedServer.server
        let folder = try TemporaryFolder("fout")
        defer { folder.remove() }
        let good = try Families.invented(1, gemeente: "GM1003")
        let lines = good + (try Families.invented(2, gemeente: "GM1003").dropFirst())
        let file = try folder.write(lines.joined(separator: "\n"), as: "gezinnen.jsonl")
        let outcome = try await server.run("import", file)
        #expect(outcome.status == 2)
        #expect(outcome.complaint.contains("--gemeente"))
        #expect(try await server.count(of: "GM1003") == 0)
    }
}
