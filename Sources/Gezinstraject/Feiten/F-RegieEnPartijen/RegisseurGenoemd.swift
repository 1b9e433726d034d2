/// Regisseur genoemd (groep F, regie en partijen).
///
/// Bron: MAA §4.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct RegisseurGenoemd: Gegevens {
    public var doorGezinslid: GezinslidId?
    public var doorPartij: Partij?
    public var antwoord = Antwoord.leeg
    public var genoemd: Actor?

    public init() {}

    public static let type = Feittype.regisseurGenoemd
    public static let naam = "RegisseurGenoemd"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pro, .aud],
        naAfsluiting: true,
        voedt: ["T4.1.1"],
        bron: "MAA §4.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("doorGezinslid", &doorGezinslid, "Gezinslid dat antwoordt")
        bezoeker.optioneel("doorPartij", &doorPartij, "Partij die antwoordt")
        bezoeker.verplicht("antwoord", &antwoord, "Wie als regisseur genoemd wordt: iemand of niemand")
        bezoeker.optioneel("genoemd", &genoemd, "De genoemde persoon")
    }

    /// Wie als regisseur genoemd wordt: iemand of niemand.
    public enum Antwoord: String, Opsomming {
        case persoon
        case niemand
    }
}
