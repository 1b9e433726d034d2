/// Zorg geweigerd (groep H, contact en zorg).
///
/// Bron: MAA B1 Continu.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ZorgGeweigerd: Gegevens {
    public var zorg = ZorgId.leeg
    public var door = Door.leeg
    public var reden: String?

    public init() {}

    public static let type = Feittype.zorgGeweigerd
    public static let naam = "ZorgGeweigerd"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pro, .pm],
        naAfsluiting: false,
        voedt: ["T5.2.2", "T5.2.3"],
        bron: "MAA B1 Continu"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("zorg", &zorg, "Welke zorg")
        bezoeker.verplicht("door", &door, "Wie weigert")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }

    /// De zorg is niet al gestart of geweigerd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nogNietGestart(zorg, bij: feit, "I-H16-NOG_NIET_GESTART")
    }

    /// Wie weigert.
    public enum Door: String, Opsomming {
        case gezin
        case partij
    }
}
