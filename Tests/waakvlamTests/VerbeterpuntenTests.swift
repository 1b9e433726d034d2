import Foundation
import Testing
import WireValues

@Suite struct `verbeterpunten on files` {
    static let years = ["--van", "2013", "--tot", "2014"]

    static func file(_ aanpak: String) -> String {
        URL(fileURLWithPath: #filePath).appending(path: "../../../Schema/Voorbeelden/Beleid/\(aanpak).jsonl")
            .standardizedFileURL.path
    }

    @Test func `What steers a terminal is made visible`() async throws {
        let folder = try TemporaryFolder("tekens")
        let text = try String(contentsOfFile: Self.file("delft-gezinscoaching"), encoding: .utf8)
        let steering = #""tekst": "\u001b[31m\u0007\u009b\u202e "#
        let file = try folder.write(text.replacing(#""tekst": ""#, with: steering), as: "tekens.jsonl")
        let outcome = try await Program.run(["verbeterpunten", file] + Self.years)
        #expect(outcome.status == 0 && outcome.output.contains("␛[31m␇\u{FFFD}\u{FFFD}"))
        #expect(!outcome.output.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
        folder.remove()
    }

    @Test(arguments: [
        (
            "zwolle-bijzondere-doelgroepen",
            [
                "P1.1.1 verbeterpunt niet_vastgesteld", "P1.1.2 verbeterpunt voldoet",
                "P3.1.5 P3.1.6 P3.1.7 verbeterpunt voldoet", "P3.2.2 verbeterpunt verbeterpunt",
                "P3.4.2 verbeterpunt voldoet", "P4.2.1 verbeterpunt voldoet NB", "P5.2.1 verbeterpunt verbeterpunt",
            ]
        ),
        (
            "zwolle-bemoeizorg-jeugd",
            [
                "P1.1.2 verbeterpunt niet_vastgesteld", "P3.1.4 P3.1.5 P3.1.6 P3.1.7 verbeterpunt voldoet",
                "P3.2.2 verbeterpunt verbeterpunt", "P3.4.2 verbeterpunt voldoet LET OP",
                "P5.2.1 verbeterpunt verbeterpunt", "P5.3.1 verbeterpunt verbeterpunt",
            ]
        ),
        (
            "delft-gezinscoaching",
            [
                "P3.1.3 verbeterpunt niet_vastgesteld", "P3.2.2 P3.2.3 verbeterpunt voldoet",
                "P3.4.2 verbeterpunt voldoet", "P4.2.3 verbeterpunt voldoet", "P5.2.1 verbeterpunt voldoet",
            ]
        ),
    ])
    func `The table of a document comes back row by row`(_ aanpak: String, _ rows: [String]) async throws {
        let outcome = try await Program.run(["verbeterpunten", Self.file(aanpak), "--json"] + Self.years)
        #expect(outcome.status == 0)
        let tables = try JSONReader.read(outcome.output).array ?? []
        #expect(tables.map { $0["aanpak"]?.string } == [aanpak])
        #expect(tables.first?["rijen"]?.array?.map(\.row) == rows)
        let listed = rows.flatMap { $0.split(separator: " ").filter { $0.hasPrefix("P") } }
        #expect(tables.first?["nietHertoetst"]?.array?.count == 30 - listed.count)
    }

    @Test func `The table for people has two columns within a page, and no ✓ for what was not assessed again`()
        async throws
    {
        let file = Self.file("zwolle-bijzondere-doelgroepen")
        let text = try await Program.run(["verbeterpunten", file] + Self.years).output
        #expect(text.contains("Verbeterpunten zwolle-bijzondere-doelgroepen\n\nToeleiding\n\n2013 "))
        #expect(text.contains(/\n2013 +\| 2014\n/))
        #expect(text.contains(/\nX De gemeente heeft geen beeld [^|\n]*\| ✓ De gemeente Zwolle heeft de ambitie/))
        #expect(text.contains(/\|   NB: In het onderzoek op casusniveau/))
        #expect(text.contains("\nNiet hertoetst in 2014: P1.2.1, P1.2.2, "))
        #expect(text.count { $0 == "✓" } == 4 + 1)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(!text.contains("Uit casussen blijkt"))
    }

    @Test func `More aanpakken give one list, and --aanpak keeps one of them`() async throws {
        let files = ["delft-gezinscoaching", "lelystad-gezinscoaching"].map(Self.file)
        let all = try await Program.run(["verbeterpunten", "--json"] + files + Self.years)
        #expect(try JSONReader.read(all.output).array?.count == 2)
        let more = ["--aanpak", "lelystad-gezinscoaching"]
        let one = try JSONReader.read(
            try await Program.run(["verbeterpunten", "--json"] + files + Self.years + more).output
        )
        #expect(one.array?.compactMap { $0["aanpak"]?.string } == ["lelystad-gezinscoaching"])
        // Lelystad was not looked at again.
        #expect(one.array?.first?["rijen"]?.array?.count == 7)
        #expect(one.array?.first?["rijen"]?.array?.allSatisfy { $0["tot"] == .null } == true)
    }

    @Test func `Families in the files give signals next to the findings, without a figure below five trajecten`()
        async throws
    {
        let folder = try TemporaryFolder("verbeterpunten")
        defer { folder.remove() }
        let policy = try String(contentsOfFile: Self.file("delft-gezinscoaching"), encoding: .utf8)
            .replacing("delft-gezinscoaching", with: Families.aanpak)
        let file = try folder.write(policy, as: "beleid.jsonl")
        func figures(_ families: [String]) async throws -> [String] {
            let outcome = try await Program.run(["verbeterpunten", file, "--json"] + families + Self.years)
            let rows = try JSONReader.read(outcome.output).array?.first?["rijen"]?.array ?? []
            let signals: [JSON] = rows.flatMap { $0["signalen"]?.array ?? [] }
            let found: [JSON] = signals.flatMap { $0["cijfers"]?.array ?? [] }
            return found.filter { $0["onderwerp"]?.string == "trajecten die voldoen aan T3.2.2" }.map(\.figure)
        }
        #expect(try await figures(Families.files) == ["afgeschermd 0 0"])
        // The same three families again, under other names.
        var more = Families.files
        for name in Families.names {
            let lines = try Families.lines(name).map { line in
                line.replacing(#/"gezinId": "\w{4}/#, with: "\"gezinId\": \"ffff")
                    .replacing(#/^\{"id": "\w{4}/#, with: "{\"id\": \"ffff")
            }
            more.append(try folder.write(lines.joined(separator: "\n"), as: "\(name).jsonl"))
        }
        let shown = try await figures(more)
        #expect(shown.count == 1)
        #expect(shown.first?.hasPrefix("aandeel ") == true)
        #expect(shown.first?.hasSuffix(" 6") == true)
    }

    @Test func `verbeterpunten on files needs no database`() async throws {
        let arguments = ["verbeterpunten", "/dev/null"] + Self.years
        let outcome = try await Program.run(arguments, ["DATABASE_URL": "host=/nergens", "WAAKVLAM_DATA": "/nergens"])
        #expect(outcome.status == 0)
        #expect(outcome.output == "Er is hier niets over een aanpak vastgelegd.\n")
    }
}

extension JSON {
    fileprivate var row: String {
        let ids = (self["indicatoren"]?.array ?? []).compactMap { $0["id"]?.string }
        let outcomes = ["van", "tot"].compactMap { self[$0]?["uitkomst"]?.string }
        let mark = self["tot"]?["letOp"]?.string?.split(separator: ":").first.map { [String($0)] } ?? []
        return (ids + outcomes + mark).joined(separator: " ")
    }

    fileprivate var figure: String {
        let counts = ["aantal", "van"].map { String(self[$0]?.integer ?? 0) }
        return ([self["soort"]?.string ?? ""] + counts).joined(separator: " ")
    }
}
