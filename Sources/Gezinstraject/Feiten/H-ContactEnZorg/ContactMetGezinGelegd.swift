/// Contact met gezin gelegd (groep H, contact en zorg).
///
/// Bron: MAA B1 Aanpak.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ContactMetGezinGelegd: Gegevens {
    public var initiatief = Initiatief.leeg
    public var plaats = Contactplaats.leeg
    public var partij: Partij?
    public var leden: [GezinslidId]?
    public var resultaat: Resultaat?

    public init() {}

    public static let type = Feittype.contactMetGezinGelegd
    public static let naam = "ContactMetGezinGelegd"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pro, .pm],
        naAfsluiting: false,
        voedt: ["T1.1.3", "T3.2.1", "T3.2.2", "T4.1.1"],
        bron: "MAA B1 Aanpak"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("initiatief", &initiatief, "Van wie het uitging")
        bezoeker.verplicht("plaats", &plaats, "Waar")
        bezoeker.optioneel("partij", &partij, "Welke partij")
        bezoeker.optioneel("leden", &leden, "Wie gezien of gesproken is")
        bezoeker.optioneel("resultaat", &resultaat, "Resultaat")
    }

    /// Resultaat.
    public enum Resultaat: String, Opsomming {
        case binnen
        case aanDeur = "aan_deur"
        case gesprek
    }
}
