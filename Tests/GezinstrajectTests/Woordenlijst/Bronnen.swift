import Foundation

/// De namen in de code, zonder wat er in commentaar en teksten staat.
enum Bronnen {
    /// De map van het project; een koppeling telt als wat zij aanwijst.
    static let project = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    struct Bestand: Sendable {
        /// Het onderdeel, zoals `Gezinstraject`.
        let onderdeel: String
        let namen: Set<String>
        /// De teksten die alleen uit een naam bestaan, zoals die van een veld.
        let teksten: Set<String>
        let openbareTypen: Set<String>
    }

    static let alle = Result { try lees() }

    private static func lees() throws -> [Bestand] {
        let map = project.appending(path: "Sources")
        let paden = try FileManager.default.subpathsOfDirectory(atPath: map.path).filter { $0.hasSuffix(".swift") }
        return try paden.map { pad in
            let tekst = try String(contentsOf: map.appending(path: pad), encoding: .utf8)
            let code = Code(tekst)
            return Bestand(
                onderdeel: String(pad.prefix { $0 != "/" }),
                namen: Set(code.woorden).subtracting(["case"]),
                teksten: code.teksten,
                openbareTypen: code.openbareTypen
            )
        }
    }
}

/// Swift-tekst in woorden: namen en sleutelwoorden, in volgorde.
private struct Code {
    private(set) var woorden: [String] = []
    private(set) var teksten: Set<String> = []

    init(_ tekst: String) {
        for regel in Code.zonderLangeTeksten(tekst) {
            var isTekst = false
            var stuk: [UInt8] = []
            var vorige: UInt8 = 0
            for teken in regel.utf8 {
                if !isTekst, teken == UInt8(ascii: "/"), vorige == teken { break }
                if teken == UInt8(ascii: "\""), vorige != UInt8(ascii: "\\") {
                    sluit(&stuk, isTekst: isTekst)
                    isTekst.toggle()
                } else if isTekst || Code.isNaamteken(teken) {
                    stuk.append(teken)
                } else {
                    sluit(&stuk, isTekst: false)
                }
                vorige = teken
            }
            sluit(&stuk, isTekst: isTekst)
        }
    }

    /// De namen van de openbare typen, ook die binnen een ander type.
    var openbareTypen: Set<String> {
        let soorten: Set = ["struct", "enum", "protocol", "class", "actor", "typealias"]
        let tussen: Set = ["indirect", "final"]
        return Set(
            woorden.indices.dropLast(3).compactMap { plaats in
                guard woorden[plaats] == "public" else { return nil }
                let soort = tussen.contains(woorden[plaats + 1]) ? plaats + 2 : plaats + 1
                return soorten.contains(woorden[soort]) ? woorden[soort + 1] : nil
            }
        )
    }

    private mutating func sluit(_ stuk: inout [UInt8], isTekst: Bool) {
        defer { stuk = [] }
        guard let eerste = stuk.first else { return }
        let naam = String(decoding: stuk, as: UTF8.self)
        if isTekst {
            teksten.insert(naam)
        } else if !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(eerste) {
            woorden.append(naam)
        }
    }

    /// De regels buiten teksten van meer regels.
    private static func zonderLangeTeksten(_ tekst: String) -> [Substring] {
        var isBinnen = false
        return tekst.split(separator: "\n").filter { regel in
            guard regel.contains("\"\"\"") else { return !isBinnen }
            isBinnen.toggle()
            return isBinnen
        }
    }

    private static func isNaamteken(_ teken: UInt8) -> Bool {
        switch teken {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
