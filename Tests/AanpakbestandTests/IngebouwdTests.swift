import Aanpakbestand
import CivilTime
import Gezinstraject
import Testing
import WireValues

@Suite("De acht aanpakken van Schema/Aanpakken")
struct IngebouwdTests {
    @Test func `de bestanden en het programma zeggen hetzelfde, veld voor veld`() throws {
        let codes = Aanpakbestand.ingebouwd.keys.sorted { $0.description < $1.description }
        #expect(codes == Aanpakprofielen.ingebouwd.codes)
        for code in codes {
            let uitBestand = try #require(Aanpakbestand.ingebouwd[code]?.reeks)
            let inProgramma = try #require(Aanpakprofielen.ingebouwd.reeks(van: code))
            #expect(uitBestand == inProgramma, "\(code)")
        }
    }

    @Test func `elk onderdeel noemt waar het staat`() throws {
        for (code, beschrijving) in Aanpakbestand.ingebouwd {
            for versie in beschrijving.versies {
                for onderdeel in versie.onderdelen {
                    #expect(versie.bronnen[onderdeel]?.isEmpty == false, "\(code): \(onderdeel.naam)")
                }
            }
        }
    }

    @Test func `wat vastgesteld wordt leest als dezelfde aanpak`() throws {
        for beschrijving in Aanpakbestand.ingebouwd.values {
            for versie in beschrijving.versies {
                let gebeurtenis = versie.gebeurtenis(beschrijving.code, gemeente: beschrijving.gemeente)
                let gelezen = try Feittype.aanpakprofielVastgesteld.lees(gebeurtenis.json, .root)
                let weer = try #require(gelezen as? AanpakprofielVastgesteld)
                #expect(try Aanpakversie(weer) == versie, "\(beschrijving.code)")
            }
        }
    }

    @Test func `Delft is tot 2015 een andere aanpak dan daarna`() throws {
        let begin = try #require(Dag("2015-01-01"))
        let team = try #require(Aanpakcode("delft-sociaal-team").flatMap { Aanpakbestand.ingebouwd[$0] })
        #expect(team.versies.map(\.geldigVanaf) == [begin])
        #expect(team.versies[0].caseloadNorm == 20 && team.versies[0].procesrol?.naam == "coach")
        let coaching = try #require(Aanpakcode("delft-gezinscoaching").flatMap { Aanpakbestand.ingebouwd[$0] })
        #expect(coaching.versies[0].drang == false && coaching.versies[0].procesrol?.naam == "gezinscoach")
    }
}

extension Aanpakversie {
    /// Wat deze versie heeft, en dus een bron nodig heeft.
    fileprivate var onderdelen: [Aanpakonderdeel] {
        var onderdelen: [Aanpakonderdeel] = [.aanpak, .leefgebieden, .prioritering, .drang]
        onderdelen += rollen.map { .rol($0.naam) } + normen.map { .norm($0.naam) }
        if !treden.isEmpty { onderdelen.append(.opschaling) }
        if caseloadNorm != nil { onderdelen.append(.caseload) }
        if mdo != nil || rondetafel != nil || !overleg.isEmpty { onderdelen.append(.overleg) }
        if !afsluitredenen.isEmpty { onderdelen.append(.afsluiting) }
        if !nazorg.isEmpty { onderdelen.append(.nazorg) }
        return onderdelen
    }
}
