/// Aanspreekpunt aangewezen (groep F, regie en partijen).
///
/// Bron: MAA §4.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct AanspreekpuntAangewezen: Gegevens {
    public var wie = Actor.leeg

    public init() {}

    public static let type = Feittype.aanspreekpuntAangewezen
    public static let naam = "AanspreekpuntAangewezen"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T4.1.1"],
        bron: "MAA §4.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("wie", &wie, "Wie")
    }
}
