import CaseHandling
import CivilTime
import EventStore
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import InMemoryLogging
import JWTKit
import Logging
import NIOCore
import Synchronization
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

/// The server over a store in memory, with a clock that stands still and a log that is kept.
struct TestServer: Sendable {
    let store: CaseFaultyStore
    let clock: TestClock
    let logs = InMemoryLogHandler()
    let readiness = Mutexed<HTTPServer.Unreadiness?>(nil)
    let gezin = Fixture.uuid()
    /// How the feed behaves; and what it reads, when that is something else than the cases.
    var feedSettings = Feed.Settings()
    var feedStore: (any EventStore)?
    /// The feed of the application that runs.
    let feed = Mutexed<Feed?>(nil)
    var pages = PageSettings()
    /// Long: on a busy machine a client can be silent for a while between connecting and asking.
    var deadlines = RequestDeadline.Limits(head: .minutes(10), request: .minutes(10))

    init(_ now: String = "2014-06-02T10:00:00Z") throws {
        let clock = TestClock(try #require(Moment(now)))
        self.clock = clock
        store = CaseFaultyStore(InMemoryEventStore(now: { clock.nu() }))
    }

    private var logger: Logger {
        var handler = logs
        handler.logLevel = .trace
        return Logger(label: "test") { [handler] _ in handler }
    }

    /// What the lists read, when that is something else than the cases.
    var leesmodellen: (any Leesmodellen)?

    /// The use cases over the same store.
    var cases: CaseHandler { CaseHandler(store: store, klok: clock) }

    /// The lists that the pages ask.
    var lijsten: Lijsten { Lijsten(leesmodellen ?? FoldedLeesmodellen(cases)) }

    /// Everything that was logged, as text.
    var logText: String { logs.entries.map { "\($0.level) \($0.message) \($0.metadata)" }.joined(separator: "\n") }

    private func application(
        _ onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws -> some ApplicationProtocol {
        let running = Feed(
            store: feedStore ?? store,
            source: try #require(CloudEventSource(oin: "00000001823288444000")),
            logger: logger,
            settings: feedSettings
        )
        feed.set(running)
        return HTTPServer.application(
            cases: cases,
            lijsten: lijsten,
            feed: running,
            verifier: try await TestTokens.verifier(),
            readiness: { [readiness] in readiness.value },
            pages: pages,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            deadlines: deadlines,
            logger: logger,
            onRunning: onRunning
        )
    }

    /// Sends requests straight to the router.
    func test<Value>(_ body: @Sendable (Client) async throws -> Value) async throws -> Value {
        try await application().test(.router) { base in try await body(Client(base: base, gezin: gezin)) }
    }

    /// Sends requests over a socket.
    func live<Value>(_ body: @Sendable (Client) async throws -> Value) async throws -> Value {
        try await application().test(.live) { base in try await body(Client(base: base, gezin: gezin)) }
    }
}

/// A clock that stands still until a test moves it.
final class TestClock: Klok {
    private let moment: Mutex<Moment>

    init(_ moment: Moment) { self.moment = Mutex(moment) }

    func nu() -> Moment { moment.withLock(\.self) }

    func move(to text: String) throws {
        let moment = try #require(Moment(text))
        self.moment.withLock { $0 = moment }
    }
}

/// A value that concurrent code may change.
final class Mutexed<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    init(_ value: Value) { mutex = Mutex(value) }

    var value: Value { mutex.withLock(\.self) }

    func set(_ value: Value) { mutex.withLock { $0 = value } }
}

/// Who sends a request.
enum Caller: Sendable {
    case roles([String], in: String = "GM0935", actor: String = "PM1")
    case token(String)
    case nobody

    static let pm = Caller.roles(["procesmanager"])
    static let admin = Caller.roles(["beheerder"], actor: "BEH1")
    static let dashboard = Caller.roles(["dashboard"])

    var authorization: String? {
        get async throws {
            switch self {
            case .roles(let roles, let gemeente, let actor):
                "Bearer "
                    + (try await TestTokens.token { claims in
                        claims.rollen = roles
                        claims.gemeente = gemeente
                        claims.sub = .init(value: actor)
                    })
            case .token(let token): "Bearer " + token
            case .nobody: nil
            }
        }
    }
}

/// Sends requests and reads answers.
struct Client: Sendable {
    let base: any TestClientProtocol
    let gezin: WireValues.UUID

    var path: String { "/v1/gezinnen/\(gezin)" }

    func send(
        _ method: HTTPRequest.Method,
        _ uri: String,
        as caller: Caller = .pm,
        headers: HTTPFields = [:],
        bytes: [UInt8]? = nil
    ) async throws -> Answer {
        var headers = headers
        if headers[.authorization] == nil, let authorization = try await caller.authorization {
            headers[.authorization] = authorization
        }
        let body = bytes.map { ByteBuffer(bytes: $0) }
        let response = try await base.execute(uri: uri, method: method, headers: headers, body: body)
        return Answer(status: response.status.code, headers: response.headers, bytes: Array(buffer: response.body))
    }

    func get(_ uri: String, as caller: Caller = .pm, headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, uri, as: caller, headers: headers)
    }

    func post(
        _ json: JSON,
        to uri: String? = nil,
        as caller: Caller = .pm,
        ifMatch: String? = nil
    ) async throws -> Answer {
        try await post(json.bytes, to: uri, as: caller, ifMatch: ifMatch)
    }

    func post(
        _ bytes: [UInt8],
        to uri: String? = nil,
        as caller: Caller = .pm,
        ifMatch: String? = nil,
        type: String? = "application/json",
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        headers[.contentType] = type
        if let ifMatch { headers[.ifMatch] = ifMatch }
        return try await send(.post, uri ?? path + "/gebeurtenissen", as: caller, headers: headers, bytes: bytes)
    }

    /// Registers the family, and checks that this went well.
    func register() async throws {
        #expect(try await post(CaseEvents.registration()).status == 201)
    }

    /// Records the three families of Maastricht, and checks that this went well.
    func importMaastricht() async throws {
        for name in ["familie-a", "familie-b", "familie-c"] {
            let events = try CaseExamples.events(name)
            let id = try #require(events.first?["gezinId"]?.string)
            let bodies = events.map { event -> JSON in
                guard case .object(let members) = event else { return event }
                return .object(members.filter { $0.key != "gezinId" })
            }
            let answer = try await post(.array(bodies), to: "/v1/gezinnen/\(id)/gebeurtenissen", as: .admin)
            #expect(answer.status == 201)
        }
    }
}

/// An answer of the server.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: JSON { (try? JSONReader.read(bytes)) ?? .null }
    var code: String? { json["code"]?.string }

    /// Where and what the faults are, such as `/0/gebeurdOp DATUM_ONJUIST`.
    var faults: [String] {
        (json["fouten"]?.array ?? []).map { fault in
            let place =
                fault["pointer"]?.string ?? fault["parameter"]?.string.map { "?" + $0 }
                ?? fault["header"]?.string.map { $0 + ":" } ?? "?"
            return "\(place) \(fault["code"]?.string ?? "")"
        }
    }

    subscript(name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}

/// Tokens as a login would give them, and what is wrong with those that it would not.
enum TestTokens {
    static let key = ES256PrivateKey()
    static let kid = "sleutel-1"
    static let issuer = "https://aanmelden.example"
    static let audience = "waakvlam"

    static func verifier() async throws -> TokenVerifier {
        let keys = try await TokenKeys(key: key.publicKey, kid: kid)
        return TokenVerifier(keys: keys, issuer: issuer, audience: audience)
    }

    static func claims(_ change: (inout TokenClaims) -> Void = { _ in }) -> TokenClaims {
        var claims = TokenClaims(
            iss: .init(value: issuer),
            sub: .init(value: "PM1"),
            aud: .init(value: [audience]),
            exp: .init(value: .init(timeIntervalSinceNow: 600)),
            gemeente: "GM0935",
            rollen: ["procesmanager"]
        )
        change(&claims)
        return claims
    }

    static func token(
        kid: String? = TestTokens.kid,
        key: ES256PrivateKey = TestTokens.key,
        header: JWTHeader = [:],
        _ change: (inout TokenClaims) -> Void = { _ in }
    ) async throws -> String {
        let keys = JWTKeyCollection()
        await keys.add(ecdsa: key)
        var header = header
        if let kid { header.kid = kid }
        return try await keys.sign(claims(change), header: header)
    }
}
