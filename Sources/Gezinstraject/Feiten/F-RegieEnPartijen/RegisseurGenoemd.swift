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

    /// Een bron antwoordt, en noemt iemand als het antwoord persoon is.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        var gevonden: [Schending] = []
        if (doorGezinslid == nil) == (doorPartij == nil) {
            gevonden.append(
                feit.schending(
                    "I-F9-EEN_BRON",
                    "Het antwoord is van een gezinslid of van een partij: van precies een van beide.",
                    "Vul doorGezinslid in of doorPartij, en leg een tweede antwoord apart vast."
                )
            )
        }
        if (antwoord == .persoon) != (genoemd != nil) {
            gevonden.append(
                feit.schending(
                    "I-F9-GENOEMD_BIJ_PERSOON",
                    "Bij het antwoord persoon hoort wie genoemd is; bij niemand is niemand genoemd.",
                    "Vul genoemd in bij het antwoord persoon, en laat het weg bij niemand."
                )
            )
        }
        return gevonden
    }

    /// Wie als regisseur genoemd wordt: iemand of niemand.
    public enum Antwoord: String, Opsomming {
        case persoon
        case niemand
    }
}
