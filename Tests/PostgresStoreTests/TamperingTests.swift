import EventStore
import PostgresClient
import PostgresStore
import TestSupport
import Testing

@Suite struct `Verifying a log that a superuser changed` {
    /// What is done to a log of ten events in two streams, and what verification says of it.
    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sql: String
        let fault: ChainFault
        let position: Int

        init(_ name: String, _ sql: String, _ fault: ChainFault, at position: Int) {
            (testDescription, self.sql, self.fault, self.position) = (name, sql, fault, position)
        }
    }

    static let tamperings = [
        Tampering(
            "one byte of a payload",
            "UPDATE waakvlam.gebeurtenis SET gegevens = replace(gegevens, 'x', 'y') WHERE positie = 4",
            .contentsChanged,
            at: 4
        ),
        Tampering(
            "the day of an event",
            "UPDATE waakvlam.gebeurtenis SET gebeurd_op = gebeurd_op + 1 WHERE positie = 7",
            .contentsChanged,
            at: 7
        ),
        Tampering(
            "an actor taken away",
            "UPDATE waakvlam.gebeurtenis SET actor = NULL WHERE positie = 2",
            .contentsChanged,
            at: 2
        ),
        Tampering(
            "a payload with a leaf that fits it",
            """
            UPDATE waakvlam.gebeurtenis SET gegevens = '{}', blad = waakvlam.blad(gemeente, positie, stream_id, versie,
                event_id, type, schema_versie, traject, gebeurd_op, precisie, volgens,
                waakvlam.microseconden(vastgelegd_op), waakvlam.microseconden(toegevoegd_op), actor, rol,
                correlatie_id, oorzaak_id, '{}') WHERE positie = 5
            """,
            .chainBroken,
            at: 5
        ),
        Tampering(
            "an event in the middle deleted",
            "DELETE FROM waakvlam.gebeurtenis WHERE positie = 6",
            .gap(expected: 6),
            at: 6
        ),
        Tampering(
            "the first event deleted",
            "DELETE FROM waakvlam.gebeurtenis WHERE positie = 1 AND gemeente = 'GM0935'",
            .gap(expected: 1),
            at: 1
        ),
        Tampering(
            "the last event deleted",
            "DELETE FROM waakvlam.gebeurtenis WHERE positie = 10",
            .truncated(headPosition: 10),
            at: 10
        ),
        Tampering(
            "the last event deleted and the head set back",
            "DELETE FROM waakvlam.gebeurtenis WHERE positie = 10; "
                + "UPDATE waakvlam.logboek SET positie = 9 WHERE positie = 10",
            .headChanged,
            at: 9
        ),
        Tampering(
            "the head set back",
            "UPDATE waakvlam.logboek SET positie = 9 WHERE positie = 10",
            .headChanged,
            at: 9
        ),
        Tampering(
            "an event put behind the head",
            """
            INSERT INTO waakvlam.gebeurtenis SELECT gemeente, 11, stream_id, 99, gen_random_uuid(), type,
                schema_versie, traject, gebeurd_op, precisie, volgens, vastgelegd_op, toegevoegd_op, actor, rol,
                correlatie_id, oorzaak_id, gegevens, blad, hash FROM waakvlam.gebeurtenis WHERE positie = 10
            """,
            .beyondHead,
            at: 11
        ),
        Tampering(
            "a moment that is no moment",
            "UPDATE waakvlam.gebeurtenis SET vastgelegd_op = 'infinity' WHERE positie = 3",
            .unreadable,
            at: 3
        ),
    ]

    @Test(arguments: tamperings)
    func `names the gemeente, the position and what is wrong`(_ tampering: Tampering) async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let store = database.store()
            let streams = [Fixture.uuid(), Fixture.uuid()]
            for number in 1...10 {
                var event = Fixture.event()
                event.actor = "a-1"
                _ = try await store.append(Fixture.request([event], to: streams[number % 2]), to: Fixture.log)
            }
            let other = Fixture.log("GM0014")
            _ = try await store.append(Fixture.request([Fixture.event()]), to: other)
            let verifier = Verifier(store: store, pageSize: 4)
            #expect(try await verifier.verify(Fixture.log).isSound)

            try await database.connectAsOwner().unsafeExecute(
                """
                ALTER TABLE waakvlam.gebeurtenis DISABLE TRIGGER ALL; ALTER TABLE waakvlam.logboek DISABLE TRIGGER ALL;
                \(tampering.sql)
                """
            )
            let report = try await verifier.verify(Fixture.log)
            #expect(report.fault?.kind == tampering.fault)
            #expect(report.fault?.position == tampering.position)
            #expect(report.log == Fixture.log)
            #expect(try await verifier.verify(other).isSound)
        }
    }
}
