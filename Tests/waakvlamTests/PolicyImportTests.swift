import Foundation
import Testing
import WireValues

@Suite struct `Lines about an aanpak` {
    private static let aanpakken = [
        "delft-gezinscoaching", "lelystad-gezinscoaching", "spijkenisse-brede-zorgcoordinatie",
        "zwolle-bemoeizorg-jeugd", "zwolle-bijzondere-doelgroepen",
    ]
    private static let files = aanpakken.map(`verbeterpunten on files`.file)
    private static let own = "verzonnen-aanpak"

    /// An aanpak of GM0935 with one regisseur, who must visit within this time.
    private static func profile(_ outreachStart: String, gemeente: String = "GM0935") -> String {
        """
        {"aanpak": "\(own)", "type": "AanpakprofielVastgesteld", "gebeurdOp": "2011-01-01", \
        "vastgelegdOp": "2011-01-01T09:00:00Z", "vastgelegdDoor": "BEL1", "rol": "BEL", "gegevens": \
        {"code": "\(own)", "naam": "Verzonnen", "gemeente": "\(gemeente)", "geldigVanaf": "2011-01-01", \
        "enkeleRegisseur": true, "prioritering": true, \
        "parameters": [{"naam": "outreachStart", "waarde": "\(outreachStart)"}]}}
        """
    }

    private static func family() throws -> [String] {
        try Families.lines("familie-a").map { $0.replacing(Families.aanpak, with: own) }
    }

    /// The stable part of every line: without what the log that takes it in gives anew.
    private func stable(_ export: String) throws -> [String] {
        try export.split(separator: "\n").map { line in
            guard case .object(let members) = try JSONReader.read(line.utf8) else { return "" }
            return JSON.object(members.filter { !["positie", "hash", "toegevoegdOp"].contains($0.key) }).text
        }
    }

    @Test func `The findings on policy are an import, and the database gives the tables of the files`() async throws {
        let database = try await SharedServer.server.database()
        let outcome = try await Program.run(["import", "--database", database] + Self.files)
        #expect(outcome.status == 0)
        #expect(outcome.output == "240 gebeurtenissen opgenomen, 0 stonden er al, 0 aanpakken geweigerd.\n")
        #expect(outcome.complaint.hasPrefix("opnemen: 5 van 5 aanpakken, 240 gebeurtenissen, in "))
        let again = try await Program.run(["import", "--database", database] + Self.files.reversed())
        #expect(again.output == "0 gebeurtenissen opgenomen, 240 stonden er al, 0 aanpakken geweigerd.\n")
        for (aanpak, gemeente) in [("delft-gezinscoaching", "GM0503"), ("zwolle-bemoeizorg-jeugd", "GM0193")] {
            let options = ["verbeterpunten", "--aanpak", aanpak, "--json"] + `verbeterpunten on files`.years
            let stored = try await Program.run(options + ["--database", database, "--gemeente", gemeente])
            let file = try await Program.run(options + [`verbeterpunten on files`.file(aanpak)])
            #expect(stored.status == 0 && stored.output == file.output)
        }
        #expect(try await Program.run("verify", "--database", database, "--gemeente", "GM0193").status == 0)
    }

    @Test func `An export with families and aanpakken gives another database the same log`() async throws {
        let server = try await SharedServer.server
        let (source, target) = (try await server.database(), try await server.database())
        let folder = try TemporaryFolder("aanpak")
        defer { folder.remove() }
        // The family first: it needs the aanpak all the same.
        let lines = try Self.family() + [Self.profile("P1M")]
        let file = try folder.write(lines.joined(separator: "\n"), as: "gemengd.jsonl")
        let findings = `verbeterpunten on files`.file("lelystad-gezinscoaching")
        let refused = try await Program.run("import", "--database", source, file, findings)
        #expect(refused.status == 2 && refused.complaint.contains("aanpak lelystad-gezinscoaching"))
        #expect(refused.complaint.contains("--gemeente") && refused.complaint.contains("Er is niets opgenomen."))
        let taken = try await Program.run("import", "--database", source, file, findings, "--gemeente", "GM0935")
        #expect(
            taken.output == "123 gebeurtenissen opgenomen, 0 stonden er al, 0 aanpakken en 0 gezinnen geweigerd.\n"
        )
        let export = try await Program.run("export", "--database", source)
        let codes = try export.output.split(separator: "\n").map { try JSONReader.read($0.utf8)["aanpak"]?.string }
        let expected = [Self.own] + Array(repeating: "lelystad-gezinscoaching", count: 30)
        #expect(codes.compactMap(\.self) == expected && codes.count == 123)
        let again = try folder.write(export.output, as: "logboek.jsonl")
        let outcome = try await Program.run("import", "--database", target, again, "--gemeente", "GM0935")
        #expect(outcome.status == 0)
        let second = try await Program.run("export", "--database", target)
        #expect(try stable(second.output) == stable(export.output))
        let one = try await Program.run("export", "--database", target, "--aanpak", "lelystad-gezinscoaching")
        #expect(try stable(one.output) == stable(second.output).filter { $0.contains("\"lelystad-gezinscoaching\"") })
        let nobody = try await Program.run("export", "--database", target, "--aanpak", "onbekende-aanpak")
        #expect(nobody.status == 1 && nobody.output.isEmpty)
    }

    @Test func `A fault in a line about an aanpak is named where it stands, and she is not stored`() async throws {
        let server = try await SharedServer.server
        let folder = try TemporaryFolder("aanpak")
        defer { folder.remove() }
        let bad = [
            (
                Self.profile("P1M", gemeente: "GM1211").replacing("\"rol\": \"BEL\"", with: "\"rol\": \"PM\""),
                "[I-0-ROL]"
            ),
            (Self.profile("P1M", gemeente: "GM1211").replacing("\"P1M\"", with: "\"snel\""), "[WAARDE_ONBEKEND]"),
            (Self.profile("P1M", gemeente: "GM1212"), "gemeente "),
        ]
        let good = Self.profile("P1M", gemeente: "GM1211").replacing(
            "2011-01-01\", \"enkele",
            with: "2010-01-01\", \"enkele"
        )
        for (line, expected) in bad {
            let family = try Families.invented(1, gemeente: "GM1211")
            let file = try folder.write((family + [good, line]).joined(separator: "\n"), as: "gemengd.jsonl")
            let outcome = try await server.run("import", file)
            #expect(outcome.status == 1)
            #expect(outcome.output.hasSuffix(" 1 aanpak en 0 gezinnen geweigerd.\n"))
            #expect(outcome.complaint.hasPrefix("\(file):14:"))
            #expect(outcome.complaint.contains(expected), "\(outcome.complaint)")
            #expect(outcome.complaint.contains("Aanpak \(Self.own) is geweigerd."))
            // The family that does not need her.
            #expect(try await server.count(of: "GM1211") == family.count)
        }
    }

    @Test func `An aanpak of which no file and no option says the gemeente is not taken in`() async throws {
        let folder = try TemporaryFolder("aanpak")
        defer { folder.remove() }
        let finding = try String(
            contentsOfFile: `verbeterpunten on files`.file("lelystad-gezinscoaching"),
            encoding: .utf8
        )
        let file = try folder.write(finding.replacing("lelystad-gezinscoaching", with: Self.own), as: "beleid.jsonl")
        let outcome = try await SharedServer.server.run("import", file)
        #expect(outcome.status == 2 && outcome.output.isEmpty)
        #expect(outcome.complaint.contains("aanpak \(Self.own)") && outcome.complaint.contains("--gemeente"))
    }

    @Test func `Without a database families are assessed under the aanpak in the files, as after an import`()
        async throws
    {
        let database = try await SharedServer.server.database()
        let folder = try TemporaryFolder("aanpak")
        defer { folder.remove() }
        let family = try folder.write(try Self.family().joined(separator: "\n"), as: "gezin.jsonl")
        let options = ["--peildag", "2011-09-30", "--json"]
        func verdicts(_ more: [String]) async throws -> JSON? {
            let outcome = try await Program.run(["toets"] + more + options)
            #expect(outcome.status == 0, "\(outcome.complaint)")
            return try JSONReader.read(outcome.output).array?.first?["indicatoren"]
        }
        let strict = try folder.write(Self.profile("P1D"), as: "streng.jsonl")
        let lenient = try folder.write(Self.profile("P12M"), as: "ruim.jsonl")
        let unknown = try await verdicts([family])
        let files = try await verdicts([family, strict])
        #expect(files != unknown)
        #expect(try await verdicts([family, lenient]) != files)
        #expect(try await Program.run("import", "--database", database, family, strict).status == 0)
        #expect(try await verdicts(["--database", database, "--gezin", Families.ids[0]]) == files)
        let twice = try folder.write(Self.profile("P1D") + "\n" + Self.profile("P1M"), as: "tweemaal.jsonl")
        for command in [["toets"], ["verbeterpunten", "--van", "2013", "--tot", "2014"]] {
            let outcome = try await Program.run(command + [twice, family])
            #expect(outcome.status == 1 && outcome.complaint.hasPrefix("\(twice):2:"))
        }
    }

    @Test(arguments: [["verbeterpunten", "--van", "2013", "--tot", "2014"], ["toets"], ["import"]])
    func `A YAML file gets one message, which says what reads it`(_ command: [String]) async throws {
        let yaml = URL(fileURLWithPath: #filePath)
            .appending(path: "../../../Schema/Aanpakken/delft-gezinscoaching.yaml").standardizedFileURL.path
        let outcome = try await Program.run(command + [yaml])
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        let lines = outcome.complaint.split(separator: "\n").filter { $0 != "Er is niets opgenomen." }
        #expect(lines.count == 2)
        #expect(
            lines.first
                == "\(yaml):1: Dit bestand is geen JSON Lines. Verwacht is op elke regel een JSON-object. [GEEN_JSON]"
        )
        #expect(lines.last?.contains("waakvlam aanpak importeer") == true)
    }
}
