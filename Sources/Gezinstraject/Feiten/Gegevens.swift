/// De gegevens van een gebeurtenis: wat er over dit type wordt vastgelegd (`Schema/events.yaml`).
///
/// Per veld staat er een regel in `velden`. Lezen, schrijven, het schema en het zoeken naar verwijzingen lopen alle
/// langs die ene regel, zodat zij niet uit elkaar kunnen lopen.
public protocol Gegevens: Veldobject {
    /// Het type gebeurtenis.
    static var type: Feittype { get }
    /// De naam waaronder het type is opgeslagen en uitgewisseld; hij verandert nooit.
    static var naam: String { get }
    /// De versie van de velden die nu wordt vastgelegd; wat in een eerdere versie is vastgelegd blijft leesbaar.
    static var schemaVersie: Int { get }
    /// Wat voor alle gebeurtenissen van dit type geldt.
    static var kenmerken: Typekenmerken { get }

    /// De invarianten van dit type zelf, die breken als `feit` op `geschiedenis` zou volgen.
    ///
    /// - Parameters:
    ///   - feit: De gebeurtenis met deze gegevens.
    ///   - geschiedenis: Wat er op haar plaats aan voorafging.
    /// - Returns: Geen schendingen als het type geen eigen invarianten heeft.
    func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending]
}

extension Gegevens {
    /// De eerste versie.
    public static var schemaVersie: Int { 1 }

    /// Geen eigen invarianten: alleen de algemene gelden.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] { [] }
}

/// Wat voor alle gebeurtenissen van een type geldt.
public struct Typekenmerken: Hashable, Sendable {
    /// De groep in het contract.
    public let groep: Feitgroep
    /// Het soort stroom waarin het type staat.
    public let stroom: Stroomsoort
    /// Of een gebeurtenis bij een traject hoort of bij het hele gezin.
    public let bereik: Bereik
    /// Wie het type mag vastleggen; BEH mag altijd (G6).
    public let logt: [Rol]
    /// Of het type op een gesloten, ingetrokken of afgewezen traject mag (G4).
    public let naAfsluiting: Bool
    /// De indicatoren die het type lezen, op casusniveau (T) en beleidsniveau (P).
    public let voedt: [String]
    /// Vindplaats in de stukken van de inspectie; leeg als het type van ons is.
    public let bron: String
}

/// Een groep van het contract.
public enum Feitgroep: String, CaseIterable, Sendable {
    /// Gezin en leden.
    case a = "A"
    /// Toeleiding.
    case b = "B"
    /// Toestemming en informatie.
    case c = "C"
    /// Analyse en netwerk.
    case d = "D"
    /// Doelen en plan.
    case e = "E"
    /// Regie en partijen.
    case f = "F"
    /// Overleg en afspraken.
    case g = "G"
    /// Contact en zorg.
    case h = "H"
    /// Stagnatie, opschaling, drang en dwang.
    case i = "I"
    /// Evaluatie.
    case j = "J"
    /// Afsluiting en nazorg.
    case k = "K"
    /// Toetsing en audit.
    case l = "L"
    /// Correctie en levenscyclus.
    case m = "M"
    /// Aanpak en beleid.
    case n = "N"
}

/// Waar een gebeurtenis in staat.
public enum Stroomsoort: String, Sendable {
    /// De stroom van een gezin.
    case gezin
    /// De stroom van een toetsing.
    case toetsing
    /// De stroom van een aanpak in een gemeente.
    case aanpak
}

/// Waar een gebeurtenis bij hoort.
public enum Bereik: String, Sendable {
    /// Bij het gezin: de regels van elk traject zien haar.
    case gezin
    /// Bij een traject.
    case traject
    /// Bij een toetsing.
    case toetsing
    /// Bij een aanpak.
    case aanpak
}

extension Feittype {
    /// De naam waaronder het type is opgeslagen en uitgewisseld.
    public var naam: String { gegevenstype.naam }

    /// Wat voor alle gebeurtenissen van dit type geldt.
    public var kenmerken: Typekenmerken { gegevenstype.kenmerken }

    /// Het type met deze naam, of nil als het contract het niet kent.
    public init?(naam: String) {
        guard let type = Feittype.opNaam[naam] else { return nil }
        self = type
    }

    private static let opNaam = Dictionary(uniqueKeysWithValues: allCases.map { ($0.naam, $0) })
}
