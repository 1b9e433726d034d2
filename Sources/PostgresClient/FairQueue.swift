/// Who waits, in groups that take turns: however many of one group wait, another group waits for one of them at most.
///
/// Within a group the first who came goes first. A group is a tenant, so that none is held up by how busy another is.
struct FairQueue<Element> {
    /// What became of somebody who came.
    enum Arrival {
        /// It waits, in the place of this one if the queue was full: the last of the largest group.
        case waits(displacing: Element?)
        /// The queue is full, and no group is larger than its own would become.
        case refused
    }

    private let limit: Int
    private var groups: [String: [(id: UInt64, element: Element)]] = [:]
    /// The groups that have somebody waiting, the next one first.
    private var turns: [String] = []
    private(set) var count = 0

    init(limit: Int) {
        self.limit = limit
    }

    var isEmpty: Bool { count == 0 }

    mutating func add(_ element: Element, id: UInt64, of group: String) -> Arrival {
        var displaced: Element?
        if count >= limit {
            let own = groups[group]?.count ?? 0
            guard let largest = groups.max(by: { $0.value.count < $1.value.count }), largest.value.count > own + 1,
                let last = largest.value.last
            else { return .refused }
            displaced = remove(last.id)
        }
        if groups[group] == nil { turns.append(group) }
        groups[group, default: []].append((id, element))
        count += 1
        return .waits(displacing: displaced)
    }

    /// Takes the one whose turn it is; its group goes to the back.
    mutating func next() -> Element? {
        guard let group = turns.first, let first = groups[group]?.first else { return nil }
        turns.removeFirst()
        turns.append(group)
        return remove(first.id)
    }

    /// Takes somebody out; nil when it waits no more.
    mutating func remove(_ id: UInt64) -> Element? {
        for (group, members) in groups {
            guard let index = members.firstIndex(where: { $0.id == id }) else { continue }
            count -= 1
            if members.count == 1 {
                groups[group] = nil
                turns.removeAll { $0 == group }
            } else {
                groups[group]?.remove(at: index)
            }
            return members[index].element
        }
        return nil
    }

    /// Takes everybody out.
    mutating func removeAll() -> [Element] {
        defer { self = FairQueue(limit: limit) }
        return groups.values.joined().sorted { $0.id < $1.id }.map(\.element)
    }
}
