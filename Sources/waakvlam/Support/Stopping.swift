import Foundation
import HTTPInterface
import PostgresClient
import ServiceLifecycle
import Synchronization

/// How a server stops: what is on its way gets the time to finish, and nothing gets more time than there is.
///
/// From SIGTERM on nothing new is accepted. A healthy database answers everything that is on its way within
/// milliseconds; the limits are for one that hangs, and for clients that do not read or do not finish their request.
enum Stopping {
    /// So long the database may take; what waits for it then is answered 503.
    static let database: Duration = .seconds(5)
    /// So long a client may take; then its connection is closed.
    static let connections: Duration = .seconds(7)
    /// So long all of it may take; then the program ends as it is, and what was acknowledged is in the log.
    static let everything: TimeInterval = 10
}

/// Serves, and when told to stop gives the database a limited time.
struct BoundedServer: Service {
    private let server: any Service
    private let pools: [PostgresPool]

    init(_ server: any Service, on pools: [PostgresPool]) {
        (self.server, self.pools) = (server, pools)
    }

    func run() async throws {
        let deadline = Deadline()
        defer { deadline.cancel() }
        try await withGracefulShutdownHandler {
            // Leaving the scope cancels the wait, and waits for its end.
            async let _ = abandonDatabase()
            try await server.run()
        } onGracefulShutdown: {
            deadline.start()
        }
    }

    private func abandonDatabase() async {
        do {
            try await gracefulShutdown()
            try await Task.sleep(for: Stopping.database)
            for pool in pools { pool.abandon() }
        } catch {
            // The server ended first.
        }
    }
}

/// Services that stop at the same moment, within the same time, and not one after the other.
struct Together: Service {
    private let services: [any Service]

    init(_ services: [any Service]) {
        self.services = services
    }

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in services { group.addTask { try await service.run() } }
            try await group.next()
            // One that ends although nobody said so takes the others along.
            if !Task.isShuttingDownGracefully { group.cancelAll() }
            try await group.waitForAll()
        }
    }
}

/// Ends the program at the limit, whatever still runs.
///
/// On a thread of its own: when every thread of Swift is busy no task would be served.
private final class Deadline: Sendable {
    private let isCancelled = Atomic(false)

    func cancel() { isCancelled.store(true, ordering: .releasing) }

    func start() {
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: Stopping.everything)
            guard !self.isCancelled.load(ordering: .acquiring) else { return }
            Terminal.complain("De server stopt nu: niet alles kwam op tijd klaar. Wat bevestigd is, is vastgelegd.")
            _exit(Status.refused.rawValue)
        }
    }
}
