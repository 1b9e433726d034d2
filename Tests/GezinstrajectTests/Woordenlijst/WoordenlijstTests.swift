import Foundation
import Gezinstraject
import Testing

@Suite("Een naam per begrip, en elke naam uit Schema/Woordenlijst.md")
struct WoordenlijstTests {
    private let lijst: Woordenlijst
    private let bronnen: [Bronnen.Bestand]

    init() throws {
        lijst = try Woordenlijst.gelezen.get()
        bronnen = try Bronnen.alle.get()
    }

    /// De onderdelen waarin alleen woorden van het vak staan.
    private static let domein: Set = ["CivilTime", "Gezinstraject", "Toetsingskader", "CaseHandling"]

    private var namenInContract: Set<String> {
        let velden = Feittype.allCases.flatMap { Contract.Veld.van($0.gegevenstype.velden) }
        let envelop = Contract.Veld.van(Invoer.Vorm.bestand.velden)
        return Set(Feittype.allCases.map(\.naam) + (velden + envelop).flatMap { $0.pad.components(separatedBy: ".") })
    }

    private var waardenInContract: Set<String> {
        let velden = Feittype.allCases.flatMap { Contract.Veld.van($0.gegevenstype.velden) }
        return Set(velden.flatMap(\.type.waarden))
    }

    private var alleNamen: Set<String> {
        bronnen.reduce(into: namenInContract.union(waardenInContract)) { $0.formUnion($1.namen) }
    }

    private var openbareTypen: Set<String> {
        let zuiver = bronnen.filter { Self.domein.subtracting(["CaseHandling"]).contains($0.onderdeel) }
        return zuiver.reduce(into: []) { $0.formUnion($1.openbareTypen) }
    }

    @Test func `elke gebeurtenis, elk veld en elk openbaar type is gebouwd uit woorden van de lijst`() {
        let bouwstenen = lijst.bouwstenen
        var gebruikt: Set<String> = []
        for naam in namenInContract.union(openbareTypen).sorted() {
            for woord in Woordenlijst.delen(naam) {
                let stenen = Samenstelling(bouwstenen).stenen(woord)
                #expect(stenen != nil, "\(naam): \(woord) staat niet in de lijst")
                gebruikt.formUnion(stenen ?? [])
            }
        }
        for (soort, woorden) in lijst.woorden {
            #expect(woorden.filter { !gebruikt.contains($0) } == [], "\(soort): geen naam gebruikt dit nog")
            #expect(woorden.sorted() == woorden, "\(soort) op alfabet")
        }
    }

    @Test func `elk woord staat er een keer`() {
        let woorden = lijst.woorden.flatMap(\.woorden)
        let begrippen = lijst.begrippen.map(\.naam)
        #expect(Set(woorden).count == woorden.count)
        #expect(Set(begrippen).count == begrippen.count)
        #expect(Set(woorden).intersection(begrippen).sorted() == [])
        #expect(lijst.begrippen.count > 60 && lijst.woorden.count == 6 && lijst.engels.count > 10)
    }

    @Test func `elk begrip heeft een betekenis, een bron en een naam in de code`() {
        let bronnen = /(ons|(MAA|SPI|LEL|ZWO|ZWO-BD|ZWO-BJ|DEL)( \S.*)?(, (MAA|SPI|LEL|ZWO|DEL)( \S.*)?)*)/
        for begrip in lijst.begrippen {
            #expect(!begrip.betekenis.isEmpty && !begrip.inSwift.isEmpty, "\(begrip.naam)")
            #expect((try? bronnen.wholeMatch(in: begrip.bron)) != nil, "\(begrip.naam): \(begrip.bron)")
        }
        let begrippen = Set(lijst.begrippen.map(\.naam))
        #expect(Idsoort.allCases.map(\.rawValue).filter { !begrippen.contains($0) } == [])
    }

    @Test func `elke naam die de lijst noemt bestaat`() throws {
        let namen = bronnen.reduce(into: Set<String>()) { $0.formUnion($1.namen) }
        let teksten = bronnen.reduce(into: Set<String>()) { $0.formUnion($1.teksten) }
            .union(namenInContract).union(waardenInContract).union(namen)
        let map = Bronnen.project.appending(path: "Schema/Migrations")
        let tabellen = try FileManager.default.contentsOfDirectory(at: map, includingPropertiesForKeys: nil)
            .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        let kolommen = Set(tabellen.split { !$0.isLetter && $0 != "_" }.map(String.init))
        for begrip in lijst.begrippen {
            let delen = begrip.inSwift.flatMap { $0.components(separatedBy: ".") }
            #expect(delen.filter { !namen.contains($0) } == [], "\(begrip.naam), in Swift")
            #expect(begrip.inJSON.filter { !teksten.contains($0) } == [], "\(begrip.naam), in JSON")
            #expect(begrip.inDatabase.filter { !kolommen.contains($0) } == [], "\(begrip.naam), in de database")
        }
    }

    @Test func `een woord dat de lijst vervangt komt in geen naam van het domein voor`() {
        let domein = bronnen.filter { Self.domein.contains($0.onderdeel) }
        let namen = Woordenlijst.Namen(domein.reduce(into: namenInContract) { $0.formUnion($1.namen) })
        for niet in lijst.begrippen.flatMap(\.niet) {
            #expect(niet.gevonden(in: namen) == [], "\(niet.woord)")
        }
    }

    @Test func `geen naam gebruikt een Engels woord voor iets uit het vak`() {
        let namen = Woordenlijst.Namen(alleNamen)
        for engels in lijst.engels {
            #expect(engels.gevonden(in: namen) == [], "\(engels.woord)")
        }
    }

    @Test func `elke uitzondering is nog nodig`() {
        let bestaand = Set(alleNamen.map { $0.lowercased() })
        for verboden in lijst.begrippen.flatMap(\.niet) + lijst.engels {
            #expect(verboden.behalve.subtracting(bestaand).sorted() == [], "\(verboden.woord)")
        }
    }
}

/// Splitst een samengesteld woord in woorden van de lijst.
private struct Samenstelling {
    private let bouwstenen: Set<String>

    init(_ bouwstenen: Set<String>) { self.bouwstenen = bouwstenen }

    /// De woorden waaruit `woord` bestaat, met of zonder tussenklank of meervoud; nil als er een deel onbekend is.
    func stenen(_ woord: String) -> [String]? {
        if bouwstenen.contains(woord) { return [woord] }
        for lengte in stride(from: woord.count - 1, through: 3, by: -1) {
            let begin = String(woord.prefix(lengte))
            guard bouwstenen.contains(begin) else { continue }
            let rest = woord.dropFirst(lengte)
            if ["en", "s", "n"].contains(rest) { return [begin] }
            for klank in ["", "s", "en", "n", "e"] where rest.hasPrefix(klank) {
                if let anders = stenen(String(rest.dropFirst(klank.count))) { return [begin] + anders }
            }
        }
        return nil
    }
}
