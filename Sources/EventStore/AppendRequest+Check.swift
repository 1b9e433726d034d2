internal import CivilTime

extension AppendRequest {
    /// The most events of one request: what one statement carries without holding up the log for others.
    public static let largestCount = 10_000

    /// Refuses what no store can keep, before it can do harm to the requests that are sent with it.
    ///
    /// - Throws: `EventStoreError.invalidRequest`.
    public func check() throws(EventStoreError) {
        guard !events.isEmpty else { throw .invalidRequest(reason: "no events") }
        guard events.count <= Self.largestCount else { throw .invalidRequest(reason: "too many events") }
        guard Set(events.map(\.id)).count == events.count else {
            throw .invalidRequest(reason: "the same event id twice")
        }
        if case .exactly(let version) = expected, !(0...Int(Int32.max)).contains(version) {
            throw .invalidRequest(reason: "expected version out of range")
        }
        for event in events { try event.check() }
    }
}

extension NewEvent {
    fileprivate func check() throws(EventStoreError) {
        let small = 1...Int(Int16.max)
        guard small.contains(schemaVersion) else { throw .invalidRequest(reason: "schema version out of range") }
        guard traject.map(small.contains) ?? true else { throw .invalidRequest(reason: "traject out of range") }
        guard !type.isEmpty else { throw .invalidRequest(reason: "no event type") }
        // PostgreSQL's text holds any UTF-8 but the character 0.
        let texts = [type, precision, accordingTo, actor, role].compactMap(\.self)
        guard texts.allSatisfy({ !$0.utf8.contains(0) }) else {
            throw .invalidRequest(reason: "the character 0 in a text")
        }
        guard !data.contains(0), String(validating: data, as: UTF8.self) != nil else {
            throw .invalidRequest(reason: "the payload is not UTF-8 text")
        }
        if let recordedAt, recordedAt < Moment(beginVan: .eerste) || recordedAt > Moment(eindeVan: .laatste) {
            throw .invalidRequest(reason: "recording moment out of range")
        }
    }
}
