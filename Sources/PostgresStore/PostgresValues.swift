internal import CivilTime
internal import PostgresClient
internal import WireValues

// How this project's own values travel to and from PostgreSQL.

extension PostgresParameter {
    static func uuid(_ value: UUID?) -> PostgresParameter {
        .value(.uuid, value) { $1.uuid(high: $0.high, low: $0.low) }
    }

    static func uuids(_ values: some Collection<UUID?>) -> PostgresParameter {
        .array(.uuid, values) { $1.uuid(high: $0.high, low: $0.low) }
    }

    static func dates(_ values: some Collection<Dag?>) -> PostgresParameter {
        .array(.date, values) { $1.date(daysSince1970: $0.dagnummer) }
    }

    static func timestamps(_ values: some Collection<Moment?>) -> PostgresParameter {
        .array(.timestamptz, values) { $1.timestamp(microsecondsSince1970: $0.microseconden) }
    }

    /// Texts that are UTF-8 bytes already.
    static func utf8Texts(_ values: some Collection<[UInt8]?>) -> PostgresParameter {
        .array(.text, values) { $1.raw($0) }
    }
}

extension ColumnFormat<UUID> {
    static var identifier: Self {
        ColumnFormat<(high: UInt64, low: UInt64)>.uuid.map { UUID(high: $0.high, low: $0.low) }
    }
}

extension ColumnFormat<Dag> {
    static var dag: Self { ColumnFormat<Int>.daysSince1970.map { Dag(dagnummer: $0) } }
}

extension ColumnFormat<Moment> {
    static var moment: Self { ColumnFormat<Int>.microsecondsSince1970.map { Moment(microseconden: $0) } }
}
