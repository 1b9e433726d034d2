import CivilTime
public import WireValues

/// Wat er tussen twee effectieve geschiedenissen van een gezin kwam, verviel of anders werd.
///
/// Twee punten verschillen in de dag, in wat bekend was, of in allebei. Wat verandert zonder hier te staan komt door de
/// tijd alleen.
public struct Geschiedenisverschil: Sendable {
    /// De veranderingen, in de volgorde van de geschiedenis; een vervallen gebeurtenis staat op haar oude dag.
    public let veranderingen: [Verandering]
    private let van: Geschiedenis

    /// Het verschil tussen een geschiedenis en een latere van hetzelfde gezin.
    public init(van: Geschiedenis, naar: Geschiedenis) {
        let oude = Dictionary(van.feiten.map { ($0.id, $0) }, uniquingKeysWith: { eerste, _ in eerste })
        let nieuwe = Set(naar.feiten.map { $0.id })
        let gekomenOfGewijzigd = naar.feiten.compactMap { Verandering(van: oude[$0.id], naar: $0) }
        let vervallen = van.feiten.filter { !nieuwe.contains($0.id) }.compactMap { Verandering(van: $0, naar: nil) }
        self.van = van
        veranderingen = (gekomenOfGewijzigd + vervallen).sorted {
            ($0.feit.dag, $0.feit.versie) < ($1.feit.dag, $1.feit.versie)
        }
    }

    /// De eerste geschiedenis met een keuze uit de veranderingen erin: met geen blijft zij wat zij was, met alle wordt
    /// zij de tweede.
    public func toegepast(_ keuze: [Verandering]) -> Geschiedenis {
        let weg = Set(keuze.map { $0.id })
        let feiten = van.feiten.filter { !weg.contains($0.id) } + keuze.compactMap { $0.naar }
        return Geschiedenis(feiten.sorted { ($0.dag, $0.versie) < ($1.dag, $1.versie) })
    }

    /// Een gebeurtenis die kwam, verviel of anders werd.
    public struct Verandering: Sendable {
        /// De gebeurtenis op het eerste punt; nil als zij er toen niet was.
        public let van: Feit?
        /// De gebeurtenis op het tweede punt; nil als zij er toen niet meer was.
        public let naar: Feit?
        /// De gebeurtenis zoals zij het laatst was.
        public let feit: Feit
        /// Wat er anders aan werd, gezien vanaf de gebeurtenis; leeg voor wat kwam of verviel.
        public let velden: [JSONPointer]

        /// De id van de registratie.
        public var id: UUID { feit.id }

        /// Wat er gebeurde.
        public var soort: Soort {
            switch (van, naar) {
            case (nil, _): .gekomen
            case (_, nil): .vervallen
            case (_, _): .gewijzigd
            }
        }

        /// Nil als er niets anders werd.
        init?(van: Feit?, naar: Feit?) {
            guard let feit = naar ?? van else { return nil }
            let velden = van.flatMap { van in naar.map { Verandering.velden(van, $0) } } ?? []
            if van != nil, naar != nil, velden.isEmpty { return nil }
            self.van = van
            self.naar = naar
            self.feit = feit
            self.velden = velden
        }

        /// De velden die verschillen: de dag, elk veld van de gegevens, het traject en het moment van vastleggen.
        private static func velden(_ van: Feit, _ naar: Feit) -> [JSONPointer] {
            var velden: [JSONPointer] = []
            if van.dag != naar.dag { velden.append(.root.member("gebeurdOp")) }
            let (oud, nieuw) = (van.gegevens.json, naar.gegevens.json)
            for naam in (oud.namen + nieuw.namen.filter { oud[$0] == nil }) where oud[naam] != nieuw[naam] {
                velden.append(.root.member("gegevens").member(naam))
            }
            if van.traject != naar.traject { velden.append(.root.member("traject")) }
            if van.laatstVastgelegdOp != naar.laatstVastgelegdOp { velden.append(.root.member("vastgelegdOp")) }
            return velden
        }
    }

    /// Hoe een gebeurtenis veranderde.
    public enum Soort: String, CaseIterable, Sendable {
        /// Zij was er niet, en is er nu wel.
        case gekomen
        /// Zij was er, en telt niet meer: ingetrokken, of naar een dag na de peildag verplaatst.
        case vervallen
        /// Zij werd gecorrigeerd, of hoort door een andere gebeurtenis nu bij een ander traject.
        case gewijzigd
    }
}

extension JSON {
    fileprivate var namen: [String] {
        guard case .object(let leden) = self else { return [] }
        return leden.map { $0.key }
    }
}
