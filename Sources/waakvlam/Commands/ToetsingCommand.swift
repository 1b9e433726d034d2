import ArgumentParser
import CaseHandling
import EventStore
import Gezinstraject
import Toetsingskader
import WireValues

/// Shows audits of chosen families, with the frozen table worked out again.
struct ToetsingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "toetsing",
        abstract: "Geeft de toetsingen van gekozen gezinnen, en rekent een bevroren tabel na.",
        usage: """
            waakvlam toetsing [<opties>]
            waakvlam toetsing <id> [<opties>]
            """,
        discussion: """
            Zonder id een lijst. Met een id: of de bevroren tabel ongeschonden is, of er met de regels van nu hetzelfde uit \
            komt, en wat er anders is met wat nu bekend is. Komt er bij dezelfde regels iets anders uit of hoort de hash \
            niet bij de tabel, dan eindigt het met 1.
            """
    )

    @Argument(help: ArgumentHelp("De id van een toetsing.", valueName: "id"))
    var toetsing: ToetsingId?

    @Flag(help: "Als JSON.")
    var json = false

    @OptionGroup var gemeente: GemeenteOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let isSound = try await database.withStore { store in
            let user = try await gemeente.beheerder(in: store)
            let cases = CaseHandler(store: store)
            guard let toetsing else {
                try await list(cases, user)
                return true
            }
            let overview = try await cases.toetsingsoverzicht(toetsing, voor: user)
            Terminal.say(json ? overview.json.text : overview.text)
            return overview.isSound
        }
        if !isSound { throw ExitCode(Status.refused.rawValue) }
    }

    private func list(_ cases: CaseHandler, _ user: Gebruiker) async throws {
        let found = try await cases.toetsingen(voor: user)
        guard !json else { return Terminal.say(JSON.array(found.map(\.kort)).text) }
        for one in found { Terminal.say(one.line) }
        if found.isEmpty { Terminal.say("Er is hier nog geen toetsing gestart.") }
    }
}

extension Toetsingsstroom {
    fileprivate var line: String {
        let start = dossier.start.gegevens
        let aantal = start.gezinnen.count == 1 ? "1 gezin" : "\(start.gezinnen.count) gezinnen"
        let stand = dossier.bevriezing.map { "bevroren op \($0.registratie.gebeurdOp)" } ?? "nog niet bevroren"
        return "\(toetsing.tekst): \(start.aanpak), \(aantal), over \(start.peildatum), \(stand)"
    }
}

extension Toetsingsoverzicht {
    /// Nothing was tampered with, and the same rules still give the same table.
    fileprivate var isSound: Bool {
        guard let herberekening, let bevroren else { return true }
        // Of what was taken in from elsewhere it is not known what the other log held by then.
        let isComparable = herberekening.positie != nil && bevroren.regelversie == Toetsingskader.versie
        return herberekening.hashKlopt && (herberekening.verschillen.isEmpty || !isComparable)
    }

    fileprivate var text: String {
        ([stroom.line] + frozenLines + nowLines + humanLines).joined(separator: "\n")
    }

    private var frozenLines: [String] {
        guard let bevroren, let herberekening else { return [] }
        let hash = herberekening.hashKlopt ? "klopt" : "KLOPT NIET: de tabel is niet die waarvan de hash genomen is"
        let again =
            herberekening.verschillen.isEmpty
            ? "hetzelfde" : "\(Layout.count(herberekening.verschillen.count, "verschil", "verschillen")) met bevroren"
        return [
            "", "Regels \(bevroren.regelversie), positie \(bevroren.positie), bekend op \(bevroren.bekendOp)",
            "Hash \(bevroren.hash): \(hash)", "Herberekend met regels \(Toetsingskader.versie): \(again)",
        ] + herberekening.verschillen.map(\.line) + elsewhere(herberekening)
    }

    private func elsewhere(_ herberekening: Herberekening) -> [String] {
        guard herberekening.positie == nil, !herberekening.verschillen.isEmpty else { return [] }
        return Layout.hanging(
            "",
            "Deze bevriezing is overgenomen: een verschil kan komen van wat het andere logboek pas daarna opnam."
        )
    }

    private var nowLines: [String] {
        guard bevroren != nil else {
            let telling = Telling(nu.regels.map { Uitkomst($0.uitkomst) })
            return [
                "",
                "Nu, tot positie \(positie): \(telling.voldoet) ✓  \(telling.verbeterpunt) X  \(telling.nietVastgesteld) –",
            ]
        }
        let changed =
            veranderd.isEmpty ? "hetzelfde" : "\(Layout.count(veranderd.count, "verschil", "verschillen")) met bevroren"
        return ["", "Met wat nu bekend is, tot positie \(positie): \(changed)"] + veranderd.map(\.line)
    }

    private var humanLines: [String] {
        guard !menselijk.isEmpty else { return [] }
        return ["", "Wat mensen over de peildatum oordeelden:"]
            + menselijk.map { "\($0.gezin) \($0.oordeel.indicator.rawValue) \($0.oordeel.comparison)" }
    }
}

extension Uitkomstentabel.Regelverschil {
    fileprivate var line: String { "\(gezin) \(indicator.rawValue) \(van.sign) -> \(naar.sign)" }
}

extension Uitkomstentabel.Stand? {
    fileprivate var sign: String {
        guard let self else { return "geen" }
        return self.uitkomst.teken + (self.reden.map { " [\($0)]" } ?? "")
    }
}
