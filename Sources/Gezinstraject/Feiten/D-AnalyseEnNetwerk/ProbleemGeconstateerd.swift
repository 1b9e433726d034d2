/// Probleem geconstateerd (groep D, analyse en netwerk).
///
/// Bron: MAA §3.1, §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ProbleemGeconstateerd: Gegevens {
    public var id = ProbleemId.leeg
    public var stj = StjLeefgebied.leeg
    public var leefgebiedEigen: Leefgebied?
    public var personen: [GezinslidId]?
    public var omschrijving: String?
    public var prioriteit: Tijdshorizon?
    public var onderliggendVan: ProbleemId?
    public var nieuw: Bool?

    public init() {}

    public static let type = Feittype.probleemGeconstateerd
    public static let naam = "ProbleemGeconstateerd"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .pro],
        naAfsluiting: false,
        voedt: ["T1.1.1", "T2.2.2", "T3.1.2", "T3.1.3", "T3.1.4", "T5.1.1"],
        bron: "MAA §3.1, §4.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "Nieuwe lokale id van het probleem")
        bezoeker.verplicht("stj", &stj, "STJ-leefgebied")
        bezoeker.optioneel("leefgebiedEigen", &leefgebiedEigen, "Code uit de lijst van de aanpak")
        bezoeker.optioneel("personen", &personen, "Wiens probleem; ontbreekt = het gezin als geheel")
        bezoeker.optioneel("omschrijving", &omschrijving, privacy: .vrijeTekst, "Omschrijving")
        bezoeker.optioneel("prioriteit", &prioriteit, "Korte of lange termijn; ontbreekt = kort")
        bezoeker.optioneel("onderliggendVan", &onderliggendVan, "Ligt onder dit andere probleem")
        bezoeker.optioneel("nieuw", &nieuw, "Ontstaan na het plan; informatief, geen regel leest het")
    }
}
