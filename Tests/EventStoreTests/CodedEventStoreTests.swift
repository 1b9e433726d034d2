import EventStore
import TestSupport
import Testing
import WireValues

@Suite struct `A store with coded payloads` {
    /// Puts a mark before the payload.
    private struct Marking: PayloadCodec {
        func erase(_ holder: KeyHolder, in log: LogName) {}

        func seal(_ request: AppendRequest, in log: LogName) -> AppendRequest {
            var sealed = request
            for index in sealed.events.indices { sealed.events[index].data.insert(UInt8(ascii: "~"), at: 0) }
            return sealed
        }

        func open(_ groups: [[RecordedEvent]]) -> [[RecordedEvent]] {
            groups.map { events in
                events.map { event in
                    var opened = event.event
                    opened.data.removeFirst()
                    return event.opened(as: opened, erased: [])
                }
            }
        }
    }

    @Test func `gives back what was appended and keeps the coded bytes under the chain`() async throws {
        let base = InMemoryEventStore()
        let store = CodedEventStore(base, codec: Marking())
        let request = Fixture.request([Fixture.event()])
        let data = try #require(request.events.first?.data)
        #expect(try await store.append(request, to: Fixture.log).appended?.map(\.event.data) == [data])
        #expect(try await store.append(request, to: Fixture.log).existing?.map(\.event.data) == [data])
        #expect(try await store.events(in: Fixture.log, after: 0, limit: 9).map(\.event.data) == [data])
        #expect(try await store.events(of: request.stream, after: 0, in: Fixture.log).map(\.event.data) == [data])
        let streams = try await store.events(of: [Fixture.uuid(), request.stream], in: Fixture.log)
        #expect(streams.map { $0.map(\.event.data) } == [[], [data]])
        let stored = try await base.events(in: Fixture.log, after: 0, limit: 9).map(\.event.data)
        #expect(stored == [Array("~".utf8) + data])
        #expect(try await Verifier(store: base).verify(Fixture.log).isSound)
    }

    @Test func `with plain payloads is the store itself`() async throws {
        let store = CodedEventStore(InMemoryEventStore(), codec: PlainPayloads())
        let request = Fixture.request([Fixture.fullEvent()])
        _ = try await store.append(request, to: Fixture.log)
        #expect(try await store.events(in: Fixture.log, after: 0, limit: 1).map(\.event) == request.events)
        #expect(try await Verifier(store: store).verify(Fixture.log).isSound)
    }
}
