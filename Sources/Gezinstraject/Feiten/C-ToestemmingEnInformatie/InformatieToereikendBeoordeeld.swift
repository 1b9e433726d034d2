/// Informatie toereikend beoordeeld (groep C, toestemming en informatie).
///
/// Bron: MAA B1 Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct InformatieToereikendBeoordeeld: Gegevens {
    public var doel = Informatiedoel.leeg
    public var oordeel = Oordeel.leeg

    public init() {}

    public static let type = Feittype.informatieToereikendBeoordeeld
    public static let naam = "InformatieToereikendBeoordeeld"
    public static let kenmerken = Typekenmerken(
        groep: .c,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .pro, .aud],
        naAfsluiting: true,
        voedt: ["T4.3.1", "T4.3.2"],
        bron: "MAA B1 Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("doel", &doel, "Toereikend waarvoor")
        bezoeker.verplicht("oordeel", &oordeel, "Oordeel")
    }

    /// Oordeel.
    public enum Oordeel: String, Opsomming {
        case ja
        case grotendeels
        case nee
    }
}
