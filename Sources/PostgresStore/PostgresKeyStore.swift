public import EventStore
public import PostgresClient
public import WireValues

/// The data keys in PostgreSQL, beside the log that they belong to.
public struct PostgresKeyStore: KeyStore {
    private let pool: PostgresPool

    /// A store that borrows its connections from `pool`, as the event store does.
    public init(pool: PostgresPool) {
        self.pool = pool
    }

    /// The setting by which row-level security knows the gemeente.
    private static let scope: StaticString = "waakvlam.gemeente"

    /// The keys of these holders, as far as they have one.
    public func keys(of holders: [KeyHolder], in log: LogName) async throws(EventStoreError) -> [StoredKey] {
        try await keys(
            .keysOfHolders,
            [.uuids(holders.map(\.stream)), .texts(holders.map(\.member))],
            in: log
        )
    }

    /// The keys with these ids, as far as they exist.
    public func keys(withIds ids: [UUID], in log: LogName) async throws(EventStoreError) -> [StoredKey] {
        try await keys(.keysWithIds, [.uuids(ids)], in: log)
    }

    /// Keeps a key for every holder that has none yet; durable when it returns.
    public func add(_ keys: [StoredKey], to log: LogName) async throws(EventStoreError) -> [StoredKey] {
        let parameters: [PostgresParameter] = [
            .uuids(keys.map(\.id)), .uuids(keys.map(\.holder.stream)), .texts(keys.map(\.holder.member)),
            .array(.bytea, keys.map { $0.wrapped?.bytes }) { $1.raw($0) },
            .texts(keys.map { $0.wrapped?.masterKey.description }),
        ]
        return try await self.keys(.addKeys, parameters, in: log)
    }

    /// Destroys the key of a holder; of a stream, also those of its members.
    public func destroy(_ holder: KeyHolder, in log: LogName, id: UUID) async throws(EventStoreError) -> Int {
        let place: [PostgresParameter] = [.text(log.description), .uuid(holder.stream), .text(holder.member)]
        return try await work(in: log) { connection in
            try await connection.transaction { connection in
                try await connection.query(.buryKey, place + [.uuid(id)])
                var gone = try await connection.query(.destroyKey, place).count
                // A statement of its own: it sees the members whose keys were made while the first one waited.
                if holder.member == nil {
                    gone += try await connection.query(.destroyMemberKeys, Array(place.prefix(2))).count
                }
                return gone
            }
        }
    }

    /// How many keys a log has, by kind of holder and by what they are wrapped by.
    public func counts(in log: LogName) async throws(EventStoreError) -> [KeyCount] {
        try await work(in: log) { connection in
            var counts: [KeyCount] = []
            for row in try await connection.query(.countKeys, [.text(log.description)]) {
                counts.append(
                    KeyCount(
                        isOfMember: try row.read(0, .bool),
                        masterKey: try row.readIfPresent(1, .masterKey),
                        count: try row.read(2, .integer)
                    )
                )
            }
            return counts
        }
    }

    /// Wraps every key of a log that is not wrapped by `master` anew: all of them or none.
    public func rewrap(
        in log: LogName,
        to master: MasterKey.ID,
        _ wrap: @escaping @Sendable (StoredKey) throws(KeyError) -> WrappedKey
    ) async throws(EventStoreError) -> Int {
        try await work(in: log) { connection in
            try await connection.transaction { connection in
                var count = 0
                while true {
                    let page = [.text(log.description), .text(master.description)] as [PostgresParameter]
                    let keys = try Self.decode(try await connection.query(.keysToRewrap, page))
                    if keys.isEmpty { return count }
                    var wrapped: [StoredKey] = []
                    for key in keys { wrapped.append(.init(id: key.id, holder: key.holder, wrapped: try wrap(key))) }
                    let parameters: [PostgresParameter] = [
                        .text(log.description), .uuids(wrapped.map(\.id)),
                        .array(.bytea, wrapped.map { $0.wrapped?.bytes }) { $1.raw($0) },
                        .texts(wrapped.map { $0.wrapped?.masterKey.description }),
                    ]
                    try await connection.query(.rewrapKeys, parameters)
                    count += keys.count
                }
            }
        }
    }
}

extension PostgresKeyStore {
    private func keys(
        _ statement: Statement,
        _ parameters: [PostgresParameter],
        in log: LogName
    ) async throws(EventStoreError) -> [StoredKey] {
        try await work(in: log) { connection in
            try Self.decode(try await connection.query(statement, [.text(log.description)] + parameters))
        }
    }

    @discardableResult
    private func work<Value: Sendable>(
        in log: LogName,
        _ body: @Sendable (isolated PostgresConnection) async throws -> Value
    ) async throws(EventStoreError) -> Value {
        do {
            return try await pool.withConnection(for: log.description) { connection in
                try await connection.use(log.description, for: Self.scope)
                return try await body(connection)
            }
        } catch let error as KeyError {
            throw .keys(error)
        } catch {
            throw EventStoreError(error)
        }
    }

    private static func decode(_ rows: PostgresResult) throws(PostgresError) -> [StoredKey] {
        var keys: [StoredKey] = []
        for row in rows {
            let bytes = try row.readIfPresent(3, .bytes)
            let master = try row.readIfPresent(4, .masterKey)
            var wrapped: WrappedKey?
            if let bytes, let master { wrapped = WrappedKey(masterKey: master, bytes: bytes) }
            let holder = KeyHolder(stream: try row.read(1, .identifier), member: try row.readIfPresent(2, .text))
            keys.append(StoredKey(id: try row.read(0, .identifier), holder: holder, wrapped: wrapped))
        }
        return keys
    }
}

extension ColumnFormat<MasterKey.ID> {
    fileprivate static var masterKey: Self { ColumnFormat<String>.text.map { MasterKey.ID($0) } }
}

extension Statement {
    // One look-up per holder or id, whatever the statistics say of the table.
    fileprivate static let keysOfHolders = Statement(
        "keys_of_holders",
        """
        SELECT s.sleutel_id, s.stream_id, s.gezinslid, s.omwikkeld, s.hoofdsleutel
        FROM unnest($2::uuid[], $3::text[]) h(stream_id, gezinslid)
        CROSS JOIN LATERAL (
            SELECT * FROM waakvlam.sleutel s
            WHERE s.gemeente = $1 AND s.stream_id = h.stream_id AND s.gezinslid = h.gezinslid
            UNION ALL
            SELECT * FROM waakvlam.sleutel s
            WHERE s.gemeente = $1 AND s.stream_id = h.stream_id AND s.gezinslid IS NULL AND h.gezinslid IS NULL
        ) s
        """
    )
    fileprivate static let keysWithIds = Statement(
        "keys_with_ids",
        """
        SELECT s.sleutel_id, s.stream_id, s.gezinslid, s.omwikkeld, s.hoofdsleutel
        FROM unnest($2::uuid[]) i(sleutel_id)
        CROSS JOIN LATERAL (
            SELECT * FROM waakvlam.sleutel s WHERE s.gemeente = $1 AND s.sleutel_id = i.sleutel_id LIMIT 1
        ) s
        """
    )
    fileprivate static let addKeys = Statement(
        "add_keys",
        "SELECT * FROM waakvlam.maak_sleutels($1, $2, $3, $4, $5, $6)"
    )
    fileprivate static let buryKey = Statement(
        "bury_key",
        """
        INSERT INTO waakvlam.sleutel (gemeente, stream_id, gezinslid, sleutel_id, vernietigd_op)
        VALUES ($1, $2, $3, $4, clock_timestamp())
        ON CONFLICT (gemeente, stream_id, gezinslid) DO NOTHING
        """
    )
    fileprivate static let destroyKey = Statement(
        "destroy_key",
        """
        UPDATE waakvlam.sleutel SET omwikkeld = NULL, hoofdsleutel = NULL, vernietigd_op = clock_timestamp()
        WHERE gemeente = $1 AND stream_id = $2 AND gezinslid IS NOT DISTINCT FROM $3 AND vernietigd_op IS NULL
        RETURNING sleutel_id
        """
    )
    fileprivate static let destroyMemberKeys = Statement(
        "destroy_member_keys",
        """
        UPDATE waakvlam.sleutel SET omwikkeld = NULL, hoofdsleutel = NULL, vernietigd_op = clock_timestamp()
        WHERE gemeente = $1 AND stream_id = $2 AND gezinslid IS NOT NULL AND vernietigd_op IS NULL
        RETURNING sleutel_id
        """
    )
    fileprivate static let countKeys = Statement(
        "count_keys",
        """
        SELECT gezinslid IS NOT NULL, hoofdsleutel, count(*) FROM waakvlam.sleutel
        WHERE gemeente = $1 GROUP BY 1, 2 ORDER BY 1, 2
        """
    )
    fileprivate static let keysToRewrap = Statement(
        "keys_to_rewrap",
        """
        SELECT sleutel_id, stream_id, gezinslid, omwikkeld, hoofdsleutel FROM waakvlam.sleutel
        WHERE gemeente = $1 AND hoofdsleutel <> $2 ORDER BY sleutel_id LIMIT 5000 FOR UPDATE
        """
    )
    fileprivate static let rewrapKeys = Statement(
        "rewrap_keys",
        """
        UPDATE waakvlam.sleutel s
        SET omwikkeld = n.omwikkeld, hoofdsleutel = n.hoofdsleutel, omwikkeld_op = clock_timestamp()
        FROM unnest($2::uuid[], $3::bytea[], $4::text[]) n(sleutel_id, omwikkeld, hoofdsleutel)
        WHERE s.gemeente = $1 AND s.sleutel_id = n.sleutel_id
        """
    )
}
