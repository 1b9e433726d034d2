import Testing

@testable import PostgresClient

@Suite struct `The state of a pool` {
    private var pool = PoolState<String, Int>(maximum: 2, queueLimit: 2)
    private let now = ContinuousClock.now
    private let failure = PostgresError(.connectFailed)

    private mutating func request(_ id: UInt64, for group: String = "", after time: Duration = .zero) -> String {
        switch pool.request(Int(id), id: id, for: group, now: now + time) {
        case .lend(let connection): "lend \(connection)"
        case .connect: "connect"
        case .wait(let displaced): displaced.map { "wait instead of \($0)" } ?? "wait"
        case .refuse(let error): "refuse \(error.code)"
        }
    }

    private mutating func giveBack(_ connection: String?) -> String {
        switch pool.giveBack(connection) {
        case .kept: "kept"
        case .lend(let waiter, let connection): "lend \(connection) to \(waiter)"
        case .connect(let waiter): "connect \(waiter)"
        }
    }

    @Test mutating func `callers connect up to the maximum, wait up to the limit and are then refused`() {
        #expect((1...5).map { request($0) } == ["connect", "connect", "wait", "wait", "refuse poolFull"])
    }

    @Test mutating func `a connection that comes back goes to the first who waits`() {
        for id in 1...4 { _ = request(UInt64(id)) }
        #expect(giveBack("a") == "lend a to 3")
        #expect(giveBack("b") == "lend b to 4")
        #expect(giveBack("a") == "kept")
        #expect(request(5) == "lend a")
    }

    @Test mutating func `a connection that broke makes room for the first who waits to connect`() {
        for id in 1...3 { _ = request(UInt64(id)) }
        #expect(giveBack(nil) == "connect 3")
        #expect(giveBack(nil) == "kept")
        #expect(request(4) == "connect")
    }

    @Test mutating func `groups take turns, however many of one of them wait`() {
        pool = PoolState(maximum: 1, queueLimit: 100)
        for id in 1...5 { _ = request(UInt64(id), for: "a") }
        _ = request(6, for: "b")
        _ = request(7, for: "c")
        _ = request(8, for: "b")
        let served = (1...7).map { _ in giveBack("x") }
        #expect(served == [2, 6, 7, 3, 8, 4, 5].map { "lend x to \($0)" })
        #expect(giveBack("x") == "kept")
    }

    @Test mutating func `who comes to a full queue takes the place of the last of a larger group`() {
        pool = PoolState(maximum: 1, queueLimit: 3)
        for id in 1...4 { #expect(request(UInt64(id), for: "a") == (id == 1 ? "connect" : "wait")) }
        #expect(request(5, for: "a") == "refuse poolFull")
        #expect(request(6, for: "b") == "wait instead of 4")
        // The groups have two and one now: to displace one more would only turn that around.
        #expect(request(7, for: "b") == "refuse poolFull")
        #expect(request(8, for: "c") == "wait instead of 3")
        #expect(request(9, for: "d") == "refuse poolFull")
        #expect((1...3).map { _ in giveBack("x") } == ["lend x to 2", "lend x to 6", "lend x to 8"])
    }

    @Test mutating func `who gives up is not served`() {
        for id in 1...4 { _ = request(UInt64(id)) }
        #expect(pool.abandon(3) == 3)
        #expect(pool.abandon(3) == nil)
        #expect(giveBack("a") == "lend a to 4")
    }

    @Test mutating func `after a failure everybody is told so until it is time to try again`() {
        #expect(request(1) == "connect")
        #expect(pool.connectFailed(failure, now: now, jitter: 1).isEmpty)
        #expect(request(2, after: .milliseconds(49)) == "refuse connectFailed")
        #expect(request(3, after: .milliseconds(51)) == "connect")
        _ = pool.connectFailed(failure, now: now, jitter: 1)
        #expect(request(4, after: .milliseconds(99)) == "refuse connectFailed")
        #expect(request(5, after: .milliseconds(101)) == "connect")
        pool.connected()
        #expect(request(6) == "connect")
    }

    @Test(arguments: [(0.0, 25), (0.5, 37), (1.0, 50)])
    mutating func `callers that failed together do not try again together`(_ jitter: Double, _ pause: Int) {
        _ = request(1)
        _ = pool.connectFailed(failure, now: now, jitter: jitter)
        #expect(request(2, after: .milliseconds(pause - 1)) == "refuse connectFailed")
        #expect(request(3, after: .milliseconds(pause + 1)) == "connect")
    }

    @Test mutating func `the pause between attempts is bounded`() {
        for _ in 0..<40 {
            _ = request(1, after: .seconds(1000))
            _ = pool.connectFailed(failure, now: now, jitter: 1)
        }
        #expect(request(2, after: .milliseconds(999)) == "refuse connectFailed")
        #expect(request(2, after: .milliseconds(1001)) == "connect")
    }

    @Test mutating func `a failure to connect fails those who wait when nothing will come back to them`() {
        for id in 1...4 { _ = request(UInt64(id)) }
        #expect(pool.connectFailed(failure, now: now, jitter: 0).isEmpty)
        #expect(pool.connectFailed(failure, now: now, jitter: 0) == [3, 4])
        #expect(pool.inUse == 0)
    }

    @Test mutating func `closing refuses who waits and keeps nothing`() {
        for id in 1...3 { _ = request(UInt64(id)) }
        #expect(pool.close() == [3])
        #expect(request(4) == "refuse closed")
        #expect(giveBack("a") == "kept")
        #expect(pool.idleCount == 0)
    }
}
