public import CivilTime
import Crypto
public import WireValues

/// The evidence that nobody changed a log: one SHA-256 leaf per event, and a chain over the leaves.
///
/// The leaf is SHA-256 over these fields in this order, each as a four-byte big-endian length and its bytes, or as
/// `ff ff ff ff` when it is absent:
///
/// | field | bytes |
/// |---|---|
/// | gemeente | UTF-8 |
/// | positie | eight bytes, big-endian |
/// | stream_id | 16 bytes |
/// | versie | four bytes, big-endian |
/// | event_id | 16 bytes |
/// | type | UTF-8 |
/// | schema_versie | two bytes, big-endian |
/// | traject | two bytes, big-endian |
/// | gebeurd_op | `YYYY-MM-DD` |
/// | precisie | UTF-8 |
/// | volgens | UTF-8 |
/// | vastgelegd_op | eight bytes, big-endian: microseconds since 1970-01-01T00:00:00Z |
/// | toegevoegd_op | the same |
/// | actor | UTF-8 |
/// | rol | UTF-8 |
/// | correlatie_id | 16 bytes |
/// | oorzaak_id | 16 bytes |
/// | gegevens | the exact bytes |
///
/// The hash is SHA-256 over the previous hash of the log (32 zero bytes before the first event) and the leaf.
/// The same function stands in `Schema/Migrations`, where it runs under the gate.
public enum HashChain {
    /// The hash before the first event of every log.
    public static let start = [UInt8](repeating: 0, count: 32)

    /// The leaf of an event in its place.
    public static func leaf(
        of event: NewEvent,
        log: LogName,
        stream: UUID,
        version: Int,
        position: Int,
        recordedAt: Moment,
        addedAt: Moment
    ) -> [UInt8] {
        var fields = Fields()
        fields.append(text: log.description)
        fields.append(number: position, width: 8)
        fields.append(bytes: stream.octets)
        fields.append(number: version, width: 4)
        fields.append(bytes: event.id.octets)
        fields.append(text: event.type)
        fields.append(number: event.schemaVersion, width: 2)
        fields.append(number: event.traject, width: 2)
        fields.append(text: event.occurredOn.description)
        fields.append(text: event.precision)
        fields.append(text: event.accordingTo)
        fields.append(number: recordedAt.microseconden, width: 8)
        fields.append(number: addedAt.microseconden, width: 8)
        fields.append(text: event.actor)
        fields.append(text: event.role)
        fields.append(bytes: event.correlationId?.octets)
        fields.append(bytes: event.causationId?.octets)
        fields.append(bytes: event.data)
        return Array(SHA256.hash(data: fields.bytes))
    }

    /// The hash of the event with `leaf` that comes after `previous`.
    public static func hash(after previous: [UInt8], leaf: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: previous + leaf))
    }

    /// The first thing wrong with `event` when it should follow `head`, or nil when it is as it was appended.
    public static func fault(in event: RecordedEvent, after head: LogHead) -> ChainFault? {
        guard event.position == head.position + 1 else { return .gap(expected: head.position + 1) }
        let leaf = leaf(
            of: event.event,
            log: event.log,
            stream: event.stream,
            version: event.version,
            position: event.position,
            recordedAt: event.recordedAt,
            addedAt: event.addedAt
        )
        guard leaf == event.leaf else { return .contentsChanged }
        guard hash(after: head.hash, leaf: leaf) == event.hash else { return .chainBroken }
        return nil
    }

    private struct Fields {
        var bytes: [UInt8] = []

        mutating func append(bytes field: [UInt8]?) {
            guard let field else {
                bytes.append(contentsOf: [0xff, 0xff, 0xff, 0xff])
                return
            }
            append(raw: field.count, width: 4)
            bytes.append(contentsOf: field)
        }

        mutating func append(text: String?) {
            append(bytes: text.map { Array($0.utf8) })
        }

        mutating func append(number: Int?, width: Int) {
            guard let number else { return append(bytes: nil) }
            append(raw: width, width: 4)
            append(raw: number, width: width)
        }

        private mutating func append(raw number: Int, width: Int) {
            for byte in stride(from: 8 * (width - 1), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> byte))
            }
        }
    }
}

/// What is wrong with an event of a log.
public enum ChainFault: Hashable, Sendable {
    /// The position before this one is missing.
    case gap(expected: Int)
    /// A field is not what it was when it was appended.
    case contentsChanged
    /// The hash does not follow from the event before: one of the two was replaced.
    case chainBroken
    /// The log ends before the place where its head says it does.
    case truncated(headPosition: Int)
    /// The head of the log has another hash than its last event.
    case headChanged
    /// An event stands behind the head: it was not appended by this program.
    case beyondHead
    /// The version is not one more than that of the stream's event before.
    case versionGap(expected: Int)
    /// The event was taken in earlier than the one before it.
    case timeWentBack
    /// A stored row does not read as an event.
    case unreadable
}
