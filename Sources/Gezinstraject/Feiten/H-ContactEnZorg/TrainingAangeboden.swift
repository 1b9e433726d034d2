/// Training aangeboden (groep H, contact en zorg).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct TrainingAangeboden: Gegevens {
    public var soort = Soort.leeg

    public init() {}

    public static let type = Feittype.trainingAangeboden
    public static let naam = "TrainingAangeboden"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: [],
        bron: "MAA §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("soort", &soort, "Soort training")
    }

    /// Soort training.
    public enum Soort: String, Opsomming {
        case motivatie
        case socialeVaardigheden = "sociale_vaardigheden"
        case overig
    }
}
