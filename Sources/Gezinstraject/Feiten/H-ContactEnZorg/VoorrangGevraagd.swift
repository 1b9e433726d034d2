/// Voorrang gevraagd (groep H, contact en zorg).
///
/// Bron: MAA §3.3, §5.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct VoorrangGevraagd: Gegevens {
    public var zorg = ZorgId.leeg
    public var grond: String?

    public init() {}

    public static let type = Feittype.voorrangGevraagd
    public static let naam = "VoorrangGevraagd"
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
        bezoeker.optioneel("grond", &grond, privacy: .vrijeTekst, "Waarom")
    }
}
