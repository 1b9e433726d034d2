public import EventStore
public import Logging
public import PostgresClient
public import ServiceLifecycle
internal import Synchronization
internal import WireValues

/// Keeps projections up to date for as long as the program runs.
///
/// Looks at the logs about every tenth of a second, and at once after an append in this process; shares the work with
/// other nodes by leased parts; begins a build when its definition is newer than what serves; and lets a build that has
/// caught up take the place of the one before it.
public final class ProjectionRunner: Service {
    /// How long and how much.
    public struct Limits: Sendable {
        /// How long leases last without a sign of life of their node.
        public var lease: Duration = .seconds(15)
        /// How often the heads of the logs are looked at.
        public var poll: Duration = .milliseconds(100)
        /// How often builds, logs and leases are looked at.
        public var look: Duration = .seconds(1)
        /// How often families are looked for whose rows are right for not much longer.
        public var nearing: Duration = .seconds(3600)
        /// The most events of a page.
        public var pageSize = 1000
        /// The most families that are evaluated in one transaction.
        public var gezinnen = 128

        /// The bounds for a server.
        public init() {}
    }

    let projections: [Projection]
    let catalog: BuildCatalog
    let finisher: BuildFinisher
    let store: any EventStore
    let limits: Limits
    let logger: Logger
    let code: String
    let holders: HolderTable
    let projected: LogSignal
    private let appended: LogSignal
    private let isStartingBuilds: Bool
    private let shared = Mutex(Shared())

    /// A part of the work with a loop of its own.
    struct Place: Hashable {
        let build: Int16
        let log: LogName
    }

    private struct Shared {
        var bells: [Place: AsyncStream<Void>.Continuation] = [:]
        /// What has a task of its own that comes to an end: finishing or removing a build.
        var busy: Set<Int16> = []
    }

    /// A runner of these projections.
    ///
    /// - Parameters:
    ///   - projections: What to keep up to date.
    ///   - pool: For the parts and the rows; best one of its own, so that a rebuild takes nothing from who waits.
    ///   - maintenance: For comparing and removing whole builds: connections without a limit of time to a statement.
    ///   - store: The log as it is stored.
    ///   - code: The version of the program, kept with a build that it begins.
    ///   - holder: The name of this node; without one a random one, which is best.
    ///   - appended: Is raised after an append in this process.
    ///   - projected: Is raised when a projection has gone on.
    ///   - isStartingBuilds: Whether builds are begun for definitions that are newer than what serves.
    ///   - limits: How long and how much.
    ///   - logger: Where it says that something stopped.
    public init(
        _ projections: [Projection],
        pool: PostgresPool,
        maintenance: PostgresPool,
        store: any EventStore,
        code: String,
        holder: String? = nil,
        appended: LogSignal = LogSignal(),
        projected: LogSignal = LogSignal(),
        isStartingBuilds: Bool = true,
        limits: Limits = Limits(),
        logger: Logger
    ) {
        self.projections = projections
        self.store = store
        self.code = code
        self.limits = limits
        self.logger = logger
        self.appended = appended
        self.projected = projected
        self.isStartingBuilds = isStartingBuilds
        catalog = BuildCatalog(pool: pool)
        finisher = BuildFinisher(pool: maintenance, store: store, code: code, logger: logger)
        let name = holder ?? "\(UInt64.random(in: 0...UInt64.max))"
        holders = HolderTable(pool: pool, holder: name)
    }

    /// Runs until it is told to stop; a batch that is on its way is finished, and the leases are given up.
    public func run() async throws {
        let subscription = appended.subscribe { [weak self] log in self?.wake(log) }
        defer { appended.unsubscribe(subscription) }
        await withDiscardingTaskGroup { group in
            await supervise(&group)
            for bell in shared.withLock({ Array($0.bells.values) }) { bell.finish() }
        }
        shared.withLock { $0.bells = [:] }
        // Without an answer the leases end by themselves.
        try? await holders.leave()
    }

    /// Has the loops of a log look at once.
    private func wake(_ log: LogName) {
        let bells = shared.withLock { shared in shared.bells.filter { $0.key.log == log }.map(\.value) }
        for bell in bells { bell.yield() }
    }
}

// MARK: Supervising

extension ProjectionRunner {
    private static var isStopping: Bool { Task.isCancelled || Task.isShuttingDownGracefully }

    /// Waits; returns at once when the program stops.
    static func pause(_ time: Duration) async {
        try? await cancelWhenGracefulShutdown { try await Task.sleep(for: time) }
    }

    private func supervise(_ group: inout DiscardingTaskGroup) async {
        var backoff = Backoff()
        var lookedAt: ContinuousClock.Instant?
        var heads: [LogName: LogHead] = [:]
        while !Self.isStopping {
            do {
                let now = ContinuousClock.now
                let isDue = lookedAt.map { now - $0 >= limits.look } ?? true
                let found = Dictionary(uniqueKeysWithValues: try await catalog.heads().map { ($0.log, $0.head) })
                if isDue || found.count != heads.count {
                    try await look(Array(found.keys), &group)
                    lookedAt = now
                }
                for (log, head) in found where isDue || heads[log] != head { wake(log) }
                heads = found
                backoff = Backoff()
                await Self.pause(limits.poll)
            } catch {
                logger.warning("Projections wait for the database", metadata: ["error": "\(error)"])
                await Self.pause(backoff.next())
            }
        }
    }

    /// Looks what there is to work on, and gives each of it a loop.
    private func look(_ logs: [LogName], _ group: inout DiscardingTaskGroup) async throws {
        var builds = try await catalog.all()
        if isStartingBuilds {
            for projection in projections where try await start(projection, builds) { builds = try await catalog.all() }
        }
        let working = builds.filter { [.building, .serving].contains($0.status) && projection(of: $0) != nil }
        try await holders.renew(working.map(\.id), for: limits.lease)
        let wanted = Set(working.flatMap { build in logs.map { Place(build: build.id, log: $0) } })
        let (known, over) = shared.withLock { shared in
            let over = shared.bells.filter { !wanted.contains($0.key) }
            for place in over.keys { shared.bells[place] = nil }
            return (Set(shared.bells.keys), over.map(\.value))
        }
        for bell in over { bell.finish() }
        for build in working {
            for log in logs where !known.contains(Place(build: build.id, log: log)) {
                try await catalog.addParts(of: build, in: log)
                begin(build, log, &group)
            }
        }
        for build in builds { tidy(build, &group) }
    }

    private func projection(of build: Build) -> Projection? {
        projections.first { $0.name == build.name && $0.version == build.version }
    }

    /// Begins a build where the definition asks for one; whether it did.
    private func start(_ projection: Projection, _ builds: [Build]) async throws -> Bool {
        let own = builds.filter { $0.name == projection.name }
        let decision = BuildDecision(
            version: projection.version,
            serving: own.first { $0.status == .serving },
            building: own.first { $0.status == .building }
        )
        switch decision {
        case .nothing: return false
        case .start: _ = try await catalog.begin(projection, code: code)
        case .replace(let build): _ = try await catalog.begin(projection, code: code, replacing: build)
        }
        logger.notice(
            "A projection is built anew",
            metadata: ["projection": "\(projection.name)", "version": "\(projection.version)"]
        )
        return true
    }

    private func begin(_ build: Build, _ log: LogName, _ group: inout DiscardingTaskGroup) {
        guard let projection = projection(of: build) else { return }
        let worker = PartWorker(
            projection: projection,
            partCount: build.parts,
            table: PartTable(pool: catalog.pool, build: build.id, log: log, holder: holders.holder),
            store: store,
            limits: .init(pageSize: limits.pageSize, gezinnen: limits.gezinnen),
            logger: logger
        )
        let (bells, bell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        shared.withLock { $0.bells[Place(build: build.id, log: log)] = bell }
        bell.yield()
        group.addTask { await self.work(worker, bells) }
    }

    /// Lets a build that has caught up serve, and removes one that is over.
    private func tidy(_ build: Build, _ group: inout DiscardingTaskGroup) {
        guard let projection = projections.first(where: { $0.name == build.name }) else { return }
        let isOver = build.status == .stopped && !build.isRemoved
        let isReady = build.status == .building && build.version == projection.version
        guard isOver || isReady, shared.withLock({ $0.busy.insert(build.id).inserted }) else { return }
        group.addTask {
            do {
                try await cancelWhenGracefulShutdown { [self] in
                    if isOver {
                        try await BuildCatalog(pool: finisher.pool).remove(build, of: projection)
                    } else if try await holders.isFirst(in: build.id) {
                        // Comparing reads all rows of two builds.
                        _ = try await finisher.finish(build, of: projection)
                    }
                }
            } catch {
                self.logger.warning(
                    "A build of a projection is not finished yet",
                    metadata: ["projection": "\(build.name)", "build": "\(build.id)", "error": "\(error)"]
                )
            }
            self.shared.withLock { _ = $0.busy.remove(build.id) }
        }
    }
}

// MARK: Working

extension ProjectionRunner {
    /// Goes on with the parts of one build in one log whenever there is reason to.
    private func work(_ worker: PartWorker, _ bells: AsyncStream<Void>) async {
        var backoff = Backoff()
        var nearedAt: ContinuousClock.Instant?
        var neared: Set<UUID> = []
        for await _ in bells {
            var isMoving = true
            while isMoving, !Self.isStopping {
                do {
                    isMoving = try await worker.advance() == .moved
                    if isMoving { projected.raise(worker.table.log) }
                    if !isMoving, nearedAt.map({ ContinuousClock.now - $0 >= limits.nearing }) ?? true {
                        // Each of them once in a round: also one whose day stays near must not keep this loop busy.
                        let marked = try await worker.markNearing(except: neared)
                        neared.formUnion(marked)
                        isMoving = !marked.isEmpty
                        if !isMoving { (nearedAt, neared) = (.now, []) }
                    }
                    backoff = Backoff()
                } catch is PartTable.FenceLost {
                    // What is there now says who goes on.
                } catch {
                    logger.warning(
                        "A projection waits",
                        metadata: [
                            "projection": "\(worker.projection.name)", "log": "\(worker.table.log)",
                            "error": "\(error)",
                        ]
                    )
                    await Self.pause(backoff.next())
                }
            }
        }
        try? await worker.release()
    }
}

/// Pauses that grow with every failure, with chance in them so that nodes do not all come back at once.
struct Backoff {
    private var pause: Duration = .milliseconds(100)

    mutating func next() -> Duration {
        defer { pause = min(pause * 2, .seconds(5)) }
        return pause * Double.random(in: 0.5...1)
    }
}
