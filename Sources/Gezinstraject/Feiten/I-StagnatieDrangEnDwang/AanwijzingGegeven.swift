/// Aanwijzing gegeven (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: LEL Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct AanwijzingGegeven: Gegevens {
    public var stagnatie = StagnatieId.leeg
    public var aan = Partij.leeg
    public var inhoud: String?

    public init() {}

    public static let type = Feittype.aanwijzingGegeven
    public static let naam = "AanwijzingGegeven"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .tpm, .pro],
        naAfsluiting: false,
        voedt: ["P3.2.2"],
        bron: "LEL Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("stagnatie", &stagnatie, "Welke stagnatie")
        bezoeker.verplicht("aan", &aan, "Aan welke partij")
        bezoeker.optioneel("inhoud", &inhoud, privacy: .vrijeTekst, "De aanwijzing")
    }

    /// Er is voor deze stagnatie opgeschaald.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.opgeschaald(stagnatie, bij: feit, "I-I4-NA_OPSCHALING")
    }
}
