/// Gezin aangemeld (groep B, toeleiding).
///
/// Bron: MAA §1.2, §2.1, §4.4; LEL Beschrijving.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GezinAangemeld: Gegevens {
    public var aanpak = Aanpakcode.leeg
    public var trajectNr = 0
    public var route: Route?
    public var melder: Partij?
    public var meldersrol: String?
    public var gronden: [Prioriteringsgrond]?
    public var formeel: Bool?
    public var heraanmeldingVan: Int?
    public var verplichtOpgelegd: Bool?

    public init() {}

    public static let type = Feittype.gezinAangemeld
    public static let naam = "GezinAangemeld"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .tpm, .pro],
        naAfsluiting: false,
        voedt: ["T1.1.2", "T1.1.3", "P1.2.1", "P1.2.2"],
        bron: "MAA §1.2, §2.1, §4.4; LEL Beschrijving"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("aanpak", &aanpak, "Code van de aanpak")
        bezoeker.verplicht("trajectNr", &trajectNr, minimum: 1, "Volgnummer van het traject dat hiermee opent")
        bezoeker.optioneel("route", &route, "Langs welke weg")
        bezoeker.optioneel("melder", &melder, "Wie aanmeldde")
        bezoeker.optioneel("meldersrol", &meldersrol, privacy: .vrijeTekst, "Functie van de melder")
        bezoeker.optioneel("gronden", &gronden, "Gronden van de aanmelding")
        bezoeker.optioneel("formeel", &formeel, "Formele aanmelding; ontbreekt = ja")
        bezoeker.optioneel(
            "heraanmeldingVan",
            &heraanmeldingVan,
            minimum: 1,
            "trajectNr van het eerdere, gesloten traject"
        )
        bezoeker.optioneel("verplichtOpgelegd", &verplichtOpgelegd, "De aanpak is verplicht opgelegd")
    }
}
