/// Wachtlijst verlaten (groep H, contact en zorg).
///
/// Bron: MAA §3.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct WachtlijstVerlaten: Gegevens {
    public var zorg = ZorgId.leeg

    public init() {}

    public static let type = Feittype.wachtlijstVerlaten
    public static let naam = "WachtlijstVerlaten"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: [],
        bron: "MAA §3.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("zorg", &zorg, "Welke zorg")
    }

    /// De zorg staat op een wachtlijst.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.opWachtlijst(zorg, bij: feit, "I-H10-OP_WACHTLIJST")
    }
}
