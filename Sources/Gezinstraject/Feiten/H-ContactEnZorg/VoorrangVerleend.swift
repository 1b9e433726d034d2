/// Voorrang verleend (groep H, contact en zorg).
///
/// Bron: MAA §3.3, §5.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct VoorrangVerleend: Gegevens {
    public var zorg = ZorgId.leeg

    public init() {}

    public static let type = Feittype.voorrangVerleend
    public static let naam = "VoorrangVerleend"
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
    }

    /// Er is om voorrang gevraagd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.voorrangGevraagd(zorg, bij: feit, "I-H13-GEVRAAGD")
    }
}
