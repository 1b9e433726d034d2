import CaseHandling
import CivilTime
import Gezinstraject
import Toetsingskader
import WireValues

/// What is still to be done before a family can be closed properly.
struct AfsluitenPage {
    let kop: Gezinskop
    let punten: [Point]
    let aantalOpen: Int
    let isKlaar: Bool
    let isGesloten: Bool
    let oordelen: [Oordeelweergave]
    let sluitLink: String?

    /// A line of the list: done or not, with what is left and where to record it.
    struct Point {
        let naam: String
        let teken: String
        let woord: String
        let klasse: String
        let uitleg: String
        let adres: String?
        let knop: String
    }

    /// The indicators that look at how a traject ends.
    private static let indicators: [Indicatorcode] = [.t214, .t315, .t322, .t511, .t531]

    init(
        _ head: Gezinskop,
        _ beeld: Trajectbeeld,
        _ toetsing: Toetsing,
        _ feiten: [Feit],
        _ links: Bewijslinks,
        _ user: Gebruiker
    ) {
        kop = head
        let checks = ClosingChecks(beeld: beeld, feiten: feiten, user: user, gezin: head.gezin)
        punten = checks.all
        aantalOpen = punten.count { $0.klasse != "ja" }
        isKlaar = aantalOpen == 0
        isGesloten = beeld.geslotenOp != nil
        let maker = Oordeelmaker(toetsing: toetsing, links: links, user: user, head: head)
        oordelen = toetsing.oordelen.filter { AfsluitenPage.indicators.contains($0.indicator) }.map(maker.weergave)
        sluitLink = isGesloten ? nil : checks.form(.aanpakAfgesloten)
    }
}

private struct ClosingChecks {
    let beeld: Trajectbeeld
    let feiten: [Feit]
    let user: Gebruiker
    let gezin: String

    var all: [AfsluitenPage.Point] {
        [
            point("De afronding is gestart", has(.afrondingGestart), "Nog niet vastgelegd.", .afrondingGestart),
            point(
                "Elk doel is behaald of vervallen",
                none(beeld.doelen.filter { $0.status == .open }.map(\.id.tekst)),
                .doelBehaald
            ),
            point(
                "Elk probleem is opgelost, beheersbaar of overgedragen",
                none(openProblems.map(\.tekst)),
                .probleemStatusGewijzigd
            ),
            point(
                "Elke werkafspraak is afgehandeld",
                none(beeld.werkafspraken.filter { $0.status == .open }.map(\.id.tekst)),
                .werkafspraakNagekomen
            ),
            point("Er is geen stagnatie open", none(beeld.openStagnaties.map(\.id.tekst)), .stagnatieOpgeheven),
            point(
                "Er is geen knelpunt in informatie open",
                none(beeld.openKnelpunten.map(\.id.tekst)),
                .informatieknelpuntOpgelost
            ),
            point(
                "Bepaald is welke restzorg nodig is",
                has(.restzorgBepaald),
                "Nog niet vastgelegd.",
                .restzorgBepaald
            ),
            point(
                "Elke overdracht is aanvaard",
                none(openHandovers.map(\.tekst)),
                .overdrachtAanvaard
            ),
            point(
                "Nazorg is afgesproken",
                beeld.nazorg?.afgesprokenOp != nil,
                "Er is nog geen afspraak: met wie, hoe vaak, hoe lang.",
                .nazorgAfspraakGemaakt
            ),
            point("De eindevaluatie is gehouden", isEvaluated, "Nog niet vastgelegd.", .evaluatieGehouden),
        ]
    }

    private var own: [Feit] { feiten.filter { $0.traject == nil || $0.traject == beeld.traject } }

    private func has(_ type: Feittype) -> Bool { own.contains { $0.type == type } }

    private var isEvaluated: Bool { own.contains { $0.als(EvaluatieGehouden.self)?.soort == .eind } }

    private var handovers: [HulpOvergedragen] { own.compactMap { $0.als(HulpOvergedragen.self) } }

    private var accepted: Set<OverdrachtId> { Set(own.compactMap { $0.als(OverdrachtAanvaard.self)?.overdracht }) }

    private var openHandovers: [OverdrachtId] { handovers.map(\.id).filter { !accepted.contains($0) } }

    private var openProblems: [ProbleemId] {
        beeld.problemen.filter { ![.opgelost, .beheersbaar].contains($0.status) && !handedOver.contains($0.id) }
            .map(\.id)
    }

    private var handedOver: Set<ProbleemId> {
        Set(handovers.filter { accepted.contains($0.id) }.flatMap(\.problemen))
    }

    /// Nil when there is none, otherwise which.
    private func none(_ ids: [String]) -> String? { ids.isEmpty ? nil : "Nog open: \(ids.joined(separator: ", "))." }

    private func point(_ name: String, _ open: String?, _ type: Feittype) -> AfsluitenPage.Point {
        point(name, open == nil, open ?? "", type)
    }

    private func point(_ name: String, _ isDone: Bool, _ open: String, _ type: Feittype) -> AfsluitenPage.Point {
        AfsluitenPage.Point(
            naam: name,
            teken: isDone ? "✓" : "X",
            woord: isDone ? "Klaar" : "Nog te doen",
            klasse: isDone ? "ja" : "nee",
            uitleg: isDone ? "" : open,
            adres: isDone ? nil : form(type),
            knop: type.woorden
        )
    }

    func form(_ type: Feittype) -> String? {
        user.rol(voor: type) == nil ? nil : "/gezinnen/\(gezin)/vastleggen/\(type.naam)"
    }
}
