/// Afgeschaald (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: LEL Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct Afgeschaald: Gegevens {
    public var stagnatie = StagnatieId.leeg

    public init() {}

    public static let type = Feittype.afgeschaald
    public static let naam = "Afgeschaald"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: [],
        bron: "LEL Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("stagnatie", &stagnatie, "Welke stagnatie")
    }

    /// Er is voor deze stagnatie opgeschaald.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.opgeschaald(stagnatie, bij: feit, "I-I5-NA_OPSCHALING")
    }
}
