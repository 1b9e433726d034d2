import Gezinstraject
import Testing
import Toetsingskader

@Suite("Het kader op beleidsniveau")
struct BeleidskaderTests {
    @Test
    func `vijf thema's, dertien criteria en dertig indicatoren, elk onder het nummer erboven`() {
        #expect(Beleidsthema.allCases.count == 5)
        #expect(Beleidscriterium.allCases.count == 13)
        #expect(Beleidsindicator.allCases.count == 30)
        #expect(Beleidscriterium.allCases.allSatisfy { $0.rawValue.hasPrefix($0.thema.rawValue + ".") })
        #expect(Beleidsindicator.allCases.allSatisfy { $0.rawValue.hasPrefix($0.criterium.rawValue + ".") })
        #expect(Set(Beleidsindicator.allCases.map(\.titel)).count == 30)
        #expect(Set(Beleidscriterium.allCases.map(\.naam)).count == 13)
    }

    @Test
    func `de thema's heten als op casusniveau en zijn anders uitgelegd`() {
        #expect(Beleidsthema.allCases.map(\.naam) == Thema.allCases.map(\.naam))
        #expect(zip(Beleidsthema.allCases, Thema.allCases).filter { $0.uitleg + "." == $1.uitleg }.map(\.0) == [.p2])
    }

    @Test
    func `een indicator noemt de stukken waarin zij een verbeterpunt was`() throws {
        let stukken = [
            "ZWO-BD": "zwolle-bijzondere-doelgroepen", "ZWO-BJ": "zwolle-bemoeizorg-jeugd",
            "DEL": "delft-gezinscoaching",
        ]
        for (stuk, aanpak) in stukken {
            let verbeterpunten = try Beleidsbevindingen.van(aanpak).filter {
                $0.uitkomst == .verbeterpunt && $0.jaar == 2013
            }
            let genoemd = Beleidsindicator.allCases.filter { $0.bron.contains(stuk) }
            #expect(genoemd == verbeterpunten.map(\.indicator), "\(stuk)")
        }
        #expect(Beleidsindicator.p521.bron == "SPI, LEL, ZWO-BD, ZWO-BJ, DEL Continu")
        #expect(Beleidsindicator.p322.bron.hasSuffix(" Aanpak"))
    }

    @Test
    func `elke klasse behalve C zegt wat haar signaal telt`() {
        for indicator in Beleidsindicator.allCases {
            #expect((indicator.signaal == nil) == (indicator.klasse == .c), "\(indicator.rawValue)")
        }
        let perKlasse = Signaalklasse.allCases.map { klasse in
            Beleidsindicator.allCases.count { $0.klasse == klasse }
        }
        #expect(perKlasse == [13, 3, 7, 7])
    }
}
