internal import Synchronization

/// Whether nobody waits for the server any more, for all connections of a pool at once.
///
/// A program that stops does not wait for a server that hangs: what was sent to it may or may not be carried out, as
/// when the connection breaks.
final class Abandonment: Sendable {
    /// How often whoever waits looks.
    static let interval: Duration = .milliseconds(200)

    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .acquiring) }

    func set() { flag.store(true, ordering: .releasing) }
}
