import EventStore
import Testing
import WireValues

extension EventStoreContract {
    static let concurrency = [
        ContractClause("64 writers on one stream lose nothing and leave no gap") { store async throws in
            let stream = Fixture.uuid()
            try await write(64, each: 5, with: store) { _ in stream }
            let events = try await store.events(of: stream, after: 0, in: Fixture.log)
            #expect(events.map(\.version) == Array(1...320))
            #expect(Set(events.map(\.event.id)).count == 320)
            #expect(try await Verifier(store: store, pageSize: 50).verify(Fixture.log).isSound)
        },
        ContractClause("64 writers on as many streams lose nothing and leave no gap") { store async throws in
            let streams = (0..<64).map { _ in Fixture.uuid() }
            try await write(64, each: 5, with: store) { streams[$0] }
            let events = try await store.events(in: Fixture.log, after: 0, limit: 1000)
            #expect(events.map(\.position) == Array(1...320))
            for stream in streams {
                #expect(events.filter { $0.stream == stream }.map(\.version) == [1, 2, 3, 4, 5])
            }
            #expect(try await Verifier(store: store).verify(Fixture.log).isSound)
        },
        ContractClause("64 writers on 1,000 streams lose nothing and leave no gap") { store async throws in
            let streams = (0..<1000).map { _ in Fixture.uuid() }
            // Steps that are no divisor of 1,000: every stream has several writers, and never the same ones.
            _ = try await together(64) { writer in
                for step in 0..<32 {
                    let request = Fixture.request([Fixture.event()], to: streams[(writer * 31 + step * 7) % 1000])
                    let answer = try await store.append(request, to: Fixture.log)
                    #expect(answer.appended?.count == 1)
                }
            }
            let events = try await store.events(in: Fixture.log, after: 0, limit: 3000)
            #expect(events.map(\.position) == Array(1...2048))
            #expect(Set(events.map(\.event.id)).count == 2048)
            #expect(Set(events.map(\.stream)).count > 900)
            #expect(try await Verifier(store: store, pageSize: 300).verify(Fixture.log).isSound)
        },
        ContractClause("of 64 writers who expect the same version exactly one succeeds") { store async throws in
            let stream = Fixture.uuid()
            let outcomes = try await together(64) { _ in
                try await store.append(Fixture.request([Fixture.event()], to: stream, .exactly(0)), to: Fixture.log)
            }
            #expect(outcomes.filter { $0.appended != nil }.count == 1)
            #expect(outcomes.filter { $0 == .conflict(actual: 1) }.count == 63)
        },
        ContractClause("a request that is sent by 16 callers at once is stored once") { store async throws in
            let request = Fixture.request([Fixture.event(), Fixture.event()], .exactly(0))
            let outcomes = try await together(16) { _ in try await store.append(request, to: Fixture.log) }
            let appended = outcomes.compactMap(\.appended)
            #expect(appended.count == 1)
            #expect(outcomes.compactMap(\.existing) == Array(repeating: appended.first ?? [], count: 15))
            #expect(try await store.head(of: Fixture.log).position == 2)
        },
        ContractClause("a refused request does not harm those that are sent with it") { store async throws in
            let known = Fixture.event()
            _ = try await store.append(Fixture.request([known]), to: Fixture.log)
            let outcomes = try await together(60) { index in
                let request =
                    switch index % 3 {
                    case 0: Fixture.request([Fixture.event()], .exactly(7))
                    case 1: Fixture.request([Fixture.event(), known])
                    default: Fixture.request([Fixture.event(), Fixture.event()], .exactly(0))
                    }
                return try await store.append(request, to: Fixture.log)
            }
            #expect(outcomes.filter { $0 == .conflict(actual: 0) }.count == 20)
            #expect(outcomes.compactMap(\.existing).filter { $0.map(\.event.id) == [known.id] }.count == 20)
            #expect(outcomes.compactMap(\.appended).map(\.count) == Array(repeating: 2, count: 20))
            #expect(try await store.head(of: Fixture.log).position == 41)
            #expect(try await Verifier(store: store, pageSize: 7).verify(Fixture.log).isSound)
        },
    ]

    /// The results of `count` concurrent calls.
    static func together<Value: Sendable>(
        _ count: Int,
        _ call: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: Value.self) { group in
            for index in 0..<count { group.addTask { try await call(index) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private static func write(
        _ writers: Int,
        each count: Int,
        with store: any EventStore,
        to stream: @escaping @Sendable (Int) -> UUID
    ) async throws {
        _ = try await together(writers) { writer in
            for _ in 0..<count {
                let request = Fixture.request([Fixture.event()], to: stream(writer))
                let answer = try await store.append(request, to: Fixture.log)
                #expect(answer.appended?.count == 1)
            }
        }
    }
}
