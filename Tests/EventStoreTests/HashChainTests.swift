import CivilTime
import EventStore
import TestSupport
import Testing
import WireValues

@Suite struct `The hash chain` {
    /// Computed from the table in the documentation with another program (Python's hashlib).
    @Test func `gives the leaf that its documentation describes`() throws {
        let event = NewEvent(
            id: UUID(high: 1, low: 2),
            type: "Test",
            occurredOn: try #require(Dag("2024-02-29")),
            role: "é",
            data: Array("{}".utf8)
        )
        let leaf = HashChain.leaf(
            of: event,
            log: Fixture.log,
            stream: UUID(high: 3, low: 4),
            version: 5,
            position: 6,
            recordedAt: Moment(microseconden: -1),
            addedAt: Moment(microseconden: 1_700_000_000_000_000)
        )
        #expect(Hexadecimal.encode(leaf) == "4879018f4a866484f920a54aac32234cc321860850481a27f05665d4da1fbb3b")
        let hash = HashChain.hash(after: HashChain.start, leaf: leaf)
        #expect(Hexadecimal.encode(hash) == "a18e4d78b71e03d39c197b0555205fb11f4c6ce49def04412dbd24ed72f1914e")
    }

    @Test func `no two fields can be shifted into one another`() {
        func leaf(_ precision: String?, _ accordingTo: String?) -> [UInt8] {
            var event = Fixture.event(id: UUID(high: 1, low: 2))
            (event.precision, event.accordingTo) = (precision, accordingTo)
            return HashChain.leaf(
                of: event,
                log: Fixture.log,
                stream: UUID(high: 0, low: 0),
                version: 1,
                position: 1,
                recordedAt: Moment(microseconden: 0),
                addedAt: Moment(microseconden: 0)
            )
        }
        let leaves = [leaf("a", "b"), leaf("ab", ""), leaf("", "ab"), leaf("ab", nil), leaf(nil, "ab"), leaf(nil, nil)]
        #expect(Set(leaves).count == leaves.count)
    }

    @Test(arguments: ["GM0935", "GM0000", "GM9999"])
    func `a log is named by the code of a gemeente`(_ code: String) {
        #expect(LogName(code)?.description == code)
    }

    @Test(arguments: ["", "GM", "gm0935", "GM935", "GM09355", "GM093a", " GM0935", "GM0935 ", "PV0935", "GM٠٩٣٥"])
    func `a log has no other name`(_ code: String) {
        #expect(LogName(code) == nil)
    }
}
