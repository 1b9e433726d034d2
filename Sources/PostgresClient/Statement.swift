/// A piece of SQL that stands in the program's text, with `$1`, `$2` … where values go.
///
/// There is no way to put a value into the text: it is a `StaticString`. Every connection prepares a statement once,
/// under its name, when it first needs it.
public struct Statement: Sendable {
    /// Under what name it is prepared; one name, one text.
    public let name: String
    let sql: String

    /// The statement `sql`, prepared as `name`.
    public init(_ name: StaticString, _ sql: StaticString) {
        self.name = name.description
        self.sql = sql.description
    }
}
