public import CivilTime

/// Toestemming verleend (groep C, toestemming en informatie).
///
/// Bron: MAA §2.6, B1 Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ToestemmingVerleend: Gegevens {
    public var door = GezinslidId.leeg
    public var partijen: AlleOf<Partij>?
    public var leefgebieden: AlleOf<Leefgebied>?
    public var vorm: Vorm?
    public var geldigTot: Dag?
    public var documentHash: String?

    public init() {}

    public static let type = Feittype.toestemmingVerleend
    public static let naam = "ToestemmingVerleend"
    public static let kenmerken = Typekenmerken(
        groep: .c,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.pm, .cm],
        naAfsluiting: true,
        voedt: ["T4.3.1"],
        bron: "MAA §2.6, B1 Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("door", &door, "Wie toestemming geeft")
        bezoeker.optioneel("partijen", &partijen, "Voor welke partijen; ontbreekt = alle")
        bezoeker.optioneel("leefgebieden", &leefgebieden, "Voor welke leefgebieden; ontbreekt = alle")
        bezoeker.optioneel("vorm", &vorm, "Vorm")
        bezoeker.optioneel("geldigTot", &geldigTot, "Laatste dag van geldigheid")
        bezoeker.optioneel(
            "documentHash",
            &documentHash,
            patroon: .sha256,
            "SHA-256 van het ondertekende stuk, hexadecimaal"
        )
    }

    /// Wie toestemt is een huidig lid en geen kind jonger dan zestien; de toestemming is niet al verlopen.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nogNietVertrokken(door, bij: feit, "I-C2-MAG_TOESTEMMEN") + oudGenoeg(bij: feit, geschiedenis)
            + feit.nietVerlopenVoor(geldigTot, "I-C2-GELDIGTOT_NIET_VOOR")
    }

    private func oudGenoeg(bij feit: Feit, _ geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard let lid = geschiedenis.leden[door], lid.rol == .kind, let geboren = lid.geboren,
            geboren.plus(maanden: 16 * 12) > feit.dag
        else { return [] }
        return [
            feit.schending(
                "I-C2-MAG_TOESTEMMEN",
                "Een kind jonger dan zestien geeft zelf geen toestemming.",
                "Noem in door wie namens het kind toestemt, of verbeter de geboortedag of de rol van het gezinslid.",
                botstMet: geschiedenis.laatsteOpgave(over: door)
            )
        ]
    }

    /// Vorm.
    public enum Vorm: String, Opsomming {
        case ondertekend
        case mondeling
    }
}
