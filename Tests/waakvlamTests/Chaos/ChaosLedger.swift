import Synchronization
import WireValues

/// What a client holds on to: the receipt of an event.
struct ChaosReceipt: Equatable, Sendable {
    let version: Int
    let position: Int
    let hash: String

    init?(_ json: JSON) {
        guard let version = json["versie"]?.integer, let position = json["positie"]?.integer,
            let hash = json["hash"]?.string
        else { return nil }
        (self.version, self.position, self.hash) = (version, position, hash)
    }
}

/// How often something happened.
struct ChaosTally: Sendable {
    var answers = 0
    var acknowledged = 0
    var repeated = 0
    var refused = 0
    var conflicts = 0
    var reuseRefused = 0
    /// Requests of which the answer was lost, or was that it is not known now.
    var unknown = 0
    /// Of those, how many turned out to be stored already.
    var unknownStored = 0
}

/// Everything that was sent and acknowledged.
final class ChaosLedger: Sendable {
    struct Sent: Sendable {
        let event: ChaosEvent
        let family: ChaosFamily
        var receipt: ChaosReceipt?
        var isRefused = false
    }

    struct Contents: Sendable {
        var sent: [String: Sent] = [:]
        var tally = ChaosTally()
        var violations: [String] = []
        var strikes: [ChaosStrike] = []
        var lastAnswer = ContinuousClock.now
        var longestSilence = Duration.zero
    }

    private let state = Mutex(Contents())

    var contents: Contents { state.withLock(\.self) }

    func count(_ change: (inout ChaosTally) -> Void) { state.withLock { change(&$0.tally) } }

    /// Looks at what a server that has ended said: one that crashes still writes for seconds how, and can be killed while
    /// it does.
    func check(_ server: Child) {
        let complaint = server.complaint
        guard complaint.contains("Program crashed") || complaint.contains("Fatal error") else { return }
        violation("de server is gecrasht: \(complaint.suffix(2000))")
    }

    func violation(_ text: String) { state.withLock { $0.violations.append(text) } }

    func sends(_ events: [ChaosEvent], to family: ChaosFamily) {
        state.withLock { state in
            for event in events where state.sent[event.id] == nil {
                state.sent[event.id] = Sent(event: event, family: family)
            }
        }
    }

    func refused(_ event: ChaosEvent) {
        state.withLock { state in
            state.tally.refused += 1
            state.sent[event.id]?.isRefused = true
        }
    }

    /// Notes an answer, and checks that it says of every event what an earlier answer said.
    func acknowledged(_ events: [ChaosEvent], _ answer: JSON, repeated: Bool, sentAt: ContinuousClock.Instant) {
        let receipts = (answer.array ?? []).map { ($0["id"]?.string, ChaosReceipt($0)) }
        let now = ContinuousClock.now
        state.withLock { state in
            if receipts.map(\.0) != events.map(\.id) { state.violations.append("een antwoord over iets anders") }
            for case (let id?, let receipt?) in receipts {
                if let earlier = state.sent[id]?.receipt, earlier != receipt {
                    state.violations.append("\(id): eerst \(earlier), later \(receipt)")
                }
                if state.sent[id]?.receipt == nil { state.tally.acknowledged += 1 }
                state.sent[id]?.receipt = receipt
            }
            state.tally.answers += 1
            if repeated { state.tally.repeated += 1 }
            state.longestSilence = max(state.longestSilence, now - state.lastAnswer)
            state.lastAnswer = now
            for index in state.strikes.indices where state.strikes[index].gap == nil {
                // An answer to what was sent before the blow says nothing of what came after it.
                if sentAt > state.strikes[index].moment {
                    state.strikes[index].gap = now - state.strikes[index].moment
                }
            }
        }
    }

    func struck(_ kind: ChaosStrike.Kind) {
        state.withLock { $0.strikes.append(ChaosStrike(kind: kind, moment: .now)) }
    }
}

/// A blow, and how long it took until something was acknowledged again.
struct ChaosStrike: Sendable {
    enum Kind: String, CaseIterable {
        case server
        case postgres = "PostgreSQL"
        case backend = "een verbinding van PostgreSQL"
        case both = "server en PostgreSQL"
        case starting = "server, en nog eens bij het starten"
        case stop = "netjes gestopt (SIGTERM)"
    }

    let kind: Kind
    let moment: ContinuousClock.Instant
    var gap: Duration?
}
