import EventStore
import TestSupport
import Testing

@Suite struct `The store in memory` {
    @Test(arguments: EventStoreContract.clauses)
    func `keeps the contract of an event store`(_ clause: ContractClause) async throws {
        try await clause.check(InMemoryEventStore())
    }
}
