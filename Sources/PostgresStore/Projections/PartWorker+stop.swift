internal import EventStore
internal import Logging
internal import PostgresClient
internal import WireValues

// Whose fault it is when a batch cannot be written, so that only the part of that family stands still.

extension PartWorker {
    /// Stops a part loudly: others go on, and it goes on itself once a person has said so.
    func stop(_ part: Int16, _ stop: PartStop) async throws {
        logger.critical(
            "A projection stopped",
            metadata: [
                "projection": "\(projection.name)", "version": "\(projection.version)", "build": "\(table.build)",
                "log": "\(table.log)", "part": "\(part)", "code": "\(stop.code)", "reason": "\(stop.reason)",
                "position": "\(stop.position.map { "\($0)" } ?? "unknown")",
            ]
        )
        try await table.stop(part, stop)
    }

    /// Brings the parts that can be to the end of a stretch, and the others to the event at which they stop.
    func isolate(_ stretch: Stretch, _ group: Group, _ stops: [Int16: PartStop]) async throws -> Taken {
        let healthy = group.parts.filter { stops[$0] == nil }
        if !healthy.isEmpty { _ = try await take(stretch, Group(parts: healthy, head: group.head)) }
        for (part, stop) in stops.sorted(by: { $0.key < $1.key }) {
            let before = stretch.before(stop.position ?? 0)
            if !before.isEmpty {
                // Something before it can be wrong as well, and then the part stands still there.
                let taken = try await take(before, Group(parts: [part], head: group.head))
                guard taken.isWhole else { continue }
            }
            try await self.stop(part, stop)
        }
        return Taken(isWhole: false)
    }

    /// The stop of every part at the first event of which nobody can say whom it touches.
    ///
    /// - Throws: `unavailable` when there is none.
    func stops(reading stretch: Stretch, _ group: Group) async throws -> [Int16: PartStop] {
        for event in stretch.events {
            do throws(ProjectionFailure) {
                _ = try await projection.touched([event], table.log)
            } catch {
                guard case .poison(let code, let reason) = error else { throw error }
                let stop = PartStop(code: code, reason: reason, position: event.position, gezin: nil)
                return Dictionary(uniqueKeysWithValues: group.parts.map { ($0, stop) })
            }
        }
        throw ProjectionFailure.unavailable(reason: "a fault did not repeat itself")
    }

    /// Per part the first event at which a family of it fails: each family is tried alone.
    ///
    /// - Throws: `unavailable` when none fails alone.
    func stops(
        in families: [Family],
        at position: Int,
        positions: (UUID) async throws -> [Int]
    ) async throws -> [Int16: PartStop] {
        var stops: [Int16: PartStop] = [:]
        for (gezin, part) in families {
            guard let fault = try await fault(of: gezin, at: position) else { continue }
            var (first, last) = (fault, position)
            // What fails goes on failing: halve until the event is found that made it so.
            var candidates = try await positions(gezin)[...]
            while let middle = candidates.dropFirst(candidates.count / 2).first {
                if let fault = try await self.fault(of: gezin, at: middle) {
                    (first, last) = (fault, middle)
                    candidates = candidates.prefix(candidates.count / 2)
                } else {
                    candidates = candidates.dropFirst(candidates.count / 2 + 1)
                }
            }
            if let known = stops[part]?.position, known <= last { continue }
            stops[part] = PartStop(code: first.code, reason: first.reason, position: last, gezin: gezin)
        }
        guard !stops.isEmpty else { throw ProjectionFailure.unavailable(reason: "a fault did not repeat itself") }
        return stops
    }

    /// Whether the rows of one family, alone, cannot be computed or are refused.
    private func fault(of gezin: UUID, at position: Int) async throws -> (code: String, reason: String)? {
        do {
            let rows = try await projection.evaluate([gezin], position, table.log)
            let table = table
            try await table.attempt { connection in try await Self.put(rows, table, on: connection) }
            return nil
        } catch let failure as ProjectionFailure {
            guard case .poison(let code, let reason) = failure else { throw failure }
            return (code, reason)
        }
    }

    /// The events of a stretch that touch a family.
    func positions(in stretch: Stretch, touching gezin: UUID) async throws -> [Int] {
        var positions: [Int] = []
        for event in stretch.events {
            var isTouching = event.stream == gezin
            if !isTouching { isTouching = try await projection.touched([event], table.log).contains(gezin) }
            if isTouching { positions.append(event.position) }
        }
        return positions
    }
}
