import Gezinstraject
import WireValues

/// Wat een regel vindt over een casus: de uitkomst met haar reden, kanttekeningen en bewijs.
struct Bevinding: Sendable {
    private(set) var uitkomst: Uitkomst
    private(set) var reden: Reden?
    private(set) var grond: Grond?
    private(set) var voorlopig = false
    /// De zin van de reden rust op de plantermijn.
    private(set) var rustOpPlantermijn = false
    private(set) var letOp: Set<LetOp> = []
    private(set) var bewijs: [UUID] = []

    /// ✓; `reden` alleen voor een benadering.
    static func voldoet(_ reden: Reden? = nil, voorlopig: Bool = false) -> Bevinding {
        Bevinding(uitkomst: .voldoet, reden: reden, grond: nil, voorlopig: voorlopig)
    }

    /// X om een reden met een vaste grond.
    static func verbeterpunt(_ reden: Reden, plantermijn: Bool = false) -> Bevinding {
        Bevinding(
            uitkomst: .verbeterpunt,
            reden: reden,
            grond: reden.vasteGrond ?? .nietsVastgelegd,
            rustOpPlantermijn: plantermijn
        )
    }

    /// X om een reden waarvan de regel per geval zegt of zij uit een vastgelegd feit volgt.
    static func verbeterpunt(_ reden: Reden, feit: Bool, plantermijn: Bool = false) -> Bevinding {
        Bevinding(
            uitkomst: .verbeterpunt,
            reden: reden,
            grond: feit ? .vastgelegdFeit : .nietsVastgelegd,
            rustOpPlantermijn: plantermijn
        )
    }

    /// – om een reden.
    static func nietVastgesteld(_ reden: Reden) -> Bevinding {
        Bevinding(uitkomst: .nietVastgesteld, reden: reden, grond: nil)
    }

    /// – omdat het nog niet aan de orde is.
    static let nogNiet = nietVastgesteld(.nogNiet)

    /// Met een kanttekening, als de voorwaarde geldt.
    func met(_ kanttekening: LetOp, als voorwaarde: @autoclosure () -> Bool = true) -> Bevinding {
        voorwaarde() ? met([kanttekening]) : self
    }

    /// Met deze kanttekeningen.
    func met(_ kanttekeningen: Set<LetOp>) -> Bevinding {
        var nieuw = self
        nieuw.letOp.formUnion(kanttekeningen)
        return nieuw
    }

    /// Met dit bewijs erbij.
    func bewezen<G>(door feiten: [FeitVan<G>]) -> Bevinding {
        bewezen(door: feiten.map { $0.bron })
    }

    /// Met dit bewijs erbij, als het er is.
    func bewezen<G>(door feit: FeitVan<G>?) -> Bevinding {
        bewezen(door: feit.map { [$0.bron] } ?? [])
    }

    /// Met dit bewijs erbij.
    func bewezen(door ids: [UUID]) -> Bevinding {
        var nieuw = self
        nieuw.bewijs += ids
        return nieuw
    }

    /// De bevinding als wat ontbreekt van voor het begin van het dossier kan zijn: X uit niets wordt – GEEN_GEGEVENS.
    ///
    /// De kanttekeningen blijven (INDICATORS §1.3, "Begin of the dossier").
    func gespaardVoorDossierbegin() -> Bevinding {
        guard grond == .nietsVastgelegd else { return self }
        return Bevinding.nietVastgesteld(.geenGegevens).met(letOp).bewezen(door: bewijs)
    }
}
