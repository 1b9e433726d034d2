public import WireValues

/// Een soort lokale id (`soorten` in het contract).
public enum Idsoort: String, CaseIterable, Sendable {
    case gezinslid
    case netwerkpersoon
    case probleem
    case doel
    case zorg
    case werkafspraak
    case stagnatie
    case knelpunt
    case conflict
    case overdracht
    case oordeel
    case toetsing
    case verbeterpunt

    /// Waarbinnen een id van deze soort gebruikt mag worden.
    public var bereik: Bereik {
        switch self {
        case .gezinslid, .netwerkpersoon: .gezin
        case .toetsing, .verbeterpunt: .toetsing
        case .probleem, .doel, .zorg, .werkafspraak, .stagnatie, .knelpunt, .conflict, .overdracht, .oordeel: .traject
        }
    }
}

extension Idsoort {
    /// Het probleem, de stagnatie: welk lidwoord erbij hoort, en dus welk woord ernaar verwijst.
    private var isHetWoord: Bool {
        switch self {
        case .gezinslid, .probleem, .doel, .knelpunt, .conflict, .oordeel, .verbeterpunt: true
        case .netwerkpersoon, .zorg, .werkafspraak, .stagnatie, .overdracht, .toetsing: false
        }
    }

    /// Een probleem dat, een stagnatie die.
    var metBijzin: String { isHetWoord ? "een \(rawValue) dat" : "een \(rawValue) die" }
    /// Dit probleem, deze stagnatie.
    var aangewezen: String { isHetWoord ? "dit \(rawValue)" : "deze \(rawValue)" }
    /// Dit nieuwe probleem, deze nieuwe stagnatie.
    var nieuwAangewezen: String { isHetWoord ? "dit nieuwe \(rawValue)" : "deze nieuwe \(rawValue)" }
    /// Een nieuw probleem, een nieuwe stagnatie.
    var nieuw: String { isHetWoord ? "een nieuw \(rawValue)" : "een nieuwe \(rawValue)" }
}

/// Het type dat bij een soort lokale id hoort, zodat een doel niet voor een probleem kan worden aangezien.
public protocol LokaleSoort: Sendable {
    /// De soort.
    static var soort: Idsoort { get }
}

/// Een id die de client koos en die binnen het gezin een ding aanwijst: 1 tot en met 64 letters, cijfers, `_` of `-`.
public struct LokaleId<Soort: LokaleSoort>: Hashable, Sendable {
    /// De id als tekst.
    public let tekst: String

    /// De id met deze tekst, of nil als de tekst geen id is.
    public init?(_ tekst: String) {
        guard Tekens.isKenmerk(tekst, ook: "_-") else { return nil }
        self.tekst = tekst
    }

    private init(ongecontroleerd tekst: String) {
        self.tekst = tekst
    }
}

extension LokaleId: Veldwaarde {
    /// Een id zonder tekens.
    public static var leeg: LokaleId { LokaleId(ongecontroleerd: "") }
    /// verwijzing; een veld dat de id invoert zegt dat zelf (`Veldkop.introduceert`).
    public static var veldtype: Veldtype { .verwijzing(Soort.soort) }

    /// Een id van 1 tot en met 64 tekens.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> LokaleId? {
        guard case .string(let tekst) = json else {
            fouten.append(.type(plaats, verwacht: "de id van een \(Soort.soort.rawValue)", gekregen: json))
            return nil
        }
        guard let id = LokaleId(tekst) else {
            fouten.append(Invoerfout(plaats, .vorm, "Verwacht is een id van 1 tot 64 tekens uit A-Z a-z 0-9 _ -."))
            return nil
        }
        return id
    }

    /// Als JSON-tekst.
    public var json: JSON { .string(tekst) }

    /// De id zelf.
    public func meldIds(_ kop: Veldkop, aan verzamelaar: inout Idverzamelaar) {
        verzamelaar.meld(Soort.soort, tekst, introduceert: kop.introduceert)
    }
}

/// Pseudonieme verwijzing naar een professional, nooit een naam: 1 tot en met 64 letters, cijfers of `_ . : -`.
public struct Actor: Hashable, Sendable {
    /// De verwijzing als tekst.
    public let tekst: String

    /// De actor met deze tekst, of nil als de tekst geen verwijzing is.
    public init?(_ tekst: String) {
        guard Tekens.isKenmerk(tekst, ook: "_.:-") else { return nil }
        self.tekst = tekst
    }

    private init(ongecontroleerd tekst: String) {
        self.tekst = tekst
    }
}

extension Actor: Veldwaarde {
    /// Een actor zonder tekens.
    public static var leeg: Actor { Actor(ongecontroleerd: "") }
    /// actor.
    public static var veldtype: Veldtype { .actor }

    /// Een verwijzing van 1 tot en met 64 tekens.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> Actor? {
        guard case .string(let tekst) = json else {
            fouten.append(.type(plaats, verwacht: "de pseudonieme verwijzing van een professional", gekregen: json))
            return nil
        }
        guard let actor = Actor(tekst) else {
            fouten.append(
                Invoerfout(
                    plaats,
                    .vorm,
                    "Verwacht is een verwijzing van 1 tot 64 tekens uit A-Z a-z 0-9 _ . : -, geen naam."
                )
            )
            return nil
        }
        return actor
    }

    /// Als JSON-tekst.
    public var json: JSON { .string(tekst) }
}

/// De code van een aanpak, zoals `maastricht-integrale-aanpak`.
public struct Aanpakcode: Hashable, Sendable, CustomStringConvertible {
    /// De code als tekst.
    public let description: String

    /// De aanpak met deze code, of nil als de tekst geen code is (`[a-z0-9][a-z0-9-]{0,63}`).
    public init?(_ tekst: String) {
        let tekens = tekst.utf8
        guard let eerste = tekens.first, tekens.count <= 64, eerste != UInt8(ascii: "-"),
            tekens.allSatisfy({ Tekens.isKleineLetterOfCijfer($0) || $0 == UInt8(ascii: "-") })
        else { return nil }
        description = tekst
    }

    private init(ongecontroleerd tekst: String) {
        description = tekst
    }
}

extension Aanpakcode: Veldwaarde {
    /// Een code zonder tekens.
    public static var leeg: Aanpakcode { Aanpakcode(ongecontroleerd: "") }
    /// verwijzing(aanpak).
    public static var veldtype: Veldtype { .aanpakverwijzing }

    /// Een code van een aanpak.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> Aanpakcode? {
        guard case .string(let tekst) = json else {
            fouten.append(.type(plaats, verwacht: "de code van een aanpak", gekregen: json))
            return nil
        }
        guard let code = Aanpakcode(tekst) else {
            fouten.append(
                Invoerfout(plaats, .vorm, "Verwacht is een code van 1 tot 64 kleine letters, cijfers of streepjes.")
            )
            return nil
        }
        return code
    }

    /// Als JSON-tekst.
    public var json: JSON { .string(description) }
}

enum Tekens {
    static func isKleineLetterOfCijfer(_ teken: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(teken)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(teken)
    }

    /// 1 tot en met 64 letters, cijfers of een van de tekens van `ook`.
    static func isKenmerk(_ tekst: String, ook: StaticString) -> Bool {
        let tekens = tekst.utf8
        guard !tekens.isEmpty, tekens.count <= 64 else { return false }
        return tekens.allSatisfy { teken in
            isKleineLetterOfCijfer(teken) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(teken)
                || UnsafeBufferPointer(start: ook.utf8Start, count: ook.utf8CodeUnitCount).contains(teken)
        }
    }
}
