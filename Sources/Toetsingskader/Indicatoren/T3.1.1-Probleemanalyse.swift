import CivilTime
import Gezinstraject

// T3.1.1 Er is een analyse van de problemen van het gezin en de gezinsleden
//
// Bron: MAA Bijlage 1 Aanpak; MAA §3.2. De procesmanager brengt alle problemen in kaart met de professionals; de
// methodiek loopt alle leefgebieden af. Het gezin was er bij de eerste analyse niet bij: dat is T2.1.1, hier een
// kanttekening. INDICATORS §1.4, T3.1.1.
extension Indicator {
    static let t311 = Indicator(
        nummer: .t311,
        titel: "Er is een analyse van de problemen van het gezin en de gezinsleden",
        bron: "MAA Bijlage 1 Aanpak; MAA §3.2",
        norm: "Binnen de plantermijn is een probleemanalyse vastgesteld die elk leefgebied van de aanpak beoordeelt.",
        regel: """
            ✓ als er een vastgestelde analyse is en alle versies samen elk leefgebied van de aanpak beoordelen; \
            "geen probleem" is ook een beoordeling. X als er op de plantermijn geen analyse is, of als leefgebieden \
            zijn overgeslagen. – zolang de termijn loopt.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .nietGedaan, .leefgebiedenOnvolledig],
        kanttekeningen: [
            .gezinNietBetrokken, .analyseTeLaat, .leefgebiedenOngelijk, .laatVastgelegd, .datumOnzeker,
            .analyseVerouderd,
        ]
    ) { casus in
        guard let planDeadline = casus.planDeadline else { return .nogNiet }
        let analyses = casus.alle(ProbleemanalyseVastgesteld.self)
        guard let eerste = analyses.first, let laatste = analyses.last else {
            return casus.planVerstreken ? .verbeterpunt(.nietGedaan, plantermijn: true) : .nogNiet
        }
        guard casus.beoordeeltAlleLeefgebieden(analyses) else {
            return Bevinding.verbeterpunt(.leefgebiedenOnvolledig).bewezen(door: analyses)
        }
        return Bevinding.voldoet()
            .bewezen(door: analyses)
            .met(.gezinNietBetrokken, als: !laatste.gezin.isBetrokken)
            .met(.analyseTeLaat, als: eerste.dag > planDeadline)
            .met(.leefgebiedenOngelijk, als: laatste.onderbelicht?.isEmpty == false)
            .met(
                .analyseVerouderd,
                als: !casus.isGesloten && casus.isVerstreken(laatste.dag, casus.normen.analyseVerouderd)
            )
            .met(casus.vastleggingskanttekeningen(eerste.feit, deadline: planDeadline))
    }
}

extension Casus {
    /// Of alle versies samen elk leefgebied van de aanpak beoordelen.
    fileprivate func beoordeeltAlleLeefgebieden(_ analyses: [FeitVan<ProbleemanalyseVastgesteld>]) -> Bool {
        profiel.leefgebieden.allSatisfy { leefgebied in
            analyses.contains { $0.leefgebieden.bevat(leefgebied) }
        }
    }
}

extension ProbleemanalyseVastgesteld.Gezin {
    /// Het gezin deed mee, geheel of deels.
    fileprivate var isBetrokken: Bool { [.gezamenlijk, .deels].contains(self) }
}
