import Gezinstraject
import Testing
import WireValues

@Suite("De velden van elk type worden precies gelezen en geschreven")
struct VeldenTests {
    private func fouten(_ type: Feittype, _ json: JSON) -> [Invoerfout] {
        do throws(Invoerfouten) {
            _ = try type.lees(json, JSONPointer.root.member("gegevens"))
            return []
        } catch {
            return error.fouten
        }
    }

    private func vol(_ type: Feittype) -> JSON { Voorbeeld(isVol: true).gegevens(type.gegevenstype.velden) }

    @Test(arguments: Feittype.allCases, [false, true])
    func `wat gelezen is wordt hetzelfde geschreven`(type: Feittype, isVol: Bool) throws {
        let json = Voorbeeld(isVol: isVol).gegevens(type.gegevenstype.velden)
        let gegevens = try type.lees(json, .root)
        #expect(gegevens.json == json)
        #expect(try type.lees(gegevens.json, .root).json == json)
        #expect(Swift.type(of: gegevens).type == type)
    }

    @Test(arguments: Feittype.allCases)
    func `de volgorde van de velden doet er bij het lezen niet toe`(type: Feittype) throws {
        guard case .object(let leden) = vol(type) else { return }
        #expect(try type.lees(.object(leden.reversed()), .root).json == .object(leden))
    }

    @Test(arguments: Feittype.allCases)
    func `elke misslag in elk veld geeft een fout met plaats en code, zonder de waarde te herhalen`(type: Feittype) {
        for veld in type.gegevenstype.velden {
            for misslag in Misslag.alle(voor: veld) {
                let gevonden = fouten(type, vol(type).met(veld.naam, misslag.waarde))
                #expect(gevonden.map(\.plaats.description) == ["/gegevens/\(veld.naam)\(misslag.plaats)"])
                #expect(gevonden.map(\.code) == [misslag.code], "\(veld.naam)\(misslag.plaats)")
                #expect(gevonden.allSatisfy { !$0.uitleg.contains(Misslag.geheim) && !$0.uitleg.isEmpty })
            }
        }
    }

    @Test(arguments: Feittype.allCases)
    func `een onbekend veld wordt geweigerd op zijn eigen plaats`(type: Feittype) {
        let gevonden = fouten(type, vol(type).met("a/b~c", .string(Misslag.geheim)))
        #expect(gevonden.map(\.plaats.description) == ["/gegevens/a~1b~0c"])
        #expect(gevonden.map(\.code) == [.onbekendVeld])
        #expect(gevonden.allSatisfy { !$0.uitleg.contains(Misslag.geheim) })
    }

    @Test(arguments: Feittype.allCases)
    func `alle fouten komen tegelijk`(type: Feittype) {
        let velden = type.gegevenstype.velden
        var json = JSON.object([JSON.Member("onbekend", 1)])
        for veld in velden { json = json.met(veld.naam, .null) }
        let gevonden = fouten(type, json)
        let plaatsen = velden.map { "/gegevens/\($0.naam)" } + ["/gegevens/onbekend"]
        #expect(gevonden.map(\.plaats.description) == plaatsen)
    }

    @Test(arguments: [.null, "tekst", 1, true, []] as [JSON])
    func `gegevens zijn altijd een object`(json: JSON) {
        for type in Feittype.allCases {
            #expect(fouten(type, json).map(\.code) == [.verkeerdType])
            #expect(fouten(type, json).map(\.plaats.description) == ["/gegevens"])
        }
    }

    @Test func `een lijst mag zo lang zijn als het contract wil`() throws {
        let rij: JSON = [
            "gezinId": .string(UUID(high: 1, low: 1).description), "indicator": "T1.1.1", "uitkomst": "voldoet",
            "reden": "GEEN",
        ]
        let json = vol(.toetsingBevroren).met("uitkomsten", .array(Array(repeating: rij, count: 33 * 316)))
        #expect(fouten(.toetsingBevroren, json).isEmpty)
    }

    @Test func `goed genoeg stellen minstens twee verschillende partijen vast (I-K3-TWEE_PARTIJEN)`() {
        func codes(_ partijen: JSON) -> [Invoerfout.Code] {
            fouten(.goedGenoegVastgesteld, ["partijen": partijen]).map(\.code)
        }
        #expect(codes(["ggz"]) == [.teKlein])
        #expect(codes(["ggz", "ggz"]) == [.dubbel])
        #expect(codes(["ggz", "politie"]).isEmpty)
    }

    @Test func `velden die iets invoeren en velden die verwijzen worden uit elkaar gehouden`() throws {
        let gegevens = try Feittype.netwerkInKaartGebracht.lees(vol(.netwerkInKaartGebracht), .root)
        #expect(gegevens.ids.nieuw.map(\.soort) == [.netwerkpersoon, .netwerkpersoon])
        #expect(gegevens.ids.verwijzingen.map(\.soort) == [.gezinslid, .gezinslid, .netwerkpersoon, .netwerkpersoon])
    }
}
