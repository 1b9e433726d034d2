public import WireValues

/// Een vaste lijst waarden; de ruwe waarde is die van het contract.
public protocol Opsomming: RawRepresentable<String>, CaseIterable, Hashable, Veldwaarde {}

extension Opsomming {
    /// De eerste waarde.
    public static var leeg: Self { allCases[allCases.startIndex] }
    /// opsomming.
    public static var veldtype: Veldtype { .opsomming(allCases.map { $0.rawValue }) }

    /// Een waarde van de lijst.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> Self? {
        guard case .string(let tekst) = json else {
            fouten.append(.type(plaats, verwacht: "een van de waarden van de opsomming", gekregen: json))
            return nil
        }
        guard let waarde = Self(rawValue: tekst) else {
            let waarden = allCases.map { $0.rawValue }.joined(separator: ", ")
            fouten.append(Invoerfout(plaats, .onbekendeWaarde, "Verwacht is een van: \(waarden)."))
            return nil
        }
        return waarde
    }

    /// Als JSON-tekst.
    public var json: JSON { .string(rawValue) }
}

extension Array: Veldwaarde where Element: Veldwaarde {
    /// Geen elementen.
    public static var leeg: [Element] { [] }
    /// lijst.
    public static var veldtype: Veldtype { .lijst(Element.veldtype) }

    /// Een lijst met minstens het minimum aantal; hoe lang zij mag zijn begrenst wie de tekst leest.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> [Element]? {
        guard case .array(let elementen) = json else {
            fouten.append(.type(plaats, verwacht: "een lijst", gekregen: json))
            return nil
        }
        if let minimum = kop.minimum, elementen.count < minimum {
            fouten.append(Invoerfout(plaats, .teKlein, "Verwacht is een lijst van minstens \(minimum)."))
            return nil
        }
        // The least value belongs to the list, not to its elements.
        let kopVanElement = Veldkop(
            naam: kop.naam,
            privacy: kop.privacy,
            minimum: nil,
            patroon: kop.patroon,
            introduceert: kop.introduceert,
            uitleg: kop.uitleg
        )
        var waarden: [Element] = []
        waarden.reserveCapacity(elementen.count)
        let isEenmalig = Element.veldtype.isEenmaligInLijst
        var gezien: Set<JSON> = []
        for (nummer, element) in elementen.enumerated() {
            guard let waarde = Element.lees(element, plaats.element(nummer), kopVanElement, &fouten) else { continue }
            if isEenmalig, !gezien.insert(element).inserted {
                fouten.append(Invoerfout(plaats.element(nummer), .dubbel, "Deze waarde staat al in de lijst."))
            }
            waarden.append(waarde)
        }
        return waarden.count == elementen.count ? waarden : nil
    }

    /// Als JSON-lijst.
    public var json: JSON { .array(map(\.json)) }

    /// De id's van alle elementen.
    public func meldIds(_ kop: Veldkop, aan verzamelaar: inout Idverzamelaar) {
        for element in self { element.meldIds(kop, aan: &verzamelaar) }
    }
}

extension Veldtype {
    /// Of een waarde van dit type maar een keer in een lijst mag staan (`lijst` onder `veldtypen` van het contract).
    var isEenmaligInLijst: Bool {
        switch self {
        case .id, .verwijzing, .opsomming: true
        default: false
        }
    }
}

/// De tekst "alle", of een lijst.
public enum AlleOf<Element: Veldwaarde>: Veldwaarde {
    /// Alle die er zijn.
    case alle
    /// Alleen deze.
    case lijst([Element])

    /// Geen enkele.
    public static var leeg: AlleOf { .lijst([]) }
    /// alle_of.
    public static var veldtype: Veldtype { .alleOf(.lijst(Element.veldtype)) }

    /// "alle", of een lijst.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> AlleOf? {
        if case .string(let tekst) = json {
            guard tekst == "alle" else {
                fouten.append(Invoerfout(plaats, .onbekendeWaarde, "Verwacht is \"alle\" of een lijst."))
                return nil
            }
            return .alle
        }
        guard case .array = json else {
            fouten.append(.type(plaats, verwacht: "\"alle\" of een lijst", gekregen: json))
            return nil
        }
        return [Element].lees(json, plaats, kop, &fouten).map(AlleOf.lijst)
    }

    /// "alle", of een JSON-lijst.
    public var json: JSON {
        switch self {
        case .alle: "alle"
        case .lijst(let elementen): elementen.json
        }
    }

    /// De id's van de lijst.
    public func meldIds(_ kop: Veldkop, aan verzamelaar: inout Idverzamelaar) {
        if case .lijst(let elementen) = self { elementen.meldIds(kop, aan: &verzamelaar) }
    }
}

extension AlleOf: Equatable where Element: Equatable {}
extension AlleOf: Hashable where Element: Hashable {}

extension AlleOf where Element: Equatable {
    /// Of `element` erbij hoort.
    public func bevat(_ element: Element) -> Bool {
        switch self {
        case .alle: true
        case .lijst(let elementen): elementen.contains(element)
        }
    }
}

extension Veldobject where Self: Veldwaarde {
    /// Een object met nog lege velden.
    public static var leeg: Self { Self() }
    /// object.
    public static var veldtype: Veldtype { .object(velden) }

    /// Een object met precies deze velden.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> Self? {
        Veldlezer.lees(Self.self, json, plaats, &fouten)
    }

    /// De id's van alle velden.
    public func meldIds(_ kop: Veldkop, aan verzamelaar: inout Idverzamelaar) {
        var zelf = self
        zelf.velden(&verzamelaar)
    }
}

/// De nieuwe gegevens in een correctie: van welk type ze zijn, zegt de gebeurtenis die gecorrigeerd wordt.
public struct VervangendeGegevens: Veldwaarde, Hashable {
    /// Het object zoals het werd aangeleverd.
    public let json: JSON

    /// Een leeg object.
    public static var leeg: VervangendeGegevens { VervangendeGegevens(json: .object([])) }
    /// gegevens_van(doelEvent).
    public static var veldtype: Veldtype { .vervangendeGegevens }

    /// Een object; of de velden kloppen blijkt pas bij het doel.
    public static func lees(
        _ json: JSON,
        _ plaats: JSONPointer,
        _ kop: Veldkop,
        _ fouten: inout [Invoerfout]
    ) -> VervangendeGegevens? {
        guard case .object = json else {
            fouten.append(.type(plaats, verwacht: "een object", gekregen: json))
            return nil
        }
        return VervangendeGegevens(json: json)
    }
}
