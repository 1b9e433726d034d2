import Foundation

/// `Schema/Woordenlijst.md`, gelezen: de begrippen, de losse woorden en de woorden die geen naam gebruikt.
struct Woordenlijst: Sendable {
    let begrippen: [Begrip]
    /// De losse woorden waaruit namen bestaan, per soort.
    let woorden: [(soort: String, woorden: [String])]
    let engels: [Verboden]

    struct Begrip: Sendable {
        let naam: String
        let betekenis: String
        let bron: String
        let inSwift: [String]
        let inJSON: [String]
        let inDatabase: [String]
        let niet: [Verboden]
    }

    /// Een woord dat geen naam gebruikt, behalve de namen waar het iets anders betekent.
    struct Verboden: Sendable {
        let woord: String
        let behalve: Set<String>

        /// De namen die dit woord gebruiken; een woord van twee delen alleen als zij op elkaar volgen.
        func gevonden(in namen: Namen) -> [String] {
            let gezocht = Woordenlijst.delen(woord)
            let kandidaten = gezocht.first.flatMap { namen.opDeel[$0] } ?? []
            return kandidaten.filter { naam in
                let delen = Woordenlijst.delen(naam)
                return !behalve.contains(naam.lowercased())
                    && delen.indices.contains { delen[$0...].starts(with: gezocht) }
            }
            .sorted()
        }
    }

    /// Namen, te vinden op elk woord dat erin staat.
    struct Namen {
        let opDeel: [String: Set<String>]

        init(_ namen: Set<String>) {
            opDeel = namen.reduce(into: [:]) { opDeel, naam in
                for deel in Woordenlijst.delen(naam) { opDeel[deel, default: []].insert(naam) }
            }
        }
    }

    static let gelezen = Result { try Woordenlijst() }

    private init() throws {
        let tekst = try String(contentsOf: Bronnen.project.appending(path: "Schema/Woordenlijst.md"), encoding: .utf8)
        let delen = tekst.components(separatedBy: "\n## ")
        begrippen = delen[0].split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map(Begrip.init)
        let losse = delen.first { $0.hasPrefix("Woorden in namen") }?.components(separatedBy: "\n- **") ?? []
        woorden = losse.dropFirst().map { deel in
            let helften = deel.components(separatedBy: "**:")
            return (helften[0], (helften.last ?? "").split { ", \n".contains($0) }.map(String.init))
        }
        let slot = delen.first { $0.hasPrefix("Engelse woorden") }?.components(separatedBy: ": ").last ?? ""
        engels = Verboden.lijst(slot.replacing("\n", with: " ").trimmingCharacters(in: [" ", "."]))
    }

    /// Elk woord waaruit een naam mag bestaan.
    var bouwstenen: Set<String> {
        Set(begrippen.flatMap { Woordenlijst.delen($0.naam) } + woorden.flatMap(\.woorden))
    }

    /// De woorden in een naam, in kleine letters: `gezinId` is gezin en id, `vrije_tekst` vrije en tekst.
    static func delen(_ naam: String) -> [String] {
        var delen: [String] = []
        var vorige: Character = "_"
        for (plaats, teken) in naam.indices.map({ ($0, naam[$0]) }) {
            defer { vorige = teken }
            guard teken.isLetter else { continue }
            let volgende = naam[naam.index(after: plaats)...].first
            let isEindeVanAfkorting = vorige.isUppercase && volgende?.isLowercase == true
            if !vorige.isLetter || (teken.isUppercase && (vorige.isLowercase || isEindeVanAfkorting)) {
                delen.append("")
            }
            delen[delen.count - 1] += teken.lowercased()
        }
        return delen
    }
}

extension Woordenlijst.Begrip {
    init(_ rij: Substring) {
        let cellen = rij.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        func cel(_ nummer: Int) -> String { cellen.indices.contains(nummer) ? cellen[nummer] : "" }
        naam = cel(0)
        betekenis = cel(1)
        bron = cel(2)
        inSwift = Woordenlijst.namen(cel(3))
        inJSON = Woordenlijst.namen(cel(4))
        inDatabase = Woordenlijst.namen(cel(5))
        niet = Woordenlijst.Verboden.lijst(cel(6))
    }
}

extension Woordenlijst {
    /// Wat tussen accenten staat.
    fileprivate static func namen(_ cel: String) -> [String] {
        cel.matches(of: /`([^`]+)`/).map { String($0.output.1) }
    }
}

extension Woordenlijst.Verboden {
    /// Woorden met een komma ertussen, elk met haakjes erachter als er uitzonderingen zijn.
    fileprivate static func lijst(_ cel: String) -> [Woordenlijst.Verboden] {
        cel.matches(of: /([^,()]+)(\([^)]*\))?/).compactMap { vondst in
            let woord = vondst.output.1.trimmingCharacters(in: .whitespaces)
            guard !woord.isEmpty else { return nil }
            let behalve = Woordenlijst.namen(String(vondst.output.2 ?? "")).map { $0.lowercased() }
            return Woordenlijst.Verboden(woord: woord, behalve: Set(behalve))
        }
    }
}
