import Foundation
import Glibc

/// Reads an event stream over a socket of its own: message by message, and only when a test asks for one.
public actor EventStreamReader {
    /// What stands between two empty lines.
    public struct Message: Hashable, Sendable {
        /// Where to go on after it.
        public var id: String?
        /// Its kind, when it has one.
        public var event: String?
        /// Its data, when it has any.
        public var data: String?
        /// A comment: nothing but a sign of life.
        public var comment: String?
    }

    /// The socket did not do what it should.
    public struct Failure: Error {
        /// The call that failed.
        public let call: String
    }

    private let descriptor: Int32
    private var received: [UInt8] = []
    private var text: [UInt8] = []
    /// Whether the server said that this is the end, and did not just stop.
    public private(set) var isFinished = false

    /// Asks the server on `port` for `path`.
    ///
    /// - Parameters:
    ///   - path: The path and query.
    ///   - port: The port on this machine.
    ///   - headers: Further lines of the head.
    ///   - method: The method.
    ///   - buffer: How many bytes the system keeps for who does not read, when it should be few.
    /// - Throws: `Failure` when there is no server.
    public init(
        _ path: String,
        port: Int,
        headers: [String: String],
        method: String = "GET",
        buffer: Int32? = nil
    ) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket") }
        if var buffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &buffer, socklen_t(MemoryLayout<Int32>.size))
        }
        // Whoever waits longer waits for what never comes.
        var limit = timeval(tv_sec: 240, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure(call: "connect") }
        let fields = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        let head = Array("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n".utf8)
        let sent = head.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard sent == head.count else { throw Failure(call: "send") }
    }

    deinit { close(descriptor) }

    /// The head of the answer; for anything but a stream the body comes with `rest`.
    public func head() async throws -> String {
        while true {
            if let end = received.range(of: "\r\n\r\n") {
                let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
                received.removeSubrange(..<end.upperBound)
                return head
            }
            guard try await receive() else { throw Failure(call: "head") }
        }
    }

    /// The next message, or nil at the end of the stream.
    public func next() async throws -> Message? {
        while true {
            if let end = text.range(of: "\n\n") {
                let message = Message(String(decoding: text[..<end.lowerBound], as: UTF8.self))
                text.removeSubrange(..<end.upperBound)
                return message
            }
            guard try await chunk() else { return nil }
        }
    }

    /// The next message that is no sign of life, or nil at the end of the stream.
    public func nextEvent() async throws -> Message? {
        while let message = try await next() {
            if message.data != nil { return message }
        }
        return nil
    }

    /// Everything that comes until the server closes the connection.
    public func rest() async throws -> String {
        while try await receive() {}
        defer { received = [] }
        return String(decoding: received, as: UTF8.self)
    }

    /// Closes the connection for both sides at once.
    public func leave() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Takes a chunk out of what was received; false at the end.
    private func chunk() async throws -> Bool {
        while true {
            if isFinished { return false }
            if let end = received.range(of: "\r\n") {
                let size = Int(String(decoding: received[..<end.lowerBound], as: UTF8.self), radix: 16)
                guard let size else { throw Failure(call: "chunk") }
                if received.count >= end.upperBound + size + 2 {
                    text += received[end.upperBound..<(end.upperBound + size)]
                    received.removeSubrange(..<(end.upperBound + size + 2))
                    isFinished = size == 0
                    return !isFinished
                }
            }
            guard try await receive() else { return false }
        }
    }

    /// Waits for more; false when the other side has closed.
    private func receive() async throws -> Bool {
        let descriptor = descriptor
        // On a thread of its own: the server needs the cooperative threads to answer.
        let bytes: [UInt8]? = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var buffer = [UInt8](repeating: 0, count: 65_536)
                let count = recv(descriptor, &buffer, buffer.count, 0)
                let isLate = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)
                continuation.resume(returning: isLate ? nil : Array(buffer.prefix(max(0, count))))
            }
        }
        guard let bytes else { throw Failure(call: "nothing came for minutes") }
        received += bytes
        return !bytes.isEmpty
    }
}

extension EventStreamReader.Message {
    fileprivate init(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let sides = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let value = sides.count == 2 ? String(sides[1].trimmingPrefix(" ")) : ""
            switch sides[0] {
            case "": comment = value
            case "id": id = value
            case "event": event = value
            case "data": data = (data.map { $0 + "\n" } ?? "") + value
            default: break
            }
        }
    }
}

extension [UInt8] {
    /// Where `text` first stands.
    fileprivate func range(of text: String) -> Range<Int>? {
        let wanted = Array(text.utf8)
        guard count >= wanted.count else { return nil }
        var place = 0
        while place <= count - wanted.count {
            guard let first = self[place...].firstIndex(of: wanted[0]), first <= count - wanted.count else {
                return nil
            }
            if self[first..<(first + wanted.count)].elementsEqual(wanted) { return first..<(first + wanted.count) }
            place = first + 1
        }
        return nil
    }
}
