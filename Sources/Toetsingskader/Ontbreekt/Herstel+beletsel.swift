import CivilTime
import Gezinstraject

// Waarom niets van vandaag een indicator laat voldoen.

extension Herstel {
    /// Wat niet gezocht hoeft te worden: het doet zich niet voor, het gezin weigert nu, of de afsluiting moet nog komen.
    ///
    /// Een gebeurtenis kan zo'n oordeel soms wel kantelen (een stagnatie melden om haar op te heffen, sluiten om het
    /// vervolg te regelen), maar dat is geen advies.
    func beletselVooraf(_ indicator: Indicatorcode, _ reden: Reden?) -> Beletsel? {
        switch reden {
        case .nvt:
            return .hangtAf("Dit hangt af van het verloop: \(nietVanToepassing(indicator)).", normen)
        case .gezinWeigert:
            return .hangtAf(
                """
                Dit hangt af van het gezin: het weigerde minstens tweemaal. Bied het opnieuw aan; na \
                \(.heraanbodTermijn, .halfjaar) telt de weigering niet meer.
                """,
                normen
            )
        case .nogNiet where indicator == .t531 && !casus.isGesloten:
            return .hangtAf(
                "Dit hangt af van de afsluiting: het vervolg wordt beoordeeld als de aanpak gesloten is.",
                normen
            )
        default:
            return nil
        }
    }

    private var normen: Normen { casus.genoemdeNormen }

    private func nietVanToepassing(_ indicator: Indicatorcode) -> String {
        if casus.isGeslotenBinnenPlantermijn, casus.start != nil, indicator.hoortBijPlan {
            return "de aanpak is binnen de plantermijn gesloten"
        }
        switch indicator {
        case .t111: return "het gezin voldoet niet aan de definitie en de aanpak is niet gestart"
        case .t112, .t113: return "de aanmelding is ingetrokken of afgewezen"
        case .t222: return "er is geen open probleem waarbij het gezin hulp nodig heeft"
        case .t233: return "er is een positief sociaal netwerk, dus opbouwen hoeft niet"
        case .t415: return "er is geen stagnatie gemeld"
        case .t511: return "de aanpak is gesloten door een overlijden"
        case .t521: return "niemand vond het nodig om de intensiteit te wijzigen"
        default: return "het doet zich in dit traject niet voor"
        }
    }

    /// Het beletsel als op dit traject niets meer gedaan kan worden.
    var beletselVoorbij: Beletsel {
        if toestand.isAfgebroken {
            let slot = casus.feiten(van: [.aanmeldingIngetrokken, .prioriteringAfgewezen]).first
            return .kanNietMeer(
                "De aanmelding is ingetrokken of afgewezen; dit traject is voorbij.",
                normen,
                sinds: slot?.dag
            )
        }
        return .kanNietMeer(
            "Dit traject is gesloten en kan niet meer worden heropend.",
            normen,
            sinds: casus.einde?.dag
        )
    }

    /// Het beletsel als geen enkel alternatief hielp; `straks` is de casus na heropenen en starten, als dat nodig is.
    func beletsel(_ indicator: Indicatorcode, _ straks: Casus) -> Beletsel {
        switch indicator {
        case .t111: toetsLigtVast
        case .t113: teLaatGestart
        case .t322:
            .kanNietMeer(
                """
                Er was meer dan \(.stilteTermijn, .dubbel) stilte. Ook na nieuw contact telt dat tot \(.terugkijk) na \
                het einde ervan.
                """,
                straks.genoemdeNormen,
                sinds: straks.langeStilteSinds
            )
        case .t411: teKortRegisseur
        case .t412:
            .kanNietMeer(
                """
                De regie was langer dan \(.regiegatMax) onbezet. Ook na een nieuwe toewijzing telt dat tot \(.terugkijk) \
                na het einde ervan.
                """,
                straks.genoemdeNormen,
                sinds: straks.regiegatSinds
            )
        case .t422: .hangtAf("Dit hangt af van nieuwe afspraken: er zijn er te veel niet nagekomen.", normen)
        case .t523:
            .kanNietMeer(
                """
                Er is langer dan \(.wachttijdNorm) op zorg gewacht. Ook als zij nu start telt dat tot \(.terugkijk) \
                daarna.
                """,
                straks.genoemdeNormen,
                sinds: straks.zorgTeLaatSinds
            )
        default: .hangtAf("Dit hangt af van het verloop: \(nietVanToepassing(indicator)).", normen)
        }
    }

    private var toetsLigtVast: Beletsel {
        let toetsen = casus.alle(DefinitieGetoetst.self)
        let start = casus.start?.dag ?? casus.peildag.nu
        let bijIngang = toetsen.contains { $0.dag <= start }
        return .kanNietMeer(
            "De toets bij de start telt; een nieuwe toets verandert haar niet meer.",
            normen,
            sinds: bijIngang ? start.plus(dagen: 1) : toetsen.first?.dag
        )
    }

    private var teLaatGestart: Beletsel {
        let laatste = casus.aanmelding.map { $0.dag + normen.startTermijn + normen.startTolerantie }
        return .kanNietMeer(
            "De termijn na de aanmelding is voorbij; een late start blijft een feit van dit traject.",
            normen,
            sinds: laatste?.plus(dagen: 1)
        )
    }

    private var teKortRegisseur: Beletsel {
        guard casus.planVerstreken else {
            return .hangtAf("Dit hangt af van tijd: het wordt beoordeeld als de plantermijn voorbij is.", normen)
        }
        return .hangtAf(
            """
            Dit hangt af van tijd: als vandaag iemand de rol aanvaardt, voldoet het zodra hij er op \
            \(.casemanagerDekking) van de dagen van \(.casemanagerVenster, .laatste) was.
            """,
            normen
        )
    }
}

extension Indicatorcode {
    fileprivate var hoortBijPlan: Bool { Indicator.alle.first { $0.nummer == self }?.hoortBijPlan ?? false }
}
