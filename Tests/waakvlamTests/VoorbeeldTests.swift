import Foundation
import Testing
import WireValues

@Suite struct `An invented municipality on the command line` {
    private static let options = ["--gezinnen", "25", "--zaad", "3", "--tot-en-met", "2026-03-31"]

    @Test func `Every family of it is taken in, and judged`() async throws {
        let folder = try TemporaryFolder("voorbeeld")
        defer { folder.remove() }
        let written = try await Program.run(["voorbeeld"] + Self.options)
        #expect(written.status == 0 && written.complaint.isEmpty)
        _ = try folder.write(written.output, as: "gemeente.jsonl")
        let lines = written.output.split(separator: "\n")
        let families = try Set(lines.map { try JSONReader.read($0.utf8)["gezinId"]?.string ?? "" })
        #expect(families.count == 25)

        let database = try await SharedServer.server.database()
        let (key, file) = (folder.file("sleutel"), folder.file("gemeente.jsonl"))
        _ = try folder.write(try await Program.run("sleutels", "nieuw").output, as: "sleutel")
        let taken = try await Program.run("import", "--database", database, "--hoofdsleutel", key, file)
        #expect(taken.status == 0, "\(taken.complaint)")
        #expect(taken.output.contains("\(lines.count) gebeurtenissen opgenomen"))

        let day = ["--peildag", "2026-03-31", "--totaal", "--json"]
        let stored = try await Program.run(["toets", "--database", database, "--hoofdsleutel", key] + aanpak + day)
        let fromFile = try await Program.run(["toets", file] + day)
        #expect(stored.status == 0 && fromFile.status == 0)
        #expect(stored.output == fromFile.output)
    }

    private let aanpak = ["--aanpak", "maastricht-integrale-aanpak"]

    @Test func `The same seed and last day give the same, whoever asks and however many families`() async throws {
        let (one, two) = (
            try await Program.run(["voorbeeld"] + Self.options), try await Program.run(["voorbeeld"] + Self.options)
        )
        #expect(one.output == two.output && !one.output.isEmpty)
        let fewer = try await Program.run(
            "voorbeeld",
            "--gezinnen",
            "5",
            "--zaad",
            "3",
            "--tot-en-met",
            "2026-03-31"
        )
        #expect(one.output.hasPrefix(fewer.output) && !fewer.output.isEmpty)
    }

    @Test(arguments: [
        ["--gezinnen", "-1"], ["--gezinnen", "veel"], ["--zaad", "-1"], ["--gemeente", "Delft"],
        ["--tot-en-met", "2026-02-30"], ["--tot-en-met", "1979-12-31"],
    ])
    func `What cannot be is refused`(_ options: [String]) async throws {
        let outcome = try await Program.run(["voorbeeld"] + options)
        #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.complaint.contains(options[0]))
    }
}
