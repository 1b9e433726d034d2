import CaseHandling
import CivilTime
import Foundation
import Gezinstraject
import Toevalsgezinnen
import Voorbeelden
import WireValues

/// A file of events as `waakvlam import` reads it, always the same for the same size.
///
/// Made of copies of valid families, the three of Maastricht and random ones of tens to two hundred events, each copy
/// with ids of its own.
struct LogFile {
    /// The first seed of the random families.
    static let firstSeed: UInt64 = 1
    /// The first seed of the ids of the copies.
    static let copySeed: UInt64 = 1_000_000
    /// The log that all of them are in.
    static let log = "GM0935"

    private let templates: [FamilyTemplate]

    init() throws {
        var templates: [FamilyTemplate] = []
        for name in ["a", "b", "c"] {
            let path = "Schema/Voorbeelden/Maastricht/familie-\(name).jsonl"
            guard let data = FileManager.default.contents(atPath: path) else { throw BenchError("\(path) is missing") }
            templates.append(
                try FamilyTemplate(lines: Array(data).split(separator: UInt8(ascii: "\n")).map(Array.init))
            )
        }
        for number in 0..<60 {
            let zaad = Self.firstSeed + UInt64(number)
            let gezin = try Toevalsgezin(zaad: zaad, voorstellen: 20 + number * 3)
            templates.append(try FamilyTemplate(lines: Self.lines(of: gezin.registraties)))
        }
        self.templates = templates
    }

    /// Writes `count` events, the last family of which may be cut short.
    ///
    /// - Parameters:
    ///   - path: Where to.
    ///   - count: How many events.
    ///   - open: How many families go on at the same time: 1 for one family after the other.
    /// - Throws: When the file cannot be written.
    func write(to path: String, events count: Int, open: Int = 1) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw BenchError("\(path) cannot be written") }
        defer { try? file.close() }
        var copies = (0..<open).map { copy($0) }
        var made = open
        var buffer: [UInt8] = []
        for number in 0..<count {
            let slot = number % open
            copies[slot].appendLine(to: &buffer)
            if copies[slot].isDone {
                copies[slot] = copy(made)
                made += 1
            }
            if buffer.count > 1 << 20 {
                try file.write(contentsOf: buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: buffer)
    }

    private func copy(_ number: Int) -> FamilyCopy {
        FamilyCopy(of: templates[number % templates.count], seed: Self.copySeed + UInt64(number))
    }

    /// The lines of a random family, up to what an import would refuse or what hardly ever happens.
    private static func lines(of registraties: [Registratie]) -> [[UInt8]] {
        let end = Moment(beginVan: Dag("2025-12-31") ?? .eerste)
        // What is in the future cannot be imported, nor what moves the family to another log; and erasure, which random
        // families have as often as anything else, would be most of the work.
        let usual = registraties.prefix { registratie in
            let correctie = (registratie.gegevens as? RegistratieGecorrigeerd)?.gegevens?.json
            return registratie.vastgelegdOp < end && !(registratie.gegevens is PersoonsgegevensGewist)
                && correctie?["gemeente"] == nil && registratie.gebeurdOp.description < "2025"
        }
        return usual.map { $0.importline }
    }
}

/// A family whose ids can be replaced.
private struct FamilyTemplate {
    enum Piece {
        case text([UInt8])
        /// The id with this number; 0 is that of the family.
        case id(Int)
    }

    let lines: [[Piece]]
    let ids: Int

    /// The family of these lines.
    init(lines: [[UInt8]]) throws {
        var numbers: [[UInt8]: Int] = [:]
        let whole = try lines.map { try JSONReader.read($0) }
        for json in whole {
            for name in ["gezinId", "id"] {
                guard let text = json[name]?.string else { throw BenchError("a line without \(name)") }
                if numbers[Array(text.utf8)] == nil { numbers[Array(text.utf8)] = numbers.count }
            }
        }
        ids = numbers.count
        self.lines = lines.map { Self.pieces($0, numbers) }
    }

    private static func pieces(_ line: [UInt8], _ numbers: [[UInt8]: Int]) -> [Piece] {
        var pieces: [Piece] = []
        var text: [UInt8] = []
        var place = 0
        while place < line.count {
            let end = place + 36
            if line[place] != UInt8(ascii: "\""), end <= line.count, let number = numbers[Array(line[place..<end])] {
                pieces += [.text(text), .id(number)]
                text = []
                place = end
            } else {
                text.append(line[place])
                place += 1
            }
        }
        return pieces + [.text(text + [UInt8(ascii: "\n")])]
    }
}

/// A copy of a family that is being written.
private struct FamilyCopy {
    private let template: FamilyTemplate
    private let ids: [[UInt8]]
    private var line = 0

    init(of template: FamilyTemplate, seed: UInt64) {
        self.template = template
        var toeval = Toeval(zaad: seed)
        ids = (0..<template.ids).map { _ in Array(UUID.version4(using: &toeval).description.utf8) }
    }

    var isDone: Bool { line == template.lines.count }

    mutating func appendLine(to bytes: inout [UInt8]) {
        for piece in template.lines[line] {
            switch piece {
            case .text(let text): bytes += text
            case .id(let number): bytes += ids[number]
            }
        }
        line += 1
    }
}

extension Registratie {
    /// As a line of a file to import; its own ids are replaced in every copy.
    fileprivate var importline: [UInt8] {
        let velden: [(String, JSON?)] = [
            ("id", .string(id.description)),
            ("gezinId", "00000000-0000-4000-8000-000000000000"),
            ("type", .string(type.naam)),
            ("gebeurdOp", .string(gebeurdOp.description)),
            ("traject", traject.map(JSON.integer)),
            ("precisie", precisie == .dag ? nil : .string(precisie.rawValue)),
            ("volgens", volgens?.json),
            ("vastgelegdOp", .string(vastgelegdOp.description)),
            ("vastgelegdDoor", vastgelegdDoor.map { .string($0.tekst) }),
            ("rol", rol.map { .string($0.rawValue) }),
            ("gegevens", gegevens.json),
        ]
        return JSON.object(velden.compactMap { naam, waarde in waarde.map { JSON.Member(naam, $0) } }).canonicalBytes
    }
}

extension WireValues.UUID {
    /// A random identifier.
    static func version4(using random: inout some RandomNumberGenerator) -> WireValues.UUID {
        WireValues.UUID(
            high: random.next() & ~0xf000 | 0x4000,
            low: random.next() & ~(0xc << 60) | 0x8 << 60
        )
    }

    static func random() -> WireValues.UUID {
        var random = SystemRandomNumberGenerator()
        return version4(using: &random)
    }
}
