/// Overdracht geweigerd (groep K, afsluiting en nazorg).
///
/// Bron: MAA §4.4.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct OverdrachtGeweigerd: Gegevens {
    public var overdracht = OverdrachtId.leeg
    public var reden: String?

    public init() {}

    public static let type = Feittype.overdrachtGeweigerd
    public static let naam = "OverdrachtGeweigerd"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pro, .pm],
        naAfsluiting: true,
        voedt: ["T5.3.1"],
        bron: "MAA §4.4"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("overdracht", &overdracht, "Welke overdracht")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }

    /// De overdracht is nog niet aanvaard of geweigerd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.overdrachtOpen(overdracht, bij: feit, "I-K7-NOG_OPEN")
    }
}
