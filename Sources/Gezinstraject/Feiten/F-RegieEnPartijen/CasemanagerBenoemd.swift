/// Casemanager benoemd (groep F, regie en partijen).
///
/// Bron: MAA §2.6, §4.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct CasemanagerBenoemd: Gegevens {
    public var wie = Actor.leeg

    public init() {}

    public static let type = Feittype.casemanagerBenoemd
    public static let naam = "CasemanagerBenoemd"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .tpm],
        naAfsluiting: false,
        voedt: ["T1.1.3", "T4.1.1", "T4.1.2", "T4.1.3", "T4.1.4"],
        bron: "MAA §2.6, §4.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("wie", &wie, "Wie benoemd is; onder enkeleRegisseur de toewijzing van de regisseur")
    }
}
