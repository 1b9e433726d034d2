internal import CivilTime
internal import EventStore
internal import PostgresClient
internal import WireValues

/// How a row of `gebeurtenis` reads as an event, and the statements that select such rows.
///
/// The column list stands in each statement, for a statement is one literal; `decode` reads it in this order: positie,
/// stream_id, versie, event_id, type, schema_versie, traject, gebeurd_op, precisie, volgens, vastgelegd_op,
/// toegevoegd_op, actor, rol, correlatie_id, oorzaak_id, gegevens, blad, hash.
enum EventRow {
    static let inStream = Statement(
        "events_in_stream",
        """
        SELECT positie, stream_id, versie, event_id, type, schema_versie, traject, gebeurd_op, precisie, volgens,
            vastgelegd_op, toegevoegd_op, actor, rol, correlatie_id, oorzaak_id, gegevens, blad, hash
        FROM waakvlam.lees_stroom($1, $2, $3)
        """
    )

    /// Without a sort, which would copy all rows: the streams come one after the other, each in order of version.
    static let inStreams = Statement(
        "events_in_streams",
        """
        SELECT g.positie, g.stream_id, g.versie, g.event_id, g.type, g.schema_versie, g.traject, g.gebeurd_op,
            g.precisie, g.volgens, g.vastgelegd_op, g.toegevoegd_op, g.actor, g.rol, g.correlatie_id, g.oorzaak_id,
            g.gegevens, g.blad, g.hash
        FROM (SELECT DISTINCT stream_id FROM unnest($2::uuid[]) s(stream_id)) s
        CROSS JOIN LATERAL waakvlam.lees_stroom($1, s.stream_id, 0) g
        """
    )

    static let inLog = Statement(
        "events_in_log",
        """
        SELECT positie, stream_id, versie, event_id, type, schema_versie, traject, gebeurd_op, precisie, volgens,
            vastgelegd_op, toegevoegd_op, actor, rol, correlatie_id, oorzaak_id, gegevens, blad, hash
        FROM waakvlam.gebeurtenis
        WHERE gemeente = $1 AND positie > $2 ORDER BY positie LIMIT $3
        """
    )

    static let withIds = Statement(
        "events_with_ids",
        """
        SELECT g.positie, g.stream_id, g.versie, g.event_id, g.type, g.schema_versie, g.traject, g.gebeurd_op,
            g.precisie, g.volgens, g.vastgelegd_op, g.toegevoegd_op, g.actor, g.rol, g.correlatie_id, g.oorzaak_id,
            g.gegevens, g.blad, g.hash
        FROM unnest($2::uuid[]) e(event_id)
        CROSS JOIN LATERAL waakvlam.lees_gebeurtenis($1, e.event_id) g
        """
    )

    /// The event that a row holds.
    ///
    /// - Throws: `corrupt`, naming the position, when a value of the row is not one that this program has stored.
    static func decode(_ row: PostgresRow, of log: LogName) throws(EventStoreError) -> RecordedEvent {
        var position = 0
        do throws(PostgresError) {
            position = try row.read(0, .integer)
            let recordedAt = try row.read(10, .moment)
            return RecordedEvent(
                event: try event(in: row, recordedAt: recordedAt),
                log: log,
                stream: try row.read(1, .identifier),
                version: try row.read(2, .integer),
                position: position,
                recordedAt: recordedAt,
                addedAt: try row.read(11, .moment),
                leaf: try row.read(17, .bytes),
                hash: try row.read(18, .bytes)
            )
        } catch {
            throw .corrupt(log: log, position: position)
        }
    }

    private static func event(in row: PostgresRow, recordedAt: Moment) throws(PostgresError) -> NewEvent {
        NewEvent(
            id: try row.read(3, .identifier),
            type: try row.read(4, .text),
            schemaVersion: try row.read(5, .integer),
            traject: try row.readIfPresent(6, .integer),
            occurredOn: try row.read(7, .dag),
            precision: try row.readIfPresent(8, .text),
            accordingTo: try row.readIfPresent(9, .text),
            recordedAt: recordedAt,
            actor: try row.readIfPresent(12, .text),
            role: try row.readIfPresent(13, .text),
            correlationId: try row.readIfPresent(14, .identifier),
            causationId: try row.readIfPresent(15, .identifier),
            data: try row.read(16, .bytes)
        )
    }
}
