public import CivilTime
public import WireValues

/// Een waarde die een veld kan hebben: een van de veldtypen van het contract.
public protocol Veldwaarde: Sendable {
    /// De waarde waarmee een verplicht veld begint voordat het gelezen is.
    static var leeg: Self { get }
    /// Het veldtype, in de woorden van het contract.
    static var veldtype: Veldtype { get }

    /// De waarde die `json` voorstelt; wat er niet aan klopt komt in `fouten`.
    static func lees(_ json: JSON, _ plaats: JSONPointer, _ kop: Veldkop, _ fouten: inout [Invoerfout]) -> Self?
    /// De waarde in JSON.
    var json: JSON { get }
    /// Meldt elke lokale id in de waarde.
    func meldIds(_ kop: Veldkop, aan verzamelaar: inout Idverzamelaar)
}

extension Veldwaarde {
    /// Een waarde zonder lokale id's.
    public func meldIds(_ kop: Veldkop, aan verzamelaar: inout Idverzamelaar) {}
}

/// Een veldtype van het contract, als gegeven: voor JSON Schema, formulieren en foutteksten.
public indirect enum Veldtype: Hashable, Sendable {
    case tekst
    case dag
    case moment
    case geheel
    case jaNee
    case actor
    case uuid
    case id(Idsoort)
    case verwijzing(Idsoort)
    case aanpakverwijzing
    case opsomming([String])
    case lijst(Veldtype)
    case alleOf(Veldtype)
    case object([Veldbeschrijving])
    case vervangendeGegevens
}

/// Een fout in wat iemand aanlevert: waar, wat en wat er verwacht was, zonder de aangeleverde waarde te herhalen.
public struct Invoerfout: Hashable, Sendable {
    /// De plaats in het document.
    public let plaats: JSONPointer
    /// Vaste code, voor programma's.
    public let code: Code
    /// Wat er verwacht was, voor mensen.
    public let uitleg: String

    /// Een fout op deze plaats.
    public init(_ plaats: JSONPointer, _ code: Code, _ uitleg: String) {
        self.plaats = plaats
        self.code = code
        self.uitleg = uitleg
    }

    /// Dezelfde fout, gezien vanuit het document waarin dit document op `basis` staat.
    public func onder(_ basis: JSONPointer) -> Invoerfout {
        Invoerfout(plaats.under(basis), code, uitleg)
    }

    /// De soorten fouten.
    public enum Code: String, Sendable {
        /// Een verplicht veld ontbreekt.
        case ontbreekt = "VELD_ONTBREEKT"
        /// Het contract kent dit veld niet.
        case onbekendVeld = "VELD_ONBEKEND"
        /// Een waarde van een ander soort.
        case verkeerdType = "TYPE_ONJUIST"
        /// Een waarde die de opsomming niet kent.
        case onbekendeWaarde = "WAARDE_ONBEKEND"
        /// Een waarde van het goede soort met een verkeerde vorm.
        case vorm = "VORM_ONJUIST"
        /// Een dag of moment dat niet bestaat of verkeerd geschreven is.
        case datum = "DATUM_ONJUIST"
        /// Te klein, te kort of te weinig.
        case teKlein = "TE_KLEIN"
        /// Te groot of te lang.
        case teGroot = "TE_GROOT"
        /// Tweemaal hetzelfde in een lijst zonder dubbele waarden.
        case dubbel = "DUBBEL"
        /// De tekst is geen JSON.
        case geenJSON = "GEEN_JSON"
        /// Een veld dat alleen bij import mag.
        case alleenImport = "ALLEEN_BIJ_IMPORT"
        /// Een dag in de toekomst (G3).
        case toekomst = "NIET_IN_TOEKOMST"
        /// Een veld dat niet bij de rest past.
        case strijdig = "STRIJDIG"
    }
}

extension Invoerfout {
    static func type(_ plaats: JSONPointer, verwacht: String, gekregen json: JSON) -> Invoerfout {
        Invoerfout(plaats, .verkeerdType, "Verwacht is \(verwacht); dit is \(json.kind).")
    }
}

extension String: Veldwaarde {
    /// Geen tekens.
    public static var leeg: String { "" }
    /// tekst: 1 tot en met 2000 tekens.
    public static var veldtype: Veldtype { .tekst }

    /// Een tekst van 1 tot en met 2000 tekens die bij het patroon past.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> String? {
        guard case .string(let tekst) = json else {
            fouten.append(.type(plaats, verwacht: "tekst", gekregen: json))
            return nil
        }
        guard !tekst.isEmpty else {
            fouten.append(Invoerfout(plaats, .teKlein, "Verwacht is een tekst van minstens 1 teken."))
            return nil
        }
        guard tekst.unicodeScalars.count <= 2000 else {
            fouten.append(Invoerfout(plaats, .teGroot, "Verwacht is een tekst van hoogstens 2000 tekens."))
            return nil
        }
        if let patroon = kop.patroon, !patroon.past(tekst) {
            fouten.append(Invoerfout(plaats, .vorm, "Verwacht is een tekst van de vorm \(patroon.rawValue)."))
            return nil
        }
        return tekst
    }

    /// Als JSON-tekst.
    public var json: JSON { .string(self) }
}

extension Int: Veldwaarde {
    /// Nul.
    public static var leeg: Int { 0 }
    /// geheel.
    public static var veldtype: Veldtype { .geheel }

    /// Een geheel getal, minstens het minimum.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> Int? {
        guard case .integer(let getal) = json else {
            fouten.append(.type(plaats, verwacht: "een geheel getal", gekregen: json))
            return nil
        }
        if let minimum = kop.minimum, getal < minimum {
            fouten.append(Invoerfout(plaats, .teKlein, "Verwacht is een geheel getal van minstens \(minimum)."))
            return nil
        }
        return getal
    }

    /// Als JSON-getal.
    public var json: JSON { .integer(self) }
}

extension Bool: Veldwaarde {
    /// Onwaar.
    public static var leeg: Bool { false }
    /// ja_nee.
    public static var veldtype: Veldtype { .jaNee }

    /// true of false.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> Bool? {
        guard case .bool(let waarde) = json else {
            fouten.append(.type(plaats, verwacht: "true of false", gekregen: json))
            return nil
        }
        return waarde
    }

    /// Als JSON-waarheidswaarde.
    public var json: JSON { .bool(self) }
}

extension Dag: Veldwaarde {
    /// De eerste dag die geschreven kan worden.
    public static var leeg: Dag { .eerste }
    /// dag.
    public static var veldtype: Veldtype { .dag }

    /// Een bestaande dag, geschreven als JJJJ-MM-DD.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> Dag? {
        guard case .string(let tekst) = json else {
            fouten.append(.type(plaats, verwacht: "een dag (JJJJ-MM-DD)", gekregen: json))
            return nil
        }
        guard let dag = Dag(tekst) else {
            fouten.append(Invoerfout(plaats, .datum, "Verwacht is een bestaande dag, geschreven als JJJJ-MM-DD."))
            return nil
        }
        return dag
    }

    /// Als JSON-tekst JJJJ-MM-DD.
    public var json: JSON { .string(description) }
}

extension Moment: Veldwaarde {
    /// 1 januari 1970, 00:00 UTC.
    public static var leeg: Moment { Moment(microseconden: 0) }
    /// moment.
    public static var veldtype: Veldtype { .moment }

    /// Een moment volgens RFC 3339.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> Moment? {
        guard case .string(let tekst) = json else {
            fouten.append(.type(plaats, verwacht: "een moment (RFC 3339, UTC)", gekregen: json))
            return nil
        }
        guard let moment = Moment(tekst) else {
            fouten.append(
                Invoerfout(plaats, .datum, "Verwacht is een moment volgens RFC 3339, zoals 2014-03-31T09:00:00Z.")
            )
            return nil
        }
        return moment
    }

    /// Als JSON-tekst in UTC.
    public var json: JSON { .string(description) }
}

extension UUID: Veldwaarde {
    /// Alleen nullen.
    public static var leeg: UUID { UUID(high: 0, low: 0) }
    /// uuid.
    public static var veldtype: Veldtype { .uuid }

    /// Een UUID in kleine letters.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> UUID? {
        guard case .string(let tekst) = json else {
            fouten.append(.type(plaats, verwacht: "een UUID", gekregen: json))
            return nil
        }
        guard let id = UUID(tekst) else {
            fouten.append(Invoerfout(plaats, .vorm, "Verwacht is een UUID in kleine letters (RFC 9562)."))
            return nil
        }
        return id
    }

    /// Als JSON-tekst.
    public var json: JSON { .string(description) }
}
