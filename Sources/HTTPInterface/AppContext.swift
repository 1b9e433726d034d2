import CaseHandling
import Hummingbird

/// What a request carries along.
struct AppContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The user of the token; set on every route that is not open.
    var user: Gebruiker?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }

    /// The user of the token.
    ///
    /// - Throws: `Problem.unauthorized` without one.
    func authenticated() throws -> Gebruiker {
        guard let user else { throw Problem.unauthorized }
        return user
    }
}
