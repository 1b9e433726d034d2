/// Restzorg bepaald (groep K, afsluiting en nazorg).
///
/// Bron: MAA B1 Continu.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct RestzorgBepaald: Gegevens {
    public var restzorg: [Zorgsoort] = []

    public init() {}

    public static let type = Feittype.restzorgBepaald
    public static let naam = "RestzorgBepaald"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T5.3.1"],
        bron: "MAA B1 Continu"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("restzorg", &restzorg, "Wat nog nodig is; leeg = niets")
    }

    /// Het traject is gestart.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.gestart(bij: feit, "I-K4-GESTART")
    }
}
