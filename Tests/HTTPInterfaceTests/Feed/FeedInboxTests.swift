import CivilTime
import EventStore
import TestSupport
import Testing

@testable import HTTPInterface

@Suite("What is new, for one reader", .timeLimit(.minutes(5)))
struct FeedInboxTests {
    private func head(_ position: Int, _ past: UInt8 = 0) -> LogHead {
        LogHead(epoch: 1, position: position, hash: [UInt8(position), past])
    }

    private func page(after start: Int, to end: Int) -> FeedPage {
        let entries = ((start + 1)...end).map { FeedPage.Entry(head: head($0), json: []) }
        return FeedPage(start: head(start), entries: entries[...], end: Checkpoint(log: Fixture.log, head: head(end)))
    }

    private func positions(_ rest: FeedPage.Rest) -> [Int]? {
        if case .page(let page) = rest { page.entries.map(\.head.position) } else { nil }
    }

    @Test func `of a page comes what the reader does not have yet`() {
        let page = page(after: 10, to: 14)
        #expect(positions(page.rest(after: head(10))) == [11, 12, 13, 14])
        #expect(positions(page.rest(after: head(12))) == [13, 14])
        if case .page(let rest) = page.rest(after: head(12)) {
            #expect(positions(rest.rest(after: head(13))) == [14])
        }
        for position in [14, 15] {
            guard case .nothing = page.rest(after: head(position)) else {
                Issue.record("\(position)")
                continue
            }
        }
        // What lies before it is missing, or it is of another past.
        for seen in [head(9), head(10, 1), head(12, 1)] {
            guard case .tooLate = page.rest(after: seen) else {
                Issue.record("\(seen.position)")
                continue
            }
        }
    }

    @Test func `who waits gets the page, and who is busy hears that there is one`() async {
        let inbox = FeedInbox()
        inbox.deliver(page(after: 0, to: 2))
        guard case .something = await inbox.news(after: head(0), until: .now + .seconds(600)) else {
            Issue.record("a page was kept for who does not wait")
            return
        }
        async let news = inbox.news(after: head(2), until: .now + .seconds(600))
        while !inbox.isWaiting { await Task.yield() }
        inbox.deliver(page(after: 2, to: 3))
        inbox.deliver(page(after: 3, to: 4))
        switch await news {
        case .page(let page): #expect(page.entries.map(\.head.position) == [3])
        // The second came before the first was taken: then there is more than one page.
        case .something: break
        default: Issue.record("the page got lost")
        }
        inbox.clear()
        #expect(await inbox.news(after: head(4), until: .now) == nil)
        inbox.end()
        guard case .end = await inbox.news(after: head(4), until: .now + .seconds(600)) else {
            Issue.record("the end got lost")
            return
        }
    }

    @Test func `a bell that rang before ends the next wait, once`() async {
        let bell = Bell()
        bell.ring()
        bell.ring()
        await bell.wait(until: .now + .seconds(600))
        let start = ContinuousClock.now
        await bell.wait(until: start + .milliseconds(20))
        #expect(ContinuousClock.now >= start + .milliseconds(20))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await bell.wait(until: .now + .seconds(600)) }
            group.cancelAll()
        }
    }
}
