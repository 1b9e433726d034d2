import CaseHandling
import Foundation
import Hummingbird
import NIOCore

/// What a request carries along.
struct AppContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The user of the token; set on every route that is not open.
    var user: Gebruiker?
    /// Until when the token is valid.
    var expires = Date.distantPast
    /// The connection.
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// The user of the token.
    ///
    /// - Throws: `Problem.unauthorized` without one.
    func authenticated() throws -> Gebruiker {
        guard let user else { throw Problem.unauthorized }
        return user
    }
}
