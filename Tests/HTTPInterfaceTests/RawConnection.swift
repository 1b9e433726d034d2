import Foundation
import Glibc

/// A socket on which a test writes any bytes it likes, as no client library would.
enum RawConnection {
    struct Failure: Error {
        let call: String
    }

    /// What the server on `port` answers to these bytes, until it closes the connection or is silent for two seconds
    /// after it began, on a busy machine after a minute; nothing when the client is `leaving` without reading.
    static func exchange(_ bytes: [UInt8], port: Int, leaving: Bool = false) async throws -> String {
        try await onThread { try withConnection(port) { try run([bytes], $0, leaving) } }
    }

    /// What the server answers to these pieces of text, each sent so long after the one before.
    static func exchange(_ pieces: [String], pause: Double, port: Int) async throws -> String {
        let bytes = pieces.map { Array($0.replacing("\n", with: "\r\n").utf8) }
        return try await onThread { try withConnection(port) { try run(bytes, $0, false, pause: pause) } }
    }

    /// Whether the server closes the connection after this text within half a minute, without an answer.
    static func isClosed(after text: String, port: Int) async throws -> Bool {
        let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
        return try await onThread {
            try withConnection(port) { descriptor in
                wait(30, on: descriptor)
                send(bytes, on: descriptor)
                var byte: UInt8 = 0
                return recv(descriptor, &byte, 1, 0) == 0
            }
        }
    }

    /// On a thread of its own: the server needs the cooperative threads, and those of Dispatch, to answer.
    private static func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value
    {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }

    static func exchange(_ text: String, port: Int, leaving: Bool = false) async throws -> String {
        try await exchange(Array(text.replacing("\n", with: "\r\n").utf8), port: port, leaving: leaving)
    }

    private static func withConnection<Value>(_ port: Int, _ body: (Int32) throws -> Value) throws -> Value {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket") }
        defer { close(descriptor) }
        wait(60, on: descriptor)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(16)) }
        }
        guard connected == 0 else { throw Failure(call: "connect") }
        return try body(descriptor)
    }

    private static func run(
        _ pieces: [[UInt8]],
        _ descriptor: Int32,
        _ leaving: Bool,
        pause: Double = 0
    ) throws -> String {
        for (number, piece) in pieces.enumerated() {
            if number > 0 { Thread.sleep(forTimeInterval: pause) }
            send(piece, on: descriptor)
        }
        return leaving ? "" : read(descriptor)
    }

    private static func send(_ bytes: [UInt8], on descriptor: Int32) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // The server may answer and close before it has read everything.
            guard count > 0 else { break }
            sent += count
        }
    }

    private static func wait(_ seconds: Int, on descriptor: Int32) {
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    private static func read(_ descriptor: Int32) -> String {
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            answer += buffer[..<count]
            wait(2, on: descriptor)
        }
        return String(decoding: answer, as: UTF8.self)
    }
}
