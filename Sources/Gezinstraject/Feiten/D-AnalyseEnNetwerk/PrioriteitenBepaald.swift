/// Prioriteiten bepaald (groep D, analyse en netwerk).
///
/// Bron: MAA §3.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PrioriteitenBepaald: Gegevens {
    public var volgorde: [ProbleemId] = []

    public init() {}

    public static let type = Feittype.prioriteitenBepaald
    public static let naam = "PrioriteitenBepaald"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T3.1.2"],
        bron: "MAA §3.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("volgorde", &volgorde, minimum: 1, "Problemen, eerste eerst")
    }
}
