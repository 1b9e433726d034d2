/// Plain text that fits on a page.
enum Layout {
    /// Columns of a line: what fits on paper and in most windows.
    static let width = 100

    /// A text behind `label`, broken between words; its further lines begin below its first word.
    static func hanging(_ label: String, _ text: String, width: Int = Layout.width) -> [String] {
        let indent = String(repeating: " ", count: label.count)
        var lines: [String] = []
        var line = label
        var isFresh = true
        for word in text.split(separator: " ") {
            if !isFresh, line.count + 1 + word.count > width {
                lines.append(line)
                (line, isFresh) = (indent, true)
            }
            line += (isFresh ? "" : " ") + word
            isFresh = false
        }
        return lines + [line]
    }

    /// A text filled up with spaces.
    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// A number with the word for it: 1 gezin, 2 gezinnen.
    static func count(_ number: Int, _ one: String, _ more: String) -> String {
        "\(number) \(number == 1 ? one : more)"
    }

    /// A number at the right of its column.
    static func number(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
