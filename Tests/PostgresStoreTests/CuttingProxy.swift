import Foundation
import Synchronization

/// Stands between a client and a Unix socket, and cuts a connection after a chosen byte.
final class CuttingProxy: Sendable {
    enum Direction: CaseIterable {
        case toServer
        case toClient
    }

    private struct State {
        var cut: (direction: Direction, after: Int)?
        var passed: [Direction: Int] = [:]
        /// How many connections there were.
        var lines = 0
        /// The first connection that counts.
        var first = 0

        mutating func count(ofNew: Bool, cut: (direction: Direction, after: Int)? = nil) {
            self = State(cut: cut, lines: lines, first: ofNew ? lines : 0)
        }
    }

    /// The folder of the socket, for `host`.
    let folder: String
    private let target: String
    private let listener: Int32
    private let state = Mutex(State())

    /// A proxy for the server at the socket `target`.
    init(to target: String) throws {
        self.target = target
        folder = "/tmp/waakvlam-proxy-\(UInt32.random(in: 0...UInt32.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        listener = descriptor
        let bound = withAddress(folder + "/.s.PGSQL.5432") { bind(descriptor, $0, $1) }
        guard bound == 0, listen(descriptor, 16) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                connect(client)
            }
        }
    }

    func close() {
        shutdown(listener, Int32(SHUT_RDWR))
        Foundation.close(listener)
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Counts from here, and cuts once this many bytes have passed in this direction.
    ///
    /// With `ofNew` only of connections that begin from here: one that is left says so some time later.
    func cut(_ direction: Direction, after bytes: Int, ofNew: Bool = false) {
        state.withLock { $0.count(ofNew: ofNew, cut: (direction, bytes)) }
    }

    /// Counts from here, and cuts nothing.
    func count(ofNew: Bool = false) { state.withLock { $0.count(ofNew: ofNew) } }

    /// How many bytes passed since.
    func passed(_ direction: Direction) -> Int { state.withLock { $0.passed[direction, default: 0] } }

    var hasCut: Bool { state.withLock { $0.cut == nil } }

    // MARK: Passing on

    /// Both ends; closed when nobody passes anything on any more.
    private final class Line: Sendable {
        let number: Int
        let client: Int32
        let server: Int32

        init(number: Int, client: Int32, server: Int32) {
            (self.number, self.client, self.server) = (number, client, server)
        }

        func end() {
            shutdown(client, Int32(SHUT_RDWR))
            shutdown(server, Int32(SHUT_RDWR))
        }

        deinit {
            Foundation.close(client)
            Foundation.close(server)
        }
    }

    private func connect(_ client: Int32) {
        let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let number = state.withLock { state in
            defer { state.lines += 1 }
            return state.lines
        }
        let line = Line(number: number, client: client, server: server)
        guard withAddress(target, { Foundation.connect(server, $0, $1) }) == 0 else { return line.end() }
        Thread.detachNewThread { [self] in pass(.toServer, from: client, to: server, of: line) }
        Thread.detachNewThread { [self] in pass(.toClient, from: server, to: client, of: line) }
    }

    private func pass(_ direction: Direction, from: Int32, to: Int32, of line: Line) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(from, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            let (allowed, isCut) = admit(count, direction, of: line)
            let sent = send(to, buffer, allowed, Int32(MSG_NOSIGNAL))
            if isCut || sent < allowed { break }
        }
        line.end()
    }

    /// How many of these bytes may pass, and whether that was the end.
    private func admit(_ count: Int, _ direction: Direction, of line: Line) -> (Int, isCut: Bool) {
        state.withLock { state in
            guard line.number >= state.first else { return (count, false) }
            let before = state.passed[direction, default: 0]
            state.passed[direction] = before + count
            guard let cut = state.cut, cut.direction == direction, before + count >= cut.after else {
                return (count, false)
            }
            state.cut = nil
            return (cut.after - before, true)
        }
    }
}

/// Gives `body` the address of a Unix socket.
private func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
}
