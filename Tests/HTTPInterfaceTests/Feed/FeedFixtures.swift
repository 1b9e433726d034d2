import CivilTime
import EventStore
import Foundation
import HTTPTypes
import HummingbirdTesting
import Synchronization
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

extension TestServer {
    /// Adds events of a type without data to streams of a log, past the use cases.
    func add(
        _ count: Int,
        to log: LogName? = nil,
        stream: WireValues.UUID? = nil,
        in store: (any EventStore)? = nil
    ) async throws {
        let day = try #require(Dag("2013-02-01"))
        for start in stride(from: 0, to: count, by: 500) {
            let events = (start..<min(start + 500, count)).map { _ in
                NewEvent(id: Fixture.uuid(), type: "SignaalOntvangen", occurredOn: day, data: Array("{}".utf8))
            }
            let request = AppendRequest(stream: stream ?? Fixture.uuid(), expected: .any, events: events)
            _ = try await (store ?? self.store).append(request, to: log ?? Fixture.log)
        }
    }
}

extension Answer {
    /// The CloudEvents of a page.
    var events: [JSON] { json["gebeurtenissen"]?.array ?? [] }
    var next: String? { json["volgende"]?.string }
}

extension JSON {
    /// The position of a CloudEvent.
    var position: Int? { self["data"]?["positie"]?.integer }
}

extension EventStreamReader.Message {
    var json: JSON { (try? JSONReader.read(data ?? "")) ?? .null }
}

extension Client {
    /// Opens a stream of a live server.
    func stream(
        _ query: String = "",
        as caller: Caller = .pm,
        lastEventId: String? = nil,
        buffer: Int32? = nil
    ) async throws -> EventStreamReader {
        var headers = ["Accept": "text/event-stream"]
        headers["Authorization"] = try await caller.authorization
        headers["Last-Event-ID"] = lastEventId
        return try EventStreamReader(
            "/v1/gebeurtenissen/stroom" + query,
            port: try #require(base.port),
            headers: headers,
            buffer: buffer
        )
    }
}

/// A store whose log can become another one, as after a restore.
final class RestorableStore: EventStore {
    private let current: Mutex<(base: any EventStore, epoch: Int)>

    init(_ base: any EventStore = InMemoryEventStore(), epoch: Int = 1) { current = Mutex((base, epoch)) }

    func restore(_ base: any EventStore, epoch: Int) { current.withLock { $0 = (base, epoch) } }

    private var base: any EventStore { current.withLock { $0.base } }

    func append(_ request: AppendRequest, to log: LogName) async throws(EventStoreError) -> AppendOutcome {
        try await base.append(request, to: log)
    }

    func events(
        of stream: WireValues.UUID,
        after version: Int,
        in log: LogName
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await base.events(of: stream, after: version, in: log)
    }

    func events(
        in log: LogName,
        after position: Int,
        limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await base.events(in: log, after: position, limit: limit)
    }

    func streams(in log: LogName, holding type: String) async throws(EventStoreError) -> [WireValues.UUID] {
        try await base.streams(in: log, holding: type)
    }

    func head(of log: LogName) async throws(EventStoreError) -> LogHead {
        let (base, epoch) = current.withLock { $0 }
        let head = try await base.head(of: log)
        return LogHead(epoch: epoch, position: head.position, hash: head.hash)
    }

    func logs() async throws(EventStoreError) -> [LogName] { try await base.logs() }
}
