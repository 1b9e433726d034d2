/// Urgentie vastgesteld (groep B, toeleiding).
///
/// Bron: MAA §2.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct UrgentieVastgesteld: Gegevens {
    public var niveau = Niveau.leeg
    public var toelichting: String?

    public init() {}

    public static let type = Feittype.urgentieVastgesteld
    public static let naam = "UrgentieVastgesteld"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .traject,
        logt: [.tpm],
        naAfsluiting: false,
        voedt: ["T1.1.3"],
        bron: "MAA §2.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("niveau", &niveau, "Urgentie")
        bezoeker.optioneel("toelichting", &toelichting, privacy: .vrijeTekst, "Toelichting")
    }

    /// Urgentie.
    public enum Niveau: String, Opsomming {
        case laag
        case middel
        case hoog
        case acuut
    }
}
