/// Plan teruggevonden (groep E, doelen en plan).
///
/// Bron: MAA §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PlanTeruggevonden: Gegevens {
    public var door: Partij?

    public init() {}

    public static let type = Feittype.planTeruggevonden
    public static let naam = "PlanTeruggevonden"
    public static let kenmerken = Typekenmerken(
        groep: .e,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .ap, .tpm, .pro, .beh, .aud],
        naAfsluiting: true,
        voedt: ["T3.1.3"],
        bron: "MAA §4.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("door", &door, "Wie het vond")
    }
}
