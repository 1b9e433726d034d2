import CaseHandling
import Foundation
import Synchronization

/// What an accepted token says: who, and until when.
struct AcceptedToken: Sendable {
    let user: Gebruiker
    let expires: Date
}

/// The tokens that were accepted in the last minute: who sends one request after the other has the signature verified
/// once, which takes as long as the rest of a request.
///
/// Only what was accepted is kept, as a whole: a token that differs in one character is another one.
final class RememberedTokens: Sendable {
    private struct Entry {
        let token: AcceptedToken
        let verified: ContinuousClock.Instant
    }

    private let capacity: Int
    private let lifetime: Duration
    private let entries = Mutex<[String: Entry]>([:])

    /// Nothing yet; at most `capacity` tokens, each for at most `lifetime`.
    init(capacity: Int = 1024, lifetime: Duration = .seconds(60)) {
        self.capacity = capacity
        self.lifetime = lifetime
    }

    /// The user of a token that was accepted and has not expired since.
    func user(of token: String, at now: Date = Date()) -> Gebruiker? { accepted(token, at: now)?.user }

    /// The user of such a token, and until when it is valid.
    func accepted(_ token: String, at now: Date = Date()) -> AcceptedToken? {
        entries.withLock { entries in
            guard let entry = entries[token] else { return nil }
            guard entry.token.expires > now, .now - entry.verified < lifetime else {
                entries[token] = nil
                return nil
            }
            return entry.token
        }
    }

    /// Keeps an accepted token.
    func keep(_ user: Gebruiker, _ token: String, until expires: Date) {
        entries.withLock { entries in
            // Whoever comes now comes again; of the others nobody says whether they do.
            if entries.count >= capacity { entries = [:] }
            entries[token] = Entry(token: AcceptedToken(user: user, expires: expires), verified: .now)
        }
    }
}
