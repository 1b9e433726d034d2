/// Oordeel ingetrokken (groep L, toetsing en audit).
///
/// Bron: MAA B1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct OordeelIngetrokken: Gegevens {
    public var oordeel = OordeelId.leeg
    public var reden: String?

    public init() {}

    public static let type = Feittype.oordeelIngetrokken
    public static let naam = "OordeelIngetrokken"
    public static let kenmerken = Typekenmerken(
        groep: .l,
        stroom: .gezin,
        bereik: .traject,
        logt: [.aud, .pm, .tpm],
        naAfsluiting: true,
        voedt: [],
        bron: "MAA B1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("oordeel", &oordeel, "Welk oordeel")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }

    /// Het oordeel is nog niet ingetrokken.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nogNiet(
            [.oordeelIngetrokken],
            over: oordeel,
            bij: feit,
            "I-L2-NOG_GELDIG",
            "Dit oordeel is al ingetrokken.",
            "Leg een nieuw oordeel vast als er weer een is."
        )
    }
}
