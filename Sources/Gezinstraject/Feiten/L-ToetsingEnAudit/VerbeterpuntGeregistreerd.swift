public import CivilTime

/// Verbeterpunt geregistreerd (groep L, toetsing en audit).
///
/// Bron: MAA §6.4; ZWO; DEL.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct VerbeterpuntGeregistreerd: Gegevens {
    public var id = VerbeterpuntId.leeg
    public var toetsing = ToetsingId.leeg
    public var indicator = Indicatorcode.leeg
    public var tekst = ""
    public var uiterlijk: Dag?

    public init() {}

    public static let type = Feittype.verbeterpuntGeregistreerd
    public static let naam = "VerbeterpuntGeregistreerd"
    public static let kenmerken = Typekenmerken(
        groep: .l,
        stroom: .toetsing,
        bereik: .toetsing,
        logt: [.bel, .aud],
        naAfsluiting: false,
        voedt: [],
        bron: "MAA §6.4; ZWO; DEL"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "Nieuwe lokale id van het verbeterpunt")
        bezoeker.verplicht("toetsing", &toetsing, "Uit welke toetsing")
        bezoeker.verplicht("indicator", &indicator, "Welke indicator")
        bezoeker.verplicht("tekst", &tekst, privacy: .vrijeTekst, "Het verbeterpunt")
        bezoeker.optioneel("uiterlijk", &uiterlijk, "Uiterste dag")
    }
}
