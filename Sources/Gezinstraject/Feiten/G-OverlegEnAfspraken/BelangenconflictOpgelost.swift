/// Belangenconflict opgelost (groep G, overleg en afspraken).
///
/// Bron: MAA §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct BelangenconflictOpgelost: Gegevens {
    public var conflict = ConflictId.leeg

    public init() {}

    public static let type = Feittype.belangenconflictOpgelost
    public static let naam = "BelangenconflictOpgelost"
    public static let kenmerken = Typekenmerken(
        groep: .g,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .pro],
        naAfsluiting: false,
        voedt: ["T4.1.5"],
        bron: "MAA §4.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("conflict", &conflict, "Welk conflict")
    }

    /// Het conflict is nog niet opgelost.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nogNiet(
            [.belangenconflictOpgelost],
            over: conflict,
            bij: feit,
            "I-G12-NOG_OPEN",
            "Dit belangenconflict is al opgelost.",
            "Leg een nieuw conflict vast, of trek de eerdere oplossing in als die niet klopt."
        )
    }
}
