import CivilTime
import EventStore
import Gezinstraject
import TestSupport
import Testing
import WireValues

@testable import CaseHandling

@Suite("Bestandsindex")
struct BestandsindexTests {
    private static let een = UUID(high: 1, low: 1)
    private static let ander = UUID(high: 1, low: 2)

    private func regel(_ event: JSON, van gezin: UUID = Self.een) -> String {
        guard case .object(let leden) = event else { return "" }
        return JSON.object([.init("gezinId", .string(gezin.description))] + leden).text
    }

    private func index(_ bestanden: [(naam: String, inhoud: String)], blok: Int = 1 << 20) -> Bestandsindex {
        var index = Bestandsindex()
        for (naam, inhoud) in bestanden {
            index.begin(naam)
            let bytes = Array(inhoud.utf8)
            for begin in stride(from: 0, to: bytes.count, by: blok) {
                bytes[begin..<min(begin + blok, bytes.count)].withUnsafeBufferPointer { index.lees($0) }
            }
            index.eindig()
        }
        return index
    }

    /// De regels van elk deel, gelezen op de plaats die de index noemt.
    private func delen(_ bestanden: [(naam: String, inhoud: String)], blok: Int = 1 << 20) throws -> [Bestand.Deel] {
        let index = index(bestanden, blok: blok)
        try #require(index.fouten.map(\.description) == [])
        return try [Stroomsoort.aanpak, .gezin, .toetsing].flatMap { soort in
            try index.delen(soort).map { deel in
                let regels = index.regels(van: deel).map { plaats in
                    (plaats: plaats, tekst: Array(bestanden[plaats.bestand].inhoud.utf8)[plaats.bytes])
                }
                return try Bestand.Deel(deel.stroom, regels, in: index.namen)
            }
        }
    }

    private func plaatsen(_ deel: Bestand.Deel) -> [String] { deel.regels.map { "\($0.bestand):\($0.nummer)" } }

    private func fouten(_ inhoud: String...) -> [String] {
        let bestanden = inhoud.enumerated().map { (naam: "\($0.offset)", inhoud: $0.element) }
        return index(bestanden).fouten.map { "\($0.bestand):\($0.regel) \($0.plaats) \($0.code)" }
    }

    @Test(arguments: [1, 2, 3, 7, 100, 1 << 20])
    func `regels van gezinnen die door elkaar staan komen bij elkaar, hoe groot een blok ook is`(_ blok: Int) throws {
        let dagen = ["2013-02-01", "2013-02-02", "2013-02-03"]
        let door = dagen.flatMap { dag in
            [Self.een, Self.ander].map { regel(CaseEvents.signal(dag), van: $0) }
        }
        let bestanden = [
            (naam: "a", inhoud: "\u{feff}" + door[0] + "\r\n\r\n" + door[1] + "\n \t\n" + door[2]),
            (naam: "leeg", inhoud: ""), (naam: "wit", inhoud: "\n\n"),
            (naam: "b", inhoud: door[3] + "\n" + door[4] + "\n" + door[5] + "\n"),
        ]
        let delen = try delen(bestanden, blok: blok)
        #expect(delen.map(\.stroom) == [.gezin(Self.een), .gezin(Self.ander)])
        #expect(delen.map(plaatsen) == [["a:1", "a:5", "b:2"], ["a:3", "b:1", "b:3"]])
        for deel in delen { #expect(deel.regels.map(\.invoer.gebeurdOp.description) == dagen) }
    }

    @Test func `de index leest wat Bestand leest, met dezelfde id's voor regels zonder id`() throws {
        let signaal = regel(CaseEvents.signal("2013-02-01", id: nil))
        let anders = regel(CaseEvents.signal("2013-02-01", id: nil), van: Self.ander)
        let vast = regel(CaseEvents.signal("2013-03-01"))
        let bestanden = [
            (naam: "a", inhoud: [signaal, anders, signaal, vast, vast].joined(separator: "\n")),
            (naam: "b", inhoud: [vast, signaal].joined(separator: "\n")),
        ]
        let delen = try delen(bestanden)
        let geheel = try Bestand(bestanden.map { (naam: $0.naam, inhoud: Array($0.inhoud.utf8)) }).delen
        #expect(delen.map(plaatsen) == geheel.map(plaatsen))
        #expect(delen.map { $0.regels.map(\.invoer.id) } == geheel.map { $0.regels.map(\.invoer.id) })
        // The same line in another file is the same event.
        #expect(plaatsen(delen[0]) == ["a:1", "a:3", "a:4"])
        #expect(Set(delen.flatMap { $0.regels.map(\.invoer.id) }).count == 4)
    }

    @Test func `een id met een andere inhoud is een fout van haar gezin alleen`() throws {
        let id = Fixture.uuid()
        let regels = [
            regel(CaseEvents.signal("2013-02-01", id: id)), regel(CaseEvents.signal("2013-02-01"), van: Self.ander),
            regel(CaseEvents.signal("2013-02-02", id: id)),
        ]
        let bestanden = [(naam: "a", inhoud: regels.joined(separator: "\n"))]
        let index = index(bestanden)
        for (deel, verwacht) in zip(index.delen(.gezin), [["3 /id ID_HERGEBRUIKT"], []]) {
            let tekst = index.regels(van: deel).map { (plaats: $0, tekst: Array(bestanden[0].inhoud.utf8)[$0.bytes]) }
            var fouten: [String] = []
            do {
                _ = try Bestand.Deel(deel.stroom, tekst, in: index.namen)
            } catch {
                fouten = error.fouten.map { "\($0.regel) \($0.plaats) \($0.code)" }
            }
            #expect(fouten == verwacht)
        }
    }

    @Test func `een bestand dat intussen veranderd is wordt niet onder een ander gezin opgenomen`() throws {
        let index = index([(naam: "a", inhoud: regel(CaseEvents.signal("2013-02-01")))])
        let deel = try #require(Array(index.delen(.gezin)).first)
        let plaats = try #require(index.regels(van: deel).first)
        let anders = Array(regel(CaseEvents.signal("2013-02-01"), van: Self.ander).utf8)[...]
        #expect(throws: Bestand.Fouten.self) {
            try Bestand.Deel(deel.stroom, [(plaats: plaats, tekst: anders)], in: index.namen)
        }
    }

    @Test func `de gemeente is de eerste die de regels van een gezin of aanpak noemen`() throws {
        func gemeente(_ regels: String...) throws -> (LogName?, Bool) {
            let index = index([(naam: "a", inhoud: regels.joined(separator: "\n"))])
            let deel = try #require((Array(index.delen(.gezin)) + Array(index.delen(.aanpak))).first)
            return (deel.gemeente, deel.noemtGemeente)
        }
        let registratie = regel(CaseEvents.registration(gemeente: "GM0935"))
        let tweede = regel(CaseEvents.registration(gemeente: "GM0193"))
        #expect(try gemeente(registratie, tweede) == (LogName("GM0935"), true))
        #expect(try gemeente(regel(CaseEvents.signal("2013-02-01"))) == (nil, false))
        #expect(try gemeente(registratie.replacing("GM0935", with: "Delft")) == (nil, true))
        // However it is spelled.
        let gespeld = registratie.replacing("GezinGeregistreerd", with: #"Gezin\u0047eregistreerd"#)
        #expect(try gemeente(gespeld.replacing(#""gezinId""#, with: #""gezin\u0049d""#)) == (LogName("GM0935"), true))
        let profiel = #"""
            {"aanpak": "eigen", "gegevens": {"x": [{"gemeente": "GM0001"}], "gemeente": "GM0503"}, \#
            "type": "AanpakprofielVastgesteld"}
            """#
        #expect(try gemeente(profiel) == (LogName("GM0503"), true))
        #expect(try gemeente(profiel.replacing("AanpakprofielVastgesteld", with: "X")) == (nil, false))
    }

    static let zonderStroom = [
        ("{fout}", " GEEN_JSON"), (#"{"gezinId": "x""#, " GEEN_JSON"), ("[1]", " "),
        (#"{"type": "SignaalOntvangen", "gebeurdOp": "2013-02-01", "gegevens": {}}"#, "/gezinId "),
        (#"{"gezinId": "gezin 1"}"#, "/gezinId "), (#"{"gezinId": 7}"#, "/gezinId "),
        (#"{"gezinId": "\#(een)", "aanpak": "eigen"}"#, ""),
        (#"{"gezinId": "\#(een)", "gezinId": "\#(ander)"}"#, " GEEN_JSON"),
        (#"{"gezinId": "\#(een)"} {}"#, " GEEN_JSON"), (#"{"gezinId": "\#(een)", "x": "een \"#, " GEEN_JSON"),
    ]

    @Test(arguments: zonderStroom)
    func `een regel waarvan niemand weet waarvan zij is wordt genoemd`(_ regel: String, _ fout: String) {
        let goed = self.regel(CaseEvents.signal("2013-02-01"))
        let gevonden = fouten([goed, "", regel, goed].joined(separator: "\n"))
        #expect(gevonden.first?.hasPrefix("0:3 \(fout)") == true, "\(gevonden)")
        #expect(gevonden.allSatisfy { $0.hasPrefix("0:3 ") })
    }

    @Test func `een fout elders op een regel is er een van haar gezin`() {
        for regel in [
            #"{"gezinId": "\#(Self.een)"}"#, #"{"gezinId": "\#(Self.een)", "type": geen}"#,
            #"{"type": 1, "type": 2, "gezinId": "\#(Self.een)"}"#,
            #"{"gegevens": {"gezinId": 1}, "gezinId": "\#(Self.een)"}"#,
        ] {
            #expect(fouten(regel) == [])
            #expect(index([(naam: "a", inhoud: regel)]).aantal(.gezin) == 1)
        }
    }

    @Test func `een ander soort bestand geeft een fout, en een eindeloze regel ook`() {
        let goed = regel(CaseEvents.signal("2013-02-01"))
        #expect(fouten("\n- a: 1\n- b: 2\n", goed) == ["0:2  GEEN_JSON"])
        let lang = #"{"x": ""# + String(repeating: "x", count: 17 << 20) + #""}"#
        #expect(fouten(goed + "\n" + lang + "\n{", "[") == ["0:2  TE_GROOT", "0:3  GEEN_JSON", "1:1  GEEN_JSON"])
    }

    @Test func `van veel fouten worden de eerste vijftig bewaard en alle geteld`() {
        let index = index([(naam: "a", inhoud: String(repeating: "{x}\n", count: 3000))])
        #expect(index.fouten.count == 50 && index.aantalFouten == 3000)
    }

    @Test(arguments: CaseExamples.families)
    func `in een oogopslag is de kop van een regel die van wie haar helemaal leest`(_ naam: String) throws {
        for regel in try CaseExamples.file(naam).split(separator: UInt8(ascii: "\n")) {
            let kop = try #require(regel.withUnsafeBufferPointer { Regelkop(snel: $0) })
            #expect(kop == Regelkop(try JSONReader.read(regel)))
        }
    }
}
