public import CivilTime

/// Werkafspraak gemaakt (groep G, overleg en afspraken).
///
/// Bron: MAA §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct WerkafspraakGemaakt: Gegevens {
    public var id = WerkafspraakId.leeg
    public var uiterlijk = Dag.leeg
    public var partij: Partij?
    public var gezinslid: GezinslidId?
    public var doel: DoelId?
    public var problemen: [ProbleemId]?
    public var los: Bool?
    public var omschrijving: String?

    public init() {}

    public static let type = Feittype.werkafspraakGemaakt
    public static let naam = "WerkafspraakGemaakt"
    public static let kenmerken = Typekenmerken(
        groep: .g,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T3.1.2", "T3.1.3", "T3.1.4", "T4.2.2"],
        bron: "MAA §4.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "Nieuwe lokale id van de werkafspraak")
        bezoeker.verplicht("uiterlijk", &uiterlijk, "Uiterste dag, mag in de toekomst liggen")
        bezoeker.optioneel("partij", &partij, "De netwerkpartner die het doet")
        bezoeker.optioneel(
            "gezinslid",
            &gezinslid,
            "Het gezinslid dat het doet; dan telt de afspraak niet voor de netwerkpartners"
        )
        bezoeker.optioneel("doel", &doel, "Doel uit het plan")
        bezoeker.optioneel("problemen", &problemen, "Bij welke problemen")
        bezoeker.optioneel("los", &los, "Losse afspraak, zonder doel of probleem")
        bezoeker.optioneel("omschrijving", &omschrijving, privacy: .vrijeTekst, "De afspraak")
    }

    /// De afspraak hoort bij een doel of probleem of is los, en een partij of een gezinslid voert haar uit.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        var gevonden: [Schending] = []
        if doel == nil, (problemen ?? []).isEmpty, los != true {
            gevonden.append(
                feit.schending(
                    "I-G6-GEKOPPELD_OF_LOS",
                    "Een werkafspraak hoort bij een doel of een probleem, of is een losse afspraak.",
                    "Noem een doel of minstens een probleem, of zet los op true."
                )
            )
        }
        if partij != nil, gezinslid != nil {
            gevonden.append(
                feit.schending(
                    "I-G6-EEN_UITVOERDER",
                    "Een werkafspraak wordt door een partij of door een gezinslid uitgevoerd, niet door beide.",
                    "Noem een van beide, en maak voor de ander een eigen werkafspraak."
                )
            )
        }
        return gevonden
    }
}
