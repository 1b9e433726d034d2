import Foundation
import Testing

@Suite struct `Help and wrong use` {
    static let commands = [
        "serve", "migrate", "import", "export", "toets", "historie", "verify", "token", "indicatoren",
        "verbeterpunten", "aanpak", "toetsing", "sleutels", "tijdperk", "projecties", "voorbeeld",
    ]

    static let noHash = String(repeating: "0", count: 64)

    @Test(arguments: commands)
    func `Every command explains itself on standard output`(_ command: String) async throws {
        let outcome = try await Program.run(command, "--help")
        #expect(outcome.status == 0)
        #expect(outcome.complaint.isEmpty)
        #expect(outcome.output.contains("GEBRUIK: waakvlam \(command)"))
        #expect(outcome.output.contains("OPTIES:"))
        let asked = try await Program.run("help", command)
        #expect(asked.output == outcome.output)
    }

    @Test(arguments: commands.map { [$0, "--help"] } + [[], ["--help"], ["toets"], ["toets", "--onzin"]])
    func `The library's own words are in Dutch too`(_ arguments: [String]) async throws {
        let outcome = try await Program.run(arguments)
        let text = outcome.output + outcome.complaint
        for english in [
            "USAGE", "OVERVIEW", "OPTIONS", "SUBCOMMANDS", "Show", "Error", "Usage", "See ", "default", "values",
        ] {
            #expect(!text.contains(english))
        }
        #expect(!text.isEmpty)
    }

    @Test func `Without a command the program lists its commands and what its exit statuses mean`() async throws {
        let outcome = try await Program.run()
        #expect(outcome.status == 0)
        for command in Self.commands { #expect(outcome.output.contains("  \(command) ")) }
        #expect(outcome.output.contains("0 gelukt, 1 de invoer is geweigerd"))
    }

    @Test func `It says its version`() async throws {
        let outcome = try await Program.run("--version")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains(/^\d+\.\d+\.\d+\n$/))
    }

    @Test(
        arguments: [
            ["verfy"], ["verbeterpunten", "a.jsonl"], ["verbeterpunten", "--van", "2013", "--tot", "2014"],
            ["verbeterpunten", "a.jsonl", "--van", "2014", "--tot", "2013"],
            ["verbeterpunten", "a.jsonl", "--van", "13", "--tot", "2014"], ["toets"],
            ["toets", "a.jsonl", "--gezin", Families.ids[0]], ["toets", "a.jsonl", "--onzin"],
            ["toets", "a.jsonl", "--peildag", "2014-02-30"], ["toets", "a.jsonl", "--peildag", "31-03-2014"],
            ["toets", "a.jsonl", "--peildag"], ["toets", "a.jsonl", "--bekend-op", "gisteren"],
            ["toets", "a.jsonl", "--traject", "0"], ["aanpak", "controleer"], ["aanpak", "importeer"],
            ["toets", "--gezin", "geen-id"], ["historie"], ["historie", "--gezin", "geen-id"], ["import"],
            ["historie", "--gezin", Families.ids[0], "--verschil"],
            ["historie", "--gezin", Families.ids[0], "--van", "2014-01-01"],
            ["historie", "--gezin", Families.ids[0], "--verschil", "--van", "2014-01-02", "--peildag", "2014-01-01"],
            ["export", "--gezin", Families.ids[0], "--aanpak", Families.aanpak],
            ["export", "--gemeente", "Maastricht"], ["token"], ["token", "--gemeente", "GM0935"],
            ["token", "--gemeente", "GM0935", "--rol", "burgemeester"],
            ["token", "--gemeente", "GM0935", "--rol", "auditor", "--uren", "25"],
            ["token", "--gemeente", "GM0935", "--rol", "auditor", "--uren", "0"],
            ["token", "--gemeente", "GM0935", "--rol", "auditor", "--actor", ""],
            ["verify", "--sinds", "GM0935:1:2"], ["projecties", "herbouw"], ["projecties", "hervat"], ["tijdperk"],
            ["tijdperk", "--verhoog", "GM0935"],
            ["verify", "--sinds", "GM0935:1:0:\(noHash)", "--sinds", "GM0935:1:0:\(noHash)"],
            ["verify", "--gemeente", "GM0001", "--sinds", "GM0935:1:0:\(noHash)"],
            ["serve", "--embedded", "--database", "dbname=waakvlam"],
            ["serve", "--embedded", "--port", "99999"], ["serve", "--embedded", "--port", "http"],
        ]
    )
    func `Wrong use ends with 2, says what is wrong and stores nothing`(_ arguments: [String]) async throws {
        let outcome = try await Program.run(arguments, ["WAAKVLAM_DATA": "/nergens"])
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.complaint.count > 20)
    }

    @Test func `A port that does not read is refused and not taken for the usual one`() async throws {
        let outcome = try await Program.run(
            "serve",
            "--embedded",
            environment: ["WAAKVLAM_POORT": "80a", "WAAKVLAM_DATA": "/nergens"]
        )
        #expect(outcome.status == 2)
        #expect(outcome.complaint.contains("WAAKVLAM_POORT"))
    }
}

@Suite struct `The framework in words` {
    @Test func `indicatoren prints all 33 with source, norm and rule, and none of them is empty`() async throws {
        let outcome = try await Program.run("indicatoren")
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let numbers = lines.compactMap { $0.firstMatch(of: /^(T\d\.\d\.\d) \S.*/)?.1 }
        #expect(numbers.map(String.init) == (try Families.expectedNumbers()))
        for label in ["bron  ", "norm  ", "regel "] {
            let found = lines.filter { $0.hasPrefix(label) }
            #expect(found.count == 33)
            #expect(found.allSatisfy { $0.count > label.count + 3 })
        }
        #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test func `As Markdown every indicator also has its reasons and remarks`() async throws {
        let outcome = try await Program.run("indicatoren", "--markdown")
        #expect(outcome.status == 0)
        let sections = outcome.output.split(separator: "\n### ").dropFirst()
        #expect(sections.map { String($0.prefix(6)) } == (try Families.expectedNumbers()))
        for section in sections {
            for label in ["Bron", "Norm", "Regel", "Redenen", "Let op"] {
                let behind = section.split(separator: "- **\(label)**:").dropFirst().first ?? ""
                let value = behind.split(separator: "\n- **").first ?? ""
                #expect(value.trimmingCharacters(in: .whitespacesAndNewlines).count > 3)
            }
        }
        let codes = outcome.output.split(separator: "\n").filter { $0.hasPrefix("  - `") }
        let ground = "vastgelegd feit|niets vastgelegd|vastgelegd feit of niets vastgelegd"
        let reason = try Regex("  - `[A-Z_]+` \\((✓|–|X, grond: (\(ground)))\\) \\S.*")
        let remark = try Regex("  - `[A-Z_]+` [^(\\s].*")
        #expect(try codes.allSatisfy { try reason.wholeMatch(in: $0) != nil || remark.wholeMatch(in: $0) != nil })
        #expect(outcome.output.contains("Een aanpak kan elke norm zelf stellen"))
        #expect(outcome.output.contains("\n- `planTermijn`: P1M\n"))
        #expect(codes.contains { $0.hasSuffix("meer dan twee keer. (norm: `wisselVenster`, `maxWissels`)") })
        for line in [
            "`ZONDER_GEZIN` (X, grond: vastgelegd feit) Gedaan zonder het gezin.",
            "`WACHT` (X, grond: vastgelegd feit of niets vastgelegd) Er is langer dan een maand gewacht",
            "`NOG_NIET` (–) Nog niet aan de orde", "`EEN_OUDER` Van de ouders deed er een mee.",
        ] {
            #expect(codes.contains { $0.hasPrefix("  - \(line)") })
        }
    }
}
