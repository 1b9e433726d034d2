import WireValues

/// Gezin aangemeld (groep B, toeleiding).
///
/// Bron: MAA §1.2, §2.1, §4.4; LEL Beschrijving.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GezinAangemeld: Gegevens {
    public var aanpak = Aanpakcode.leeg
    public var trajectNr = 0
    public var route: Route?
    public var melder: Partij?
    public var meldersrol: String?
    public var gronden: [Prioriteringsgrond]?
    public var formeel: Bool?
    public var heraanmeldingVan: Int?
    public var verplichtOpgelegd: Bool?

    public init() {}

    public static let type = Feittype.gezinAangemeld
    public static let naam = "GezinAangemeld"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .tpm, .pro],
        naAfsluiting: false,
        voedt: ["T1.1.2", "T1.1.3", "P1.2.1", "P1.2.2"],
        bron: "MAA §1.2, §2.1, §4.4; LEL Beschrijving"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("aanpak", &aanpak, "Code van de aanpak")
        bezoeker.verplicht("trajectNr", &trajectNr, minimum: 1, "Volgnummer van het traject dat hiermee opent")
        bezoeker.optioneel("route", &route, "Langs welke weg")
        bezoeker.optioneel("melder", &melder, "Wie aanmeldde")
        bezoeker.optioneel("meldersrol", &meldersrol, privacy: .vrijeTekst, "Functie van de melder")
        bezoeker.optioneel("gronden", &gronden, "Gronden van de aanmelding")
        bezoeker.optioneel("formeel", &formeel, "Formele aanmelding; ontbreekt = ja")
        bezoeker.optioneel(
            "heraanmeldingVan",
            &heraanmeldingVan,
            minimum: 1,
            "trajectNr van het eerdere, gesloten traject"
        )
        bezoeker.optioneel("verplichtOpgelegd", &verplichtOpgelegd, "De aanpak is verplicht opgelegd")
    }

    /// Er loopt geen traject, het nummer volgt, en een heraanmelding noemt een gesloten traject.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geenOpenTraject(bij: feit, geschiedenis) + volgnummer(bij: feit, geschiedenis)
            + heraanmelding(bij: feit, geschiedenis) + formeel(bij: feit)
    }

    private func geenOpenTraject(bij feit: Feit, _ geschiedenis: Voorgeschiedenis) -> [Schending] {
        let vorig = geschiedenis.aantalAanmeldingen
        guard vorig > 0, !geschiedenis.toestand(van: vorig).isVoorbij else { return [] }
        return [
            feit.schending(
                "I-B2-GEEN_OPEN_TRAJECT",
                "Traject \(vorig) loopt dan nog; een gezin heeft niet twee trajecten tegelijk.",
                geschiedenis.gestartOp(traject: vorig) == nil
                    ? "Trek die aanmelding in of wijs de prioritering af (het traject is nog niet gestart), of kies een dag daarna."
                    : "Sluit het lopende traject eerst af, of kies een dag daarna.",
                botstMet: geschiedenis.laatste(van: [.gezinAangemeld, .afsluitingHerroepen], in: vorig)
            )
        ]
    }

    private func volgnummer(bij feit: Feit, _ geschiedenis: Voorgeschiedenis) -> [Schending] {
        let verwacht = geschiedenis.aantalAanmeldingen + 1
        guard trajectNr != verwacht else { return [] }
        return [
            feit.schending(
                "I-B2-VOLGNUMMER",
                "Dit is op die dag aanmelding \(verwacht) van het gezin; trajectNr is een ander nummer.",
                "Vul voor trajectNr \(verwacht) in, of kies een dag waarop het nummer past.",
                botstMet: geschiedenis.laatste(GezinAangemeld.self)?.feit,
                veld: JSONPointer.root.member("gegevens").member("trajectNr"),
                vereist: Vereiste { $0.als(GezinAangemeld.self)?.trajectNr == verwacht }
            )
        ]
    }

    private func heraanmelding(bij feit: Feit, _ geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard let heraanmeldingVan, geschiedenis.toestand(van: heraanmeldingVan).geslotenOp == nil else { return [] }
        return [
            feit.schending(
                "I-B2-HERAANMELDING_GESLOTEN",
                "Het traject van heraanmeldingVan is geen eerder traject dat dan gesloten is.",
                "Noem het nummer van een eerder traject dat is afgesloten, of laat heraanmeldingVan weg.",
                botstMet: geschiedenis.laatste(
                    van: [.gezinAangemeld, .aanmeldingIngetrokken, .prioriteringAfgewezen, .afsluitingHerroepen],
                    in: heraanmeldingVan
                )
            )
        ]
    }

    private func formeel(bij feit: Feit) -> [Schending] {
        guard formeel == false else { return [] }
        return [
            feit.schending(
                "I-B2-ALLEEN_FORMEEL",
                "Een signaal dat geen formele aanmelding is opent geen traject.",
                "Leg het vast als SignaalOntvangen, of laat formeel weg als het wel een formele aanmelding is."
            )
        ]
    }
}
