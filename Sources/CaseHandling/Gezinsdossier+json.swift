import CivilTime
import EventStore
public import Gezinstraject
public import WireValues

extension Gezinsdossier {
    /// De effectieve geschiedenis als JSON: op volgorde van gebeuren, met correcties erin verwerkt.
    ///
    /// Een gecorrigeerde gebeurtenis draagt `gecorrigeerdOp`; de oorspronkelijke staat in `alle`.
    ///
    /// - Throws: `Afwijzing.intern` als het logboek beschadigd is.
    public func effectief(_ peiling: Peiling) throws(Afwijzing) -> [JSON] {
        let opId = Dictionary(gebeurtenissen.map { ($0.event.id, $0) }, uniquingKeysWith: { eerste, _ in eerste })
        var lijst: [JSON] = []
        for feit in dossier.geschiedenis(peiling).feiten {
            guard let bewaard = opId[feit.id] else { continue }
            lijst.append(try bewaard.leesbaar().metCorrectie(feit, van: bewaard))
        }
        return lijst
    }

    /// Alles wat is vastgelegd tot het moment van de peiling, op versie; `ingetrokken` zegt wat niet meer geldt.
    ///
    /// Wat na de peildag gebeurde staat er niet bij. Een ingreep werkt vanaf haar vastlegging, welke dag het ook is, en
    /// staat er altijd bij (DOMAIN §4.3).
    ///
    /// - Throws: `Afwijzing.intern` als het logboek beschadigd is.
    public func alle(_ peiling: Peiling) throws(Afwijzing) -> [JSON] {
        let ingetrokken = dossier.ingetrokken(bekendOp: peiling.bekendOp)
        let effectief = Set(dossier.geschiedenis(peiling).feiten.map(\.id))
        var lijst: [JSON] = []
        for bewaard in gebeurtenissen {
            if let bekendOp = peiling.bekendOp, bewaard.recordedAt > bekendOp { continue }
            let isIngreep = Feittype(naam: bewaard.event.type)?.isIngreep == true
            // A correction can bring a later day before the peildag; then it counts, and must be seen.
            guard isIngreep || bewaard.event.occurredOn <= peiling.peildag || effectief.contains(bewaard.event.id)
            else { continue }
            let json = try bewaard.leesbaar()
            lijst.append(json.met("ingetrokken", .bool(ingetrokken.contains(bewaard.event.id))))
        }
        return lijst
    }
}

extension RecordedEvent {
    fileprivate func leesbaar() throws(Afwijzing) -> JSON {
        do throws(EventStoreError) {
            return try json(van: .gezin(stream))
        } catch {
            throw Afwijzing(error)
        }
    }
}

extension JSON {
    fileprivate func met(_ naam: String, _ waarde: JSON) -> JSON {
        guard case .object(let leden) = self else { return self }
        return .object(leden.filter { $0.key != naam } + [Member(naam, waarde)])
    }

    /// Of iets gecorrigeerd is volgt uit wat er staat: een correctie kan op hetzelfde moment zijn vastgelegd.
    fileprivate func metCorrectie(_ feit: Feit, van bewaard: RecordedEvent) -> JSON {
        let gegevens = feit.gegevens.json
        guard
            feit.laatstVastgelegdOp != bewaard.recordedAt || feit.dag != bewaard.event.occurredOn
                || gegevens.canonicalBytes != self["gegevens"]?.canonicalBytes
        else { return self }
        return met("gebeurdOp", .string(feit.dag.description))
            .met("gegevens", gegevens)
            .met("gecorrigeerdOp", .string(feit.laatstVastgelegdOp.description))
    }
}
