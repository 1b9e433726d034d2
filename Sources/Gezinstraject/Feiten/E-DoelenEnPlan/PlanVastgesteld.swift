/// Plan vastgesteld (groep E, doelen en plan).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PlanVastgesteld: Gegevens {
    public var partijen: [Partij] = []
    public var gezinAkkoord: GezinAkkoord?
    public var doelen: [DoelId]?
    public var tijdspad: String?
    public var documentHash: String?

    public init() {}

    public static let type = Feittype.planVastgesteld
    public static let naam = "PlanVastgesteld"
    public static let kenmerken = Typekenmerken(
        groep: .e,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T3.1.3", "T3.1.5"],
        bron: "MAA §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partijen", &partijen, minimum: 1, "Partijen die het plan vaststelden")
        bezoeker.optioneel("gezinAkkoord", &gezinAkkoord, "Akkoord van het gezin")
        bezoeker.optioneel("doelen", &doelen, "Doelen in het plan")
        bezoeker.optioneel("tijdspad", &tijdspad, privacy: .vrijeTekst, "Tijdspad")
        bezoeker.optioneel("documentHash", &documentHash, patroon: .sha256, "SHA-256 van het stuk, hexadecimaal")
    }

    /// Het plan heeft een doel, en is in overleg gemaakt waar de aanpak overleg kent.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        inOverleg(bij: feit, geschiedenis)
            + geschiedenis.vereist(
                DoelGesteld.self,
                in: feit.traject,
                bij: feit,
                "I-E7-MET_DOEL",
                "In dit traject is dan nog geen doel gesteld.",
                "Leg eerst DoelGesteld vast, op dezelfde of een eerdere dag."
            )
    }

    private func inOverleg(bij feit: Feit, _ geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard let traject = feit.traject, geschiedenis.profiel(van: traject).prioritering else { return [] }
        return geschiedenis.vereist(
            eenVan: [.mdoGehouden, .rondetafelbesprekingGehouden],
            bij: feit,
            "I-E7-IN_OVERLEG",
            "In dit traject is dan nog geen overleg gehouden; deze aanpak stelt een plan in overleg vast.",
            "Leg eerst MdoGehouden of RondetafelbesprekingGehouden vast, op dezelfde of een eerdere dag."
        )
    }

    /// Akkoord van het gezin.
    public enum GezinAkkoord: String, Opsomming {
        case ondertekend
        case mondeling
        case niet
    }
}
