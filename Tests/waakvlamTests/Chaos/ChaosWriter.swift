import Foundation
import TestSupport
import Toevalsgezinnen
import Voorbeelden
import WireValues

/// Somebody who writes as fast as answers come, and asks again until it is known what became of a request.
struct ChaosWriter {
    let target: ChaosTarget
    let ledger: ChaosLedger
    let families: ChaosFamilies
    /// After this nothing new is begun.
    let deadline: ContinuousClock.Instant
    var chance: Toeval

    private static let patience: Duration = .seconds(90)

    mutating func write() async {
        while ContinuousClock.now < deadline, !target.isClosed {
            let family = families.any(&chance)
            switch chance.next() % 100 {
            case 0..<60: await goOn(with: family)
            case 60..<78: await signal(family, times: 1)
            case 78..<84: await signal(family, times: 2)
            case 84..<91: await settle(family.earlier(&chance), to: family)
            case 91..<96: await signal(family, expecting: max(0, family.version - Int(chance.next() % 3)))
            default: await reuse(family)
            }
        }
    }

    // MARK: What is written

    /// The next events of the history, now and then by two callers at once.
    private mutating func goOn(with family: ChaosFamily) async {
        let events = family.take(Int.random(in: 1...4, using: &chance))
        guard !events.isEmpty else {
            if family.isExhausted { families.replace(family) }
            return await signal(family, times: 1)
        }
        await settle(
            events,
            to: family,
            expecting: chance.kans(50) ? family.version : nil,
            times: chance.kans(12) ? 2 : 1
        )
        family.release()
    }

    /// Late entries, in no order: these may come at any time.
    private mutating func signal(_ family: ChaosFamily, expecting version: Int? = nil, times: Int = 1) async {
        guard family.version > 0 else { return }
        let events = (0..<Int.random(in: 1...3, using: &chance)).map { _ in
            let day = "201\(4 + chance.next() % 6)-0\(1 + chance.next() % 9)-1\(chance.next() % 10)"
            let id = WireValues.UUID(high: chance.next(), low: chance.next())
            return ChaosEvent(CaseEvents.signal(day, id: id))
        }
        await settle(events, to: family, expecting: version, times: times)
    }

    /// An id that is in the log already, with other contents: never taken in.
    private mutating func reuse(_ family: ChaosFamily) async {
        guard let known = family.earlier(&chance).first, let id = WireValues.UUID(known.id) else { return }
        let other = ChaosEvent(CaseEvents.signal("1999-01-01", id: id))
        guard let answer = try? await target.post([other], to: family), answer.status < 500 else { return }
        guard answer.status == 409 else {
            return ledger.violation("\(known.id): andere inhoud onder dezelfde id gaf \(answer.status)")
        }
        ledger.count { $0.reuseRefused += 1 }
    }

    // MARK: Until it is known

    private func settle(
        _ events: [ChaosEvent],
        to family: ChaosFamily,
        expecting version: Int? = nil,
        times: Int
    ) async {
        guard times > 1 else { return await settle(events, to: family, expecting: version) }
        async let twin: Void = settle(events, to: family, expecting: version)
        await settle(events, to: family, expecting: version)
        await twin
    }

    private func settle(_ events: [ChaosEvent], to family: ChaosFamily, expecting version: Int? = nil) async {
        guard !events.isEmpty else { return }
        ledger.sends(events, to: family)
        var version = version
        var isUnknown = false
        while ContinuousClock.now < deadline + Self.patience, !target.isClosed {
            let sentAt = ContinuousClock.now
            let answer = try? await target.post(events, to: family, ifMatch: version)
            switch answer?.status {
            case 201, 200:
                guard let answer, let json = try? answer.json else {
                    return ledger.violation("een antwoord zonder JSON")
                }
                let repeated = answer.status == 200
                ledger.acknowledged(events, json, repeated: repeated, sentAt: sentAt)
                if isUnknown, repeated { ledger.count { $0.unknownStored += 1 } }
                let last = json.array?.last?["versie"]?.integer
                return family.stored(events, upTo: last ?? 0)
            case 412:
                ledger.count { $0.conflicts += 1 }
                version = try? answer?.json["versie"]?.integer
            case 409 where events.count > 1:
                // One of them cannot have happened; the others may.
                for event in events { await settle([event], to: family) }
                return
            case 409:
                return ledger.refused(events[0])
            case nil, 503:
                isUnknown = true
                ledger.count { $0.unknown += 1 }
                try? await Task.sleep(for: .milliseconds(40))
            default:
                return ledger.violation("onverwacht antwoord \(answer?.status ?? 0): \(answer?.text.prefix(300) ?? "")")
            }
        }
        ledger.violation("na \(Self.patience) is nog onbekend of \(events[0].id) is opgenomen")
    }
}
