import Hummingbird
import HummingbirdTesting
import InMemoryLogging
import Logging
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("Over a socket", .timeLimit(.minutes(15)))
struct LiveTests {
    /// Runs a live server, hands out its port and the head that every post begins with, and checks that it still lives.
    private func live(
        _ server: TestServer,
        _ body: @Sendable (_ port: Int, _ client: Client, _ postHead: String) async throws -> Void
    ) async throws {
        try await server.live { client async throws in
            let port = try #require(client.base.port)
            let token = try #require(try await Caller.pm.authorization)
            let head = """
                POST \(client.path)/gebeurtenissen HTTP/1.1
                Host: localhost
                Authorization: \(token)
                Content-Type: application/json
                Connection: close

                """
            try await body(port, client, head)
            #expect(try await client.get("/health/live", as: .nobody).status == 200)
        }
    }

    private func chunked(_ body: [UInt8], size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: body.count, by: size) {
            let chunk = body[start..<min(start + size, body.count)]
            bytes += Array((String(chunk.count, radix: 16) + "\r\n").utf8) + chunk + Array("\r\n".utf8)
        }
        return bytes + Array("0\r\n\r\n".utf8)
    }

    private func crlf(_ text: String) -> [UInt8] { Array(text.replacing("\n", with: "\r\n").utf8) }

    @Test func `a body in chunks is read up to the limit and not beyond`() async throws {
        let event = CaseEvents.registration().bytes
        let spaces = [UInt8](repeating: 0x20, count: Request.bodyLimit - event.count)
        try await live(try TestServer()) { port, _, head in
            let head = crlf(head + "Transfer-Encoding: chunked\n\n")
            let over = try await RawConnection.exchange(head + chunked([0x20] + spaces + event, size: 8192), port: port)
            #expect(over.hasPrefix("HTTP/1.1 413") && over.contains("TE_GROOT"), "\(over.prefix(2000))")
            let under = try await RawConnection.exchange(head + chunked(spaces + event, size: 8192), port: port)
            #expect(under.hasPrefix("HTTP/1.1 201"))
        }
    }

    @Test func `what says that it is too large is refused before any of it comes`() async throws {
        try await live(try TestServer()) { port, _, head in
            let answer = try await RawConnection.exchange(head + "Content-Length: 10000000000\n\n", port: port)
            #expect(answer.hasPrefix("HTTP/1.1 413"))
        }
    }

    @Test func `a chunk that is none is a bad request, and no error of the program`() async throws {
        let server = try TestServer()
        try await live(server) { port, _, head in
            let answer = try await RawConnection.exchange(head + "Transfer-Encoding: chunked\n\nzz\n", port: port)
            #expect(answer.hasPrefix("HTTP/1.1 400"))
        }
        #expect(!server.logs.entries.contains { $0.level >= .error })
    }

    @Test func `a client that leaves in the middle does no harm`() async throws {
        let server = try TestServer()
        try await live(server) { port, client, head in
            for part in ["", "{", CaseEvents.registration().text] {
                let request = head + "Content-Length: 1000\n\n" + part
                _ = try await RawConnection.exchange(request, port: port, leaving: true)
            }
            #expect(try await client.get(client.path).status == 404)
        }
        #expect(!server.logs.entries.contains { $0.level >= .error })
    }

    @Test func `an error to HEAD leaves the connection in step`() async throws {
        try await live(try TestServer()) { port, _, _ in
            let answer = try await RawConnection.exchange(
                """
                HEAD /niets HTTP/1.1
                Host: localhost

                GET /health/live HTTP/1.1
                Host: localhost
                Connection: close


                """,
                port: port
            )
            let parts = answer.split(separator: "\r\n\r\n", omittingEmptySubsequences: false)
            #expect(parts.count == 3 && parts[0].hasPrefix("HTTP/1.1 404") && parts[1].hasPrefix("HTTP/1.1 200"))
            #expect(parts.last == #"{"status":"levend"}"#)
        }
    }

    @Test func `what is no HTTP, or a line without end, closes the connection only`() async throws {
        let server = try TestServer()
        try await live(server) { port, _, _ in
            let long = String(repeating: "a", count: 200_000)
            let requests = [
                "nonsens\n\n", "GET /v1/\(long) HTTP/1.1\nHost: localhost\n\n",
                "GET /health/live HTTP/1.1\nHost: localhost\nX: \(long)\n\n",
                "MARKER /v1 HTTP/1.1\nHost: localhost\n\n",
                "GET /health/live HTTP/1.1\nHost: localhost\nContent-Length: 1\nContent-Length: 2\n\n",
            ]
            for request in requests {
                let answer = try await RawConnection.exchange(request, port: port)
                #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 40"), "\(request.prefix(40))")
            }
        }
        #expect(!server.logs.entries.contains { $0.level >= .error })
    }

    @Test(arguments: ["", "GET /health/li", "POST"])
    func `a request that does not arrive in time loses its connection`(_ piece: String) async throws {
        var server = try TestServer()
        server.deadlines = .init(head: .milliseconds(200), request: .milliseconds(200))
        // Not with the client of the tests: that is silent itself before its first request.
        try await server.live { client async throws in
            let port = try #require(client.base.port)
            let token = try #require(try await Caller.pm.authorization)
            let post = """
                POST \(client.path)/gebeurtenissen HTTP/1.1
                Host: localhost
                Authorization: \(token)
                Content-Type: application/json
                Content-Length: 9

                [{
                """
            let isClosed = try await RawConnection.isClosed(after: piece == "POST" ? post : piece, port: port)
            #expect(isClosed)
        }
    }

    @Test func `a connection that rests between two requests is kept`() async throws {
        var server = try TestServer()
        server.deadlines = .init(head: .seconds(60), request: .milliseconds(200))
        try await live(server) { port, _, _ in
            let request = "GET /health/live HTTP/1.1\nHost: localhost\n"
            let answer = try await RawConnection.exchange(
                [request + "\n", request + "Connection: close\n\n"],
                pause: 0.5,
                port: port
            )
            #expect(answer.ranges(of: "HTTP/1.1 200").count == 2)
        }
    }

    @Test func `an address may be written whole`() async throws {
        try await live(try TestServer()) { port, _, _ in
            let tail = " HTTP/1.1\nHost: localhost\nConnection: close\n\n"
            let whole = try await RawConnection.exchange("GET http://localhost/health/live" + tail, port: port)
            #expect(whole.hasPrefix("HTTP/1.1 200"))
            // Without a path it is the first page, for whoever is signed in.
            let first = try await RawConnection.exchange("GET http://localhost" + tail, port: port)
            #expect(first.hasPrefix("HTTP/1.1 303"))
            for target in ["*", "//localhost/health/live"] {
                let answer = try await RawConnection.exchange("GET \(target)" + tail, port: port)
                #expect(answer.hasPrefix("HTTP/1.1 40"), "\(target)")
            }
        }
    }
}
