public import EventStore
import Gezinstraject
import WireValues

/// Bewaart gemerkte velden alleen versleuteld, elk met de sleutel van wie het is, op hun plaats in de JSON.
///
/// Welke velden dat zijn zegt `Afscherming`; hoe zij eruitzien zegt `SealedValue`. Wat zonder versleuteling bewaard is
/// blijft leesbaar: lezen kijkt naar wat er staat, niet naar wat er nu zou moeten staan.
public struct Veldversleuteling: PayloadCodec {
    private let sleutels: KeyRing
    private let logboek: any EventStore

    /// De versleuteling met deze sleutels van wat in dit logboek bewaard wordt.
    public init(_ sleutels: KeyRing, van logboek: any EventStore) {
        self.sleutels = sleutels
        self.logboek = logboek
    }

    /// Vernietigt de sleutel van een gezin of gezinslid.
    public func erase(_ holder: KeyHolder, in log: LogName) async throws(EventStoreError) {
        try await sleutels.destroy(holder, in: log)
    }

    // MARK: Versleutelen

    /// Het verzoek met elk gemerkt veld versleuteld.
    ///
    /// - Throws: `EventStoreError.keyDestroyed` als een veld is van wie de sleutel vernietigd is.
    public func seal(_ request: AppendRequest, in log: LogName) async throws(EventStoreError) -> AppendRequest {
        var stukken: [(nummer: Int, stuk: Stuk)] = []
        for (nummer, event) in request.events.enumerated() {
            if let stuk = try await stuk(event, in: request, log) { stukken.append((nummer, stuk)) }
        }
        let houders = stukken.reduce(into: Set<KeyHolder>()) { $0.formUnion($1.stuk.houders(in: request.stream)) }
        guard !houders.isEmpty else { return request }
        let gevonden = try await sleutels.keysForSealing(houders, in: log, areNew: request.expected == .exactly(0))
        var verzegeld = request
        for (nummer, stuk) in stukken {
            verzegeld.events[nummer] = try stuk.versleuteld(gevonden, in: request.stream, log)
        }
        return verzegeld
    }

    /// Een nieuwe gebeurtenis met wat ervan gemerkt kan zijn; nil als dat niets is.
    private func stuk(
        _ event: NewEvent,
        in request: AppendRequest,
        _ log: LogName
    ) async throws(EventStoreError) -> Stuk? {
        // What is not known cannot be said to hold nothing personal.
        guard let type = Feittype(naam: event.type) else { throw .invalidRequest(reason: "unknown event type") }
        let afscherming = type.afscherming
        let heeftBron = event.accordingTo != nil && !Volgens.afscherming.isLeeg
        guard !afscherming.isLeeg || heeftBron else { return nil }
        let gegevens = try Veldversleuteling.lees(event.data)
        var vervangend: Afscherming?
        if afscherming.heeftVervangendeGegevens, let doel = gegevens[RegistratieGecorrigeerd.doelveld]?.string {
            vervangend = try await typeVan(doel, in: request, log).afscherming
        }
        return Stuk(
            event: event,
            gegevens: gegevens,
            bron: heeftBron
                ? try event.accordingTo.map { tekst throws(EventStoreError) in
                    try Veldversleuteling.lees(Array(tekst.utf8))
                } : nil,
            afscherming: afscherming,
            vervangend: vervangend
        )
    }

    /// Het type van de gebeurtenis die een correctie corrigeert: van dit verzoek, of eerder in dezelfde stroom.
    private func typeVan(
        _ doel: String,
        in request: AppendRequest,
        _ log: LogName
    ) async throws(EventStoreError) -> Feittype {
        let hier = request.events.first { $0.id.description == doel }?.type
        var naam = hier
        if naam == nil {
            let eerder = try await logboek.events(of: request.stream, after: 0, in: log)
            naam = eerder.first { $0.event.id.description == doel }?.event.type
        }
        guard let naam, let type = Feittype(naam: naam) else {
            throw .invalidRequest(reason: "a correction of an event that is not there")
        }
        return type
    }

    private static func lees(_ bytes: [UInt8]) throws(EventStoreError) -> JSON {
        do throws(JSONReader.Failure) {
            return try JSONReader.read(bytes)
        } catch {
            throw .invalidRequest(reason: "the payload is not JSON")
        }
    }

    // MARK: Ontsleutelen

    /// De gebeurtenissen met elk versleuteld veld leesbaar, of gewist als de sleutel vernietigd is.
    ///
    /// - Throws: `EventStoreError.corrupt` als een veld gewijzigd of verplaatst is.
    public func open(_ groups: [[RecordedEvent]]) async throws(EventStoreError) -> [[RecordedEvent]] {
        var stukken: [(groep: Int, plaats: Int, lezing: Lezing)] = []
        for (groep, events) in groups.enumerated() {
            for plaats in events.indices {
                if let lezing = try Lezing(events[plaats]) { stukken.append((groep, plaats, lezing)) }
            }
        }
        guard let eerste = stukken.first else { return groups }
        let ids = stukken.reduce(into: Set<UUID>()) { $0.formUnion($1.lezing.sleutels) }
        let gevonden = try await sleutels.keysForOpening(ids, in: groups[eerste.groep][eerste.plaats].log)
        var geopend = groups
        for (groep, plaats, lezing) in stukken { geopend[groep][plaats] = try lezing.geopend(met: gevonden) }
        return geopend
    }

    /// De gebeurtenissen voor wie er alleen mee rekent: versleutelde tekst blijft dicht en leest als afgeschermd.
    ///
    /// Wat geen tekst is (een geboortedag) wordt wel geopend: een kanttekening kan het lezen.
    ///
    /// - Throws: `EventStoreError.corrupt` als een ander veld gewijzigd of verplaatst is.
    public func openWithoutTexts(_ groups: [[RecordedEvent]]) async throws(EventStoreError) -> [[RecordedEvent]] {
        try await open(groups.map { $0.map { $0.zonderTeksten } })
    }
}

extension RecordedEvent {
    /// Dezelfde met wat er aan versleutelde tekst in staat afgeschermd.
    fileprivate var zonderTeksten: RecordedEvent {
        var inhoud = event
        inhoud.data = SealedValue.withholdingTexts(in: event.data)
        inhoud.accordingTo = event.accordingTo.map { tekst in
            String(decoding: SealedValue.withholdingTexts(in: Array(tekst.utf8)), as: UTF8.self)
        }
        return opened(as: inhoud, erased: [])
    }
}

/// Een gebeurtenis die nog versleuteld moet worden.
private struct Stuk {
    let event: NewEvent
    let gegevens: JSON
    let bron: JSON?
    let afscherming: Afscherming
    let vervangend: Afscherming?

    /// Van wie de gemerkte velden zijn die erin staan.
    func houders(in stroom: UUID) -> Set<KeyHolder> {
        var houders: Set<KeyHolder> = []
        _ = vervang { veld, waarde in
            houders.insert(KeyHolder(stream: stroom, member: veld.lid))
            return waarde
        }
        return houders
    }

    func versleuteld(
        _ sleutels: [KeyHolder: KeyRing.State],
        in stroom: UUID,
        _ log: LogName
    ) throws(EventStoreError) -> NewEvent {
        let (gegevens, bron) = try vervang { veld, waarde throws(EventStoreError) in
            guard case .live(let sleutel) = sleutels[KeyHolder(stream: stroom, member: veld.lid)] else {
                throw .keyDestroyed(event: event.id)
            }
            let plaats = SealedValue.Place(log: log, stream: stroom, event: event.id, path: veld.plaats)
            return try sleutel.seal(waarde, at: plaats, erasure: veld.isTekst ? .text : .absence).json
        }
        var verzegeld = event
        verzegeld.data = gegevens.canonicalBytes
        if let bron { verzegeld.accordingTo = bron.canonicalText }
        return verzegeld
    }

    private func vervang<Fout: Error>(
        _ nieuw: (Afscherming.Veld, JSON) throws(Fout) -> JSON
    ) throws(Fout) -> (gegevens: JSON, bron: JSON?) {
        let nieuweGegevens = try afscherming.vervang(in: gegevens, op: .gegevens, vervangend: vervangend, nieuw)
        guard let bron else { return (nieuweGegevens, nil) }
        return (nieuweGegevens, try Volgens.afscherming.vervang(in: bron, op: .volgens, nieuw))
    }
}

/// Een bewaarde gebeurtenis waarin versleutelde velden staan.
private struct Lezing {
    private let event: RecordedEvent
    private let gegevens: JSON
    private let bron: JSON?
    /// Wat er versleuteld is, in de volgorde waarin het er staat.
    private let waarden: [(pad: JSONPointer, waarde: SealedValue)]

    /// De sleutels die nodig zijn.
    var sleutels: Set<UUID> { Set(waarden.map(\.waarde.keyId)) }

    /// nil als er niets versleuteld is.
    init?(_ event: RecordedEvent) throws(EventStoreError) {
        let bron = event.event.accordingTo.map { Array($0.utf8) }
        let heeftBron = bron.map(SealedValue.mayBe) ?? false
        guard heeftBron || SealedValue.mayBe(in: event.event.data) else { return nil }
        self.event = event
        do throws(JSONReader.Failure) {
            gegevens = try JSONReader.read(event.event.data)
            if let bron, heeftBron { self.bron = try JSONReader.read(bron) } else { self.bron = nil }
        } catch {
            throw .corrupt(log: event.log, position: event.position)
        }
        var gevonden: [(pad: JSONPointer, waarde: SealedValue)] = []
        let isGoed =
            gegevens.verzamel(.gegevens, in: &gevonden) && self.bron?.verzamel(.volgens, in: &gevonden) ?? true
        guard isGoed else { throw .corrupt(log: event.log, position: event.position) }
        waarden = gevonden
    }

    func geopend(met sleutels: [UUID: KeyRing.State]) throws(EventStoreError) -> RecordedEvent {
        var gewist: Set<JSONPointer> = []
        var volgende = 0
        let werk: (JSON) throws(EventStoreError) -> JSON.Stap = { json throws(EventStoreError) in
            guard SealedValue.isClaimed(by: json) else { return .verder }
            let (pad, waarde) = waarden[volgende]
            volgende += 1
            guard let leesbaar = try open(waarde, pad, sleutels) else {
                gewist.insert(pad)
                return waarde.erasure == .text ? .wordt(.string(SealedValue.erasedText)) : .vervalt
            }
            return .wordt(leesbaar)
        }
        var inhoud = event.event
        inhoud.data = (try gegevens.verwerkt(werk) ?? .object([])).canonicalBytes
        if let bron { inhoud.accordingTo = try bron.verwerkt(werk)?.canonicalText }
        return event.opened(as: inhoud, erased: gewist)
    }

    /// De waarde van een veld; nil als het gewist is.
    private func open(
        _ waarde: SealedValue,
        _ pad: JSONPointer,
        _ sleutels: [UUID: KeyRing.State]
    ) throws(EventStoreError) -> JSON? {
        switch sleutels[waarde.keyId] {
        case .live(let sleutel):
            let plaats = SealedValue.Place(log: event.log, stream: event.stream, event: event.event.id, path: pad)
            guard let leesbaar = sleutel.open(waarde, at: plaats) else {
                throw .corrupt(log: event.log, position: event.position)
            }
            return leesbaar
        case .destroyed: return nil
        case nil: throw .keys(.missing(waarde.keyId))
        }
    }
}

extension NewEvent {
    /// Deze gebeurtenis zonder wat van een bewaarde gewist is: zoals zij zou lezen als zij de bewaarde was.
    func gewist(als bewaard: RecordedEvent) -> NewEvent {
        guard !bewaard.erased.isEmpty else { return self }
        let teksten = bewaard.gewisteTeksten
        let werk: (JSONPointer, JSON) -> JSON.Stap = { pad, json in
            guard bewaard.erased.contains(pad) else { return .verder }
            guard case .string = json, teksten.contains(pad) else { return .vervalt }
            return .wordt(.string(SealedValue.erasedText))
        }
        var gewist = self
        if let json = try? JSONReader.read(data), let over = json.verwerkt(.gegevens, werk) {
            gewist.data = over.canonicalBytes
        }
        if let tekst = accordingTo, let json = try? JSONReader.read(tekst), let over = json.verwerkt(.volgens, werk) {
            gewist.accordingTo = over.canonicalText
        }
        return gewist
    }
}

extension RecordedEvent {
    /// De plaatsen waar een gewiste tekst staat.
    fileprivate var gewisteTeksten: Set<JSONPointer> {
        var gevonden: Set<JSONPointer> = []
        let werk: (JSONPointer, JSON) -> JSON.Stap = { pad, json in
            if json == .string(SealedValue.erasedText) { gevonden.insert(pad) }
            return .verder
        }
        _ = (try? gegevens())?.verwerkt(.gegevens, werk)
        _ = (try? volgens())??.json.verwerkt(.volgens, werk)
        return gevonden
    }
}

extension JSONPointer {
    /// De gegevens, gezien vanuit de gebeurtenis.
    fileprivate static let gegevens = JSONPointer.root.member("gegevens")
    /// De bron, gezien vanuit de gebeurtenis.
    fileprivate static let volgens = JSONPointer.root.member("volgens")
}

extension JSON {
    /// Wat er met een waarde gebeurt.
    fileprivate enum Stap {
        case verder
        case wordt(JSON)
        case vervalt
    }

    /// Voegt elke versleutelde waarde toe, in volgorde; onwaar als er iets zo heet en het niet is.
    fileprivate func verzamel(_ pad: JSONPointer, in gevonden: inout [(pad: JSONPointer, waarde: SealedValue)]) -> Bool
    {
        switch self {
        case .object(let leden):
            if SealedValue.isClaimed(by: self) {
                guard let waarde = SealedValue(self) else { return false }
                gevonden.append((pad, waarde))
                return true
            }
            for lid in leden where lid.value.heeftDelen {
                guard lid.value.verzamel(pad.member(lid.key), in: &gevonden) else { return false }
            }
        case .array(let elementen):
            for (nummer, element) in elementen.enumerated() where element.heeftDelen {
                guard element.verzamel(pad.element(nummer), in: &gevonden) else { return false }
            }
        case .null, .bool, .integer, .string: break
        }
        return true
    }

    private var heeftDelen: Bool {
        switch self {
        case .object, .array: true
        case .null, .bool, .integer, .string: false
        }
    }

    /// De waarde waarin elk object en elke lijst is wat `werk` zegt; nil als zij zelf vervalt.
    fileprivate func verwerkt<Fout: Error>(_ werk: (JSON) throws(Fout) -> Stap) throws(Fout) -> JSON? {
        guard heeftDelen else { return self }
        switch try werk(self) {
        case .wordt(let json): return json
        case .vervalt: return nil
        case .verder: break
        }
        switch self {
        case .object(let leden):
            var over: [Member] = []
            for lid in leden {
                if let waarde = try lid.value.verwerkt(werk) { over.append(Member(lid.key, waarde)) }
            }
            return .object(over)
        case .array(let elementen):
            var over: [JSON] = []
            for element in elementen { if let waarde = try element.verwerkt(werk) { over.append(waarde) } }
            return .array(over)
        case .null, .bool, .integer, .string: return self
        }
    }

    /// De waarde waarin elke waarde daarbinnen is wat `werk` zegt; nil als zij zelf vervalt.
    fileprivate func verwerkt(_ pad: JSONPointer, _ werk: (JSONPointer, JSON) -> Stap) -> JSON? {
        switch werk(pad, self) {
        case .wordt(let json): return json
        case .vervalt: return nil
        case .verder: break
        }
        switch self {
        case .object(let leden):
            return .object(
                leden.compactMap { lid in
                    lid.value.verwerkt(pad.member(lid.key), werk).map { Member(lid.key, $0) }
                }
            )
        case .array(let elementen):
            return .array(
                elementen.enumerated().compactMap { nummer, element in element.verwerkt(pad.element(nummer), werk) }
            )
        case .null, .bool, .integer, .string: return self
        }
    }
}
