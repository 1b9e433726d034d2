import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import Toetsingskader

// How words and times of the domain are shown to people.

extension Dag {
    /// Zoals 31-03-2014.
    var weergave: String {
        let datum = datum
        return "\(Dag.cijfers(datum.dag, 2))-\(Dag.cijfers(datum.maand, 2))-\(Dag.cijfers(datum.jaar, 4))"
    }

    static func cijfers(_ getal: Int, _ aantal: Int) -> String {
        let tekst = String(getal)
        return String(repeating: "0", count: max(0, aantal - tekst.count)) + tekst
    }

    /// De dag in het contract (JJJJ-MM-DD) van wat iemand typte: zo, of als dag-maand-jaar; anders wat er staat.
    static func gelezen(_ tekst: String) -> String {
        let delen = tekst.split(separator: "-", omittingEmptySubsequences: false)
        guard delen.count == 3, delen[2].count == 4, delen.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
            let dag = Int(delen[0]), let maand = Int(delen[1]), let jaar = Int(delen[2]),
            let gelezen = Dag(jaar: jaar, maand: maand, dag: dag)
        else { return tekst }
        return gelezen.description
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

extension Moment {
    /// Zoals 31-03-2014 09:05, in Nederland.
    var weergave: String {
        let tijd = tijdInNederland
        return "\(dagInNederland.weergave) \(Dag.cijfers(tijd.uur, 2)):\(Dag.cijfers(tijd.minuut, 2))"
    }
}

/// Woorden voor codes van het contract.
enum Woorden {
    /// Zoals `ContactMetGezinGelegd` als "Contact met gezin gelegd".
    static func vanNaam(_ naam: String) -> String {
        var woorden = ""
        for teken in naam {
            if teken.isUppercase, !woorden.isEmpty { woorden += " " }
            woorden += teken.lowercased()
        }
        return metHoofdletter(woorden)
    }

    /// Zoals `raad_voor_de_kinderbescherming` als "Raad voor de kinderbescherming".
    static func vanCode(_ code: String) -> String {
        if let indicator = Indicatorcode(rawValue: code) { return vanIndicator(indicator) }
        guard code.contains(where: \.isLowercase) else { return code }
        return metHoofdletter(code.split(separator: "_").joined(separator: " "))
    }

    /// Zoals `vervolg_mdo` in woorden, en een id zoals `afspraak_3` als id.
    static func sleutel(_ sleutel: String) -> String {
        sleutel.contains(where: \.isNumber) ? sleutel : vanCode(sleutel)
    }

    /// Zoals `GEEN_GEGEVENS` als "geen gegevens".
    static func vanReden(_ reden: Reden) -> String {
        reden.rawValue.lowercased().split(separator: "_").joined(separator: " ")
    }

    static func vanIndicator(_ code: Indicatorcode) -> String {
        let titel = Indicator.alle.first { $0.nummer == code }?.titel
        return titel.map { "\(code.rawValue) \($0)" } ?? code.rawValue
    }

    private static func metHoofdletter(_ tekst: String) -> String {
        let woorden = tekst.split(separator: " ").map {
            afkortingen.contains(String($0)) ? $0.uppercased() : String($0)
        }
        let zin = woorden.joined(separator: " ")
        return zin.prefix(1).uppercased() + zin.dropFirst()
    }

    private static let afkortingen: Set<String> = [
        "mdo", "ggz", "ggd", "amk", "mee", "cjg", "uwv", "ots", "ciz", "bjz", "ggsr", "stj", "zrm", "ibs", "rm",
    ]
}

extension Feittype {
    /// De naam voor mensen.
    var woorden: String { Woorden.vanNaam(naam) }
}

extension Feitgroep {
    /// De naam van de groep in het contract.
    var woorden: String {
        switch self {
        case .a: "Gezin en leden"
        case .b: "Toeleiding"
        case .c: "Toestemming en informatie"
        case .d: "Analyse en netwerk"
        case .e: "Doelen en plan"
        case .f: "Regie en partijen"
        case .g: "Overleg en afspraken"
        case .h: "Contact en zorg"
        case .i: "Stagnatie, opschaling, drang en dwang"
        case .j: "Evaluatie"
        case .k: "Afsluiting en nazorg"
        case .l: "Toetsing en audit"
        case .m: "Correctie en levenscyclus"
        case .n: "Aanpak en beleid"
        }
    }
}

extension Tokenrol {
    /// De naam voor mensen.
    var woorden: String {
        switch self {
        case .teamProcesmanagers: "Team procesmanagers"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }
}

extension Uitkomst {
    /// De uitkomst in een woord.
    var woord: String {
        switch self {
        case .voldoet: "Voldoet"
        case .verbeterpunt: "Verbeterpunt"
        case .nietVastgesteld: "Niet vastgesteld"
        }
    }

    /// De klasse in de opmaak; de betekenis staat in teken en woord.
    var klasse: String {
        switch self {
        case .voldoet: "ja"
        case .verbeterpunt: "nee"
        case .nietVastgesteld: "open"
        }
    }
}

/// Een uitkomst zoals een sjabloon haar toont: teken, woord en klasse.
struct Uitkomstweergave {
    let teken: String
    let woord: String
    let klasse: String

    init(_ uitkomst: Uitkomst) {
        teken = uitkomst.teken
        woord = uitkomst.woord
        klasse = uitkomst.klasse
    }
}
