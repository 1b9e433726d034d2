import Foundation
import Gezinstraject
import TestSupport
import Testing
import Toevalsgezinnen
import Voorbeelden
import WireValues

@testable import CaseHandling

/// Tienduizenden verminkte regels: de lezer van gebeurtenissen weigert of begrijpt, en valt nooit om.
///
/// De zaden liggen vast, zodat een fout die eens gevonden is altijd weer gevonden wordt.
@Suite("Vijandige invoer")
struct VijandigeInvoerTests {
    private static let regelsPerZaad = 4000
    private static let basis: [[UInt8]] = {
        do {
            let map = CaseExamples.project.appending(path: "Schema/Events")
            let namen = try FileManager.default.contentsOfDirectory(atPath: map.path)
                .filter { $0.hasSuffix(".v1.json") }.sorted()
            return try namen.flatMap { naam in
                let inhoud = [UInt8](try Data(contentsOf: map.appending(path: naam)))
                return (try JSONReader.read(inhoud).array ?? []).map(\.canonicalBytes)
            }
        } catch {
            fatalError("\(error)")
        }
    }()

    @Test(arguments: 1...8)
    func `verminkte bytes worden geweigerd met regel, plaats en code, of begrepen`(_ zaad: Int) throws {
        var verminker = Verminker(zaad: UInt64(zaad), Self.basis)
        var geweigerd = 0
        for _ in 0..<Self.regelsPerZaad where try isGeweigerd(verminker.regel()) { geweigerd += 1 }
        // Without both, the lines are too broken or too whole to find anything.
        #expect(geweigerd > Self.regelsPerZaad / 2 && geweigerd < Self.regelsPerZaad)
    }

    @Test(arguments: 101...104)
    func `verminkte waarden worden geweigerd waar zij staan, of begrepen`(_ zaad: Int) throws {
        var verminker = Verminker(zaad: UInt64(zaad), Self.basis)
        var geweigerd = 0
        for _ in 0..<Self.regelsPerZaad where try isGeweigerd(verminker.waarde().canonicalBytes) { geweigerd += 1 }
        #expect(geweigerd > Self.regelsPerZaad / 4 && geweigerd < Self.regelsPerZaad)
    }

    /// Of de regel geweigerd is; wat begrepen is moet hetzelfde betekenen als zijn canonieke vorm.
    private func isGeweigerd(_ regel: [UInt8]) throws -> Bool {
        let bestand: Bestand
        do {
            bestand = try Bestand([(naam: "x.jsonl", inhoud: regel)])
        } catch {
            let regels = regel.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).count
            for fout in error.fouten {
                #expect(fout.bestand == "x.jsonl" && (1...regels).contains(fout.regel))
                #expect(!fout.code.isEmpty && !fout.uitleg.isEmpty)
                if fout.code != "GEEN_JSON", regels == 1 { try controleer(fout.plaats, in: JSONReader.read(regel)) }
            }
            return true
        }
        guard let eerste = bestand.gezinnen.first?.regels.first ?? bestand.aanpakken.first?.regels.first else {
            return false
        }
        let gelezen = eerste.invoer.gegevens.json
        #expect(try JSONReader.read(gelezen.canonicalBytes).canonicalBytes == gelezen.canonicalBytes)
        return false
    }

    /// Een plaats bestaat in wat er stond, of is een veld dat in een bestaand object ontbreekt.
    private func controleer(_ plaats: JSONPointer, in json: JSON) throws {
        let stappen = plaats.description.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        var waarde = json
        for (nummer, stap) in stappen.enumerated() {
            let naam = String(stap).replacingOccurrences(of: "~1", with: "/").replacingOccurrences(of: "~0", with: "~")
            let volgende = Int(naam).flatMap { index in
                waarde.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            }
            guard let onder = volgende ?? waarde[naam] else {
                #expect(nummer == stappen.count - 1, "\(plaats) ligt buiten wat er stond")
                return
            }
            waarde = onder
        }
    }

    @Test func `te diep, te lang en te veel wordt geweigerd, elk met zijn eigen uitleg`() throws {
        func fout(_ regel: String) -> Bestand.Fout? {
            do throws(Bestand.Fouten) {
                _ = try Bestand([(naam: "x.jsonl", inhoud: Array(regel.utf8))])
                return nil
            } catch {
                return error.fouten.first
            }
        }
        func metGegevens(_ gegevens: String) -> String {
            #"{"gezinId":"00000000-0000-7000-8000-000000000001","type":"SignaalOntvangen","gebeurdOp":"2014-03-31","#
                + #""gegevens":\#(gegevens)}"#
        }
        let diep = String(repeating: "[", count: 100_000)
        #expect(fout(metGegevens(diep))?.uitleg.contains("nesting") == true)
        let lang = "\"" + String(repeating: "a", count: 70_000) + "\""
        #expect(fout(metGegevens("{\"route\":\(lang)}"))?.uitleg.contains("te lang") == true)
        let veel = "[" + String(repeating: "1,", count: 100_001) + "1]"
        #expect(fout(metGegevens("{\"route\":\(veel)}"))?.uitleg.contains("te lang") == true)
        let tekst = "\"" + String(repeating: "a", count: 2001) + "\""
        let teLang = fout(metGegevens("{\"route\":\"politiemelding\",\"omschrijving\":\(tekst)}"))
        #expect(teLang?.code == "TE_GROOT" || teLang?.code == "VELD_ONBEKEND")
    }
}

/// Maakt van goede regels slechte.
private struct Verminker {
    private var toeval: Toeval
    private let basis: [[UInt8]]

    init(zaad: UInt64, _ basis: [[UInt8]]) {
        toeval = Toeval(zaad: zaad)
        self.basis = basis
    }

    /// Een regel waaraan een tot vier keer op de bytes iets veranderd is.
    mutating func regel() -> [UInt8] {
        var regel = toeval.kies(basis)
        for _ in 0..<Int.random(in: 1...4, using: &toeval) { vermink(&regel) }
        return regel
    }

    private mutating func vermink(_ regel: inout [UInt8]) {
        guard !regel.isEmpty else {
            regel = [UInt8.random(in: 0...255, using: &toeval)]
            return
        }
        let plaats = Int.random(in: 0..<regel.count, using: &toeval)
        let eind = min(regel.count, plaats + Int.random(in: 1...20, using: &toeval))
        switch Int.random(in: 0..<8, using: &toeval) {
        case 0: regel[plaats] ^= 1 << UInt8.random(in: 0..<8, using: &toeval)
        case 1: regel[plaats] = UInt8.random(in: 0...255, using: &toeval)
        case 2: regel.removeSubrange(plaats..<eind)
        case 3: regel.insert(contentsOf: regel[plaats..<eind], at: plaats)
        case 4: regel = Array(regel[..<plaats])
        case 5: regel.insert(contentsOf: Array(toeval.kies(Self.brokken).utf8), at: plaats)
        case 6:
            let ander = toeval.kies(basis)
            regel = Array(regel[..<plaats] + ander[Int.random(in: 0..<ander.count, using: &toeval)...])
        default: regel.replaceSubrange(plaats..<eind, with: Array(toeval.kies(Self.brokken).utf8))
        }
    }

    private static let brokken = [
        "", "\"", "\\", "\\u0000", "\\ud800", "{", "}", "[", "]", ",", ":", "null", "true", "-0", "1e9", "1.5",
        "9007199254740992", "-9223372036854775809", "\n", "\r\n", "\t", "\u{feff}", "\u{0}", "\u{202e}", "é",
        "\"2014-02-30\"", "\"0000-00-00\"", "\"9999-12-31\"", "[[[[[[[[", "{\"a\":{\"a\":{\"a\":",
    ]

    /// Een gebeurtenis waarin een tot drie waarden door iets anders vervangen zijn.
    mutating func waarde() -> JSON {
        guard var json = try? JSONReader.read(toeval.kies(basis)) else { return .null }
        for _ in 0..<Int.random(in: 1...3, using: &toeval) { json = vervangen(in: json) }
        return json
    }

    private mutating func vervangen(in json: JSON) -> JSON {
        switch json {
        case .object(var leden) where !leden.isEmpty && toeval.kans(85):
            let plaats = Int.random(in: 0..<leden.count, using: &toeval)
            switch Int.random(in: 0..<10, using: &toeval) {
            case 0: leden.remove(at: plaats)
            case 1: leden.append(JSON.Member("onbekend\(leden.count)", .integer(1)))
            default: leden[plaats].value = vervangen(in: leden[plaats].value)
            }
            return .object(leden)
        case .array(var elementen) where !elementen.isEmpty && toeval.kans(85):
            let plaats = Int.random(in: 0..<elementen.count, using: &toeval)
            switch Int.random(in: 0..<4, using: &toeval) {
            case 0: elementen.remove(at: plaats)
            case 1: elementen.append(elementen[plaats])
            default: elementen[plaats] = vervangen(in: elementen[plaats])
            }
            return .array(elementen)
        default: return toeval.kies(Self.waarden)
        }
    }

    private static let waarden: [JSON] = [
        .null, .bool(true), .integer(-1), .integer(0), .integer(9999), .integer(JSON.largestInteger), .string(""),
        .string("x"), .string(String(repeating: "é", count: 2001)), .string("2014-02-30"), .string("2014-03-31"),
        .string("00000000-0000-7000-8000-000000000001"), .string("\u{0}"), .array([]), .object([]),
        .array([.null]), .object([JSON.Member("id", .string("x"))]),
    ]
}
