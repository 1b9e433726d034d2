import ArgumentParser
import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import Toetsingskader
import WireValues

/// Replays a family step by step.
struct Historie: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Speelt de geschiedenis van een gezin stap voor stap af.",
        usage: "waakvlam historie --gezin <id> [<opties>]",
        discussion: """
            Voorbeeld: waakvlam historie --gezin ID --peildag 2014-03-31

            Per gebeurtenis: de dag, de versie, het type, het traject met de fase erna en wie het vastlegde. Daaronder \
            de oordelen die op die dag veranderden, ook als er niets gebeurde en alleen een termijn verstreek. Laat \
            vastgelegd (+n dagen) en gecorrigeerd staan erbij; wat is ingetrokken telt niet mee.
            Met --bekend-op zoals het toen bekend was: zonder wat later is vastgelegd of gecorrigeerd.
            """
    )

    @Option(help: ArgumentHelp("Het gezin.", valueName: "id"))
    var gezin: UUID

    @Option(help: ArgumentHelp("Tot en met deze dag; zonder: vandaag.", valueName: "JJJJ-MM-DD"))
    var peildag: Dag?

    @Option(help: ArgumentHelp("Met de kennis van dit moment of het einde van deze dag (UTC).", valueName: "moment"))
    var bekendOp: Kennismoment?

    @OptionGroup var gemeente: GemeenteOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let (gezinsdossier, kader) = try await database.withStore { store in
            let cases = CaseHandler(store: store)
            return (try await cases.dossier(gezin, voor: try await gemeente.beheerder(in: store)), cases.kader)
        }
        let day = peildag ?? Systeemklok().nu().dagInNederland
        let geschiedenis = gezinsdossier.dossier.geschiedenis(tot: day, bekendOp: bekendOp?.moment)
        let known = bekendOp.map { ", zoals bekend op \($0.moment)" } ?? ""
        Terminal.say("Gezin \(gezin), tot en met \(day)\(known)\n")
        Terminal.say(Layout.step("dag", "versie", "gebeurtenis", "traject en fase", "door"))
        var replay = Replay(kader, geschiedenis, until: day)
        while let step = replay.next(gezinsdossier.dossier) { Terminal.say(step) }
        Terminal.say("\n\(geschiedenis.feiten.count) gebeurtenissen.\n\n\(Toetsing.signs)")
        let withdrawn = gezinsdossier.dossier.ingetrokken(bekendOp: bekendOp?.moment).count
        if withdrawn > 0 { Terminal.say("Ingetrokken, en hier niet getoond: \(withdrawn).") }
    }
}

extension Layout {
    /// A line of the replay.
    fileprivate static func step(
        _ day: String,
        _ version: String,
        _ type: String,
        _ phase: String = "",
        _ marks: String = ""
    ) -> String {
        let columns = [padded(day, 10), padded(version, 6), padded(type, 34), padded(phase, 22), marks]
        let line = columns.joined(separator: " ")
        return String(line.dropLast(line.reversed().prefix { $0 == " " }.count))
    }
}

/// The steps of a history, each with what it changed.
private struct Replay {
    private let kader: Toetsingskader
    private let geschiedenis: Geschiedenis
    private let end: Dag
    private var verloop: Voorgeschiedenis
    private var at = 0
    private var shown: Dag?
    private var verdicts: [Indicatorcode: Uitkomst] = [:]
    private var traject: Int?

    init(_ kader: Toetsingskader, _ geschiedenis: Geschiedenis, until end: Dag) {
        self.kader = kader
        self.geschiedenis = geschiedenis
        self.end = end
        verloop = Voorgeschiedenis(kader.profielen)
    }

    /// The next event, with the flips that came of themselves before it and, after the last of its day, those of its day.
    mutating func next(_ dossier: Dossier) -> String? {
        guard at < geschiedenis.feiten.count else { return rest() }
        let feit = geschiedenis.feiten[at]
        var lines = shown.map { flips(after: $0, through: feit.dag.plus(dagen: -1)) } ?? []
        at += 1
        verloop.volg(feit)
        let phase = feit.traject.map { "\($0) \(verloop.toestand(van: $0).fase.rawValue)" } ?? ""
        let rest = marks(feit, dossier[feit.id])
        lines.append(Layout.step(feit.dag.description, "#\(feit.versie)", feit.type.naam, phase, rest))
        if at == geschiedenis.feiten.count || geschiedenis.feiten[at].dag > feit.dag {
            lines += flips(kader.beoordeel(geschiedenis, peildag: feit.dag))
            shown = feit.dag
        }
        return lines.joined(separator: "\n")
    }

    /// What changes of itself after the last event.
    private mutating func rest() -> String? {
        guard let day = shown, day < end else { return nil }
        shown = end
        let lines = flips(after: day, through: end)
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private func marks(_ feit: Feit, _ registratie: Registratie?) -> String {
        guard let registratie else { return "" }
        var marks = feit.vastgelegdDoor.map { [$0.tekst] } ?? []
        let late = registratie.vastgelegdOp.dagInNederland.dagen(sinds: registratie.gebeurdOp)
        if late > 0 { marks.append("vastgelegd +\(late) dagen") }
        if feit.laatstVastgelegdOp != registratie.vastgelegdOp {
            marks.append("gecorrigeerd op \(feit.laatstVastgelegdOp)")
        }
        return marks.joined(separator: ", ")
    }

    /// The flips on days without an event, each on its day: a stretch in which nothing differs is not looked into.
    private mutating func flips(after first: Dag, through last: Dag) -> [String] {
        guard first < last else { return [] }
        let toetsing = kader.beoordeel(geschiedenis, peildag: last)
        guard toetsing.oordelen.contains(where: { verdicts[$0.indicator] != $0.uitkomst }) else { return [] }
        if first.plus(dagen: 1) == last {
            return [Layout.step(last.description, "", "(er verstreek een termijn)")] + flips(toetsing)
        }
        let middle = first.plus(dagen: last.dagen(sinds: first) / 2)
        return flips(after: first, through: middle) + flips(after: middle, through: last)
    }

    private mutating func flips(_ toetsing: Toetsing) -> [String] {
        var lines: [String] = []
        if let traject, traject != toetsing.traject {
            lines.append("  De oordelen gaan nu over traject \(toetsing.traject).")
        }
        traject = toetsing.traject
        for oordeel in toetsing.oordelen {
            let before = verdicts.updateValue(oordeel.uitkomst, forKey: oordeel.indicator) ?? .nietVastgesteld
            guard before != oordeel.uitkomst else { continue }
            let titel = Indicator.alle.first { $0.nummer == oordeel.indicator }?.titel ?? ""
            let why = oordeel.reden.flatMap { reden in oordeel.zin.map { " · \($0) [\(reden.rawValue)]" } } ?? ""
            let flip = "    \(oordeel.indicator.rawValue) \(before.teken) → \(oordeel.uitkomst.teken)  "
            lines += Layout.hanging(flip, titel + why)
        }
        return lines
    }
}
