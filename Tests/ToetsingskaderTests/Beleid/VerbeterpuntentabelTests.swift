import CivilTime
import Gezinstraject
import Testing
import Toetsingskader
import WireValues

@Suite("De tabel van verbeterpunten: wat er was, en wat er later van gevonden is")
struct VerbeterpuntentabelTests {
    @Test(arguments: Verbeterpuntendocument.alle)
    func `de tabel van Zwolle en Delft is cel voor cel die van het stuk`(_ document: Verbeterpuntendocument) throws {
        let tabel = Verbeterpuntentabel(try Beleidsbevindingen.van(document.aanpak), van: 2013, tot: 2014)
        #expect(tabel.rijen.map { $0.indicatoren.map(\.titel) } == document.rijen.map(\.indicatoren))
        for (rij, verwacht) in zip(tabel.rijen, document.rijen) {
            verwacht.eerste.vergelijk(rij.van)
            verwacht.tweede.vergelijk(try #require(rij.tot))
        }
    }

    @Test(arguments: Verbeterpuntendocument.alle)
    func `wat in het stuk ontbreekt is niet hertoetst, en nooit een vinkje in het tweede jaar`(
        _ document: Verbeterpuntendocument
    ) throws {
        let bevindingen = try Beleidsbevindingen.van(document.aanpak)
        let tabel = Verbeterpuntentabel(bevindingen, van: 2013, tot: 2014)
        let vermeld = Set(document.rijen.flatMap(\.indicatoren))
        #expect(tabel.nietHertoetst == Beleidsindicator.allCases.filter { !vermeld.contains($0.titel) })
        for indicator in tabel.nietHertoetst {
            let over = bevindingen.filter { $0.indicator == indicator }
            #expect(over.map(\.uitkomst) == [.voldoet, .nietHertoetst])
            #expect(over.first?.tekst?.hasPrefix("Afgeleid: ") == true)
        }
        #expect(BeleidsbevindingVastgelegd.Uitkomst.nietHertoetst.teken == "niet hertoetst")
    }

    @Test(arguments: [
        ("spijkenisse-brede-zorgcoordinatie", 8, 3), ("lelystad-gezinscoaching", 7, 1),
        ("zwolle-bijzondere-doelgroepen", 9, 0), ("zwolle-bemoeizorg-jeugd", 9, 0), ("delft-gezinscoaching", 6, 0),
    ])
    func `elk stuk heeft in 2013 een bevinding over elke indicator`(
        _ aanpak: String,
        _ verbeterpunten: Int,
        _ letOp: Int
    ) throws {
        let bevindingen = try Beleidsbevindingen.van(aanpak).filter { $0.jaar == 2013 }
        #expect(bevindingen.map(\.indicator) == Beleidsindicator.allCases)
        #expect(bevindingen.count { $0.uitkomst == .verbeterpunt } == verbeterpunten)
        #expect(bevindingen.count { $0.uitkomst == .voldoet } == 30 - verbeterpunten)
        #expect(bevindingen.count { $0.letOp?.hasPrefix("LET OP: ") == true } == letOp)
    }

    @Test(arguments: Beleidsbevindingen.aanpakken)
    func `elke regel noemt zijn aanpak, en dezelfde dag als de bevinding`(_ aanpak: String) throws {
        let regels = try Beleidsbevindingen.regels(aanpak)
        #expect(regels.allSatisfy { $0["aanpak"]?.string == aanpak })
        #expect(regels.allSatisfy { $0["gebeurdOp"] == $0["gegevens"]?["geldigVanaf"] })
        #expect(Set(regels.compactMap { $0["id"]?.string }).count == regels.count)
    }

    @Test
    func `zonder bevinding in het tweede jaar blijft de cel leeg`() {
        let tabel = Verbeterpuntentabel([bevinding(.p322, 2013, .verbeterpunt)], van: 2013, tot: 2014)
        #expect(tabel.rijen.map(\.indicatoren) == [[.p322]])
        #expect(tabel.rijen.first?.tot == nil)
        #expect(tabel.nietHertoetst.isEmpty)
    }

    @Test
    func `een verbeterpunt dat niet hertoetst is houdt zijn rij`() {
        let tabel = Verbeterpuntentabel(
            [bevinding(.p322, 2013, .verbeterpunt), bevinding(.p322, 2014, .nietHertoetst)],
            van: 2013,
            tot: 2014
        )
        #expect(tabel.rijen.first?.tot?.uitkomst == .nietHertoetst)
        #expect(tabel.nietHertoetst.isEmpty)
    }

    @Test
    func `alleen verbeterpunten van het eerste jaar staan in de tabel, en de laatste bevinding telt`() {
        let tabel = Verbeterpuntentabel(
            [
                bevinding(.p111, 2013, .voldoet), bevinding(.p111, 2014, .verbeterpunt),
                bevinding(.p112, 2013, .nietVastgesteld), bevinding(.p121, 2012, .verbeterpunt),
                bevinding(.p122, 2013, .verbeterpunt), bevinding(.p122, 2013, .voldoet),
                bevinding(.p211, 2013, .voldoet), bevinding(.p211, 2013, .verbeterpunt),
            ],
            van: 2013,
            tot: 2014
        )
        #expect(tabel.rijen.map(\.indicatoren) == [[.p211]])
    }

    @Test
    func `alleen gelijke cellen van een criterium gaan samen`() {
        func tabel(_ andere: [BeleidsbevindingVastgelegd]) -> [[Beleidsindicator]] {
            let eerste = [bevinding(.p315, 2013, .verbeterpunt, "a"), bevinding(.p315, 2014, .voldoet, "b")]
            return Verbeterpuntentabel(eerste + andere, van: 2013, tot: 2014).rijen.map(\.indicatoren)
        }
        let zelfde = [bevinding(.p316, 2013, .verbeterpunt, "a"), bevinding(.p316, 2014, .voldoet, "b")]
        #expect(tabel(zelfde) == [[.p315, .p316]])
        #expect(tabel([zelfde[0], bevinding(.p316, 2014, .voldoet, "c")]) == [[.p315], [.p316]])
        #expect(tabel([bevinding(.p316, 2013, .verbeterpunt, "c"), zelfde[1]]) == [[.p315], [.p316]])
        let anderCriterium = [bevinding(.p321, 2013, .verbeterpunt, "a"), bevinding(.p321, 2014, .voldoet, "b")]
        #expect(tabel(anderCriterium) == [[.p315], [.p321]])
        let zonderTekst = [bevinding(.p111, 2013, .verbeterpunt), bevinding(.p112, 2013, .verbeterpunt)]
        #expect(
            Verbeterpuntentabel(zonderTekst, van: 2013, tot: 2014).rijen.map(\.indicatoren) == [[.p111], [.p112]]
        )
    }

    private func bevinding(
        _ indicator: Beleidsindicator,
        _ jaar: Int,
        _ uitkomst: BeleidsbevindingVastgelegd.Uitkomst,
        _ tekst: String? = nil
    ) -> BeleidsbevindingVastgelegd {
        var bevinding = BeleidsbevindingVastgelegd()
        bevinding.indicator = indicator
        bevinding.jaar = jaar
        bevinding.uitkomst = uitkomst
        bevinding.tekst = tekst
        return bevinding
    }
}

extension Verbeterpuntendocument.Cel {
    fileprivate func vergelijk(_ bevinding: Beleidsbevinding) {
        #expect(bevinding.uitkomst.teken == teken)
        #expect(bevinding.tekst?.hasPrefix(begin) == true, "\(begin)")
        #expect(bevinding.tekst?.hasSuffix(einde) == true, "\(einde)")
        #expect((bevinding.letOp == nil) == (letOp == nil))
        if let letOp { #expect(bevinding.letOp?.hasPrefix(letOp) == true) }
    }
}
