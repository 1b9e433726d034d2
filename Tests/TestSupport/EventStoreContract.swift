public import EventStore
public import Testing

/// One promise of an event store, as a sentence and a check of it.
public struct ContractClause: Sendable, CustomTestStringConvertible {
    /// The promise.
    public let testDescription: String
    /// Checks it on an empty store.
    public let check: @Sendable (any EventStore) async throws -> Void

    init(_ sentence: String, _ check: @escaping @Sendable (any EventStore) async throws -> Void) {
        testDescription = sentence
        self.check = check
    }
}

/// What every event store promises; the same checks run against each implementation.
public enum EventStoreContract {
    /// All promises.
    public static let clauses = appending + refusing + reading + following + concurrency

    static let appending = [
        ContractClause("what was appended is read back, in every field") { store async throws in
            let stream = Fixture.uuid()
            let events = [Fixture.fullEvent(), Fixture.event()]
            let answer = try await store.append(Fixture.request(events, to: stream), to: Fixture.log)
            let appended = try #require(answer.appended)
            let read = try await store.events(of: stream, after: 0, in: Fixture.log)
            #expect(read == appended)
            for (event, recorded) in zip(events, read) {
                var expected = event
                expected.recordedAt = event.recordedAt ?? recorded.addedAt
                #expect(recorded.event == expected)
                #expect(recorded.recordedAt == expected.recordedAt)
                #expect(recorded.log == Fixture.log && recorded.stream == stream)
            }
            #expect(read.map(\.version) == [1, 2] && read.map(\.position) == [1, 2])
        },
        ContractClause("leaf and hash are those of the chain") { store async throws in
            var head = LogHead(epoch: 1, position: 0, hash: HashChain.start)
            for _ in 0..<3 {
                let request = Fixture.request([Fixture.fullEvent(), Fixture.event()])
                for event in try #require(try await store.append(request, to: Fixture.log).appended) {
                    #expect(HashChain.fault(in: event, after: head) == nil)
                    head = LogHead(epoch: 1, position: event.position, hash: event.hash)
                }
            }
            #expect(try await store.head(of: Fixture.log) == head)
        },
        ContractClause("a log takes in time that never decreases") { store async throws in
            for _ in 0..<20 { _ = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log) }
            let times = try await store.events(in: Fixture.log, after: 0, limit: 100).map(\.addedAt)
            #expect(times == times.sorted() && times.count == 20)
        },
        ContractClause("the expected version lets the right append through") { store async throws in
            let stream = Fixture.uuid()
            for version in 0..<3 {
                let request = Fixture.request([Fixture.event()], to: stream, .exactly(version))
                #expect(try await store.append(request, to: Fixture.log).appended?.first?.version == version + 1)
            }
        },
        ContractClause("two logs are independent, also for event ids") { store async throws in
            let other = Fixture.log("GM0014")
            let request = Fixture.request([Fixture.event()])
            let first = try await store.append(request, to: Fixture.log).appended?.first
            let second = try await store.append(request, to: other).appended?.first
            #expect(first?.position == 1 && second?.position == 1)
            #expect(first?.hash != second?.hash)
            #expect(try await store.events(in: other, after: 0, limit: 10).count == 1)
            #expect(try await store.logs() == [other, Fixture.log])
        },
    ]

    static let refusing = [
        ContractClause(
            "an append with a wrong expected version stores nothing and says the actual version"
        ) { store async throws in
            let stream = Fixture.uuid()
            let wrong = Fixture.request([Fixture.event()], to: stream, .exactly(1))
            #expect(try await store.append(wrong, to: Fixture.log) == .conflict(actual: 0))
            let two = Fixture.request([Fixture.event(), Fixture.event()], to: stream)
            _ = try await store.append(two, to: Fixture.log)
            #expect(try await store.append(wrong, to: Fixture.log) == .conflict(actual: 2))
            #expect(try await store.head(of: Fixture.log).position == 2)
        },
        ContractClause(
            "a repeated request is answered with the original events and stored once"
        ) { store async throws in
            let request = Fixture.request([Fixture.fullEvent(), Fixture.event()], .exactly(0))
            let first = try #require(try await store.append(request, to: Fixture.log).appended)
            // The version is no longer 0: that the ids are known counts before that.
            #expect(try await store.append(request, to: Fixture.log) == .exists(first))
            #expect(try await store.head(of: Fixture.log).position == 2)
        },
        ContractClause(
            "an id that is used again in another stream is answered with the event that has it"
        ) { store async throws in
            let id = Fixture.uuid()
            let first = try await store.append(Fixture.request([Fixture.event(id: id)]), to: Fixture.log).appended
            let again = Fixture.request([Fixture.event("Iets", id: id), Fixture.event()])
            #expect(try await store.append(again, to: Fixture.log).existing == first)
            #expect(try await store.events(of: again.stream, after: 0, in: Fixture.log).isEmpty)
        },
        ContractClause("an id that is used again in its stream with other contents keeps the first") {
            store async throws in
            let (stream, id) = (Fixture.uuid(), Fixture.uuid())
            let request = Fixture.request([Fixture.event(id: id, text: "een")], to: stream)
            let first = try #require(try await store.append(request, to: Fixture.log).appended)
            for version in [ExpectedVersion.any, .exactly(0), .exactly(1)] {
                let other = Fixture.request([Fixture.event("Iets", id: id, text: "twee")], to: stream, version)
                #expect(try await store.append(other, to: Fixture.log) == .exists(first))
            }
            #expect(try await store.events(of: stream, after: 0, in: Fixture.log) == first)
            #expect(try await Verifier(store: store).verify(Fixture.log).isSound)
        },
        ContractClause("a request of which one id is known stores none of its events") { store async throws in
            let known = Fixture.event()
            _ = try await store.append(Fixture.request([known]), to: Fixture.log)
            let mixed = Fixture.request([Fixture.event(), known, Fixture.event()])
            #expect(try await store.append(mixed, to: Fixture.log).existing?.map(\.event.id) == [known.id])
            #expect(try await store.head(of: Fixture.log).position == 1)
        },
        ContractClause("a request that no store can keep is refused before it is sent") { store async throws in
            let event = Fixture.event()
            var nul = Fixture.event()
            nul.actor = "a\u{0}b"
            var notText = Fixture.event()
            notText.data = [0xff]
            var large = Fixture.event()
            large.schemaVersion = 40_000
            for events in [[], [event, event], [nul], [notText], [large]] {
                await #expect {
                    _ = try await store.append(Fixture.request(events), to: Fixture.log)
                } throws: { error in
                    if case .invalidRequest = error as? EventStoreError { true } else { false }
                }
            }
            #expect(try await store.head(of: Fixture.log).position == 0)
        },
    ]

    static let reading = [
        ContractClause("a log is read in pages, in order of position") { store async throws in
            for _ in 0..<25 { _ = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log) }
            var positions: [Int] = []
            while true {
                let page = try await store.events(in: Fixture.log, after: positions.last ?? 0, limit: 10)
                if page.isEmpty { break }
                #expect(page.count <= 10)
                positions += page.map(\.position)
            }
            #expect(positions == Array(1...25))
        },
        ContractClause("a stream is read after a version") { store async throws in
            let stream = Fixture.uuid()
            let events = (0..<5).map { _ in Fixture.event() }
            _ = try await store.append(Fixture.request(events, to: stream), to: Fixture.log)
            _ = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log)
            let last = try await store.events(of: stream, after: 3, in: Fixture.log)
            #expect(last.map(\.event.id) == events[3...].map(\.id))
            #expect(try await store.events(of: stream, after: 5, in: Fixture.log).isEmpty)
        },
        ContractClause("some streams are read at once, as they were asked for, each in order of version") {
            store async throws in
            let streams = (0..<3).map { _ in Fixture.uuid() }
            for number in [0, 1, 2, 1, 0, 1] {
                _ = try await store.append(Fixture.request([Fixture.event()], to: streams[number]), to: Fixture.log)
            }
            let asked = [streams[1], Fixture.uuid(), streams[0], streams[1]]
            let found = try await store.events(of: asked, in: Fixture.log)
            #expect(found.map { $0.map(\.position) } == [[2, 4, 6], [], [1, 5], [2, 4, 6]])
            #expect(found.map { $0.map(\.version) } == [[1, 2, 3], [], [1, 2], [1, 2, 3]])
            #expect(found[0] == (try await store.events(of: streams[1], after: 0, in: Fixture.log)))
            #expect(try await store.events(of: [], in: Fixture.log).isEmpty)
            #expect(try await store.events(of: streams, in: Fixture.log("GM0014")) == [[], [], []])
        },
        ContractClause(
            "streams are found by the type of an event they hold, in order of that event"
        ) { store async throws in
            let streams = (0..<3).map { _ in Fixture.uuid() }
            for (stream, type) in [(0, "Anders"), (1, "GezinAangemeld"), (2, "Anders"), (0, "GezinAangemeld")] {
                let request = Fixture.request([Fixture.event(type)], to: streams[stream])
                _ = try await store.append(request, to: Fixture.log)
            }
            _ = try await store.append(Fixture.request([Fixture.event()], to: streams[1]), to: Fixture.log)
            let found = try await store.streams(in: Fixture.log, holding: "GezinAangemeld")
            #expect(found == [streams[1], streams[0]])
            #expect(try await store.streams(in: Fixture.log, holding: "Anders") == [streams[0], streams[2]])
            #expect(try await store.streams(in: Fixture.log, holding: "Niets").isEmpty)
        },
        ContractClause("an empty log has a head at 0, no events and no name in the list") { store async throws in
            #expect(try await store.head(of: Fixture.log) == LogHead(epoch: 1, position: 0, hash: HashChain.start))
            #expect(try await store.events(in: Fixture.log, after: 0, limit: 10).isEmpty)
            #expect(try await store.logs().isEmpty)
        },
    ]
}
