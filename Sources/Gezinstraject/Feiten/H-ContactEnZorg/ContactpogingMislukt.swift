/// Contactpoging mislukt (groep H, contact en zorg).
///
/// Bron: MAA §4.4.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ContactpogingMislukt: Gegevens {
    public var initiatief = Initiatief.leeg
    public var plaats = Contactplaats.leeg
    public var partij: Partij?
    public var reden: Reden?

    public init() {}

    public static let type = Feittype.contactpogingMislukt
    public static let naam = "ContactpogingMislukt"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pro, .pm],
        naAfsluiting: false,
        voedt: ["T3.2.1", "T3.2.2"],
        bron: "MAA §4.4"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("initiatief", &initiatief, "Van wie het uitging")
        bezoeker.verplicht("plaats", &plaats, "Waar")
        bezoeker.optioneel("partij", &partij, "Welke partij")
        bezoeker.optioneel("reden", &reden, "Waarom mislukt")
    }

    /// Waarom mislukt.
    public enum Reden: String, Opsomming {
        case deurDicht = "deur_dicht"
        case weigert
        case onvindbaar
        case overig
    }
}
