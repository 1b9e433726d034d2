import CivilTime
import EventStore
import TestSupport
import Testing

@testable import PostgresStore

@Suite struct `Progress of a rebuild` {
    private static let build = Build(
        id: 2,
        name: "telling",
        version: 1,
        parts: 8,
        status: .building,
        code: "proef",
        since: Moment(microseconden: 0),
        isRemoved: false
    )

    private static func state(read: Int, backlog: Int, head: Int = 10_000) -> ProjectionState {
        ProjectionState(
            build: build,
            log: Fixture.log,
            head: head,
            position: 0,
            read: read,
            backlog: backlog,
            holders: [],
            stops: []
        )
    }

    @Test func `first counts events and then families, each with its own rate and time left`() {
        let begin = ContinuousClock.now
        var meter = RebuildMeter()
        let first = meter.add([Self.state(read: 0, backlog: 0)], at: begin)
        #expect(first == RebuildProgress(phase: .reading, done: 0, total: 10_000, perSecond: nil, left: nil))
        let second = meter.add([Self.state(read: 4000, backlog: 100)], at: begin + .seconds(2))
        #expect(second.phase == .reading && second.done == 4000)
        #expect(second.perSecond == 2000 && second.left == .seconds(3))
        let third = meter.add([Self.state(read: 10_000, backlog: 400)], at: begin + .seconds(5))
        #expect(third == RebuildProgress(phase: .evaluating, done: 0, total: 400, perSecond: nil, left: nil))
        let fourth = meter.add([Self.state(read: 10_000, backlog: 300)], at: begin + .seconds(7))
        #expect(fourth.done == 100 && fourth.perSecond == 50 && fourth.left == .seconds(6))
    }

    @Test func `adds up all logs, and goes on with families while a log grows`() {
        let now = ContinuousClock.now
        var meter = RebuildMeter()
        let both = meter.add([Self.state(read: 1000, backlog: 0), Self.state(read: 10_000, backlog: 50)], at: now)
        #expect(both.phase == .reading && both.done == 11_000 && both.total == 20_000)
        _ = meter.add([Self.state(read: 10_000, backlog: 80)], at: now)
        let grown = meter.add([Self.state(read: 10_000, backlog: 20, head: 10_001)], at: now)
        #expect(grown.phase == .evaluating && grown.done == 60 && grown.total == 80)
    }
}
