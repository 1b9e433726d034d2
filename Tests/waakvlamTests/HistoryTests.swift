import Foundation
import Testing
import WireValues

@Suite struct `historie` {
    /// The database of the three families, made once.
    private static func database() async throws -> String {
        try await SharedFamilies.database
    }

    private func replay(_ name: String, _ more: String...) async throws -> String {
        let arguments = ["historie", "--database", try await Self.database(), "--gezin", try Families.id(of: name)]
        let outcome = try await Program.run(arguments + more)
        #expect(outcome.status == 0)
        return outcome.output
    }

    private func outcomes(_ name: String, on day: String) async throws -> [String: String] {
        let outcome = try await Program.run("toets", Families.file(name), "--peildag", day, "--json")
        let signs = ["voldoet": "✓", "verbeterpunt": "X", "nietVastgesteld": "–"]
        var outcomes: [String: String] = [:]
        for verdict in try JSONReader.read(outcome.output).array?.first?["indicatoren"]?.array ?? [] {
            outcomes[verdict["id"]?.string ?? ""] = signs[verdict["uitkomst"]?.string ?? ""]
        }
        return outcomes
    }

    @Test func `Every event is a step, with its day, version, type, phase and who recorded it`() async throws {
        let text = try await replay("familie-a", "--peildag", Families.day)
        let steps = text.split(separator: "\n").filter { $0.contains(#/^\d{4}-\d\d-\d\d #\d+ /#) }
        #expect(steps.count == 92)
        #expect(text.contains(/2011-09-26 #9 +ProcesmanagerToegewezen +1 geprioriteerd +TPM1\*\n/))
        #expect(text.contains("\n92 gebeurtenissen.\n"))
        #expect(text.contains(/\n\* overgenomen, en hier pas opgenomen op \d{4}-\d\d-\d\d: 92 gebeurtenissen\.\n/))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 110 && $0.last != " " })
    }

    @Test(arguments: Families.names)
    func `The flips add up to the verdicts of the day, and each stands on its own day`(_ name: String) async throws {
        let text = try await replay(name, "--peildag", Families.day)
        var current = Dictionary(uniqueKeysWithValues: try Families.expectedNumbers().map { ($0, "–") })
        var day = ""
        var silentDays: [(day: String, flips: [String: String])] = []
        for line in text.split(separator: "\n") {
            if let match = line.firstMatch(of: #/^(\d{4}-\d\d-\d\d) /#) {
                day = String(match.1)
                if line.contains("(er verstreek een termijn)") { silentDays.append((day, [:])) }
            }
            guard let flip = line.firstMatch(of: /^    (T\d\.\d\.\d) ([✓X–]) → ([✓X–])/) else { continue }
            let number = String(flip.1)
            #expect(current[number] == String(flip.2))
            current[number] = String(flip.3)
            if silentDays.last?.day == day { silentDays[silentDays.count - 1].flips[number] = String(flip.3) }
        }
        #expect(current == (try await outcomes(name, on: Families.day)))

        #expect(!silentDays.isEmpty)
        for (day, flips) in silentDays.prefix(3) {
            let before = try await outcomes(name, on: dayBefore(day))
            let after = try await outcomes(name, on: day)
            let changed = after.filter { before[$0.key] != $0.value }
            #expect(changed == flips)
        }
    }

    private func dayBefore(_ day: String) throws -> String {
        let style = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
        return try style.parse(day).addingTimeInterval(-86_400).formatted(style)
    }

    @Test func `A traject that is not there has no difference`() async throws {
        let server = try await SharedServer.server
        let family = ["--gemeente", "GM0935", "--gezin", Families.ids[0]]
        let asked = ["--verschil", "--van", "2013-06-30", "--traject", "9"]
        _ = try await server.run("import", Families.file("familie-a"))
        let outcome = try await Program.run(["historie"] + family + asked, server.environment)
        #expect(outcome.status == 1)
        #expect(outcome.complaint.contains("geen traject met dit nummer; het laatste is 1"))
    }

    @Test func `Two days differ in their events and verdicts, each with what made it so`() async throws {
        let text = try await replay("familie-a", "--verschil", "--van", "2012-06-30", "--peildag", "2013-06-30")
        #expect(text.contains("van: 2012-06-30, traject 1\ntot: 2013-06-30, traject 1\n"))
        let before = try await outcomes("familie-a", on: "2012-06-30")
        let after = try await outcomes("familie-a", on: "2013-06-30")
        let changed = after.filter { before[$0.key] != $0.value }
        var shown: [String: String] = [:]
        for match in text.matches(of: #/\n  (T\d\.\d\.\d) ([✓X–]) → ([✓X–])/#) where match.2 != match.3 {
            #expect(before[String(match.1)] == String(match.2))
            shown[String(match.1)] = String(match.3)
        }
        #expect(!changed.isEmpty && shown == changed)
        // A verdict that kept its sign shows what did change.
        let blocks = text.split(separator: #/\n(?=  T\d)/#).dropFirst().map(String.init)
        let same = blocks.filter { $0.contains(#/^  T\d\.\d\.\d ([✓X–]) → \1/#) }
        #expect(!same.isEmpty)
        #expect(same.allSatisfy { $0.contains(#/eerst: |voorlopig\n|erbij: |vervallen: /#) })
        let events = text.matches(of: #/\n  gekomen +(\d{4}-\d\d-\d\d) #\d+ /#).map { String($0.1) }
        #expect(!events.isEmpty && events.allSatisfy { $0 > "2012-06-30" && $0 <= "2013-06-30" })
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 110 && $0.last != " " })
    }

    @Test func `A day cuts off what came later, and a later day only adds`() async throws {
        let early = try await replay("familie-b", "--peildag", "2012-06-30")
        #expect(!early.contains(/\n2012-0[789]/))
        #expect(!early.contains(/\n2013/))
        let lines = early.split(separator: "\n").filter { $0.contains(" #") }
        let all = try await replay("familie-b", "--peildag", Families.day).split(separator: "\n")
        #expect(lines.allSatisfy(all.contains))
    }

    @Test func `Known before a correction is the old state, known after it the new`() async throws {
        let server = try await SharedServer.server
        let folder = try TemporaryFolder("historie")
        defer { folder.remove() }
        var lines = try Families.lines("familie-a", gemeente: "GM1201")
        let tested = try #require(lines.first { $0.contains("\"DefinitieGetoetst\"") })
        let id = try #require(try JSONReader.read(tested)["id"]?.string)
        let family = Families.ids[0]
        lines.append(
            """
            {"gezinId": "\(family)", "type": "RegistratieGecorrigeerd", "gebeurdOp": "2014-02-01", \
            "vastgelegdOp": "2014-02-01T10:00:00Z", "vastgelegdDoor": "TPM1", "rol": "TPM", \
            "gegevens": {"doelEvent": "\(id)", "gebeurdOp": "2011-09-22", "reden": "verkeerde dag"}}
            """
        )
        lines.append(
            """
            {"gezinId": "\(family)", "type": "ContactMetGezinGelegd", "gebeurdOp": "2013-01-05", \
            "vastgelegdOp": "2013-01-25T10:00:00Z", "vastgelegdDoor": "CM1", "rol": "CM", \
            "gegevens": {"initiatief": "professional", "plaats": "thuis"}}
            """
        )
        let file = try folder.write(lines.joined(separator: "\n"), as: "gezin.jsonl")
        let imported = try await server.run("import", file)
        #expect(imported.status == 0)

        let ask = ["historie", "--gezin", family, "--gemeente", "GM1201", "--peildag", Families.day]
        let now = try await Program.run(ask, server.environment).output
        let before = try await Program.run(ask + ["--bekend-op", "2014-01-31"], server.environment).output
        #expect(now.contains(/2011-09-22 #7 +DefinitieGetoetst .*, gecorrigeerd op 2014-02-01T10:00:00Z/))
        #expect(!now.contains("2011-09-20 #7"))
        #expect(before.contains("2011-09-20 #7"))
        #expect(!before.contains("gecorrigeerd"))
        #expect(before.contains("zoals bekend op 2014-01-31T23:59:59.999999Z"))
        #expect(now.contains(/2013-01-05 #94 +ContactMetGezinGelegd .* CM1\*, vastgelegd \+20 dagen/))
        let unknown = try await Program.run(ask + ["--bekend-op", "2013-01-24"], server.environment).output
        #expect(!unknown.contains("#94"))
    }
}

/// A database with the three families, which nobody changes.
actor SharedFamilies {
    private static let shared = SharedFamilies()
    private var making: Task<String, any Error>?

    static var database: String { get async throws { try await shared.made() } }

    private func made() async throws -> String {
        if let making { return try await making.value }
        let task = Task {
            let database = try await SharedServer.server.database()
            _ = try await Program.run(["import", "--database", database] + Families.files)
            return database
        }
        making = task
        return try await task.value
    }
}
