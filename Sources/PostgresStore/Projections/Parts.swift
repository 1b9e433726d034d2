internal import EventStore
internal import WireValues

/// In which part a family falls: the same on every node and in every version, for parts are stored.
enum Parts {
    static func part(of gezin: UUID, among parts: Int) -> Int16 {
        // The finalizer of SplitMix64: version 7 ids begin with the time, and others are chosen by anybody.
        var mixed = gezin.high ^ (gezin.low &+ 0x9e37_79b9_7f4a_7c15)
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        mixed ^= mixed >> 31
        return Int16(mixed % UInt64(max(1, parts)))
    }
}

/// A part of a build in a log, as the database has it.
struct PartState: Hashable, Sendable {
    let part: Int16
    /// Who works on it, whether or not that still counts.
    let holder: String?
    /// Whether the holder has said lately that it is there.
    let isHeld: Bool
    let head: LogHead
    let isStopped: Bool
    /// Whether families of it are behind its checkpoint.
    let hasBacklog: Bool
}

/// Which parts a node takes and gives up, so that the nodes that are there have about as many each.
struct LeasePlan: Hashable {
    let take: [Int16]
    let release: [Int16]

    var isEmpty: Bool { take.isEmpty && release.isEmpty }

    /// - Parameters:
    ///   - parts: All parts of a build in a log.
    ///   - holder: The node that plans.
    ///   - nodes: How many nodes work on the build, this one included.
    init(_ parts: [PartState], for holder: String, nodes: Int) {
        let share = (parts.count + max(1, nodes) - 1) / max(1, nodes)
        let own = parts.filter { $0.holder == holder }
        let free = parts.filter { $0.holder == nil || ($0.holder != holder && !$0.isHeld) }
        // From the end, and from the start: who gives up and who takes then differ least from what they had.
        release = own.dropFirst(share).map(\.part)
        take = free.prefix(max(0, share - own.count)).map(\.part)
    }
}

/// What a node does about a projection that it knows, given its builds.
enum BuildDecision: Hashable {
    /// Work on what there is.
    case nothing
    /// Begin a build.
    case start
    /// Give up a build of an earlier version that never came to serve, and begin one.
    case replace(Int16)

    init(version: Int, serving: Build?, building: Build?) {
        // Whatever is newer belongs to a newer program, and this one has nothing to do with it.
        if let serving, serving.version > version {
            self = .nothing
            return
        }
        if let building {
            self = building.version < version ? .replace(building.id) : .nothing
            return
        }
        self = serving.map { $0.version < version } ?? true ? .start : .nothing
    }
}
