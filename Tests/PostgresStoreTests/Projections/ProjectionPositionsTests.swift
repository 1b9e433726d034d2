import TestSupport
import Testing

@testable import PostgresStore

@Suite struct `Waiting for a position` {
    @Test func `says how far a projection is when it does not come, and when none serves`() async throws {
        try await ProjectionBench.with { bench in
            let positions = ProjectionPositions(pool: bench.pool)
            let wait = { (position: Int) in
                try await positions.wait(for: position, of: "telling", in: bench.log, timeout: .milliseconds(1))
            }
            #expect(try await wait(1) == .notBuilt)
            let projection = bench.projection()
            let build = try await bench.serve(projection)
            #expect(try await wait(1) == .behind(0))
            try await bench.append(5, to: [Fixture.uuid()])
            try await bench.drain(try await bench.worker("een", build, projection))
            #expect(try await wait(3) == .reached(5))
            #expect(try await wait(6) == .behind(5))
        }
    }

    /// The first of them looks for all; then it gives up, and so does another in the line.
    @Test(.timeLimit(.minutes(15))) func `ends for everybody, whoever was looking for them and gave up`() async throws {
        try await ProjectionBench.with { bench in
            let positions = ProjectionPositions(pool: bench.pool)
            let projection = bench.projection()
            let build = try await bench.serve(projection)
            let wait = { @Sendable (position: Int, timeout: Duration) in
                try await positions.wait(for: position, of: "telling", in: bench.log, timeout: timeout)
            }
            try await withThrowingTaskGroup(of: (Int, ProjectionPositions.Outcome?).self) { group in
                let first = Task { try await wait(1, .seconds(300)) }
                try await Task.sleep(for: .milliseconds(50))
                for position in 1...60 {
                    group.addTask { (position, try await wait(position, .seconds(300))) }
                }
                group.addTask { (0, try await wait(61, .milliseconds(100))) }
                try await Task.sleep(for: .milliseconds(50))
                first.cancel()
                await #expect(throws: (any Error).self) { try await first.value }
                try await Task.sleep(for: .milliseconds(100))
                let worker = try await bench.worker("een", build, projection)
                for _ in 0..<6 {
                    try await bench.append(10, to: [Fixture.uuid()])
                    try await bench.drain(worker)
                }
                for try await (position, outcome) in group {
                    guard position > 0 else {
                        #expect(outcome == .behind(0))
                        continue
                    }
                    guard case .reached(let found) = outcome else {
                        Issue.record("\(position): \(String(describing: outcome))")
                        continue
                    }
                    #expect(found >= position)
                }
            }
        }
    }
}
