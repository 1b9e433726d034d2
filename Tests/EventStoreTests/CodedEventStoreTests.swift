import EventStore
import TestSupport
import Testing
import WireValues

@Suite struct `A store with coded payloads` {
    /// Puts a mark before the payload.
    private struct Marking: PayloadCodec {
        func seal(_ event: NewEvent, of stream: UUID, in log: LogName) -> NewEvent {
            var sealed = event
            sealed.data = Array("~".utf8) + event.data
            return sealed
        }

        func open(_ event: RecordedEvent) -> RecordedEvent {
            var opened = event.event
            opened.data = Array(event.event.data.dropFirst())
            return RecordedEvent(
                event: opened,
                log: event.log,
                stream: event.stream,
                version: event.version,
                position: event.position,
                recordedAt: event.recordedAt,
                addedAt: event.addedAt,
                leaf: event.leaf,
                hash: event.hash
            )
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
