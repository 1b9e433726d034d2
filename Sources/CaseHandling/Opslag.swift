import CivilTime
public import EventStore
public import Gezinstraject
public import WireValues

/// Tussen wat het logboek bewaart en wat het domein kent.
public enum Opslag {
    /// De registratie die een bewaarde gebeurtenis voorstelt.
    ///
    /// - Throws: `EventStoreError.corrupt` als zij niet bij het contract past.
    public static func registratie(_ event: RecordedEvent) throws(EventStoreError) -> Registratie {
        let inhoud = event.event
        let beschadigd = EventStoreError.corrupt(log: event.log, position: event.position)
        guard let type = Feittype(naam: inhoud.type), inhoud.schemaVersion == type.gegevenstype.schemaVersie else {
            throw beschadigd
        }
        let json = try event.gegevens()
        let gegevens: any Gegevens
        do throws(Invoerfouten) {
            gegevens = try type.lees(json, .root)
        } catch {
            throw beschadigd
        }
        return Registratie(
            id: inhoud.id,
            gezin: event.stream,
            versie: event.version,
            gegevens: gegevens,
            gebeurdOp: inhoud.occurredOn,
            traject: inhoud.traject,
            precisie: try gelezen(inhoud.precision, Precisie.init, anders: beschadigd) ?? .dag,
            volgens: try event.volgens(),
            vastgelegdOp: event.recordedAt,
            vastgelegdDoor: try gelezen(inhoud.actor, { Actor($0) }, anders: beschadigd),
            rol: try gelezen(inhoud.role, Rol.init, anders: beschadigd),
            isGewist: !event.erased.isEmpty
        )
    }

    /// Wat er staat, of nil als er niets staat; wat er staat maar niet te lezen is, is geen niets.
    private static func gelezen<Waarde>(
        _ tekst: String?,
        _ lees: (String) -> Waarde?,
        anders fout: EventStoreError
    ) throws(EventStoreError) -> Waarde? {
        guard let tekst else { return nil }
        guard let waarde = lees(tekst) else { throw fout }
        return waarde
    }

    /// De gebeurtenis om te bewaren, met de id die de client koos.
    static func nieuw(_ invoer: Invoer, id: UUID, door actor: Actor?, in rol: Rol?) -> NewEvent {
        NewEvent(
            id: id,
            type: invoer.type.naam,
            schemaVersion: invoer.type.gegevenstype.schemaVersie,
            traject: invoer.traject,
            occurredOn: invoer.gebeurdOp,
            precision: invoer.precisie.flatMap { $0 == .dag ? nil : $0.rawValue },
            accordingTo: invoer.volgens?.json.canonicalText,
            recordedAt: invoer.vastgelegdOp,
            actor: actor?.tekst,
            role: rol?.rawValue,
            correlationId: invoer.correlatieId,
            causationId: invoer.oorzaakId,
            data: invoer.gegevens.json.canonicalBytes
        )
    }

    /// Of een bewaarde gebeurtenis dezelfde inhoud heeft als een nieuwe met dezelfde id: dan is het een herhaling.
    ///
    /// Wat gewist is kan niet meer vergeleken worden en telt niet mee: het antwoord is dan dat de gebeurtenis er staat,
    /// en wat gewist is blijft gewist. Weigeren zou wie een bestand nog eens importeert ertoe brengen het onder een
    /// nieuwe id opnieuw vast te leggen.
    static func isHerhaling(_ nieuw: NewEvent, van bewaard: RecordedEvent) -> Bool {
        var zelfde = nieuw.gewist(als: bewaard)
        // Who retries, and when, does not make it another event; a time the source gave does.
        zelfde.actor = bewaard.event.actor
        zelfde.role = bewaard.event.role
        zelfde.recordedAt = nieuw.recordedAt ?? bewaard.recordedAt
        var eerder = bewaard.event
        eerder.recordedAt = bewaard.recordedAt
        return zelfde == eerder
    }
}

extension RecordedEvent {
    /// De soort stroom waarin zij staat.
    var soort: Stroomsoort? { Feittype(naam: event.type)?.kenmerken.stroom }

    /// De gebeurtenis als JSON, zoals import en export haar kennen.
    ///
    /// - Parameter stroom: Waarvan zij is; nil om het niet te zeggen.
    /// - Returns: Een object, met de velden in de volgorde van het contract.
    /// - Throws: `EventStoreError.corrupt` als de bewaarde tekst geen JSON is.
    public func json(van stroom: Stroom?) throws(EventStoreError) -> JSON {
        let velden: [(String, JSON?)] = [
            ("type", .string(event.type)),
            ("gebeurdOp", .string(event.occurredOn.description)),
            ("traject", event.traject.map(JSON.integer)),
            ("precisie", event.precision.map(JSON.string)),
            ("volgens", try volgens()?.json),
            ("vastgelegdOp", .string(recordedAt.description)),
            // An import cannot pretend to have been known here earlier.
            ("toegevoegdOp", addedAt == recordedAt ? nil : .string(addedAt.description)),
            ("vastgelegdDoor", event.actor.map(JSON.string)),
            ("rol", event.role.map(JSON.string)),
            ("correlatieId", event.correlationId.map { .string($0.description) }),
            ("oorzaakId", event.causationId.map { .string($0.description) }),
            ("versie", .integer(version)),
            ("positie", .integer(position)),
            ("schemaVersie", .integer(event.schemaVersion)),
            ("hash", .string(Hexadecimal.encode(hash))),
            ("gegevens", try gegevens()),
        ]
        let kop = [JSON.Member("id", .string(event.id.description)), stroom?.veld].compactMap(\.self)
        return .object(kop + velden.compactMap { naam, waarde in waarde.map { JSON.Member(naam, $0) } })
    }

    /// De gebeurtenis zoals HTTP haar geeft: van een aanpak of toetsing noemt de route haar, en is de stroom geen gezin.
    public func antwoord() throws(EventStoreError) -> JSON {
        switch soort {
        case .aanpak, .toetsing: try json(van: nil)
        case .gezin, nil: try json(van: .gezin(stream))
        }
    }

    func gegevens() throws(EventStoreError) -> JSON {
        try lees(event.data)
    }

    func volgens() throws(EventStoreError) -> Volgens? {
        guard let tekst = event.accordingTo else { return nil }
        var fouten: [Invoerfout] = []
        let volgens = Veldlezer.lees(Volgens.self, try lees(Array(tekst.utf8)), .root, &fouten)
        guard let volgens else { throw .corrupt(log: log, position: position) }
        return volgens
    }

    private func lees(_ bytes: [UInt8]) throws(EventStoreError) -> JSON {
        do throws(JSONReader.Failure) {
            return try JSONReader.read(bytes)
        } catch {
            throw .corrupt(log: log, position: position)
        }
    }
}
