/// Regieclaim gemeld (groep F, regie en partijen).
///
/// Bron: MAA §6.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct RegieclaimGemeld: Gegevens {
    public var partij = Partij.leeg
    public var kader: Kader?

    public init() {}

    public static let type = Feittype.regieclaimGemeld
    public static let naam = "RegieclaimGemeld"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .ap, .tpm, .pro, .beh, .aud],
        naAfsluiting: false,
        voedt: ["T4.1.1"],
        bron: "MAA §6.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Wie regie claimt")
        bezoeker.optioneel("kader", &kader, "Kader")
    }

    /// Kader.
    public enum Kader: String, Opsomming {
        case gedwongen
        case vrijwillig
        case strafrecht
    }
}
