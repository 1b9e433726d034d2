import Gezinstraject
import ReadModels

// What a task is called, and what is recorded when it is done.

extension Taaksoort {
    /// The name for people.
    var woorden: String {
        switch self {
        case .starten: "Met de aanpak beginnen"
        case .planBijwerken: "Nieuw probleem in het plan verwerken"
        case .overleg: "Gepland overleg houden"
        case .werkafspraak: "Werkafspraak nakomen"
        case .informatieAfwachten: "Opgevraagde informatie krijgen"
        case .vasteEinddatum: "Vaste einddatum: afsluiten of laten vervallen"
        case .eindevaluatie: "Eindevaluatie houden"
        case .nazorgcontact: "Contact in de nazorg"
        default: Woorden.vanCode(rawValue)
        }
    }

    /// What is recorded when it is done: the form that is one click away.
    var afhandeling: Feittype {
        switch self {
        case .prioriteren: .gezinGeprioriteerd
        case .starten, .procesmanagerToewijzen: .procesmanagerToegewezen
        case .casemanagerVinden: .casemanagerrolAanvaard
        case .analyseVaststellen: .probleemanalyseVastgesteld
        case .planVaststellen: .planVastgesteld
        case .planTerugvinden: .planTeruggevonden
        case .planBijwerken, .planBijhouden: .planBijgesteld
        case .evalueren, .eindevaluatie: .evaluatieGehouden
        case .overleg: .mdoGehouden
        case .verslagVerzenden: .verslagVerzonden
        case .werkafspraak: .werkafspraakNagekomen
        case .partijAanspreken: .partijAangesproken
        case .stagnatieOpheffen, .opschalingOpvolgen: .stagnatieOpgeheven
        case .conflictOplossen: .belangenconflictOpgelost
        case .knelpuntOplossen: .informatieknelpuntOpgelost
        case .informatieAfwachten: .informatieOntvangen
        case .toestemmingVerlengen: .toestemmingGevraagd
        case .zorgRegelen: .zorgGestart
        case .partijBetrekken: .partijBetrokken
        case .contactLeggen: .contactMetGezinGelegd
        case .weigeringBeantwoorden, .opnieuwUitnodigen: .gezinUitgenodigd
        case .vasteEinddatum: .vasteEinddatumVervallen
        case .restzorgBepalen: .restzorgBepaald
        case .overdrachtAanvaarden: .overdrachtAanvaard
        case .nazorgAfspreken: .nazorgAfspraakGemaakt
        case .nazorgcontact: .nazorgcontactGelegd
        case .terugvalOppakken: .heraanmeldingOntvangen
        }
    }
}
