import CivilTime
import EventStore
import PostgresClient
import PostgresStore
import TestSupport
import Testing
import WireValues

@Suite struct `The store on PostgreSQL` {
    @Test(arguments: EventStoreContract.clauses)
    func `keeps the contract of an event store`(_ clause: ContractClause) async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            try await clause.check(database.store())
        }
    }
}
