import Gezinstraject
import ReadModels

extension Taaksoort {
    /// Wat er te doen is, in woorden.
    var woorden: String {
        switch self {
        case .prioriteren: "Over de aanmelding besluiten"
        case .starten: "Met de aanpak beginnen"
        case .overleg: "Overleg houden"
        case .werkafspraak: "Werkafspraak nakomen"
        case .vasteEinddatum: "Vaste einddatum laten vervallen of afsluiten"
        case .eindevaluatie: "Eindevaluatie houden"
        case .nazorgcontact: "Nazorgcontact leggen"
        case .planBijwerken: "Nieuw probleem in het plan verwerken"
        case .stagnatieOpheffen: "Stagnatie opheffen of opschalen"
        case .opschalingOpvolgen: "Gevolg geven aan een opschaling"
        default: Woorden.vanCode(rawValue)
        }
    }

    /// De gebeurtenissen waarmee zij wordt afgehandeld: wat het meest voor de hand ligt eerst.
    var vormen: [Feittype] {
        switch self {
        case .prioriteren: [.gezinGeprioriteerd, .prioriteringAfgewezen]
        case .starten: [.procesmanagerToegewezen, .casemanagerBenoemd, .aanpakGestart]
        case .procesmanagerToewijzen: [.procesmanagerToegewezen, .procesmanagerOvergedragen]
        case .casemanagerVinden: [.casemanagerGevraagd, .casemanagerBenoemd, .casemanagerrolAanvaard]
        case .analyseVaststellen: [.probleemanalyseVastgesteld]
        case .planVaststellen: [.planVastgesteld]
        case .planTerugvinden: [.planTeruggevonden, .planVastgesteld]
        case .planBijwerken, .planBijhouden: [.planBijgesteld, .planVastgesteld]
        case .evalueren: [.evaluatieGehouden]
        case .overleg: [.mdoGehouden, .rondetafelbesprekingGehouden, .evaluatieGehouden, .overlegAfgelast]
        case .verslagVerzenden: [.verslagVerzonden]
        case .werkafspraak: [.werkafspraakNagekomen, .werkafspraakNietNagekomen, .werkafspraakVervallen]
        case .partijAanspreken: [.partijAangesproken]
        case .stagnatieOpheffen: [.stagnatieOpgeheven, .opgeschaald]
        case .opschalingOpvolgen: [.stagnatieOpgeheven, .opgeschaald]
        case .conflictOplossen: [.belangenconflictOpgelost]
        case .knelpuntOplossen: [.informatieknelpuntOpgelost]
        case .informatieAfwachten: [.informatieOntvangen, .informatieGeweigerd]
        case .toestemmingVerlengen: [.toestemmingVerleend, .toestemmingGeweigerd]
        case .zorgRegelen: [.zorgGestart, .zorgGeweigerd]
        case .partijBetrekken: [.partijBetrokken, .partijNietMeerNodigVerklaard]
        case .contactLeggen: [.contactMetGezinGelegd, .contactpogingMislukt]
        case .weigeringBeantwoorden: [.contactMetGezinGelegd, .mdoGehouden, .rondetafelbesprekingGehouden]
        case .opnieuwUitnodigen: [.gezinUitgenodigd, .gezinDeelnameGeweigerd]
        case .vasteEinddatum: [.vasteEinddatumVervallen]
        case .restzorgBepalen: [.restzorgBepaald]
        case .overdrachtAanvaarden: [.overdrachtAanvaard, .overdrachtGeweigerd]
        case .nazorgAfspreken: [.nazorgAfspraakGemaakt]
        case .eindevaluatie: [.evaluatieGehouden, .evaluatieAfgezien]
        case .nazorgcontact: [.nazorgcontactGelegd, .nazorgcontactMislukt]
        case .terugvalOppakken: [.heraanmeldingOntvangen, .opgeschaald, .nazorgcontactGelegd]
        }
    }
}
