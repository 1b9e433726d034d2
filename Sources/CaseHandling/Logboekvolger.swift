import Aanpakbestand
public import EventStore
public import Gezinstraject
import Synchronization
import WireValues

/// Leest het logboek van een gemeente voor wie het volgt: op positie, aantoonbaar zonder gaten, en nooit verder op een
/// ander verleden dan hij las.
///
/// Gelezen wordt wat er bewaard is. De keten gaat over die bytes, en wie volgt krijgt de inhoud niet: er wordt niets
/// ontsleuteld.
public struct Logboekvolger: Sendable {
    private let store: any EventStore
    private let stromen = Stroomgeheugen()

    /// De volger van de logboeken in deze opslag, zoals zij bewaard zijn.
    public init(store: any EventStore) {
        self.store = store
    }

    /// Waar een gebruiker verder leest in het logboek van zijn gemeente.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen dossiers leest: ook zonder inhoud zegt een type van gebeurtenis wat
    ///   er met een gezin is. `anderVerleden` als het logboek deze plaats niet heeft.
    public func begin(na plaats: Leesplaats, voor gebruiker: Gebruiker) async throws(Afwijzing) -> Checkpoint {
        guard gebruiker.magDossierLezen else {
            throw .nietBevoegd(wie: Tokenrol.allCases.filter(\.leestDossiers))
        }
        let log = gebruiker.gemeente
        guard let punt = plaats.controlepunt(in: log, hash: try await hash(op: plaats.positie, in: log)) else {
            throw .anderVerleden(reden: "\(log) holds another event at position \(plaats.positie)")
        }
        return punt
    }

    private func hash(op positie: Int, in log: LogName) async throws(Afwijzing) -> [UInt8] {
        guard positie > 0 else { return Checkpoint.start(of: log).head.hash }
        let events: [RecordedEvent]
        do throws(EventStoreError) {
            events = try await store.events(in: log, after: positie - 1, limit: 1)
        } catch {
            throw Afwijzing(error)
        }
        guard let event = events.first, event.position == positie else {
            throw .anderVerleden(reden: "\(log) ends before position \(positie)")
        }
        return event.hash
    }

    /// Wat er na een punt kwam, hoogstens zoveel.
    ///
    /// - Throws: `Afwijzing.anderVerleden` als het logboek niet verder gaat vanaf dit punt, `intern` als het beschadigd is.
    public func lees(na punt: Checkpoint, hoogstens aantal: Int) async throws(Afwijzing) -> LogReader.Page {
        do throws(LogReadError) {
            return try await LogReader(store: store, pageSize: aantal).page(after: punt)
        } catch {
            throw Afwijzing(error)
        }
    }

    /// Waar een logboek nu eindigt.
    public func eind(van log: LogName) async throws(Afwijzing) -> Checkpoint {
        do throws(EventStoreError) {
            return Checkpoint(log: log, head: try await store.head(of: log))
        } catch {
            throw Afwijzing(error)
        }
    }

    /// Waarvan een gebeurtenis is.
    ///
    /// - Throws: `Afwijzing.intern` als dat er niet staat.
    public func stroom(van event: RecordedEvent) async throws(Afwijzing) -> Stroom {
        guard let soort = event.soort else {
            throw .intern(code: "LOGBOEK_BESCHADIGD", reden: "\(event.log) at position \(event.position): unknown type")
        }
        if soort == .gezin { return .gezin(event.stream) }
        let plek = Stroomgeheugen.Plek(log: event.log, stroom: event.stream)
        if let bekend = stromen[plek] { return bekend }
        let stroom = try await genoemd(soort, event)
        stromen[plek] = stroom
        return stroom
    }

    /// De aanpak of toetsing waarvan een gebeurtenis is: ingebouwd, of genoemd in de eerste gebeurtenis van de stroom.
    private func genoemd(_ soort: Stroomsoort, _ event: RecordedEvent) async throws(Afwijzing) -> Stroom {
        let log = event.log
        if soort == .aanpak {
            for code in Aanpakbestand.ingebouwd.keys
            where try CaseHandler.stroom(van: code, in: log) == event.stream {
                return .aanpak(code)
            }
        }
        if let eerste = try await eerste(van: event.stream, in: log) {
            if soort == .aanpak, let code = eerste["code"]?.string.flatMap({ Aanpakcode($0) }),
                try CaseHandler.stroom(van: code, in: log) == event.stream
            {
                return .aanpak(code)
            }
            if soort == .toetsing, let id = eerste["id"]?.string.flatMap({ ToetsingId($0) }),
                try CaseHandler.stroom(van: id, in: log) == event.stream
            {
                return .toetsing(id)
            }
        }
        let reden = "\(log) at position \(event.position): no \(soort.rawValue) is known for the stream"
        throw .intern(code: "LOGBOEK_BESCHADIGD", reden: reden)
    }

    /// De bewaarde gegevens van de eerste gebeurtenis van een stroom; wat versleuteld is, is hier niet nodig.
    private func eerste(van stroom: UUID, in log: LogName) async throws(Afwijzing) -> JSON? {
        do throws(EventStoreError) {
            return try await store.events(of: stroom, after: 0, in: log).first?.gegevens()
        } catch {
            throw Afwijzing(error)
        }
    }
}

/// De aanpakken en toetsingen waarvan al bekend is welke stroom zij zijn.
private final class Stroomgeheugen: Sendable {
    struct Plek: Hashable {
        let log: LogName
        let stroom: UUID
    }

    private let bekend = Mutex<[Plek: Stroom]>([:])

    subscript(plek: Plek) -> Stroom? {
        get { bekend.withLock { $0[plek] } }
        set {
            bekend.withLock { bekend in
                if bekend.count >= 1000 { bekend = [:] }
                bekend[plek] = newValue
            }
        }
    }
}

extension Afwijzing {
    init(_ fout: LogReadError) {
        switch fout {
        case .checkpointMismatch(let punt, let verschil):
            self = .anderVerleden(reden: "\(punt.log) at position \(punt.position): \(verschil)")
        case .damaged(let log, let positie, let schade):
            self = .intern(code: "LOGBOEK_BESCHADIGD", reden: "\(log) at position \(positie): \(schade)")
        case .store(let fout): self.init(fout)
        }
    }
}
