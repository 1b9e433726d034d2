public import CivilTime

/// Lopende zorg vastgelegd (groep H, contact en zorg).
///
/// Bron: MAA §3.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct LopendeZorgVastgelegd: Gegevens {
    public var id = ZorgId.leeg
    public var soort = Zorgsoort.leeg
    public var partij: Partij?
    public var problemen: [ProbleemId] = []
    public var sinds: Dag?

    public init() {}

    public static let type = Feittype.lopendeZorgVastgelegd
    public static let naam = "LopendeZorgVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .beh],
        naAfsluiting: false,
        voedt: ["T2.2.2", "T3.1.4"],
        bron: "MAA §3.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "Nieuwe lokale id van de zorg")
        bezoeker.verplicht("soort", &soort, "Soort zorg")
        bezoeker.optioneel("partij", &partij, "Bij wie")
        bezoeker.verplicht("problemen", &problemen, minimum: 1, "Bij welke problemen")
        bezoeker.optioneel("sinds", &sinds, "Eerste dag van de zorg; ontbreekt = onbekend")
    }

    /// De zorg liep al toen zij werd vastgelegd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard let sinds, sinds > feit.dag else { return [] }
        return [
            feit.schending(
                "I-H24-SINDS_NIET_NA",
                "Zorg die op \(feit.dag) al loopt is niet pas daarna begonnen.",
                "Kies voor sinds een dag tot en met \(feit.dag), of leg de zorg vast met ZorgAangevraagd en ZorgGestart."
            )
        ]
    }
}
