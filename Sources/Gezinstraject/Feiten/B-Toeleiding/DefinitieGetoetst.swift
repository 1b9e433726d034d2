/// Definitie getoetst (groep B, toeleiding).
///
/// Bron: ZWO, DEL definitie.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DefinitieGetoetst: Gegevens {
    public var stj: [StjLeefgebied] = []
    public var chronisch: Bool?
    public var oudersKunnenZelf: Bool?
    public var ouders = 0
    public var kinderen = 0
    public var historieVastgelopen: Bool?
    public var zorgmijdend: Bool?
    public var toelichting: String?

    public init() {}

    public static let type = Feittype.definitieGetoetst
    public static let naam = "DefinitieGetoetst"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .traject,
        logt: [.tpm, .pm],
        naAfsluiting: false,
        voedt: ["T1.1.1", "T5.3.1", "P1.1.2"],
        bron: "ZWO, DEL definitie"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("stj", &stj, "STJ-leefgebieden met problemen")
        bezoeker.optioneel("chronisch", &chronisch, "Problematiek is blijvend; ontbreekt = niet beoordeeld")
        bezoeker.optioneel(
            "oudersKunnenZelf",
            &oudersKunnenZelf,
            "Ouders kunnen de problemen zelf oplossen; ontbreekt = niet beoordeeld"
        )
        bezoeker.verplicht("ouders", &ouders, minimum: 0, "Aantal ouders")
        bezoeker.verplicht("kinderen", &kinderen, minimum: 0, "Aantal kinderen")
        bezoeker.optioneel("historieVastgelopen", &historieVastgelopen, "Eerder vastgelopen hulpverlening")
        bezoeker.optioneel("zorgmijdend", &zorgmijdend, "Gezin mijdt zorg")
        bezoeker.optioneel("toelichting", &toelichting, privacy: .vrijeTekst, "Onderbouwing")
    }

    /// De aantallen ouders en kinderen zijn die van de huidige leden.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        let leden = geschiedenis.huidigeLeden
        let werkelijk = (
            ouders: leden.count { [.ouder, .stiefouder].contains($0.rol) }, kinderen: leden.count { $0.rol == .kind }
        )
        guard (ouders, kinderen) != werkelijk else { return [] }
        return [
            feit.schending(
                "I-B9-AANTALLEN_KLOPPEN",
                "Op deze dag telt het gezin \(werkelijk.ouders) \(werkelijk.ouders == 1 ? "ouder" : "ouders") en "
                    + "\(werkelijk.kinderen) \(werkelijk.kinderen == 1 ? "kind" : "kinderen"); hier staan andere aantallen.",
                "Neem de aantallen over, of leg eerst vast wie erbij kwam, vertrok of een andere rol kreeg.",
                botstMet: geschiedenis.laatste(
                    van: [.gezinslidToegevoegd, .gezinslidGewijzigd, .gezinslidVertrokken],
                    mits: Self.verandertAantallen
                )
            )
        ]
    }

    private static func verandertAantallen(_ feit: Feit) -> Bool {
        switch feit.gegevens {
        case let lid as GezinslidToegevoegd: [.ouder, .stiefouder, .kind].contains(lid.rol)
        case let wijziging as GezinslidGewijzigd: wijziging.rol != nil
        case let vertrek as GezinslidVertrokken: vertrek.reden != .uithuisgeplaatst
        default: false
        }
    }
}
