/// Stagnatie opgeheven (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: MAA B1 Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct StagnatieOpgeheven: Gegevens {
    public var stagnatie = StagnatieId.leeg
    public var uitkomst: Uitkomst?
    public var grond: String?

    public init() {}

    public static let type = Feittype.stagnatieOpgeheven
    public static let naam = "StagnatieOpgeheven"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T4.1.5"],
        bron: "MAA B1 Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("stagnatie", &stagnatie, "Welke stagnatie")
        bezoeker.optioneel("uitkomst", &uitkomst, "Uitkomst; ontbreekt = opgeheven")
        bezoeker.optioneel("grond", &grond, privacy: .vrijeTekst, "Waardoor")
    }

    /// De stagnatie is nog open; wat niet op te heffen is heeft een grond.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        var gevonden = geschiedenis.stagnatieOpen(stagnatie, bij: feit, "I-I6-NOG_OPEN")
        if uitkomst == .nietOpTeHeffen, grond == nil {
            gevonden.append(
                feit.schending(
                    "I-I6-GROND_BIJ_NIET",
                    "Bij een stagnatie die niet op te heffen is hoort waarom dat zo is.",
                    "Vul grond in."
                )
            )
        }
        return gevonden
    }

    /// Uitkomst; ontbreekt = opgeheven.
    public enum Uitkomst: String, Opsomming {
        case opgeheven
        case nietOpTeHeffen = "niet_op_te_heffen"
    }
}
