import CaseHandling
import EventStore
import Hummingbird
import WireValues

/// A piece of a log as CloudEvents, in order of position.
struct FeedPage: Sendable {
    struct Entry: Sendable {
        /// The head of the log at this event.
        let head: LogHead
        /// The CloudEvent.
        let json: [UInt8]
    }

    /// What comes before the first entry.
    let start: LogHead
    let entries: ArraySlice<Entry>
    /// Where to go on.
    let end: Checkpoint

    /// How somebody who has read up to `seen` can use this page.
    func rest(after seen: LogHead) -> Rest {
        guard seen.position >= start.position else { return .tooLate }
        guard seen.position > start.position else { return seen.hash == start.hash ? .page(self) : .tooLate }
        // Whoever is further sees that by himself.
        guard seen.position < end.position else { return .nothing }
        let place = entries.startIndex + (seen.position - start.position - 1)
        guard entries[place].head.hash == seen.hash else { return .tooLate }
        return .page(FeedPage(start: seen, entries: entries[(place + 1)...], end: end))
    }

    enum Rest {
        /// These entries are the next ones.
        case page(FeedPage)
        /// It is all known.
        case nothing
        /// Something comes before it, or it is of another past.
        case tooLate
    }

    /// The answer to a request for a page of at most `limit` entries.
    func answer(limit: Int) -> Response {
        var bytes = Array(#"{"gebeurtenissen":["#.utf8)
        bytes.reserveCapacity(entries.reduce(200) { $0 + $1.json.count + 1 })
        for (index, entry) in entries.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += entry.json
        }
        let next = "/v1/gebeurtenissen?na=\(Leesplaats(na: end.head))&limiet=\(limit)"
        bytes += Array(#"],"volgende":"\#(next)"}"#.utf8)
        return .json(bytes)
    }
}

extension FeedPage.Entry {
    /// Adds the entry as a message of an event stream (HTML, "Server-sent events"): an id to go on from, and the data.
    func write(to buffer: inout ByteBuffer) {
        buffer.writeString("id: \(Leesplaats(na: head))\ndata: ")
        buffer.writeBytes(json)
        buffer.writeStaticString("\n\n")
    }
}
