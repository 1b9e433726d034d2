/// Regisseur erkenning vastgelegd (groep F, regie en partijen).
///
/// Bron: MAA B1 Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct RegisseurErkenningVastgelegd: Gegevens {
    public var partij = Partij.leeg
    public var aspect = Regieaspect.leeg
    public var erkent = Erkent.leeg

    public init() {}

    public static let type = Feittype.regisseurErkenningVastgelegd
    public static let naam = "RegisseurErkenningVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pro, .aud],
        naAfsluiting: true,
        voedt: ["T4.1.3"],
        bron: "MAA B1 Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "De partij die antwoordt, alleen voor zichzelf")
        bezoeker.verplicht("aspect", &aspect, "Procesregie of inhoudelijke regie")
        bezoeker.verplicht("erkent", &erkent, "Erkenning")
    }

    /// Erkenning.
    public enum Erkent: String, Opsomming {
        case ja
        case deels
        case nee
    }
}
