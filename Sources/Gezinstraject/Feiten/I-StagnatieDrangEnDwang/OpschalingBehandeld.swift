/// Opschaling behandeld (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: LEL Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct OpschalingBehandeld: Gegevens {
    public var stagnatie = StagnatieId.leeg
    public var besluit: String?

    public init() {}

    public static let type = Feittype.opschalingBehandeld
    public static let naam = "OpschalingBehandeld"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .tpm, .pro],
        naAfsluiting: false,
        voedt: [],
        bron: "LEL Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("stagnatie", &stagnatie, "Welke stagnatie")
        bezoeker.optioneel("besluit", &besluit, privacy: .vrijeTekst, "Het besluit")
    }

    /// Er is voor deze stagnatie opgeschaald.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.opgeschaald(stagnatie, bij: feit, "I-I3-NA_OPSCHALING")
    }
}
