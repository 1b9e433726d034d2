/// Casemanagerrol beeindigd (groep F, regie en partijen).
///
/// Bron: MAA §4.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct CasemanagerrolBeeindigd: Gegevens {
    public var wie = Actor.leeg
    public var reden: Wisselreden?

    public init() {}

    public static let type = Feittype.casemanagerrolBeeindigd
    public static let naam = "CasemanagerrolBeeindigd"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm, .tpm],
        naAfsluiting: false,
        voedt: ["T4.1.1", "T4.1.2", "T4.1.3", "T4.1.4"],
        bron: "MAA §4.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("wie", &wie, "Wie stopt")
        bezoeker.optioneel("reden", &reden, "Reden")
    }

    /// Wie stopt heeft de rol; onder enkeleRegisseur is een benoeming genoeg.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.isCasemanager(wie, bij: feit, "I-F5-AANVAARD")
    }
}
