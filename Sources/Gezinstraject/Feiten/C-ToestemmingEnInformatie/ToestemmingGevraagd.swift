/// Toestemming gevraagd (groep C, toestemming en informatie).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ToestemmingGevraagd: Gegevens {
    public var aan = GezinslidId.leeg
    public var omvang: String?

    public init() {}

    public static let type = Feittype.toestemmingGevraagd
    public static let naam = "ToestemmingGevraagd"
    public static let kenmerken = Typekenmerken(
        groep: .c,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.pm, .cm],
        naAfsluiting: true,
        voedt: ["T4.3.1"],
        bron: "MAA §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("aan", &aan, "Aan wie gevraagd")
        bezoeker.optioneel("omvang", &omvang, privacy: .vrijeTekst, "Waarvoor")
    }

    /// Het gezin is eerst geinformeerd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.vereist(
            GezinGeinformeerd.self,
            bij: feit,
            "I-C1-NA_INFORMEREN",
            "Het gezin is dan nog niet geinformeerd over wat er met informatie gebeurt.",
            "Leg eerst GezinGeinformeerd vast, op dezelfde of een eerdere dag."
        )
    }
}
