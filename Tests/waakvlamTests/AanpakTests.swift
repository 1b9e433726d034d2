import Foundation
import Testing
import WireValues

@Suite struct `Aanpakken from files` {
    private static let folder = URL(fileURLWithPath: #filePath).appending(path: "../../../Schema/Aanpakken")
        .standardizedFileURL

    private static func file(_ code: String) -> String { folder.appending(path: code + ".yaml").path }

    private static let own = """
        code: verzonnen-aanpak
        gemeente: GM1201
        perioden:
          - naam: Verzonnen
            geldigVanaf: 2010-01-01
            rollen: [{naam: regisseur, regie: [proces, inhoud], bron: nota}]
            leefgebieden: {lijst: [{code: gezin, stj: gezin}], bron: nota}
            prioritering: {aanwezig: true, bron: nota}
            normen:
              stilteTermijn: {waarde: 2, eenheid: maanden, bron: nota}
            drang: {aanwezig: true, bron: nota}

        """

    private static let later = """
          - naam: Verzonnen, vernieuwd
            geldigVanaf: 2016-01-01
            rollen: [{naam: coach, regie: [proces, inhoud], bron: nota 2016}]
            leefgebieden: {lijst: [{code: gezin, stj: gezin}], bron: nota 2016}
            prioritering: {aanwezig: true, bron: nota 2016}
            drang: {aanwezig: false, bron: nota 2016}

        """

    @Test func `The eight of the sources are right, and checking needs no database`() async throws {
        let codes = ["delft-sociaal-team", "lelystad-gezinscoaching", "maastricht-integrale-aanpak"]
        let outcome = try await Program.run(["aanpak", "controleer"] + codes.map(Self.file))
        #expect(outcome.status == 0 && outcome.complaint.isEmpty)
        for code in codes { #expect(outcome.output.contains("\(code) klopt")) }
    }

    @Test func `A wrong file ends with 1 and names file, line and key of every fault`() async throws {
        let folder = try TemporaryFolder("aanpak")
        defer { folder.remove() }
        let text = Self.own.replacing("stilteTermijn", with: "stilteNorm").replacing("stj: gezin", with: "stj: thuis")
        let file = try folder.write(text, as: "fout.yaml")
        let outcome = try await Program.run("aanpak", "controleer", file)
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        #expect(outcome.complaint.contains("\(file):7: perioden[1].leefgebieden.lijst[1].stj: Verwacht is een van: "))
        #expect(outcome.complaint.contains("\(file):10: perioden[1].normen.stilteNorm: Deze sleutel is niet bekend"))
        #expect(outcome.complaint.split(separator: "\n").count == 2)
        let gone = try await Program.run("aanpak", "controleer", file + ".weg")
        #expect(gone.status == 1 && gone.complaint.contains("niet te lezen"))
    }

    @Test func `What is imported is stored once, and what held is not rewritten`() async throws {
        let database = try await SharedServer.server.database()
        let folder = try TemporaryFolder("aanpak")
        defer { folder.remove() }
        let take = ["aanpak", "importeer", "--database", database]
        let file = try folder.write(Self.own, as: "eigen.yaml")
        let first = try await Program.run(take + [file, "--gemeente", "GM1201"])
        #expect(first.status == 0)
        #expect(first.output == "verzonnen-aanpak: 1 perioden opgenomen in GM1201, 0 stonden er al.\n")
        let again = try await Program.run(take + [file])
        #expect(again.output == "verzonnen-aanpak: 0 perioden opgenomen in GM1201, 1 stonden er al.\n")
        let grown = try folder.write(Self.own + Self.later, as: "gegroeid.yaml")
        #expect(
            try await Program.run(take + [grown]).output
                == "verzonnen-aanpak: 1 perioden opgenomen in GM1201, 1 stonden er al.\n"
        )
        let rewritten = try folder.write(Self.own.replacing("waarde: 2", with: "waarde: 9"), as: "herschreven.yaml")
        let refused = try await Program.run(take + [rewritten])
        #expect(refused.status == 1 && refused.output.isEmpty)
        #expect(refused.complaint.contains("\(rewritten):4: perioden[1]: Verwacht is een geldigVanaf na 2016-01-01"))
        #expect(refused.complaint.contains("Er is niets opgenomen."))
        let elsewhere = try await Program.run(take + ["--gemeente", "GM1202", file])
        let said = "verzonnen-aanpak: 1 perioden opgenomen in GM1202 (het bestand is van GM1201), 0 stonden er al.\n"
        #expect(elsewhere.output == said)
        #expect(try await Program.run("verify", "--database", database).status == 0)
        let unknown = try await Program.run(
            ["toets", "--database", database, "--gemeente", "GM1201", "--aanpak", "onbekende-aanpak"]
        )
        #expect(unknown.status == 2 && unknown.complaint.contains("verzonnen-aanpak"))
    }

    @Test func `Where an aanpak goes is asked, unless the database has no gemeente but that of the file`() async throws
    {
        let database = try await SharedServer.server.database()
        let folder = try TemporaryFolder("aanpak")
        defer { folder.remove() }
        let take = ["aanpak", "importeer", "--database", database]
        let file = try folder.write(Self.own, as: "eigen.yaml")
        func asked(_ expected: String) async throws {
            let outcome = try await Program.run(take + [file])
            #expect(outcome.status == 2 && outcome.output.isEmpty)
            let start =
                "\(file) is van gemeente GM1201. De database heeft \(expected): kies een gemeente met --gemeente"
            #expect(outcome.complaint.hasPrefix(start), "\(outcome.complaint)")
            #expect(outcome.complaint.contains("Er is niets opgenomen."))
        }
        func store(_ gemeente: String) async throws {
            let family = try Families.invented(1, gemeente: gemeente).joined(separator: "\n")
            let outcome = try await Program.run(
                "import",
                "--database",
                database,
                try folder.write(family, as: "g.jsonl")
            )
            #expect(outcome.status == 0)
        }
        try await asked("nog geen gemeente")
        try await store("GM1202")
        try await asked("GM1202")
        try await store("GM1201")
        try await asked("GM1201, GM1202")
        let chosen = try await Program.run(take + [file, "--gemeente", "GM1201"])
        #expect(chosen.output == "verzonnen-aanpak: 1 perioden opgenomen in GM1201, 0 stonden er al.\n")
    }

    @Test func `A family is assessed under the aanpak that its gemeente made`() async throws {
        let database = try await SharedServer.server.database()
        let folder = try TemporaryFolder("aanpak")
        defer { folder.remove() }
        let lines = try Families.lines("familie-a", gemeente: "GM1201")
            .map { $0.replacing(Families.aanpak, with: "verzonnen-aanpak") }
        let family = try folder.write(lines.joined(separator: "\n"), as: "gezin.jsonl")
        let take = ["import", "--database", database, family]
        #expect(try await Program.run(take).status == 1)
        let file = try folder.write(Self.own, as: "eigen.yaml")
        let takeOver = ["aanpak", "importeer", "--database", database, "--gemeente", "GM1201", file]
        #expect(try await Program.run(takeOver).status == 0)
        #expect(try await Program.run(take).status == 0)
        let options = ["--database", database, "--gemeente", "GM1201", "--peildag", Families.day]
        let table = try await Program.run(["toets", "--aanpak", "verzonnen-aanpak", "--json"] + options)
        #expect(try JSONReader.read(table.output).array?.map { $0["aanpak"] } == ["verzonnen-aanpak"])
        let history = try await Program.run(["historie", "--gezin", Families.ids[0]] + options)
        #expect(history.status == 0)
    }
}
