/// Medewerking gezin gewijzigd (groep H, contact en zorg).
///
/// Bron: MAA §3.1, B1 Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct MedewerkingGezinGewijzigd: Gegevens {
    public var naar = Naar.leeg
    public var informatie: Informatie?

    public init() {}

    public static let type = Feittype.medewerkingGezinGewijzigd
    public static let naam = "MedewerkingGezinGewijzigd"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: ["T3.2.1", "T3.2.2", "T4.3.2"],
        bron: "MAA §3.1, B1 Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("naar", &naar, "Medewerking van nu af")
        bezoeker.optioneel("informatie", &informatie, "Openheid met informatie")
    }

    /// Medewerking van nu af.
    public enum Naar: String, Opsomming {
        case bereid
        case terughoudend
        case weigert
    }

    /// Openheid met informatie.
    public enum Informatie: String, Opsomming {
        case open
        case terughoudend
    }
}
