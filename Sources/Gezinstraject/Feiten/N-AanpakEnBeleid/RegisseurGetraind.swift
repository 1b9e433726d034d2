public import CivilTime

/// Regisseur getraind (groep N, aanpak en beleid).
///
/// Bron: DEL.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct RegisseurGetraind: Gegevens {
    public var wie = Actor.leeg
    public var onderwerp = Onderwerp.leeg
    public var geldigVanaf = Dag.leeg

    public init() {}

    public static let type = Feittype.regisseurGetraind
    public static let naam = "RegisseurGetraind"
    public static let kenmerken = Typekenmerken(
        groep: .n,
        stroom: .aanpak,
        bereik: .aanpak,
        logt: [.bel],
        naAfsluiting: false,
        voedt: ["P3.2.3"],
        bron: "DEL"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("wie", &wie, "Wie")
        bezoeker.verplicht("onderwerp", &onderwerp, "Waarin")
        bezoeker.verplicht("geldigVanaf", &geldigVanaf, "Dag van afronding")
    }

    /// Waarin.
    public enum Onderwerp: String, Opsomming {
        case giz
        case dwangEnDrang = "dwang_en_drang"
        case wrapAroundCare = "wrap_around_care"
        case partneringForSafety = "partnering_for_safety"
        case eigenKracht = "eigen_kracht"
        case overig
    }
}
