import CivilTime
import Foundation
import Gezinstraject
import Synchronization
import TestSupport
import Toevalsgezinnen
import Voorbeelden
import WireValues

/// An event as it is sent.
struct ChaosEvent: Sendable {
    let id: String
    let json: JSON

    init(_ json: JSON) {
        self.json = json
        id = json["id"]?.string ?? ""
    }

    /// What is stored of it: an event that was acknowledged keeps these for ever.
    var contents: [String?] {
        [json["type"]?.string, json["gebeurdOp"]?.string, json["gegevens"]?.canonicalText]
    }
}

/// A family to which several writers write.
final class ChaosFamily: Sendable {
    let id: String
    let gemeente: String
    private let events: [ChaosEvent]
    private let state = Mutex(State())

    private struct State {
        var next = 0
        var isTaken = false
        var version = 0
        var stored: [[ChaosEvent]] = []
    }

    init(_ id: String, in gemeente: String, _ events: [ChaosEvent]) {
        (self.id, self.gemeente, self.events) = (id, gemeente, events)
    }

    /// The next events of its history, which nobody else gets until `release`; none while somebody has them.
    func take(_ count: Int) -> [ChaosEvent] {
        state.withLock { state in
            guard !state.isTaken else { return [] }
            let taken = Array(events.dropFirst(state.next).prefix(count))
            state.next += taken.count
            state.isTaken = !taken.isEmpty
            return taken
        }
    }

    func release() { state.withLock { $0.isTaken = false } }

    var isExhausted: Bool { state.withLock { $0.next >= events.count && !$0.isTaken } }

    /// The last version that an answer named; 0 for a family that is not there yet.
    var version: Int { state.withLock { $0.version } }

    func stored(_ events: [ChaosEvent], upTo version: Int) {
        state.withLock { state in
            state.version = max(state.version, version)
            state.stored.append(events)
        }
    }

    /// Events that were acknowledged together.
    func earlier(_ chance: inout Toeval) -> [ChaosEvent] {
        let stored = state.withLock { $0.stored }
        return stored.isEmpty ? [] : chance.kies(stored)
    }
}

/// The families of a run: a few at a time, a new one for each that has had its whole history.
final class ChaosFamilies: Sendable {
    private static let open = 12
    private let seed: UInt64
    private let gemeenten: [String]
    private let histories: [[JSON]]
    private let state: Mutex<(open: [ChaosFamily], made: UInt64)>

    init(_ settings: ChaosSettings) throws {
        seed = settings.seed
        gemeenten = settings.gemeenten
        histories = try (0..<24).map { number in
            try Toevalsgezin(zaad: settings.seed &* 1000 &+ number, voorstellen: 60).registraties.map(\.request)
        }
        state = Mutex(([], 0))
        for _ in 0..<Self.open { add() }
    }

    func any(_ chance: inout Toeval) -> ChaosFamily { chance.kies(state.withLock { $0.open }) }

    func replace(_ family: ChaosFamily) {
        let isOpen = state.withLock { state in
            let count = state.open.count
            state.open.removeAll { $0 === family }
            return state.open.count < count
        }
        if isOpen { add() }
    }

    private func add() {
        state.withLock { state in
            state.open.append(family(state.made))
            state.made += 1
        }
    }

    private func family(_ number: UInt64) -> ChaosFamily {
        var chance = Toeval(zaad: seed &+ number &* 7919)
        let gemeente = gemeenten[Int(number) % gemeenten.count]
        let prefix = WireValues.UUID(high: chance.next(), low: chance.next()).description.prefix(24)
        let events = histories[Int(number) % histories.count].map { event in
            event.replacing("00000000-0000-7000-0000-", with: prefix).replacing("GM0935", with: gemeente)
                .keepingTheCorrected(gemeente)
        }
        let id = WireValues.UUID(high: chance.next(), low: chance.next()).description
        return ChaosFamily(id, in: gemeente, events.map(ChaosEvent.init))
    }
}

extension Registratie {
    /// As a client would send it.
    fileprivate var request: JSON {
        let members: [(String, JSON?)] = [
            ("id", .string(id.description)),
            ("type", .string(type.naam)),
            ("gebeurdOp", .string(gebeurdOp.description)),
            ("traject", traject.map(JSON.integer)),
            ("precisie", precisie == .dag ? nil : .string(precisie.rawValue)),
            ("volgens", volgens?.json),
            ("gegevens", gegevens.json),
        ]
        return .object(members.compactMap { name, value in value.map { JSON.Member(name, $0) } })
    }
}

extension JSON {
    /// The same, with a correction leaving the family where it is: the server refuses one that would move it to
    /// another gemeente, which the invariants of a history by itself cannot see.
    fileprivate func keepingTheCorrected(_ gemeente: String) -> JSON {
        changing("gegevens") { $0.changing("gegevens") { $0.changing("gemeente") { _ in .string(gemeente) } } }
    }

    private func changing(_ name: String, _ change: (JSON) -> JSON) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.map { $0.key == name ? Member(name, change($0.value)) : $0 })
    }

    /// The same with this text replaced in every string.
    fileprivate func replacing(_ text: String, with other: some StringProtocol) -> JSON {
        switch self {
        case .string(let string): .string(string.replacing(text, with: other))
        case .array(let elements): .array(elements.map { $0.replacing(text, with: other) })
        case .object(let members): .object(members.map { Member($0.key, $0.value.replacing(text, with: other)) })
        default: self
        }
    }
}
