import CivilTime
import EventStore
import TestSupport
import Testing
import WireValues

@testable import PostgresStore

@Suite struct `Sharing the parts of a projection` {
    private static func part(_ number: Int, _ holder: String? = nil, isHeld: Bool = true) -> PartState {
        PartState(
            part: Int16(number),
            holder: holder,
            isHeld: holder != nil && isHeld,
            head: LogHead(epoch: 1, position: 0, hash: HashChain.start),
            isStopped: false,
            hasBacklog: false
        )
    }

    /// Plans of the nodes in turn until none changes anything; who has what then.
    private static func settle(_ parts: [PartState], _ nodes: [String]) -> [String?: Int] {
        var parts = parts
        for _ in 0..<(2 * nodes.count + 2) {
            for node in nodes {
                let plan = LeasePlan(parts, for: node, nodes: nodes.count)
                parts = parts.map { part in
                    if plan.release.contains(part.part) { return Self.part(Int(part.part)) }
                    return plan.take.contains(part.part) ? Self.part(Int(part.part), node) : part
                }
            }
        }
        for node in nodes { #expect(LeasePlan(parts, for: node, nodes: nodes.count).isEmpty) }
        return Dictionary(grouping: parts, by: \.holder).mapValues(\.count)
    }

    @Test func `one node takes all, and nodes that come later get their share`() {
        let free = (0..<8).map { Self.part($0) }
        #expect(Self.settle(free, ["een"]) == ["een": 8])
        let taken = (0..<8).map { Self.part($0, "een") }
        #expect(Self.settle(taken, ["een", "twee"]) == ["een": 4, "twee": 4])
        let three = Self.settle(taken, ["een", "twee", "drie"])
        #expect(three[nil] == nil && three.values.allSatisfy { (2...3).contains($0) })
        #expect(Self.settle(taken, (0..<20).map { "\($0)" } + ["een"]).values.allSatisfy { $0 == 1 })
    }

    @Test func `the parts of a node that is gone are free, those of one that is there are not`() {
        let parts = (0..<4).map { Self.part($0, "weg", isHeld: false) } + (4..<8).map { Self.part($0, "daar") }
        let plan = LeasePlan(parts, for: "nieuw", nodes: 2)
        #expect(plan.take == [0, 1, 2, 3] && plan.release.isEmpty)
    }

    @Test func `a node whose own sign of life is over gives nothing up by itself`() {
        let parts = (0..<8).map { Self.part($0, "een", isHeld: false) }
        #expect(LeasePlan(parts, for: "een", nodes: 0).isEmpty)
    }

    @Test func `a family falls in the same part for ever, and families spread over the parts`() throws {
        // Parts are stored: another outcome here would move families away from their rows.
        for (id, part) in [
            ("00000000-0000-0000-0000-000000000000", 7), ("01890a5d-ac96-774b-bcce-b302099a8057", 2),
            ("ffffffff-ffff-ffff-ffff-ffffffffffff", 0),
        ] {
            let gezin = try #require(UUID(id))
            #expect(Parts.part(of: gezin, among: 8) == Int16(part), "\(id)")
        }
        var counts = [Int](repeating: 0, count: 8)
        for number in 0..<8000 {
            counts[Int(Parts.part(of: UUID(high: 0x0189_0a5d_0000_7000, low: UInt64(number)), among: 8))] += 1
        }
        #expect(counts.allSatisfy { (800...1200).contains($0) })
    }
}

@Suite struct `When a projection is built anew` {
    private static func build(_ version: Int, _ status: Build.Status, _ id: Int16 = 1) -> Build {
        Build(
            id: id,
            name: "telling",
            version: version,
            parts: 8,
            status: status,
            code: "proef",
            since: .init(microseconden: 0),
            isRemoved: false
        )
    }

    @Test func `without a build, or with one of an earlier version, one is begun`() {
        #expect(BuildDecision(version: 2, serving: nil, building: nil) == .start)
        #expect(BuildDecision(version: 2, serving: Self.build(1, .serving), building: nil) == .start)
        #expect(BuildDecision(version: 2, serving: Self.build(2, .serving), building: nil) == .nothing)
    }

    @Test func `what is being built goes on, unless this program knows better`() {
        let serving = Self.build(1, .serving)
        #expect(BuildDecision(version: 2, serving: serving, building: Self.build(2, .building, 2)) == .nothing)
        #expect(BuildDecision(version: 3, serving: serving, building: Self.build(2, .building, 2)) == .replace(2))
        #expect(BuildDecision(version: 3, serving: nil, building: Self.build(2, .building, 2)) == .replace(2))
    }

    @Test func `a program that is older than what serves leaves it alone`() {
        #expect(BuildDecision(version: 1, serving: Self.build(2, .serving), building: nil) == .nothing)
        let building = Self.build(2, .building, 2)
        #expect(BuildDecision(version: 1, serving: Self.build(1, .serving), building: building) == .nothing)
    }
}
