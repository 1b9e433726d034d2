import TestSupport
import Testing

@testable import PostgresStore

@Suite struct `Of the nodes that work on a build` {
    @Test func `one comes first, until its time is over or it leaves`() async throws {
        try await ProjectionBench.with { bench in
            let build = try await bench.serve(bench.projection())
            let nodes = ["a", "b", "c"].map { HolderTable(pool: bench.pool, holder: $0) }
            func first() async throws -> [String] {
                var first: [String] = []
                for node in nodes where try await node.isFirst(in: build.id) { first.append(node.holder) }
                return first
            }
            #expect(try await first() == [])
            try await nodes[2].renew([build.id], for: .seconds(3600))
            #expect(try await first() == ["c"])
            try await nodes[0].renew([build.id], for: .zero)
            try await nodes[1].renew([build.id], for: .seconds(3600))
            #expect(try await first() == ["b"])
            try await nodes[1].leave()
            #expect(try await first() == ["c"])
        }
    }
}
