/// Heraanmelding ontvangen (groep K, afsluiting en nazorg).
///
/// Bron: MAA §4.4.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct HeraanmeldingOntvangen: Gegevens {
    public var nieuwTraject: Int?

    public init() {}

    public static let type = Feittype.heraanmeldingOntvangen
    public static let naam = "HeraanmeldingOntvangen"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .tpm],
        naAfsluiting: true,
        voedt: ["T5.3.1", "P5.3.1"],
        bron: "MAA §4.4"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("nieuwTraject", &nieuwTraject, minimum: 2, "trajectNr dat eruit volgt")
    }

    /// Het traject is gesloten.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.gesloten(bij: feit, "I-K14-GESLOTEN")
    }
}
