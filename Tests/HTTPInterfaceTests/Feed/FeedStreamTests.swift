import EventStore
import Foundation
import HTTPTypes
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

/// Every wait here is for a state; what never comes ends with the time limit.
@Suite("The feed as a stream", .timeLimit(.minutes(10)))
struct FeedStreamTests {
    private func server(_ change: (inout Feed.Settings) -> Void = { _ in }) throws -> TestServer {
        var server = try TestServer()
        server.feedSettings.interval = .milliseconds(5)
        server.feedSettings.heartbeat = .milliseconds(20)
        change(&server.feedSettings)
        return server
    }

    private func until(_ condition: () async throws -> Bool) async throws {
        while try await !condition() { try await Task.sleep(for: .milliseconds(5)) }
    }

    private func positions(_ reader: EventStreamReader, _ count: Int) async throws -> [Int] {
        var positions: [Int] = []
        while positions.count < count {
            positions.append(try #require(try await reader.nextEvent()?.json.position))
        }
        return positions
    }

    @Test func `it begins where it is asked to, and goes on with what is new`() async throws {
        let server = try server { $0.pageSize = 3 }
        try await server.add(10)
        try await server.live { client async throws in
            let reader = try await client.stream("?na=2")
            let head = try await reader.head()
            #expect(head.hasPrefix("HTTP/1.1 200") && head.contains("text/event-stream"))
            #expect(head.lowercased().contains("api-version: 1.0.0") && head.lowercased().contains("no-store"))
            #expect(try await positions(reader, 8) == Array(3...10))
            try await server.add(20)
            #expect(try await positions(reader, 20) == Array(11...30))
            let page = try await client.get("/v1/gebeurtenissen?na=29").events.first
            let again = try await client.stream("?na=29")
            _ = try await again.head()
            #expect(try await again.nextEvent()?.json == page)
            await reader.leave()
            await again.leave()
        }
    }

    @Test func `64 writers and readers that are cut off: every position once and in order`() async throws {
        let server = try server { $0.pageSize = 50 }
        let total = 64 * 20
        try await server.live { client async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        let stream = Fixture.uuid()
                        for _ in 0..<20 { try await server.add(1, stream: stream) }
                    }
                }
                for _ in 0..<4 {
                    group.addTask {
                        var (last, seen) = (String?.none, [Int]())
                        while seen.count < total {
                            let reader = try await client.stream("?na=0", lastEventId: last)
                            _ = try await reader.head()
                            for _ in 0..<Int.random(in: 1...200) where seen.count < total {
                                let message = try #require(try await reader.nextEvent())
                                seen.append(try #require(message.json.position))
                                last = message.id
                            }
                            await reader.leave()
                        }
                        #expect(seen == Array(1...total))
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `two gemeenten do not see each other`() async throws {
        let server = try server()
        let other = Fixture.log("GM0363")
        try await server.live { client async throws in
            let here = try await client.stream()
            let there = try await client.stream(as: .roles(["procesmanager"], in: "GM0363"))
            _ = (try await here.head(), try await there.head())
            let (ours, theirs) = (Fixture.uuid(), Fixture.uuid())
            try await server.add(4, stream: ours)
            try await server.add(3, to: other, stream: theirs)
            for position in 1...4 {
                let event = try await here.nextEvent()?.json
                #expect(event?.position == position && event?["subject"]?.string == ours.description)
            }
            for position in 1...3 {
                let event = try await there.nextEvent()?.json
                #expect(event?.position == position && event?["subject"]?.string == theirs.description)
            }
            await here.leave()
            await there.leave()
        }
    }

    @Test func `when nothing happens comments say that it lives`() async throws {
        let server = try server()
        try await server.live { client async throws in
            let reader = try await client.stream()
            _ = try await reader.head()
            var beats = 0
            while beats < 3 {
                let message = try #require(try await reader.next())
                if message.comment != nil { beats += 1 }
                #expect(message.data == nil && message.id == nil)
            }
            try await server.add(1)
            #expect(try await positions(reader, 1) == [1])
            await reader.leave()
        }
    }

    @Test func `who does not read is dropped, and what he did not read is not kept for him`() async throws {
        // More than a connection and the system together keep.
        let total = 40_000
        let reads = Reads()
        var server = try server {
            $0.writeLimit = .milliseconds(400)
            $0.heartbeat = .seconds(600)
        }
        server.feedStore = reads
        try await server.add(total, in: reads)
        try await server.live { [server] client async throws in
            let reader = try await client.stream(buffer: 4096)
            try await until { server.logText.contains("did not keep up") }
            try await until { server.feed.value?.readers == 0 }
            #expect(reads.last.value > 0 && reads.last.value < total)
            // It comes back where it was, and misses nothing.
            _ = try await reader.head()
            let message = try await reader.nextEvent()
            #expect(message?.json.position == 1)
            let again = try await client.stream(lastEventId: message?.id)
            _ = try await again.head()
            #expect(try await positions(again, 2) == [2, 3])
            await again.leave()
        }
    }

    @Test func `a server that stops ends its streams`() async throws {
        let server = try server { $0.heartbeat = .seconds(600) }
        try await server.add(2)
        let readers = try await server.live { client async throws in
            let readers = [try await client.stream(), try await client.stream("?na=2")]
            for reader in readers { _ = try await reader.head() }
            #expect(try await positions(readers[0], 2) == [1, 2])
            return readers
        }
        for reader in readers {
            #expect(try await reader.nextEvent() == nil)
            #expect(await reader.isFinished)
        }
    }

    @Test func `a server that stops does not wait for who does not read`() async throws {
        let store = Reads()
        var server = try server { $0.writeLimit = .seconds(600) }
        server.feedStore = store
        try await server.add(40_000, in: store)
        // Without an end of the streams this does not return: they stay connected until after it.
        let readers = try await server.live { client async throws in
            let reader = try await client.stream(buffer: 4096)
            _ = try await reader.head()
            let idle = try await client.stream("?na=40000")
            _ = try await idle.head()
            // As long as there is room the log is read; then the other stream is stuck in a write.
            var reads = -1
            while reads != store.reads.value {
                reads = store.reads.value
                for _ in 0..<20 { #expect(try await idle.next() != nil) }
            }
            return [reader, idle]
        }
        withExtendedLifetime(readers) {}
    }

    @Test func `it ends when the token is no longer valid`() async throws {
        let now = Mutexed(Date())
        let server = try server { $0.now = { now.value } }
        try await server.add(1)
        try await server.live { client async throws in
            let reader = try await client.stream()
            _ = try await reader.head()
            #expect(try await positions(reader, 1) == [1])
            now.set(Date(timeIntervalSinceNow: 601))
            let last = try #require(try await reader.nextEvent())
            #expect(last.event == "fout" && last.id == nil && last.json["code"] == "TOEGANGSBEWIJS_ONGELDIG")
            #expect(try await reader.next() == nil)
            #expect(await reader.isFinished)
        }
    }

    @Test func `there are no more streams than there can be, and who leaves makes room`() async throws {
        let server = try server { $0.maximumReaders = 2 }
        try await server.live { client async throws in
            let readers = [try await client.stream(), try await client.stream()]
            for reader in readers { _ = try await reader.head() }
            let refused = try await client.get("/v1/gebeurtenissen/stroom")
            #expect(refused.status == 503 && refused.code == "TE_VEEL_VOLGERS" && refused["Retry-After"] == "5")
            #expect(try await client.get("/v1/gebeurtenissen").status == 200)
            await readers[0].leave()
            try await until { server.feed.value?.readers == 1 }
            let next = try await client.stream()
            #expect(try await next.head().hasPrefix("HTTP/1.1 200"))
            await readers[1].leave()
            await next.leave()
            try await until { server.feed.value?.readers == 0 }
            // HEAD takes no place.
            for _ in 0..<5 { #expect(try await client.send(.head, "/v1/gebeurtenissen/stroom").status == 200) }
            try await until { server.feed.value?.readers == 0 }
        }
    }

    @Test func `a log that becomes another one ends the stream, and it cannot be taken up again`() async throws {
        var server = try server()
        let store = RestorableStore()
        server.feedStore = store
        try await server.add(5, in: store)
        try await server.live { [server] client async throws in
            let reader = try await client.stream()
            _ = try await reader.head()
            var last: String?
            for _ in 0..<5 { last = try await reader.nextEvent()?.id }
            let other = InMemoryEventStore()
            try await server.add(9, in: other)
            store.restore(other, epoch: 2)
            let end = try #require(try await reader.nextEvent())
            #expect(end.event == "fout" && end.id == nil && end.json["code"] == "ANDER_VERLEDEN")
            #expect(try await reader.next() == nil)
            let again = try await client.stream(lastEventId: last)
            #expect(try await again.head().hasPrefix("HTTP/1.1 409"))
            // From the beginning it can be read.
            let anew = try await client.stream()
            _ = try await anew.head()
            #expect(try await positions(anew, 9) == Array(1...9))
            await anew.leave()
        }
    }

    @Test func `a store that is away for a while does not end the stream`() async throws {
        let server = try server()
        try await server.add(1)
        try await server.live { client async throws in
            let reader = try await client.stream()
            _ = try await reader.head()
            #expect(try await positions(reader, 1) == [1])
            server.store.fail(with: .unavailable(reason: "weg"))
            try await until { server.logText.contains("The feed cannot read.") }
            #expect(try await client.stream().head().hasPrefix("HTTP/1.1 503"))
            server.store.fail(with: nil)
            try await server.add(2)
            #expect(try await positions(reader, 2) == [2, 3])
            await reader.leave()
        }
    }

    @Test func `a read that fails once is done again`() async throws {
        let store = Reads()
        var server = try server()
        server.feedStore = store
        try await server.add(3, in: store)
        // The first is the look before the answer.
        store.failing.set(2)
        try await server.live { client async throws in
            let reader = try await client.stream()
            _ = try await reader.head()
            #expect(try await positions(reader, 3) == [1, 2, 3])
            #expect(store.reads.value >= 3)
            await reader.leave()
        }
    }

    @Test func `the header goes before the parameter`() async throws {
        let server = try server()
        try await server.add(5)
        try await server.live { client async throws in
            let reader = try await client.stream("?na=1", lastEventId: "3")
            _ = try await reader.head()
            #expect(try await positions(reader, 2) == [4, 5])
            await reader.leave()
        }
    }

    @Test(arguments: [
        ("text/event-stream", 200), ("text/*", 200), ("*/*", 200), ("application/json, text/event-stream;q=0.5", 200),
        ("application/json", 406), ("text/event-stream;q=0, */*", 406), ("text/html", 406),
    ])
    func `who does not take an event stream gets none`(_ accept: String, _ status: Int) async throws {
        let server = try server()
        try await server.test { client async throws in
            let answer = try await client.send(.head, "/v1/gebeurtenissen/stroom", headers: [.accept: accept])
            #expect(answer.status == status)
            #expect((answer["Content-Type"] == "text/event-stream") == (status == 200))
        }
    }

    @Test func `HEAD has the headers of GET, and other methods are refused`() async throws {
        let server = try server()
        try await server.test { client async throws in
            let uri = "/v1/gebeurtenissen/stroom"
            let head = try await client.send(.head, uri)
            #expect(head.status == 200 && head.bytes.isEmpty && head["Content-Type"] == "text/event-stream")
            #expect(head["API-Version"] == "1.0.0" && head["Cache-Control"] == "no-store")
            for method in [.post, .put, .patch, .delete, .options] as [HTTPRequest.Method] {
                let answer = try await client.send(method, uri)
                #expect(answer.status == 405 && answer["Allow"] == "GET, HEAD", "\(method)")
            }
            #expect(try await client.get(uri + "/").status == 404)
        }
    }
}

/// A store in memory that knows how far and how often it was read, and fails at one time.
private final class Reads: EventStore {
    private let base = InMemoryEventStore()
    let last = Mutexed(0)
    let reads = Mutexed(0)
    let failing = Mutexed(0)

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
        reads.set(reads.value + 1)
        if reads.value == failing.value { throw .unavailable(reason: "weg") }
        let events = try await base.events(in: log, after: position, limit: limit)
        if let position = events.last?.position { last.set(max(last.value, position)) }
        return events
    }

    func streams(in log: LogName, holding type: String) async throws(EventStoreError) -> [WireValues.UUID] {
        try await base.streams(in: log, holding: type)
    }

    func head(of log: LogName) async throws(EventStoreError) -> LogHead { try await base.head(of: log) }

    func logs() async throws(EventStoreError) -> [LogName] { try await base.logs() }
}
