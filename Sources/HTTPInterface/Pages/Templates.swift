import Foundation
import Mustache

/// The templates of the pages, filled in strictly.
///
/// swift-mustache prints nothing for a name that is not there, looks for it in outer objects when it is nil, and gives nil
/// for a template that does not exist. Here a name or template that is missing is an error, and what is nil is empty.
struct Templates: Sendable {
    /// A template that cannot be used, or data that does not fill it.
    enum Failure: Error, Equatable {
        /// The template, or one that it refers to, is not there.
        case missingTemplate(String)
        /// A name in the template that the data does not have.
        case missingValue(String, template: String)
        /// Something in a template that is not allowed here: unescaped text, a path of names, other delimiters.
        case notAllowed(String, template: String)
        /// The template does not parse.
        case malformed(String)
    }

    private let library: MustacheLibrary

    /// The templates with these names and texts.
    init(_ texts: [String: String]) throws(Failure) {
        var library = MustacheLibrary()
        for (name, text) in texts {
            try Templates.check(text, of: name, Set(texts.keys))
            do {
                try library.register(text, named: name)
            } catch {
                throw .malformed(name)
            }
        }
        self.library = library
    }

    /// Fills a template in.
    ///
    /// - Parameters:
    ///   - name: The template.
    ///   - data: Objects in which a name is looked for, first one first; each stored property of an object is a name.
    /// - Returns: The text, with every value escaped.
    /// - Throws: `Failure` when a name or template is missing.
    func render(_ name: String, _ data: [Any]) throws(Failure) -> String {
        let missing = MissingNames()
        guard let text = library.render(View(data, missing), withTemplate: name) else { throw .missingTemplate(name) }
        if let first = missing.names.first { throw .missingValue(first, template: name) }
        return Escaping.written(text)
    }

    private static func check(_ text: String, of name: String, _ known: Set<String>) throws(Failure) {
        for tag in text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst() {
            guard let end = tag.range(of: "}}") else { throw .malformed(name) }
            let content = tag[..<end.lowerBound]
            guard let kind = content.first, !"{&=".contains(kind) else {
                throw .notAllowed(String(content), template: name)
            }
            let word = content.drop { "#^/<>$! ".contains($0) }.filter { $0 != " " }
            switch kind {
            case "!", "$": break
            case ">", "<":
                guard known.contains(word) else { throw .missingTemplate(word) }
            case "/" where known.contains(word): break
            default:
                guard word == "." || word.allSatisfy({ $0.isLetter || $0.isNumber }) else {
                    throw .notAllowed(word, template: name)
                }
            }
        }
    }
}

/// The names that a template asked for and no object had.
private final class MissingNames {
    var names: [String] = []
}

/// What a template sees of an object: its stored properties, with an empty value for what is nil.
private struct View: MustacheParent {
    private let objects: [Any]
    /// Only the outermost object says that a name is missing: it is asked last.
    private let missing: MissingNames?

    init(_ objects: [Any], _ missing: MissingNames? = nil) {
        self.objects = objects
        self.missing = missing
    }

    func child(named name: String) -> Any? {
        for object in objects {
            for child in Mirror(reflecting: object).children where child.label == name {
                return View.seen(child.value)
            }
        }
        missing?.names.append(name)
        return nil
    }

    private static func seen(_ value: Any) -> Any {
        switch value {
        case let text as String: Escaping.marked(text)
        case let flag as Bool: flag
        case let number as Int: number
        case let texts as [String]: texts.map(Escaping.marked)
        case let list as [Any]: list.map { View([$0]) }
        default:
            switch Mirror(reflecting: value).displayStyle {
            case .optional: Mirror(reflecting: value).children.first.map { seen($0.value) } ?? Nothing()
            default: View([value])
            }
        }
    }
}

/// A value that is not there: it prints nothing, and a section over it is skipped.
private struct Nothing: MustacheCustomRenderable {
    let renderText = ""
    let isNull = true
}

/// Escapes what HTML would read as more than text.
///
/// swift-mustache looks at whole characters: a quote with an accent on it is another character to it, and still a quote to a
/// browser. So every code point that means something is marked before it gets there, and written afterwards.
private enum Escaping {
    /// Code points that are no characters, and so in no text.
    private static let marks: [(mark: UnicodeScalar, of: UnicodeScalar, written: String)] = {
        let meaningful: [(UInt32, UnicodeScalar, String)] = [
            (0xfdd0, "&", "&amp;"), (0xfdd1, "<", "&lt;"), (0xfdd2, ">", "&gt;"), (0xfdd3, "\"", "&quot;"),
            (0xfdd4, "'", "&#39;"),
        ]
        return meaningful.compactMap { mark, scalar, written in UnicodeScalar(mark).map { ($0, scalar, written) } }
    }()

    static func marked(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let mark = marks.first(where: { $0.of == scalar }) {
                result.append(mark.mark)
            } else {
                result.append(marks.contains { $0.mark == scalar } ? "\u{fffd}" : scalar)
            }
        }
        return String(result)
    }

    static func written(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.value & 0xffff_fff0 == 0xfdd0, let mark = marks.first(where: { $0.mark == scalar }) {
                result.append(contentsOf: mark.written.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
