import EventStore
import Gezinstraject
import WireValues

/// Waarvan een regel is en welke gemeente zij noemt: genoeg om regels bij elkaar te zoeken voordat ze gelezen worden.
struct Regelkop: Equatable {
    /// Waarvan de regel is.
    let stroom: Stroom
    /// De gemeente van een registratie of een profiel; nil als de regel geen van beide is.
    let gemeente: Gemeente?

    /// Wat een registratie of een profiel als gemeente noemt.
    enum Gemeente: Equatable {
        case genoemd(LogName)
        case onleesbaar

        init(_ tekst: String?) { self = tekst.flatMap { LogName($0) }.map(Gemeente.genoemd) ?? .onleesbaar }
    }
}

extension Regelkop {
    /// De kop van een regel, zonder de regel verder te lezen; nil als dat niet zeker is.
    ///
    /// Zeker is een object waarvan alle haken en aanhalingstekens sluiten, met een veld dat zegt waarvan de regel is, en
    /// zonder namen die anders gespeld zijn dan zij heten. Al het andere leest `JSONReader`.
    init?(snel regel: UnsafeBufferPointer<UInt8>) {
        var velden = Kopvelden()
        let isGelezen = Ledenlezer.lees(regel, 0..<regel.count) { naam, waarde in velden.neem(naam, waarde, regel) }
        guard isGelezen, let stroom = velden.stroom(regel) else { return nil }
        self.init(stroom: stroom, gemeente: velden.gemeente(regel))
    }

    /// De kop van een gelezen regel; nil als zij niet van een stroom is.
    init?(_ json: JSON) {
        let stromen = [
            json["aanpak"].map { $0.string.flatMap { Aanpakcode($0) }.map(Stroom.aanpak) },
            json["toetsing"].map { $0.string.flatMap { ToetsingId($0) }.map(Stroom.toetsing) },
            json["gezinId"].map { $0.string.flatMap { UUID($0) }.map(Stroom.gezin) },
        ].compactMap(\.self)
        guard stromen.count == 1, let stroom = stromen[0] else { return nil }
        let noemt = json["type"]?.string.map { Kopvelden.noemtGemeente(stroom.soort, $0) } ?? false
        self.init(
            stroom: stroom,
            gemeente: noemt ? Gemeente(json["gegevens"]?["gemeente"]?.string) : nil
        )
    }
}

/// De plaatsen op een regel van de velden die ertoe doen.
private struct Kopvelden {
    private var stroomveld: (soort: Stroomsoort, waarde: Range<Int>)?
    private var isDubbel = false
    private var type: Range<Int>?
    private var gegevens: Range<Int>?

    mutating func neem(_ naam: Range<Int>, _ waarde: Range<Int>, _ regel: UnsafeBufferPointer<UInt8>) {
        switch naam.count {
        case 4 where regel.heeft("type", op: naam): type = waarde
        case 6 where regel.heeft("aanpak", op: naam): neem(.aanpak, waarde)
        case 7 where regel.heeft("gezinId", op: naam): neem(.gezin, waarde)
        case 8 where regel.heeft("gegevens", op: naam): gegevens = waarde
        case 8 where regel.heeft("toetsing", op: naam): neem(.toetsing, waarde)
        default: break
        }
    }

    private mutating func neem(_ soort: Stroomsoort, _ waarde: Range<Int>) {
        isDubbel = isDubbel || stroomveld != nil
        stroomveld = (soort, waarde)
    }

    func stroom(_ regel: UnsafeBufferPointer<UInt8>) -> Stroom? {
        guard !isDubbel, let stroomveld, let tekst = regel.tekst(op: stroomveld.waarde) else { return nil }
        return switch stroomveld.soort {
        case .gezin: UUID(ascii: Array(tekst)[...]).map(Stroom.gezin)
        case .aanpak: Aanpakcode(String(decoding: tekst, as: UTF8.self)).map(Stroom.aanpak)
        case .toetsing: ToetsingId(String(decoding: tekst, as: UTF8.self)).map(Stroom.toetsing)
        }
    }

    func gemeente(_ regel: UnsafeBufferPointer<UInt8>) -> Regelkop.Gemeente? {
        guard let stroomveld, let type = type.flatMap({ regel.tekst(op: $0) }),
            Kopvelden.noemtGemeente(stroomveld.soort, String(decoding: type, as: UTF8.self))
        else { return nil }
        var gemeente: Range<Int>?
        let isGelezen = Ledenlezer.lees(regel, gegevens ?? 0..<0) { naam, waarde in
            if naam.count == 8, regel.heeft("gemeente", op: naam) { gemeente = waarde }
        }
        guard isGelezen, let tekst = gemeente.flatMap({ regel.tekst(op: $0) }) else { return .onleesbaar }
        return Regelkop.Gemeente(String(decoding: tekst, as: UTF8.self))
    }

    /// Of een regel van dit type zegt in welke gemeente haar stroom staat.
    static func noemtGemeente(_ soort: Stroomsoort, _ type: String) -> Bool {
        switch soort {
        case .gezin: type == GezinGeregistreerd.naam
        case .aanpak: type == AanpakprofielVastgesteld.naam
        // Which gemeente it is of follows from the families that it chose.
        case .toetsing: false
        }
    }
}

/// Zoekt de leden van een object op, zonder ze te lezen: alleen aanhalingstekens en haken tellen.
private struct Ledenlezer {
    private let tekst: UnsafeBufferPointer<UInt8>
    private let einde: Int
    private var plaats: Int

    /// Geeft van elk lid de plaats van de naam, zonder aanhalingstekens, en die van de waarde.
    ///
    /// - Returns: Of de tekst een object is; onwaar ook als een naam een `\` bevat.
    static func lees(
        _ tekst: UnsafeBufferPointer<UInt8>,
        _ deel: Range<Int>,
        _ lid: (Range<Int>, Range<Int>) -> Void
    ) -> Bool {
        var lezer = Ledenlezer(tekst: tekst, einde: deel.upperBound, plaats: deel.lowerBound)
        return lezer.object(lid)
    }

    private mutating func object(_ lid: (Range<Int>, Range<Int>) -> Void) -> Bool {
        guard neem("{") else { return false }
        if neem("}") { return isAfgelopen }
        repeat {
            slaWitOver()
            let naam = plaats
            guard plaats < einde, slaTekstOver() else { return false }
            let naameinde = plaats - 1
            guard !tekst[naam..<naameinde].contains(UInt8(ascii: "\\")), neem(":") else { return false }
            slaWitOver()
            let waarde = plaats
            guard slaWaardeOver() else { return false }
            lid(naam + 1..<naameinde, waarde..<plaats)
        } while neem(",")
        return neem("}") && isAfgelopen
    }

    private var isAfgelopen: Bool {
        mutating get {
            slaWitOver()
            return plaats == einde
        }
    }

    private mutating func slaWitOver() {
        while plaats < einde, tekst[plaats].isWit { plaats += 1 }
    }

    private mutating func neem(_ teken: Unicode.Scalar) -> Bool {
        slaWitOver()
        guard plaats < einde, tekst[plaats] == UInt8(ascii: teken) else { return false }
        plaats += 1
        return true
    }

    /// Tot na het sluitende aanhalingsteken.
    private mutating func slaTekstOver() -> Bool {
        guard tekst[plaats] == UInt8(ascii: "\"") else { return false }
        plaats += 1
        while plaats < einde {
            let teken = tekst[plaats]
            plaats += teken == UInt8(ascii: "\\") ? 2 : 1
            if teken == UInt8(ascii: "\"") { return true }
        }
        return false
    }

    private mutating func slaWaardeOver() -> Bool {
        guard plaats < einde else { return false }
        switch tekst[plaats] {
        case UInt8(ascii: "\""): return slaTekstOver()
        case UInt8(ascii: "{"), UInt8(ascii: "["): return slaGeheelOver()
        default: return slaWoordOver()
        }
    }

    private mutating func slaGeheelOver() -> Bool {
        var diepte = 0
        while plaats < einde {
            switch tekst[plaats] {
            case UInt8(ascii: "\""):
                guard slaTekstOver() else { return false }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): diepte += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): diepte -= 1
            default: break
            }
            plaats += 1
            if diepte == 0 { return true }
        }
        return false
    }

    /// Een getal, true, false of null.
    private mutating func slaWoordOver() -> Bool {
        let begin = plaats
        while plaats < einde, tekst[plaats].isInWoord { plaats += 1 }
        return plaats > begin
    }
}

extension UInt8 {
    /// Wit binnen een regel.
    var isWit: Bool { self == 0x20 || self == 0x0d || self == 0x09 }

    fileprivate var isInWoord: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "E"): true
        default: false
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func heeft(_ naam: StaticString, op plaats: Range<Int>) -> Bool {
        guard plaats.count == naam.utf8CodeUnitCount else { return false }
        for (nummer, teken) in self[plaats].enumerated() where naam.utf8Start[nummer] != teken { return false }
        return true
    }

    /// Wat er in een tekst staat; nil als het geen tekst is of er iets anders staat dan zij spelt.
    fileprivate func tekst(op plaats: Range<Int>) -> Slice<UnsafeBufferPointer<UInt8>>? {
        guard plaats.count >= 2, self[plaats.lowerBound] == UInt8(ascii: "\"") else { return nil }
        let binnen = self[plaats.lowerBound + 1..<plaats.upperBound - 1]
        return binnen.contains(UInt8(ascii: "\\")) ? nil : binnen
    }
}
