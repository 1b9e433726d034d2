/// Aanmelding ingetrokken (groep B, toeleiding).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct AanmeldingIngetrokken: Gegevens {
    public var reden: String?

    public init() {}

    public static let type = Feittype.aanmeldingIngetrokken
    public static let naam = "AanmeldingIngetrokken"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .tpm, .pro],
        naAfsluiting: false,
        voedt: ["T1.1.2", "T1.1.3"],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }

    /// Het traject is aangemeld en nog niet gestart.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.voorStart(bij: feit, "I-B3-VOOR_START")
    }
}
