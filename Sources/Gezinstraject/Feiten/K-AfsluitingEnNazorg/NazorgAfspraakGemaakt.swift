/// Nazorg afspraak gemaakt (groep K, afsluiting en nazorg).
///
/// Bron: MAA §4.4, §5.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct NazorgAfspraakGemaakt: Gegevens {
    public var heropschaling: String?
    public var intervalMaanden: Int?
    public var duurMaanden: Int?
    public var met: [Partij]?
    public var verwachtingen: [Verwachting]?
    public var coordinatie: Actor?
    public var netwerksignaleerder: NetwerkpersoonId?
    public var gezinZoektContact: Bool?

    public init() {}

    public static let type = Feittype.nazorgAfspraakGemaakt
    public static let naam = "NazorgAfspraakGemaakt"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: true,
        voedt: ["T3.2.2", "T5.3.1"],
        bron: "MAA §4.4, §5.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel(
            "heropschaling",
            &heropschaling,
            privacy: .vrijeTekst,
            "Bij welk teken wordt wie weer ingeschakeld; een regel leest alleen of het er is"
        )
        bezoeker.optioneel("intervalMaanden", &intervalMaanden, minimum: 1, "Waakvlamcontact elke zoveel maanden")
        bezoeker.optioneel("duurMaanden", &duurMaanden, minimum: 1, "Zolang na afsluiting")
        bezoeker.optioneel("met", &met, "Met wie")
        bezoeker.optioneel("verwachtingen", &verwachtingen, "Wat van elke partij verwacht wordt")
        bezoeker.optioneel("coordinatie", &coordinatie, "Wie de nazorg coordineert")
        bezoeker.optioneel("netwerksignaleerder", &netwerksignaleerder, "Netwerkpersoon die signaleert")
        bezoeker.optioneel("gezinZoektContact", &gezinZoektContact, "Het gezin zegt zelf te zullen bellen")
    }

    /// Na afsluiting kan het nog een maand.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.binnenMaandNaEinde(bij: feit, "I-K8-BINNEN_MAAND_NA_EINDE")
    }

    /// Wat van elke partij verwacht wordt.
    public struct Verwachting: Veldobject, Veldwaarde {
        public var partij = Partij.leeg
        public var wat = ""

        public init() {}

        public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
            bezoeker.verplicht("partij", &partij, "")
            bezoeker.verplicht("wat", &wat, privacy: .vrijeTekst, "")
        }
    }
}
