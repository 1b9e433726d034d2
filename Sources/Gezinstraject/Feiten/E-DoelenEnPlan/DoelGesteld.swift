/// Doel gesteld (groep E, doelen en plan).
///
/// Bron: MAA §3.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DoelGesteld: Gegevens {
    public var id = DoelId.leeg
    public var problemen: [ProbleemId] = []
    public var bepaling = Doelbepaling.leeg
    public var termijn: Tijdshorizon?
    public var netwerk: Bool?
    public var omschrijving: String?
    public var maatstaf: String?

    public init() {}

    public static let type = Feittype.doelGesteld
    public static let naam = "DoelGesteld"
    public static let kenmerken = Typekenmerken(
        groep: .e,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .pro],
        naAfsluiting: false,
        voedt: ["T2.1.2", "T2.3.3", "T3.1.2", "T3.1.4", "P3.1.3"],
        bron: "MAA §3.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "Nieuwe lokale id van het doel")
        bezoeker.verplicht("problemen", &problemen, "Bij welke problemen")
        bezoeker.verplicht("bepaling", &bepaling, "Wie het doel bepaalde")
        bezoeker.optioneel("termijn", &termijn, "Termijn")
        bezoeker.optioneel("netwerk", &netwerk, "Doel is opbouw van het sociale netwerk")
        bezoeker.optioneel("omschrijving", &omschrijving, privacy: .vrijeTekst, "Het doel")
        bezoeker.optioneel("maatstaf", &maatstaf, privacy: .vrijeTekst, "Waaraan te zien is dat het bereikt is")
    }

    /// Een doel hoort bij een probleem, of is opbouw van het netwerk.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard problemen.isEmpty, netwerk != true else { return [] }
        return [
            feit.schending(
                "I-E1-PROBLEEM_OF_NETWERK",
                "Dit doel hoort bij geen probleem en is geen opbouw van het sociale netwerk.",
                "Noem minstens een probleem, of zet netwerk op true."
            )
        ]
    }
}
