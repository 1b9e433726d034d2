internal import EventStore
internal import Logging
internal import PostgresClient
internal import WireValues

/// Between which steps of a batch a test can let a node die.
enum ProjectionStep: CaseIterable {
    case leased
    case read
    case touched
    case evaluated
    case fenced
    case written
    case committed
}

/// Brings the parts of one build in one log forward, a batch at a time.
///
/// It remembers nothing between batches: leases and checkpoints are read before each, so that whatever happened in
/// between, also to this node, is seen.
struct PartWorker: Sendable {
    /// What came of one batch.
    enum Outcome {
        /// There may be more to do at once.
        case moved
        /// Nothing to do until the log goes on.
        case idle
    }

    /// How much goes at a time.
    struct Limits: Sendable {
        var pageSize = 1000
        /// The families that are evaluated in one transaction; what touches more is put in the backlog.
        var families = 128
    }

    let projection: Projection
    let partCount: Int
    let table: PartTable
    let store: any EventStore
    let limits: Limits
    let logger: Logger
    /// For tests.
    var onStep: @Sendable (ProjectionStep) async throws -> Void = { _ in }

    typealias Group = PartTable.Group

    /// Takes and gives up parts as is due, and brings those that are furthest behind one batch forward.
    ///
    /// - Throws: `FenceLost` when another node was first; `ProjectionFailure.unavailable`, `PostgresError` or
    ///   `EventStoreError` when it has to be tried again.
    func advance() async throws -> Outcome {
        let parts = try await leasedParts()
        try await onStep(.leased)
        guard let first = parts.min(by: { $0.head.position < $1.head.position }) else { return .idle }
        // Parts at one point go on together: the log is read once for all of them.
        let together = parts.filter { $0.head == first.head }
        var group = Group(parts: together.map(\.part), head: first.head)
        var behind = Set(together.filter(\.hasBacklog).map(\.part))
        guard let page = try await page(for: group) else { return .moved }
        try await onStep(.read)
        if page.isEmpty, page.end != group.head {
            try await table.change(group, to: page.end) { _ in }
            group.head = page.end
        }
        if !page.isEmpty {
            let taken = try await take(page, group)
            guard taken.isWhole, page.events.count < limits.pageSize else { return .moved }
            group.head = page.end
            behind.formUnion(taken.behind)
        }
        // After a page that was the last: what is far behind first hears which of its families there are, and evaluates
        // each once, up to the end.
        let isDone = try await workOff(behind, of: group)
        return page.isEmpty && isDone ? .idle : .moved
    }

    /// Gives up all parts.
    func release() async throws { try await table.releaseAll() }

    /// The parts that this node works on, after taking and giving up what is due.
    private func leasedParts() async throws -> [PartState] {
        var (parts, nodes) = try await table.read()
        let plan = LeasePlan(parts, for: table.holder, nodes: nodes)
        if !plan.isEmpty {
            try await table.carryOut(plan)
            parts = try await table.read().parts
        }
        return parts.filter { $0.holder == table.holder && !$0.isStopped }
    }
}

// MARK: Pages

extension PartWorker {
    /// A stretch of the log: its events and the points before and after them.
    struct Stretch: Sendable {
        let start: LogHead
        let events: ArraySlice<RecordedEvent>
        let end: LogHead

        var isEmpty: Bool { events.isEmpty }

        /// The stretch up to the event at this position, without it.
        func before(_ position: Int) -> Stretch {
            let events = events.prefix { $0.position < position }
            guard let last = events.last else { return Stretch(start: start, events: [], end: start) }
            return Stretch(
                start: start,
                events: events,
                end: LogHead(epoch: end.epoch, position: last.position, hash: last.hash)
            )
        }
    }

    /// The next page of the log, proven to follow the checkpoint; nil when it does not, and the parts are stopped.
    private func page(for group: Group) async throws -> Stretch? {
        let checkpoint = Checkpoint(log: table.log, head: group.head)
        do throws(LogReadError) {
            let page = try await LogReader(store: store, pageSize: limits.pageSize).page(after: checkpoint)
            return Stretch(start: group.head, events: page.events[...], end: page.checkpoint.head)
        } catch {
            let stop: PartStop
            switch error {
            case .store(let error): throw error
            case .checkpointMismatch(let checkpoint, let mismatch):
                stop = PartStop(
                    code: ProjectionStop.otherPast,
                    reason: mismatch.description,
                    position: checkpoint.position,
                    gezin: nil
                )
            case .damaged(_, let position, let fault):
                stop = PartStop(
                    code: ProjectionStop.damaged,
                    reason: "the log is not as it was appended: \(fault)",
                    position: position,
                    gezin: nil
                )
            }
            for part in group.parts { try await self.stop(part, stop) }
            return nil
        }
    }

    /// What became of a stretch: whether all parts are at its end, and which of them have families in the backlog.
    struct Taken {
        var isWhole = true
        var behind: Set<Int16> = []
    }

    /// Brings parts to the end of a stretch; those that cannot, to just before what they cannot read, and stops them.
    func take(_ stretch: Stretch, _ group: Group) async throws -> Taken {
        let families: [Family]
        do {
            families = try await touched(by: stretch.events, in: group)
        } catch let failure as ProjectionFailure {
            guard case .poison = failure else { throw failure }
            return try await isolate(stretch, group, try await stops(reading: stretch, group))
        }
        try await onStep(.touched)
        guard families.count <= limits.families, stretch.events.count < limits.pageSize else {
            try await move(group, to: stretch.end) { [table] connection in
                try await table.mark(families, since: stretch.start.position + 1, on: connection)
            }
            return Taken(behind: Set(families.map(\.part)))
        }
        do {
            try await write(families, of: group, at: stretch.end)
            return Taken()
        } catch let failure as ProjectionFailure {
            guard case .poison = failure else { throw failure }
            let stops = try await stops(in: families, at: stretch.end.position) { gezin in
                try await self.positions(in: stretch, touching: gezin)
            }
            return try await isolate(stretch, group, stops)
        }
    }

    typealias Family = (gezin: UUID, part: Int16)

    /// The families that events touch, of these parts.
    private func touched(by events: ArraySlice<RecordedEvent>, in group: Group) async throws -> [Family] {
        let parts = Set(group.parts)
        var seen: Set<UUID> = []
        return try await projection.touched(Array(events), table.log).compactMap { gezin in
            let part = Parts.part(of: gezin, among: partCount)
            return parts.contains(part) && seen.insert(gezin).inserted ? (gezin, part) : nil
        }
    }

    /// Evaluates families up to a point of the log, and in one transaction writes their rows and makes it the checkpoint.
    private func write(_ families: [Family], of group: Group, at head: LogHead) async throws {
        let rows = try await projection.evaluate(families.map(\.gezin), head.position, table.log)
        try await onStep(.evaluated)
        try await move(group, to: head) { [table] connection in
            try await Self.put(rows, table, on: connection)
            try await table.clear(families, on: connection)
        }
    }

    /// Writes rows; that the tables refuse them is the fault of what computed them.
    static func put(
        _ rows: Projection.Evaluated,
        _ table: PartTable,
        on connection: isolated PostgresConnection
    ) async throws {
        do throws(PostgresError) {
            try await rows.write(table.build, table.log, connection)
        } catch {
            guard error.kind == .failed else { throw error }
            throw ProjectionFailure.poison(code: ProjectionStop.rowsRefused, reason: error.description)
        }
    }

    private func move(
        _ group: Group,
        to head: LogHead,
        _ change: @escaping @Sendable (isolated PostgresConnection) async throws -> Void
    ) async throws {
        let onStep = onStep
        try await table.change(group, to: head) { connection in
            try await onStep(.fenced)
            try await change(connection)
            try await onStep(.written)
        }
        try await onStep(.committed)
    }
}

// MARK: The backlog

extension PartWorker {
    /// Evaluates some families that are behind, up to the checkpoint of their parts; whether there were none.
    private func workOff(_ behind: Set<Int16>, of group: Group) async throws -> Bool {
        var families: [(gezin: UUID, part: Int16, since: Int?)] = []
        for part in behind.sorted() where families.count < limits.families {
            families += try await table.backlog(of: part, limit: limits.families - families.count)
                .map { ($0.gezin, part, $0.since) }
        }
        if families.isEmpty { return true }
        let plain = families.map { (gezin: $0.gezin, part: $0.part) }
        do {
            try await write(plain, of: group, at: group.head)
        } catch let failure as ProjectionFailure {
            guard case .poison = failure else { throw failure }
            let since = Dictionary(uniqueKeysWithValues: families.map { ($0.gezin, $0.since ?? 0) })
            let stops = try await stops(in: plain, at: group.head.position) { gezin in
                let events = try await self.store.events(of: gezin, after: 0, in: self.table.log)
                let positions = events.map(\.position).filter { $0 <= group.head.position }
                let recent = positions.filter { $0 >= since[gezin] ?? 0 }
                return recent.isEmpty ? positions : recent
            }
            for (part, stop) in stops { try await self.stop(part, stop) }
        }
        return false
    }

    /// Puts families of which the rows are right for not much longer in the backlog, except `known`; which they were.
    func markNearing(except known: Set<UUID>) async throws -> Set<UUID> {
        let parts = try await leasedParts()
        let (table, projection, partCount, limit) = (table, projection, partCount, limits.families)
        let near = try await table.pool.withConnection(for: table.log.description) { connection in
            try await connection.use(table.log.description, for: BuildCatalog.scope)
            return try await projection.nearing(table.build, table.log, limit, connection)
        }
        var marked: Set<UUID> = []
        for (head, parts) in Dictionary(grouping: parts, by: \.head) {
            let group = Group(parts: parts.map(\.part), head: head)
            let families = Set(near).subtracting(known)
                .map { (gezin: $0, part: Parts.part(of: $0, among: partCount)) }
                .filter { group.parts.contains($0.part) }
            guard !families.isEmpty else { continue }
            try await table.change(group, to: head) { connection in
                try await table.mark(families, since: nil, on: connection)
            }
            marked.formUnion(families.map(\.gezin))
        }
        return marked
    }
}
