import CaseHandling
import EventStore
import Foundation
import Gezinstraject
import Testing

@testable import HTTPInterface

@Suite struct `Tokens that were accepted` {
    private func user() throws -> Gebruiker {
        Gebruiker(
            actor: try #require(Actor("PM1")),
            gemeente: try #require(LogName("GM0935")),
            rollen: [.procesmanager]
        )
    }

    @Test func `are remembered until they expire`() throws {
        let tokens = RememberedTokens()
        let now = Date()
        tokens.keep(try user(), "a.b.c", until: now + 10)
        #expect(tokens.user(of: "a.b.c", at: now + 9)?.actor.tekst == "PM1")
        #expect(tokens.user(of: "a.b.d", at: now) == nil)
        #expect(tokens.user(of: "a.b.c", at: now + 10) == nil)
        // And not once more, when a clock is set back.
        #expect(tokens.user(of: "a.b.c", at: now) == nil)
    }

    @Test func `are verified again after their lifetime`() throws {
        let tokens = RememberedTokens(lifetime: .zero)
        tokens.keep(try user(), "a.b.c", until: .distantFuture)
        #expect(tokens.user(of: "a.b.c") == nil)
    }

    @Test func `are never more than there is room for`() throws {
        let tokens = RememberedTokens(capacity: 3)
        for number in 0..<10 { tokens.keep(try user(), "\(number)", until: .distantFuture) }
        let kept = (0..<10).filter { tokens.user(of: "\($0)") != nil }
        #expect(kept.contains(9) && kept.count <= 3)
    }
}
