import Synchronization
import Toevalsgezinnen
import WireValues

/// The server of a run, wherever it listens now.
final class ChaosTarget: Sendable {
    private let state: Mutex<(server: Server, isClosed: Bool)>
    private let tokens: [String: String]

    init(_ server: Server, tokens: [String: String]) {
        state = Mutex((server, false))
        self.tokens = tokens
    }

    var server: Server { state.withLock { $0.server } }
    var isClosed: Bool { state.withLock { $0.isClosed } }

    func moved(to server: Server) { state.withLock { $0.server = server } }

    /// There will be no server any more.
    func close() { state.withLock { $0.isClosed = true } }

    func post(_ events: [ChaosEvent], to family: ChaosFamily, ifMatch version: Int? = nil) async throws -> Server.Answer
    {
        try await server.send(
            "/v1/gezinnen/\(family.id)/gebeurtenissen",
            token: tokens[family.gemeente],
            post: JSON.array(events.map(\.json)).text,
            ifMatch: version
        )
    }
}
