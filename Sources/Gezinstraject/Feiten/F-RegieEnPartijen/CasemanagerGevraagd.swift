/// Casemanager gevraagd (groep F, regie en partijen).
///
/// Bron: MAA §2.6, §4.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct CasemanagerGevraagd: Gegevens {
    public var wie = Actor.leeg

    public init() {}

    public static let type = Feittype.casemanagerGevraagd
    public static let naam = "CasemanagerGevraagd"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T4.1.1"],
        bron: "MAA §2.6, §4.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("wie", &wie, "Wie gevraagd is")
    }
}
