import Gezinstraject
import WireValues

/// Leest regels van bestanden als gebeurtenissen.
struct Regellezer {
    /// How often the same line without an id stood in the file that is being read.
    private var zonderId: [[UInt8]: Int] = [:]

    /// Gelijke regels zonder id tellen per bestand.
    mutating func begin() { zonderId = [:] }

    /// Een regel als gebeurtenis met een id.
    ///
    /// - Throws: `Bestand.Fouten` met elke fout op de regel.
    mutating func lees(
        _ tekst: some Collection<UInt8>,
        _ naam: String,
        _ nummer: Int
    ) throws(Bestand.Fouten) -> Bestand.Regel {
        let json = try Regellezer.json(tekst, naam, nummer)
        var invoer = try Regellezer.invoer(json, naam, nummer)
        if invoer.id == nil { invoer.id = id(bij: json) }
        return Bestand.Regel(bestand: naam, nummer: nummer, invoer: invoer)
    }

    /// The id of a line that has none: a version 8 identifier of its contents.
    private mutating func id(bij json: JSON) -> UUID? {
        let regel = json.canonicalBytes
        let keer = zonderId[regel, default: 0]
        zonderId[regel] = keer + 1
        return UUID(version8Of: regel + Array(" \(keer)".utf8))
    }

    /// De kop van een regel waarvan zij niet in een oogopslag te zien is.
    ///
    /// - Throws: `Bestand.Fouten` als niet te zeggen is waarvan de regel is.
    static func kop(
        _ tekst: some Collection<UInt8>,
        _ naam: String,
        _ nummer: Int
    ) throws(Bestand.Fouten) -> Regelkop {
        let json = try json(tekst, naam, nummer)
        if let kop = Regelkop(json) { return kop }
        // Its faults say what is wrong with the field that names the stream, if it has one.
        let stroom = try invoer(json, naam, nummer).stroom
        guard let stroom else { throw Bestand.Fouten(fouten: [fout(naam, nummer, .root, "GEEN_JSON", geenBestand)]) }
        return Regelkop(stroom: stroom, gemeente: nil)
    }

    private static func json(
        _ tekst: some Collection<UInt8>,
        _ naam: String,
        _ nummer: Int
    ) throws(Bestand.Fouten) -> JSON {
        do throws(JSONReader.Failure) {
            return try JSONReader.read(tekst)
        } catch {
            let uitleg = "Verwacht is een JSON-object op een regel: \(error.description)."
            throw Bestand.Fouten(fouten: [fout(naam, nummer, .root, "GEEN_JSON", uitleg)])
        }
    }

    private static func invoer(_ json: JSON, _ naam: String, _ nummer: Int) throws(Bestand.Fouten) -> Invoer {
        do throws(Invoerfouten) {
            let (vorm, stroom) = Invoer.Vorm.vanRegel(json)
            return try Invoer.lees(json, .root, vorm, stroom: stroom)
        } catch {
            throw Bestand.Fouten(
                fouten: error.fouten.map { fout(naam, nummer, $0.plaats, $0.code.rawValue, $0.uitleg) }
            )
        }
    }

    private static func fout(
        _ naam: String,
        _ nummer: Int,
        _ plaats: JSONPointer,
        _ code: String,
        _ uitleg: String
    ) -> Bestand.Fout {
        Bestand.Fout(bestand: naam, regel: nummer, plaats: plaats, code: code, uitleg: uitleg)
    }

    /// De fout van een bestand dat anders begint dan met een JSON-object op een regel.
    static let geenBestand = "Dit bestand is geen JSON Lines. Verwacht is op elke regel een JSON-object."

    /// Not so for YAML, a table, or JSON over more lines: of those every line would be wrong.
    static func begintAlsRegel(_ regel: some Collection<UInt8>) -> Bool {
        let tekst = regel.drop(while: \.isWit)
        return tekst.first == UInt8(ascii: "{") && !tekst.dropFirst().allSatisfy(\.isWit)
    }
}
