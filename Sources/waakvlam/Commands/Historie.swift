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
        usage: """
            waakvlam historie --gezin <id> [<opties>]
            waakvlam historie --gezin <id> --verschil --van <JJJJ-MM-DD> [<opties>]
            """,
        discussion: """
            Voorbeeld: waakvlam historie --gezin ID --peildag 2014-03-31

            Per gebeurtenis: de dag, de versie, het type, het traject met de fase erna en wie het vastlegde. Daaronder \
            de oordelen die op die dag veranderden, ook als er niets gebeurde en alleen een termijn verstreek. Laat \
            vastgelegd (+n dagen) en gecorrigeerd staan erbij, en met een * wat uit een ander systeem is overgenomen; wat \
            is ingetrokken telt niet mee.
            Met --bekend-op zoals het toen bekend was: zonder wat later is vastgelegd of gecorrigeerd.

            Met --verschil: wat er anders werd tussen --van (en --bekend-op-van) en --peildag (en --bekend-op): welke \
            gebeurtenissen kwamen, vervielen of veranderden, welke oordelen verschillen, en waardoor.
            """
    )

    @Option(help: ArgumentHelp("Het gezin.", valueName: "id"))
    var gezin: UUID

    @Option(help: ArgumentHelp("Tot en met deze dag; zonder: vandaag.", valueName: "JJJJ-MM-DD"))
    var peildag: Dag?

    @Option(help: ArgumentHelp("Met de kennis van dit moment of het einde van deze dag (UTC).", valueName: "moment"))
    var bekendOp: Kennismoment?

    @Flag(help: "Wat er tussen twee punten anders werd, in plaats van alle stappen.")
    var verschil = false

    @Option(help: ArgumentHelp("Met --verschil: de dag van het eerste punt.", valueName: "JJJJ-MM-DD"))
    var van: Dag?

    @Option(
        help: ArgumentHelp("Met --verschil: met de kennis van dit moment op het eerste punt.", valueName: "moment")
    )
    var bekendOpVan: Kennismoment?

    @Option(help: ArgumentHelp("Met --verschil: een ander traject dan het laatste.", valueName: "nummer"))
    var traject: Int?

    @OptionGroup var gemeente: GemeenteOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard verschil else {
            guard van == nil, bekendOpVan == nil, traject == nil else {
                throw ValidationError("--van, --bekend-op-van en --traject horen bij --verschil.")
            }
            return
        }
        guard van != nil || bekendOpVan != nil else {
            throw ValidationError("Geef bij --verschil ook --van of --bekend-op-van.")
        }
        guard traject.map({ $0 >= 1 }) ?? true else { throw ValidationError("--traject is minstens 1.") }
    }

    func run() async throws {
        let day = peildag ?? Systeemklok().nu().dagInNederland
        guard van.map({ $0 <= day }) ?? true else { throw Failure(.usage, "--van ligt na de peildag.") }
        let (gezinsdossier, kader, earlier) = try await database.withStore { store in
            let cases = CaseHandler(store: store)
            let user = try await gemeente.beheerder(in: store)
            let gelezen = try await cases.dossier(gezin, voor: user)
            return (
                gelezen,
                try await cases.kader(bij: [gelezen.dossier], in: user.gemeente, bekendOp: bekendOp?.moment),
                try await cases.kader(bij: [gelezen.dossier], in: user.gemeente, bekendOp: bekendOpVan?.moment)
            )
        }
        let peiling = Peiling(peildag: day, bekendOp: bekendOp?.moment)
        if verschil {
            let first = Peiling(peildag: van ?? day, bekendOp: bekendOpVan?.moment)
            let last = gezinsdossier.dossier.geschiedenis(peiling).laatsteTraject
            guard traject.map({ $0 <= last }) ?? true else {
                throw Failure(
                    .refused,
                    "Het gezin heeft op de peildag geen traject met dit nummer; het laatste is \(last)."
                )
            }
            let found = kader.verschil(gezinsdossier.dossier, earlier, van: first, tot: peiling, traject: traject)
            Terminal.say("Gezin \(gezin)\n\n" + found.text + "\n\n\(Toetsing.signs)")
            return
        }
        let geschiedenis = gezinsdossier.dossier.geschiedenis(peiling)
        Terminal.say("Gezin \(gezin), tot en met \(peiling.text)\n")
        Terminal.say(Layout.step("dag", "versie", "gebeurtenis", "traject en fase", "door"))
        var replay = Replay(kader, geschiedenis, until: day, gezinsdossier.gebeurtenissen)
        while let step = replay.next(gezinsdossier.dossier) { Terminal.say(step) }
        Terminal.say(
            "\n\(Layout.count(geschiedenis.feiten.count, "gebeurtenis", "gebeurtenissen")).\n\n\(Toetsing.signs)"
        )
        for line in takenIn(gezinsdossier.gebeurtenissen, of: geschiedenis) { Terminal.say(line) }
        let withdrawn = gezinsdossier.dossier.ingetrokken(bekendOp: bekendOp?.moment).count
        if withdrawn > 0 { Terminal.say("Ingetrokken, en hier niet getoond: \(withdrawn).") }
    }
}

extension Historie {
    /// On which days this log took in what another system recorded: it was not known here earlier.
    private func takenIn(_ recorded: [RecordedEvent], of geschiedenis: Geschiedenis) -> [String] {
        let shown = Set(geschiedenis.feiten.map(\.id))
        let taken = recorded.filter { $0.isTakenIn && shown.contains($0.event.id) }
        return Dictionary(grouping: taken) { $0.addedAt.dagInNederland }.sorted { $0.key < $1.key }.map { day, events in
            "* overgenomen, en hier pas opgenomen op \(day): \(Layout.count(events.count, "gebeurtenis", "gebeurtenissen"))."
        }
    }
}

extension RecordedEvent {
    /// Recorded by another system, and taken in here later.
    fileprivate var isTakenIn: Bool { addedAt != recordedAt }
}

extension Peiling {
    var text: String { peildag.description + (bekendOp.map { ", zoals bekend op \($0)" } ?? "") }
}

extension Indicatorcode {
    var titel: String { Indicator.alle.first { $0.nummer == self }?.titel ?? "" }
}

/// A reason in words with its code, behind a title.
func why(_ reden: Reden?, _ zin: String?) -> String {
    reden.flatMap { reden in zin.map { " · \($0) [\(reden.rawValue)]" } } ?? ""
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
    private let geschiedenis: Geschiedenis
    /// The flips of an outcome that are still to be shown.
    private var flips: ArraySlice<Omslag>
    private var verloop: Voorgeschiedenis
    private let takenIn: Set<UUID>
    private var at = 0
    private var traject = 1

    init(_ kader: Toetsingskader, _ geschiedenis: Geschiedenis, until end: Dag, _ recorded: [RecordedEvent]) {
        self.geschiedenis = geschiedenis
        takenIn = Set(recorded.filter(\.isTakenIn).map(\.event.id))
        flips = kader.verloop(geschiedenis, tot: end).filter { $0.van.uitkomst != $0.naar.uitkomst }[...]
        verloop = Voorgeschiedenis(kader.profielen)
    }

    /// The next event, with the flips that came of themselves before it and, after the last of its day, those of its day.
    mutating func next(_ dossier: Dossier) -> String? {
        guard at < geschiedenis.feiten.count else { return rest() }
        let feit = geschiedenis.feiten[at]
        var lines = silentDays(before: feit.dag)
        at += 1
        verloop.volg(feit)
        let phase = feit.traject.map { "\($0) \(verloop.toestand(van: $0).fase.rawValue)" } ?? ""
        let rest = marks(feit, dossier[feit.id])
        lines.append(Layout.step(feit.dag.description, "#\(feit.versie)", feit.type.naam, phase, rest))
        if at == geschiedenis.feiten.count || geschiedenis.feiten[at].dag > feit.dag {
            lines += change(of: max(1, verloop.aantalAanmeldingen)) + flips(on: feit.dag)
        }
        return lines.joined(separator: "\n")
    }

    /// What changes of itself after the last event.
    private mutating func rest() -> String? {
        let lines = silentDays(before: nil)
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private func marks(_ feit: Feit, _ registratie: Registratie?) -> String {
        guard let registratie else { return "" }
        let sign = takenIn.contains(feit.id) ? "*" : ""
        var marks = [(feit.vastgelegdDoor?.tekst ?? "") + sign].filter { !$0.isEmpty }
        let late = registratie.vastgelegdOp.dagInNederland.dagen(sinds: registratie.gebeurdOp)
        if late > 0 { marks.append("vastgelegd +\(Layout.count(late, "dag", "dagen"))") }
        if feit.laatstVastgelegdOp != registratie.vastgelegdOp {
            marks.append("gecorrigeerd op \(feit.laatstVastgelegdOp)")
        }
        return marks.joined(separator: ", ")
    }

    /// The flips on days without an event, each on its day.
    private mutating func silentDays(before day: Dag?) -> [String] {
        var lines: [String] = []
        while let next = flips.first?.dag, day.map({ next < $0 }) ?? true {
            lines.append(Layout.step(next.description, "", "(er verstreek een termijn)"))
            lines += flips(on: next)
        }
        return lines
    }

    private mutating func change(of latest: Int) -> [String] {
        guard latest != traject else { return [] }
        traject = latest
        return ["  De oordelen gaan nu over traject \(latest)."]
    }

    private mutating func flips(on day: Dag) -> [String] {
        let today = flips.prefix { $0.dag == day }
        flips = flips.dropFirst(today.count)
        return today.flatMap { flip in
            let label = "    \(flip.indicator.rawValue) \(flip.van.uitkomst.teken) → \(flip.naar.uitkomst.teken)  "
            return Layout.hanging(label, flip.indicator.titel + why(flip.naar.reden, flip.zin))
        }
    }
}
