/// Gezin geprioriteerd (groep B, toeleiding).
///
/// Bron: MAA §1.2, §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GezinGeprioriteerd: Gegevens {
    public var definitief = false
    public var gronden: [Prioriteringsgrond]?
    public var variant: Variant?

    public init() {}

    public static let type = Feittype.gezinGeprioriteerd
    public static let naam = "GezinGeprioriteerd"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .traject,
        logt: [.tpm],
        naAfsluiting: false,
        voedt: ["T1.1.1", "T1.1.3"],
        bron: "MAA §1.2, §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("definitief", &definitief, "Definitief besluit (false = voorlopig)")
        bezoeker.optioneel("gronden", &gronden, "Gronden van het besluit")
        bezoeker.optioneel("variant", &variant, "Variant van de aanpak")
    }

    /// Variant van de aanpak.
    public enum Variant: String, Opsomming {
        case systeemgericht
        case persoonsgericht
    }
}
