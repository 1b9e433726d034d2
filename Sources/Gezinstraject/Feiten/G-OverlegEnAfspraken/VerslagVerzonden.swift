/// Verslag verzonden (groep G, overleg en afspraken).
///
/// Bron: MAA B1 Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct VerslagVerzonden: Gegevens {
    public var aan: [Partij]?
    public var naarGezin = false

    public init() {}

    public static let type = Feittype.verslagVerzonden
    public static let naam = "VerslagVerzonden"
    public static let kenmerken = Typekenmerken(
        groep: .g,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T4.2.2"],
        bron: "MAA B1 Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("aan", &aan, "Aan welke partijen")
        bezoeker.verplicht("naarGezin", &naarGezin, "Ook aan het gezin")
    }

    /// Er was al een overleg in het traject.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.vereist(
            eenVan: [.mdoGehouden, .rondetafelbesprekingGehouden],
            bij: feit,
            "I-G5-NA_OVERLEG",
            "Er is in dit traject nog geen overleg gehouden waarvan een verslag kan zijn.",
            "Leg eerst MdoGehouden of RondetafelbesprekingGehouden vast, op dezelfde of een eerdere dag."
        )
    }
}
