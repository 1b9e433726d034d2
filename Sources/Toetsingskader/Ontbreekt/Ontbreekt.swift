public import CivilTime
public import Gezinstraject

/// Wat er ontbreekt aan een indicator die op de peildag niet voldoet.
///
/// Het is advies aan wie op de peildag aan zet is: wat vandaag nog gedaan kan worden. Iets dat vroeger gebeurde en niet
/// is vastgelegd, of verkeerd, hoort in het dossier of in een correctie; dat is geen advies. Ook wat alleen een
/// verplichting wegneemt is er geen: een dossier dat later begint, wachten om het gezin, afzien van een evaluatie.
public enum Ontbreekt: Sendable, Equatable {
    /// De kleinste verzameling gebeurtenissen van vandaag waarmee het wel voldoet, op volgorde; leeg als het voldoet.
    case gebeurtenissen([Ontbrekend])
    /// Niets dat vandaag gedaan kan worden maakt dat het voldoet.
    case niets(Beletsel)

    /// De gebeurtenissen die ontbreken; leeg als het voldoet of als niets helpt.
    public var voorstellen: [Ontbrekend] {
        switch self {
        case .gebeurtenissen(let voorstellen): voorstellen
        case .niets: []
        }
    }

    /// Waarom niets helpt; nil als er iets te doen is of niets hoeft.
    public var beletsel: Beletsel? {
        switch self {
        case .gebeurtenissen: nil
        case .niets(let beletsel): beletsel
        }
    }
}

/// Een gebeurtenis die nog moet gebeuren: het type, en de velden die ertoe doen.
///
/// Nieuwe id's, wie het doet en andere vrije keuzes zijn ingevuld met een voorbeeld.
public struct Ontbrekend: Sendable, Equatable {
    /// De gegevens; de dag is de peildag, het traject dat van de toetsing.
    public let gegevens: any Gegevens

    /// Een voorstel met deze gegevens.
    public init(_ gegevens: any Gegevens) {
        self.gegevens = gegevens
    }

    /// Het type gebeurtenis.
    public var type: Feittype { Swift.type(of: gegevens).type }

    /// Wat iemand moet weten voor hij dit vastlegt; nil als er niets bijzonders is.
    public var toelichting: String? {
        guard type == .afsluitingHerroepen else { return nil }
        return "Dit heropent het gesloten traject: alleen als de aanpak weer verdergaat, niet om het oordeel."
    }

    /// Hetzelfde type met dezelfde velden.
    public static func == (links: Ontbrekend, rechts: Ontbrekend) -> Bool {
        links.type == rechts.type && links.gegevens.json == rechts.gegevens.json
    }
}

/// Waarom niets van vandaag een indicator laat voldoen.
public struct Beletsel: Sendable, Hashable {
    /// Het soort.
    public let code: Code
    /// De uitleg, voor mensen.
    public let tekst: String
    /// De eerste dag waarop het niet meer kon; nil als het nog kan komen.
    public let sinds: Dag?

    /// Of het voorbij is, of nog kan komen.
    public enum Code: String, CaseIterable, Sendable {
        /// Een termijn is voorbij of een feit ligt vast: in dit traject is er niets meer aan te doen, behalve wachten
        /// tot het niet meer telt.
        case kanNietMeer = "KAN_NIET_MEER"
        /// Het hangt af van iets dat niet vandaag te doen is: van tijd, van het gezin, of van wat nog moet gebeuren.
        case hangtAf = "HANGT_AF"
    }

    static func kanNietMeer(_ zin: Normzin, _ normen: Normen, sinds: Dag?) -> Beletsel {
        Beletsel(code: .kanNietMeer, tekst: zin.tekst(normen), sinds: sinds)
    }

    static func hangtAf(_ zin: Normzin, _ normen: Normen) -> Beletsel {
        Beletsel(code: .hangtAf, tekst: zin.tekst(normen), sinds: nil)
    }
}
