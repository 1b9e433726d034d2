import HTTPTypes
import Hummingbird
import NIOCore
import WireValues

/// One column of a list: the name of a member in JSON, the head of a column in CSV.
struct Lijstkolom<Row: Sendable>: Sendable {
    let name: String
    let value: @Sendable (Row) -> JSON?

    init(_ name: String, _ value: @escaping @Sendable (Row) -> JSON?) {
        (self.name, self.value) = (name, value)
    }
}

/// In which form a list is answered.
enum Lijstvorm {
    /// A page, as JSON.
    case page
    /// All rows, a JSON object per line.
    case lines
    /// All rows, as CSV after RFC 4180.
    case csv

    /// The media types of an export.
    static let exports = ["application/x-ndjson", "text/csv"]

    /// The form that `Accept` asks for first; JSON is for whoever takes that as well.
    init(_ request: Request) {
        let accept = request.headers[.accept] ?? "*/*"
        if MediaType.acceptsJSON(accept) {
            self = .page
        } else if MediaType.accepts(accept, ["text/csv"]) {
            self = .csv
        } else {
            self = .lines
        }
    }

    /// The media type with its file extension.
    var file: (type: String, ending: String) {
        switch self {
        case .page: ("application/json", "json")
        case .lines: ("application/x-ndjson", "jsonl")
        case .csv: ("text/csv; charset=utf-8; header=present", "csv")
        }
    }
}

extension [JSON.Member] {
    /// The members of a row in the order of the columns; what is absent is left out.
    init<Row>(_ row: Row, _ columns: [Lijstkolom<Row>]) {
        self = columns.compactMap { column in column.value(row).map { JSON.Member(column.name, $0) } }
    }
}

extension ByteBuffer {
    /// Rows as a JSON object each, on a line of its own.
    init<Row>(lines rows: [Row], _ columns: [Lijstkolom<Row>]) {
        self.init()
        for row in rows {
            writeBytes(JSON.object([JSON.Member](row, columns)).bytes)
            writeString("\n")
        }
    }

    /// Rows as CSV, under a line with the names of the columns.
    init<Row>(csv rows: [Row], _ columns: [Lijstkolom<Row>]) {
        self.init()
        writeString(columns.map(\.name).joined(separator: ",") + "\r\n")
        for row in rows {
            writeString(columns.map { $0.value(row).map(Self.cell) ?? "" }.joined(separator: ",") + "\r\n")
        }
    }

    /// A value as a cell.
    private static func cell(_ value: JSON) -> String {
        guard let text = value.string else { return String(decoding: value.bytes, as: UTF8.self) }
        // A spreadsheet takes a text that begins like this for a formula.
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        let needsQuotes = safe.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D].contains($0) }
        return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
}
