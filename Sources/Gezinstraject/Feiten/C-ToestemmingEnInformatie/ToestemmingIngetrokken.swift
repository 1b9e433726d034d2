/// Toestemming ingetrokken (groep C, toestemming en informatie).
///
/// Bron: SPI Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ToestemmingIngetrokken: Gegevens {
    public var door = GezinslidId.leeg
    public var omvang: String?
    public var reden: String?

    public init() {}

    public static let type = Feittype.toestemmingIngetrokken
    public static let naam = "ToestemmingIngetrokken"
    public static let kenmerken = Typekenmerken(
        groep: .c,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.pm, .cm],
        naAfsluiting: true,
        voedt: ["T4.3.1", "T4.3.2"],
        bron: "SPI Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("door", &door, "Wie intrekt")
        bezoeker.optioneel("omvang", &omvang, privacy: .vrijeTekst, "Waarvoor")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }

    /// Het laatste antwoord van dit lid was een toestemming.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        let antwoord = geschiedenis.antwoorden[door]
        guard antwoord?.type != .toestemmingVerleend else { return [] }
        let door = door
        return [
            feit.schending(
                "I-C4-WAS_VERLEEND",
                "Er is dan geen toestemming van dit gezinslid die kan worden ingetrokken.",
                "Leg eerst ToestemmingVerleend vast, of leg een nieuwe weigering vast als ToestemmingGeweigerd.",
                botstMet: antwoord,
                vereist: Vereiste { $0.als(ToestemmingVerleend.self)?.door == door }
            )
        ]
    }
}
