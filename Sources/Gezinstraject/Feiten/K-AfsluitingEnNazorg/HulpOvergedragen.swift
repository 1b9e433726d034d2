/// Hulp overgedragen (groep K, afsluiting en nazorg).
///
/// Bron: MAA §4.4.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct HulpOvergedragen: Gegevens {
    public var id = OverdrachtId.leeg
    public var naar = Partij.leeg
    public var naarOmschrijving: String?
    public var problemen: [ProbleemId] = []

    public init() {}

    public static let type = Feittype.hulpOvergedragen
    public static let naam = "HulpOvergedragen"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T5.1.1", "T5.3.1"],
        bron: "MAA §4.4"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "Nieuwe lokale id van de overdracht")
        bezoeker.verplicht("naar", &naar, "Aan wie")
        bezoeker.optioneel(
            "naarOmschrijving",
            &naarOmschrijving,
            privacy: .vrijeTekst,
            "Welke organisatie of welk traject, bij overig"
        )
        bezoeker.verplicht("problemen", &problemen, "Welke problemen")
    }
}
