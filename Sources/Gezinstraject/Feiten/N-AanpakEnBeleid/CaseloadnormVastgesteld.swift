public import CivilTime

/// Caseloadnorm vastgesteld (groep N, aanpak en beleid).
///
/// Bron: DEL.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct CaseloadnormVastgesteld: Gegevens {
    public var gezinnenPerFte = 0
    public var geldigVanaf = Dag.leeg

    public init() {}

    public static let type = Feittype.caseloadnormVastgesteld
    public static let naam = "CaseloadnormVastgesteld"
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
        bezoeker.verplicht("gezinnenPerFte", &gezinnenPerFte, minimum: 1, "Norm")
        bezoeker.verplicht("geldigVanaf", &geldigVanaf, "Eerste dag")
    }
}
