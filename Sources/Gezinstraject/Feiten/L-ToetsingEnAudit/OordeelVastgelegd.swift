public import CivilTime

/// Oordeel vastgelegd (groep L, toetsing en audit).
///
/// Bron: MAA B1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct OordeelVastgelegd: Gegevens {
    public var id = OordeelId.leeg
    public var indicator = Indicatorcode.leeg
    public var uitkomst = MenselijkeUitkomst.leeg
    public var onderbouwing = ""
    public var beoordelaarsrol: String?
    public var peildatum = Dag.leeg

    public init() {}

    public static let type = Feittype.oordeelVastgelegd
    public static let naam = "OordeelVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .l,
        stroom: .gezin,
        bereik: .traject,
        logt: [.aud, .pm, .tpm],
        naAfsluiting: true,
        voedt: [],
        bron: "MAA B1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "Nieuwe lokale id van het oordeel")
        bezoeker.verplicht("indicator", &indicator, "Welke indicator")
        bezoeker.verplicht("uitkomst", &uitkomst, "Menselijk oordeel, naast het berekende")
        bezoeker.verplicht("onderbouwing", &onderbouwing, privacy: .vrijeTekst, "Onderbouwing")
        bezoeker.optioneel("beoordelaarsrol", &beoordelaarsrol, "Rol van de beoordelaar")
        bezoeker.verplicht("peildatum", &peildatum, "Oordeel over deze dag")
    }

    /// Over een dag die nog komt is niets te oordelen.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard peildatum > feit.dag else { return [] }
        return [
            feit.schending(
                "I-L1-NIET_IN_TOEKOMST",
                "Een oordeel van \(feit.dag) gaat niet over een latere dag.",
                "Kies voor peildatum een dag tot en met \(feit.dag)."
            )
        ]
    }
}
