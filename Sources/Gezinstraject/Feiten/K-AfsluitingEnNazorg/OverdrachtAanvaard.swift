/// Overdracht aanvaard (groep K, afsluiting en nazorg).
///
/// Bron: MAA §4.4.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct OverdrachtAanvaard: Gegevens {
    public var overdracht = OverdrachtId.leeg

    public init() {}

    public static let type = Feittype.overdrachtAanvaard
    public static let naam = "OverdrachtAanvaard"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pro, .pm],
        naAfsluiting: true,
        voedt: ["T3.2.2", "T5.1.1", "T5.3.1"],
        bron: "MAA §4.4"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("overdracht", &overdracht, "Welke overdracht")
    }

    /// De overdracht is nog niet aanvaard of geweigerd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.overdrachtOpen(overdracht, bij: feit, "I-K6-NOG_OPEN")
    }
}
