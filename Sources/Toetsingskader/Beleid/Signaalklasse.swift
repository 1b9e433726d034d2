public import Gezinstraject

/// Wat casussen over een beleidsindicator kunnen zeggen (DOMAIN §2.3); nooit meer dan een signaal.
public enum Signaalklasse: String, CaseIterable, Sendable {
    /// Uit casussen te tellen.
    case a = "A"
    /// De praktijk is te tellen; de afspraak zelf alleen uit vastgelegde beleidsfeiten.
    case ab = "A/B"
    /// Ten dele te tellen.
    case b = "B"
    /// Alleen uit vastgelegde beleidsfeiten.
    case c = "C"
}

extension Beleidsindicator {
    /// Wat casussen over de indicator kunnen zeggen.
    public var klasse: Signaalklasse {
        switch self {
        case .p121, .p122, .p211, .p212, .p213, .p314, .p321, .p331, .p332, .p341, .p421, .p511, .p521: .a
        case .p342, .p412, .p531: .ab
        case .p111, .p112, .p313, .p322, .p323, .p423, .p431: .b
        case .p311, .p312, .p315, .p316, .p317, .p411, .p422: .c
        }
    }

    /// Wat het signaal telt, en wat het niet kan zeggen; nil als er geen is (DOMAIN §2.3).
    public var signaal: String? {
        switch self {
        case .p111:
            "De gronden van aanmelding per melder. Te leggen naast de vastgelegde omschrijvingen van de doelgroep."
        case .p112:
            "Gezinnen die aan de definitie voldoen, per wijk. Alleen bekende gezinnen: een ondergrens."
        case .p121: "Aanmeldingen per route, en welk deel is afgewezen."
        case .p122: "Aanmeldingen per melder, en partijen in beeld die zelf niemand aanmeldden."
        case .p211: "Trajecten die voldoen aan T2.2.1."
        case .p212: "Trajecten die voldoen aan T2.3.1, T2.3.2 en T2.3.3, en het gebruik van Eigen Kracht-conferenties."
        case .p213: "Trajecten die voldoen aan T2.1.2 en T2.1.3, en behoeften van het gezin waar een doel bij hoort."
        case .p313:
            "Over welke leefgebieden doelen gaan. Wie een doel inbracht wordt niet vastgelegd, dus niet of de "
                + "netwerkpartners dezelfde doelen hebben."
        case .p314: "Doelen waarvan het resultaat is vastgelegd."
        case .p321: "Trajecten die voldoen aan T4.1.1."
        case .p322: "Opschalingen waarop een besluit volgde, en gebruik van doorzettingsmacht. Niet of die geregeld is."
        case .p323:
            "Open trajecten per regisseur. De norm is per fte, en fte's worden niet vastgelegd."
        case .p331: "Trajecten die voldoen aan T3.1.3, en werkafspraken die bij een doel horen."
        case .p332: "Trajecten die voldoen aan T3.1.4, en de leefgebieden in de laatste probleemanalyse."
        case .p341: "Trajecten die voldoen aan T3.2.1."
        case .p342: "Trajecten die voldoen aan T3.2.2, en drang of dwang nadat het gezin niet meewerkte."
        case .p412: "Stagnaties die zijn opgeschaald, en hoe lang zij duurden. Niet of opschaling geregeld is."
        case .p421: "Leefgebieden waarop een partij betrokken was, en benodigde partijen die in beeld kwamen."
        case .p423:
            "Opschalingen van een stagnatie bij professionals. Een bovengrens: of bevoegdheid de reden was wordt niet "
                + "vastgelegd."
        case .p431: "Trajecten met een informatieknelpunt, en met welke partij. Niet of er afspraken zijn."
        case .p511: "Trajecten die voldoen aan T5.1.1, en de redenen van afsluiting."
        case .p521:
            "Dagen tussen aanvraag en start per soort zorg, en wachtlijsten met overbrugging. Niet of er afspraken zijn."
        case .p531:
            "Trajecten die voldoen aan T5.3.1, en terugval en heraanmelding na afsluiting. Niet of er afspraken zijn."
        case .p311, .p312, .p315, .p316, .p317, .p411, .p422: nil
        }
    }
}
