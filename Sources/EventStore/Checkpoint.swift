internal import WireValues

/// How far somebody has read a log, and what stood there: enough to go on, and to notice that it can not.
///
/// A position alone says nothing of the past before it. After a restore, or a failover to a standby that was behind, the
/// same position can hold another event; the hash stands for everything up to and including the position.
public struct Checkpoint: Hashable, Sendable {
    /// The log that was read.
    public let log: LogName
    /// The epoch, the position and its hash.
    public let head: LogHead

    /// The point where `log` had this head.
    public init(log: LogName, head: LogHead) {
        (self.log, self.head) = (log, head)
    }

    /// The point before the first event of a log.
    public static func start(of log: LogName) -> Checkpoint {
        Checkpoint(log: log, head: LogHead(epoch: 1, position: 0, hash: HashChain.start))
    }

    /// The position of the last event that was read; 0 for none.
    public var position: Int { head.position }
}

extension Checkpoint: CustomStringConvertible {
    /// Log, epoch, position and hash, such as `GM0935:1:12345:` and 64 hexadecimal digits.
    public var description: String {
        "\(log):\(head.epoch):\(head.position):\(Hexadecimal.encode(head.hash))"
    }

    /// The checkpoint that is written so, or nil for any other text: there is one way to write it.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let log = LogName(parts[0]), let epoch = Int(parts[1]), let position = Int(parts[2]),
            let hash = Hexadecimal.decode(parts[3]), (1..<Int(Int32.max)).contains(epoch),
            position >= 0, hash.count == HashChain.start.count
        else { return nil }
        self.init(log: log, head: LogHead(epoch: epoch, position: position, hash: hash))
        guard description == text else { return nil }
    }
}

/// Why a log does not go on from a checkpoint: its past is not the one that was read.
///
/// Never a reason to try again: whoever built something on that past has to build it anew, or a person has to find the
/// right database.
public enum CheckpointMismatch: Hashable, Sendable {
    /// The log ends before the checkpoint: this database is behind the one that was read.
    case behind(position: Int)
    /// Another event stands there.
    case otherPast
    /// The log is in an earlier epoch: this database is from before the log went on in the later one.
    case earlierEpoch(Int)
    /// The log went on in a later epoch from a copy that did not have this point.
    case restored(epoch: Int)
}

extension CheckpointMismatch: CustomStringConvertible {
    /// What is wrong, for operators.
    public var description: String {
        switch self {
        case .behind(let position): "the log ends at position \(position), before the checkpoint"
        case .otherPast: "the log holds another event at the position of the checkpoint"
        case .earlierEpoch(let epoch): "the log is in epoch \(epoch), before that of the checkpoint"
        case .restored(let epoch): "the log went on in epoch \(epoch) from a copy without this checkpoint"
        }
    }
}
