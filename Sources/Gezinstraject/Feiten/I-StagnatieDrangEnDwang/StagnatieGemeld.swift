/// Stagnatie gemeld (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: MAA §4.4, §6.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct StagnatieGemeld: Gegevens {
    public var id = StagnatieId.leeg
    public var bron: Bron?
    public var omschrijving: String?

    public init() {}

    public static let type = Feittype.stagnatieGemeld
    public static let naam = "StagnatieGemeld"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .ap, .tpm, .pro, .beh, .aud],
        naAfsluiting: false,
        voedt: ["T4.1.5", "P4.1.2"],
        bron: "MAA §4.4, §6.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "Nieuwe lokale id van de stagnatie")
        bezoeker.optioneel("bron", &bron, "Waar het stokt")
        bezoeker.optioneel("omschrijving", &omschrijving, privacy: .vrijeTekst, "Wat er stokt")
    }

    /// Waar het stokt.
    public enum Bron: String, Opsomming {
        case gezin
        case zorg
        case professionals
        case strafrechtketen
        case informatie
    }
}
