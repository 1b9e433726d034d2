import CaseHandling
import EventStore
import Foundation
import HTTPTypes
import Hummingbird

/// `/v1/gebeurtenissen` and the stream of it: for who follows what is recorded.
struct FeedRoutes {
    let feed: Feed

    /// The only address that answers in another type than JSON.
    static let stream = "gebeurtenissen/stroom"

    var resources: [Resource] {
        [Resource("gebeurtenissen", [.get: gebeurtenissen]), Resource(FeedRoutes.stream, [.get: stroom])]
    }

    @Sendable private func gebeurtenissen(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        var query = Query(request, allowed: ["na", "limiet"])
        let (place, limit) = (query.leesplaats(), query.limiet())
        try query.check()
        return try await feed.page(after: feed.begin(after: place, for: user), limit: limit).answer(limit: limit)
    }

    @Sendable private func stroom(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        var query = Query(request, allowed: ["na"])
        let place = query.leesplaats(lastEventId: HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] })
        try query.check()
        let checkpoint = try await feed.begin(after: place, for: user)
        let reader = try feed.admit(to: user.gemeente)
        // That the log does not go on from there can be said with a status now, and only in a message later.
        _ = try await feed.page(after: checkpoint, limit: 1)
        let stream = FeedStream(
            feed: feed,
            reader: reader,
            begin: checkpoint,
            expires: context.expires,
            channel: context.channel,
            logger: context.logger
        )
        return stream.response(to: request)
    }
}
