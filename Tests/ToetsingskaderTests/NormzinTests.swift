import CivilTime
import Foundation
import Gezinstraject
import Testing

@testable import Toetsingskader

@Suite("Een zin noemt de norm waaronder geoordeeld is")
struct NormzinTests {
    private static func normen(_ eigen: [(Normnaam, Normwaarde)]) -> Normen {
        var versie = Aanpakversie(
            geldigVanaf: .eerste,
            naam: "Eigen",
            rollen: [],
            leefgebieden: [],
            prioritering: true,
            drang: true
        )
        versie.normen = eigen.map { Aanpaknorm($0.0, $0.1) }
        return Normen().met(versie.profiel(.leeg), op: .eerste)
    }

    /// Twee waarden van een norm die allebei anders zijn dan die van het kader: zo klein en zo groot als zij kan zijn.
    private static func uitersten(_ naam: Normnaam) -> [Normwaarde] {
        switch naam.soort {
        case .termijn: [.termijn(.dagen(0)), .termijn(.maanden(1200))]
        case .maanden: [.termijn(.maanden(2)), .termijn(.maanden(1200))]
        case .aantal: [.getal(1), .getal(999)]
        case .procent: [.getal(0), .getal(100)]
        }
    }

    @Test(arguments: [
        ("P1M", "na een maand"), ("P3M", "na drie maanden"), ("P6M", "na zes maanden"), ("P1Y", "na een jaar"),
        ("P36M", "na drie jaar"), ("P18M", "na achttien maanden"), ("P50M", "na 50 maanden"), ("P1D", "na een dag"),
        ("P5D", "na vijf dagen"), ("P14D", "na veertien dagen"), ("P6W", "na zes weken"), ("P1W", "na een week"),
        ("P0D", "na nul dagen"),
    ])
    func `een termijn staat in woorden`(termijn: String, zin: String) throws {
        let waarde = try #require(Normwaarde(termijn, voor: .stilteTermijn))
        let normen = Self.normen([(.stilteTermijn, waarde)])
        let gezegd: Normzin = "na \(.stilteTermijn)"
        #expect(gezegd.tekst(normen).dropFirst() == zin.dropFirst() && gezegd.normen == [.stilteTermijn])
    }

    @Test func `een norm past in haar zin`() {
        let zin: Normzin = """
            \(.ggsrMinLeefgebieden, .aantal("gebied", "gebieden")), \(.stilteTermijn, .laatste), \
            \(.hulpTermijn, .zonderLidwoord), \(.outreachVenster, .halfjaar), \(.verouderd, .laatste), \
            \(.jongerenleeftijd, .leeftijd), \(.regiegatMax, .dubbel), \(.afspraakNorm)
            """
        #expect(
            zin.tekst(Normen())
                == "Vier gebieden, de laatste drie maanden, drie maanden, een half jaar, het laatste jaar, twaalf, "
                + "vier weken, 80 %"
        )
        let anders = Self.normen([
            (.ggsrMinLeefgebieden, .getal(1)), (.stilteTermijn, .termijn(.maanden(1))),
            (.hulpTermijn, .termijn(.maanden(1))), (.outreachVenster, .termijn(.weken(5))),
            (.verouderd, .termijn(.maanden(36))), (.jongerenleeftijd, .termijn(.maanden(150))),
            (.regiegatMax, .termijn(.dagen(1))), (.afspraakNorm, .getal(100)),
        ])
        #expect(
            zin.tekst(anders)
                == "Een gebied, de laatste maand, maand, vijf weken, de laatste drie jaar, 150 maanden, twee dagen, 100 %"
        )
    }

    // MARK: - Elke zin

    /// Wat vast staat in een regel, en geen norm is die een aanpak kan stellen.
    private static let vast = [
        "minstens tweemaal", "de helft", "meer dan een maand nadat", "de zeven van de definitie",
        "laatste twee nazorgcontacten", "van de dagen van",
    ]

    @Test func `geen zin noemt een termijn of een aantal dat niet van een norm komt`() throws {
        let getallen = """
            twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|\
            negentien|twintig|tweemaal|driemaal|half|halve|helft|kwart|maand|maanden|jaar|jaren|week|weken|dagen|\
            werkdagen|kwartaal|procent|een keer
            """
        let verdacht = try Regex("(?i)\\b(\(getallen))\\b|[0-9]")
        let map = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Toetsingskader")
        var zinnen = 0
        for bestand in ["Oordeel/Reden+zin", "Oordeel/LetOp+zin", "Ontbreekt/Herstel+beletsel"] {
            let broncode = try String(contentsOf: map.appending(path: bestand + ".swift"), encoding: .utf8)
            for zin in Self.zinnen(broncode) {
                zinnen += 1
                let tekst = Self.vast.reduce(zin) { $0.replacing($1, with: "") }
                #expect(tekst.firstMatch(of: verdacht) == nil, "\(bestand): \(tekst)")
            }
        }
        #expect(zinnen > Reden.allCases.count + LetOp.allCases.count + 15)
    }

    /// De teksten in broncode, zonder wat er uit een norm komt.
    private static func zinnen(_ broncode: String) -> [String] {
        let kaal = broncode.split(separator: "\n").filter { !$0.contains("// ") && !$0.contains("///") }
            .joined(separator: "\n")
            .replacing(/\\\(\.[^()]*(\([^()]*\))?\)/, with: "NORM")
        let delen = kaal.components(separatedBy: "\"\"\"")
        return delen.enumerated().flatMap { plaats, deel in
            if !plaats.isMultiple(of: 2) { return [deel.replacing(/\\\n\s*/, with: "")] }
            return deel.components(separatedBy: "\"").enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(
                \.element
            )
        }
    }

    @Test func `elke zin verandert met elke norm die zij noemt, en met geen andere`() {
        let zinnen: [(naam: String, normen: [Normnaam], zin: (Normen) -> String)] =
            Reden.allCases.map { reden in (reden.rawValue, reden.normen, { reden.zin($0) }) }
            + LetOp.allCases.map { letOp in (letOp.rawValue, letOp.normen, { letOp.zin($0) }) }
        for naam in Normnaam.allCases {
            for waarde in Self.uitersten(naam) {
                let normen = Self.normen([(naam, waarde)])
                for zin in zinnen {
                    let isAnders = zin.zin(normen) != zin.zin(Normen())
                    #expect(isAnders == zin.normen.contains(naam), "\(zin.naam): \(naam.rawValue)")
                }
            }
        }
        #expect(Set(zinnen.flatMap(\.normen)).count > 15)
    }

    // MARK: - De norm van de zin is die van de regel

    /// Een code met een norm die haar zin noemt.
    struct Genoemd: Sendable, CustomTestStringConvertible {
        let code: String
        let norm: Normnaam
        let indicatoren: [Indicatorcode]
        let staat: @Sendable (Oordeel) -> Bool

        var testDescription: String { "\(code): \(norm.rawValue)" }

        static let alle: [Genoemd] =
            Reden.allCases.flatMap { reden in
                reden.normen.map { norm in
                    let bij = Indicator.alle.filter { $0.redenen.contains(reden) }.map(\.nummer)
                    return Genoemd(code: reden.rawValue, norm: norm, indicatoren: bij) { $0.reden == reden }
                }
            }
            + LetOp.allCases.flatMap { letOp in
                letOp.normen.map { norm in
                    let bij = Indicator.alle.filter { $0.kanttekeningen.contains(letOp) }.map(\.nummer)
                    return Genoemd(code: letOp.rawValue, norm: norm, indicatoren: bij) { $0.letOp.contains(letOp) }
                }
            }
    }

    @Test(arguments: Genoemd.alle)
    func `een oordeel rust op de norm die zijn zin noemt`(_ genoemd: Genoemd) throws {
        let kaders = Self.uitersten(genoemd.norm).map { waarde in
            Toetsingskader(.ingebouwd, GedateerdeNormen(vanafHetBegin: Self.normen([(genoemd.norm, waarde)])))
        }
        for indicator in genoemd.indicatoren {
            let rustErop = try Casusbestand(indicator).casussen.contains { casus in
                casus.verwacht.contains { verwacht in
                    func staat(_ kader: Toetsingskader) -> Bool {
                        kader.beoordeel(casus.dossier.geschiedenis(), peildag: verwacht.op, traject: verwacht.traject)
                            .oordelen.contains { $0.indicator == indicator && genoemd.staat($0) }
                    }
                    return staat(Toetsingskader()) && kaders.contains { !staat($0) }
                }
            }
            #expect(rustErop, "\(indicator.rawValue)")
        }
    }
}
