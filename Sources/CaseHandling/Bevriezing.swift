import CivilTime
import Crypto
import Gezinstraject
import Toetsingskader
import WireValues

extension Uitkomstentabel {
    /// SHA-256 over de regels als canonieke JSON (RFC 8785), hexadecimaal.
    var hash: String {
        let regels = JSON.array(regels.map(\.json))
        return Hexadecimal.encode(Array(SHA256.hash(data: regels.canonicalBytes)))
    }
}

extension ToetsingBevroren {
    /// Of een tabel met zichzelf klopt: haar hash, haar kennismoment, en versies en redenen die er ooit waren.
    func toetsInhoud(vastgelegdOp: Moment) throws(Weigering) {
        var fouten: [Invoerfout] = []
        if Moment(bekendOp).map({ $0 <= vastgelegdOp }) != true {
            let uitleg = "Verwacht is een moment (RFC 3339, UTC) niet na het vastleggen, zoals 2014-03-31T09:00:00Z."
            fouten.append(Invoerfout(JSONPointer.root.member("bekendOp"), .datum, uitleg))
        }
        if !Toetsingskader.versies.contains(regelversie) {
            let uitleg = "Verwacht is een van: \(Toetsingskader.versies.joined(separator: ", "))."
            fouten.append(Invoerfout(JSONPointer.root.member("regelversie"), .onbekendeWaarde, uitleg))
        }
        for (nummer, regel) in uitkomsten.enumerated() where !regel.heeftReden {
            let plaats = JSONPointer.root.member("uitkomsten").element(nummer).member("reden")
            let uitleg = "Verwacht is de code van een reden; - bij een gewone voldoet."
            fouten.append(Invoerfout(plaats, .onbekendeWaarde, uitleg))
        }
        if Uitkomstentabel(self).hash != hash {
            let uitleg = "Verwacht is de SHA-256 van uitkomsten als canonieke JSON (RFC 8785)."
            fouten.append(Invoerfout(JSONPointer.root.member("hash"), .strijdig, uitleg))
        }
        guard fouten.isEmpty else { throw .invoer(Invoerfouten(fouten)) }
    }
}

extension ToetsingBevroren.BevrorenUitkomst {
    fileprivate var heeftReden: Bool {
        Reden(rawValue: reden) != nil || (reden == Uitkomstentabel.geenReden && uitkomst == .voldoet)
    }
}
