import Foundation
import Testing
import WireValues

@Suite struct `toets on files` {
    @Test(arguments: Families.names)
    func `A family of Maastricht gets exactly the expected verdicts`(_ name: String) async throws {
        let outcome = try await Program.run(
            "toets",
            Families.file(name),
            "--peildag",
            Families.day,
            "--json"
        )
        #expect(outcome.status == 0)
        #expect(outcome.complaint.isEmpty)
        let families = try JSONReader.read(outcome.output).array ?? []
        #expect(families.count == 1)
        #expect(families.first?["gezinId"]?.string == (try Families.id(of: name)))
        #expect(families.first?["peildag"]?.string == Families.day)
        #expect(families.first?["aanpak"]?.string == Families.aanpak)
        #expect(families.first?["criteria"]?.array?.count == 12)
        #expect(families.first?["themas"]?.array?.count == 5)
        #expect(Families.verdicts(families.first) == (try Families.expectedVerdicts(on: name)))
    }

    @Test func `More files give one list, in the order in which the families appear`() async throws {
        let arguments = ["toets"] + Families.files.reversed() + ["--peildag", Families.day, "--json"]
        let families = try JSONReader.read(try await Program.run(arguments).output).array ?? []
        #expect(families.compactMap { $0["gezinId"]?.string } == Families.ids.reversed())
    }

    @Test func `The table of the three families is Bijlage 1, indicator by indicator`() async throws {
        let arguments = ["toets"] + Families.files + ["--peildag", Families.day, "--totaal", "--json"]
        let outcome = try await Program.run(arguments)
        #expect(outcome.status == 0)
        let table = try JSONReader.read(outcome.output)
        let expected = try Families.expected()["aanpak"]
        #expect(table.table == expected?.table)
        let outcomes = table["indicatoren"]?.array?.compactMap { $0["uitkomst"]?.string } ?? []
        #expect(outcomes.count { $0 == "voldoet" } == 21)
        #expect(outcomes.count { $0 == "verbeterpunt" } == 10)
        #expect(outcomes.count { $0 == "nietVastgesteld" } == 2)
    }

    @Test func `The table for people fits on a page, counts as Bijlage 1 and explains its signs`() async throws {
        let arguments = ["toets"] + Families.files + ["--peildag", Families.day, "--totaal"]
        let text = try await Program.run(arguments).output
        #expect(text.contains("Totaal: 21 ✓  10 X  2 –"))
        #expect(text.contains("  ✓ T2.1.3   2   1   0   0 De aanpak is met het gezin bepaald *"))
        #expect(text.contains("* let op: Niet alle casussen voldoen"))
        #expect(text.contains("✓ voldoet   X verbeterpunt   – niet vastgesteld   nvt niet van toepassing"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test func `The verdicts for people name reason, ground and remarks`() async throws {
        let text = try await Program.run("toets", Families.file("familie-a"), "--peildag", Families.day).output
        #expect(text.contains("   X T2.1.1 De probleemanalyse is met het gezin gemaakt."))
        #expect(text.contains("            Gedaan zonder het gezin. [ZONDER_GEZIN]\n"))
        #expect(text.contains("[GEEN_RUIMTE, niets vastgelegd]"))
        #expect(text.contains("            let op: Geen enkel probleem kan het gezin zelf oplossen. [NIETS_ZELF]"))
        #expect(text.contains("niets vastgelegd: er staat niets; dat is nog niet hetzelfde als niet gedaan"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test func `What is needed is said with the fields that matter`() async throws {
        let outcome = try await Program.run("toets", Families.file("familie-a"), "--peildag", "2011-11-01")
        let words = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains(#/nodig: DoelBijgesteld \(doel \w+, [^)]+\), DoelBijgesteld \(doel /#))
    }

    @Test func `Before anything was known nothing has been determined`() async throws {
        let arguments = ["toets", Families.file("familie-a"), "--peildag", Families.day, "--json", "--bekend-op"]
        let before = try JSONReader.read(try await Program.run(arguments + ["2011-07-19"]).output).array?.first
        let outcomes = Set(before?["indicatoren"]?.array?.compactMap { $0["uitkomst"]?.string } ?? [])
        #expect(outcomes == ["nietVastgesteld"])
        #expect(before?["aanpak"] == .null)
        let after = try JSONReader.read(try await Program.run(arguments + ["2020-01-01T00:00:00Z"]).output).array?.first
        #expect(Families.verdicts(after) == (try Families.expectedVerdicts(on: "familie-a")))
    }

    @Test func `A line without vastgelegdOp counts as known from its own day`() async throws {
        let folder = try TemporaryFolder("toets")
        defer { folder.remove() }
        let lines = try Families.lines("familie-a").map { $0.replacing(#/"vastgelegdOp": "[^"]*", /#, with: "") }
        let file = try folder.write(lines.joined(separator: "\n"), as: "gezin.jsonl")
        let arguments = ["toets", file, "--peildag", Families.day, "--json"]
        let all = try JSONReader.read(try await Program.run(arguments).output).array?.first
        let known = try JSONReader.read(try await Program.run(arguments + ["--bekend-op", Families.day]).output)
        #expect(known.array?.first == all)
    }

    @Test func `--aanpak keeps its families, and takes those without an aanmelding as such`() async throws {
        let folder = try TemporaryFolder("toets")
        defer { folder.remove() }
        let file = try folder.write(try Families.lines("familie-a")[0], as: "gezin.jsonl")
        let other = ["--aanpak", "lelystad-gezinscoaching", "--peildag", Families.day, "--json"]
        let none = try await Program.run(["toets"] + Families.files + other)
        let known = try await Program.run(["toets", file, "--aanpak", Families.aanpak, "--json"])
        #expect(try JSONReader.read(known.output).array?.first?["aanpak"]?.string == Families.aanpak)
        #expect(none.status == 0)
        #expect(none.output == "[]\n")
    }

    @Test func `A file of an aanpak that nobody knows is judged as well`() async throws {
        let folder = try TemporaryFolder("toets")
        defer { folder.remove() }
        let lines = try Families.lines("familie-a").map { $0.replacing(Families.aanpak, with: "een-eigen-aanpak") }
        let file = try folder.write(lines.joined(separator: "\n"), as: "gezin.jsonl")
        for more in [[], ["--aanpak", "een-eigen-aanpak"]] {
            let outcome = try await Program.run(["toets", file, "--peildag", Families.day, "--json"] + more)
            #expect(outcome.status == 0)
            #expect(try JSONReader.read(outcome.output).array?.first?["aanpak"]?.string == "een-eigen-aanpak")
        }
    }

    @Test func `The same line twice, also in another file, counts once`() async throws {
        let file = Families.file("familie-a")
        let twice = try await Program.run("toets", file, file, "--peildag", Families.day, "--json")
        let once = try await Program.run("toets", file, "--peildag", Families.day, "--json")
        #expect(twice.status == 0)
        #expect(twice.output == once.output)
    }

    @Test func `A file as Windows writes it reads the same`() async throws {
        let folder = try TemporaryFolder("toets")
        defer { folder.remove() }
        let lines = try Families.lines("familie-b")
        let file = try folder.write("\u{feff}" + lines.joined(separator: "\r\n") + "\r\n\r\n", as: "gezin.jsonl")
        let windows = try await Program.run("toets", file, "--peildag", Families.day, "--json")
        let plain = try await Program.run("toets", Families.file("familie-b"), "--peildag", Families.day, "--json")
        #expect(windows.complaint.isEmpty)
        #expect(windows.output == plain.output)
    }

    @Test func `What is not a plain file is read to its end, and may be empty`() async throws {
        let empty = try await Program.run("toets", "/dev/null")
        #expect(empty.status == 0)
        #expect(empty.output == "Er zijn hier geen gezinnen.\n")
        let file = Families.file("familie-a")
        let pipe = try Child(
            ["-c", "cat \(file) | \(try Program.path()) toets /dev/stdin --peildag \(Families.day) --json"],
            program: "/bin/sh"
        )
        #expect(await pipe.ended() == 0)
        let plain = try await Program.run("toets", file, "--peildag", Families.day, "--json")
        #expect(pipe.output == plain.output)
        pipe.removeFiles()
    }

    @Test func `toets needs no database and leaves none behind`() async throws {
        let arguments = ["toets", Families.file("familie-c"), "--json"]
        let outcome = try await Program.run(arguments, ["DATABASE_URL": "host=/nergens", "WAAKVLAM_DATA": "/nergens"])
        #expect(outcome.status == 0)
    }
}
