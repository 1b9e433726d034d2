/// Voorrang geweigerd (groep H, contact en zorg).
///
/// Bron: MAA §3.3, §5.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct VoorrangGeweigerd: Gegevens {
    public var zorg = ZorgId.leeg
    public var reden: String?

    public init() {}

    public static let type = Feittype.voorrangGeweigerd
    public static let naam = "VoorrangGeweigerd"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T5.2.3"],
        bron: "MAA §3.3, §5.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("zorg", &zorg, "Welke zorg")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }

    /// Er is om voorrang gevraagd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.voorrangGevraagd(zorg, bij: feit, "I-H14-GEVRAAGD")
    }
}
