import Foundation
import Testing
import WireValues

@Suite struct `Files that are not in order` {
    /// What is wrong with the second line of a file, and what the message about it must hold.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let line: String
        let field: String
        let expected: String
        /// Whether the line does not say which family it is of.
        let isOfNobody: Bool

        init(_ name: String, _ line: String, _ field: String, _ expected: String, ofNobody isOfNobody: Bool = false) {
            (testDescription, self.line, self.field, self.expected) = (name, line, field, expected)
            self.isOfNobody = isOfNobody
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
        Fault("no JSON", "dit is geen JSON", " ", "Verwacht is een JSON-object", ofNobody: true),
        Fault("half a line", String(line().dropLast(5)), " ", "Verwacht is een JSON-object", ofNobody: true),
        Fault("a list and no object", "[1]", " ", "object", ofNobody: true),
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
        Fault("a missing family", line().replacing(gezin + ", ", with: ""), "/gezinId ", "verplicht", ofNobody: true),
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
        Fault("a family that is none", line(gezin: #""gezinId": "gezin 1""#), "/gezinId ", "UUID", ofNobody: true),
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
    func `A fault is named by file, line, field and what was expected, and its family is not stored`(
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

        for command in [["toets"], ["import", "--proef"], ["import"]] {
            let outcome = try await Program.run(command + [file], server.environment)
            #expect(outcome.status == 1)
            #expect(outcome.complaint.hasPrefix("\(file):2:"))
            let first = outcome.complaint.split(separator: "\n").first ?? ""
            #expect("\(first.dropFirst(file.count + 3)) ".contains(fault.field))
            #expect(first.localizedCaseInsensitiveContains(fault.expected))
            // Whose line it is nobody can say: then whose history is whole, nobody can say either.
            #expect(outcome.output.isEmpty == (command == ["toets"] || fault.isOfNobody))
            #expect(outcome.complaint.contains("Gezin \(Families.ids[0]) is geweigerd.") != outcome.output.isEmpty)
            let nothing = (outcome.complaint + outcome.output).contains("Er is niets opgenomen.")
            #expect(nothing == (command.contains("--proef") || command == ["import"] && fault.isOfNobody))
        }
        // The other family is there, however often it was taken in.
        let stored = try await server.run("export", "--gemeente", gemeente).output.split(separator: "\n")
        let families = Set(stored.compactMap { $0.firstMatch(of: /"gezinId":"([^"]*)"/)?.1 })
        let other = try #require(try JSONReader.read(good[0])["gezinId"]?.string)
        #expect(families.isSubset(of: [Substring(other)]))
        if !fault.isOfNobody { #expect(stored.count == good.count) }
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
        let file = try folder.write(String(repeating: "{fout}\n", count: 3000), as: "gezinnen.jsonl")
        let outcome = try await Program.run("toets", file)
        #expect(outcome.status == 1)
        #expect(outcome.complaint.split(separator: "\n").count == 51)
        #expect(outcome.complaint.contains("… en nog 2950 fouten."))
    }

    @Test func `A family whose history cannot be right is refused, and the others are taken in`() async throws {
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
        let trial = try await server.run("import", "--proef", file)
        #expect(trial.status == 1)
        #expect(trial.complaint.hasPrefix("\(file):25: "))
        let counts = "0 stonden er al, 1 gezin geweigerd."
        #expect(trial.output == "12 gebeurtenissen kunnen worden opgenomen, \(counts) Er is niets opgenomen.\n")
        #expect(try await server.count(of: gemeente) == 0)
        let outcome = try await server.run("import", file)
        #expect(outcome.status == 1)
        #expect(outcome.output == "12 gebeurtenissen opgenomen, \(counts)\n")
        #expect(outcome.complaint.hasPrefix("\(file):25: "))
        #expect(try await server.count(of: gemeente) == 12)
        // Put right, the rest comes in as well.
        let right = try folder.write((good + bad).joined(separator: "\n"), as: "gezinnen.jsonl")
        let rest = try await server.run("import", right)
        #expect(rest.status == 0)
        #expect(rest.output == "12 gebeurtenissen opgenomen, 12 stonden er al, 0 gezinnen geweigerd.\n")
    }

    @Test func `Lines of nobody stop the whole import, and thousands of them are counted`() async throws {
        let server = try await SharedServer.server
        let folder = try TemporaryFolder("fout")
        defer { folder.remove() }
        let good = try Families.invented(1, gemeente: "GM1004").joined(separator: "\n")
        let file = try folder.write(good + "\n" + String(repeating: "{fout}\n", count: 3000), as: "gezinnen.jsonl")
        let outcome = try await server.run("import", file)
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        let lines = outcome.complaint.split(separator: "\n")
        #expect(lines.count == 52 && lines[0].hasPrefix("\(file):13: "))
        #expect(lines.suffix(2) == ["… en nog 2950 fouten.", "Er is niets opgenomen."])
        #expect(try await server.count(of: "GM1004") == 0)
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
