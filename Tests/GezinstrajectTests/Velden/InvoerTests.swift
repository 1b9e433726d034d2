import CivilTime
import Gezinstraject
import Testing
import WireValues

@Suite("De envelop van een aangeleverde gebeurtenis")
struct InvoerTests {
    private static let volledig: JSON = [
        "gezinId": "00000000-0000-0007-0000-000000000001", "type": "AanpakGestart", "gebeurdOp": "2014-03-31",
        "gegevens": .object([]), "id": "00000000-0000-0007-0000-000000000002", "traject": 2, "precisie": "week",
        "volgens": ["soort": "document", "wie": "verslag"], "vastgelegdOp": "2014-04-01T09:00:00Z",
        "vastgelegdDoor": "PM1", "rol": "PM", "correlatieId": "00000000-0000-0007-0000-000000000003",
        "oorzaakId": "00000000-0000-0007-0000-000000000004", "versie": 3, "positie": 9, "schemaVersie": 1,
        "hash": .string(String(repeating: "0f", count: 32)), "toegevoegdOp": "2020-01-01T00:00:00Z",
    ]

    private func volledig(_ vorm: Invoer.Vorm) -> JSON {
        guard case .object(let leden) = InvoerTests.volledig else { return .null }
        let toegestaan = vorm.velden.map(\.naam)
        return .object(leden.filter { toegestaan.contains($0.key) })
    }

    private func fouten(_ json: JSON, _ vorm: Invoer.Vorm, _ stroom: Stroomsoort = .gezin) -> [Invoerfout] {
        do throws(Invoerfouten) {
            _ = try Invoer.lees(json, .root, vorm, stroom: stroom)
            return []
        } catch {
            return error.fouten
        }
    }

    @Test(arguments: [Invoer.Vorm.verzoek, .importverzoek, .bestand])
    func `elke vorm neemt precies haar eigen velden aan`(vorm: Invoer.Vorm) throws {
        #expect(fouten(volledig(vorm), vorm).isEmpty)
        guard case .object(let leden) = InvoerTests.volledig else { return }
        let eigen = vorm.velden.map(\.naam)
        for lid in leden where !eigen.contains(lid.key) {
            let gevonden = fouten(volledig(vorm).met(lid.key, lid.value), vorm)
            #expect(gevonden.map(\.plaats.description) == ["/\(lid.key)"])
            #expect(gevonden.map(\.code) == [.onbekendVeld])
        }
    }

    @Test(arguments: [Invoer.Vorm.verzoek, .importverzoek, .bestand])
    func `wat verplicht is mag niet ontbreken en de rest wel`(vorm: Invoer.Vorm) {
        for veld in vorm.velden {
            let gevonden = fouten(volledig(vorm).met(veld.naam, nil), vorm)
            #expect(gevonden.map(\.code) == (veld.verplicht ? [.ontbreekt] : []), "\(veld.naam)")
        }
    }

    @Test(arguments: [Invoer.Vorm.verzoek, .importverzoek, .bestand])
    func `elke misslag in de envelop geeft een fout op haar plaats`(vorm: Invoer.Vorm) {
        for veld in vorm.velden {
            for misslag in Misslag.alle(voor: veld) {
                let gevonden = fouten(volledig(vorm).met(veld.naam, misslag.waarde), vorm)
                #expect(gevonden.first?.plaats.description == "/\(veld.naam)\(misslag.plaats)")
                #expect(gevonden.first?.code == misslag.code, "\(veld.naam)")
                #expect(gevonden.allSatisfy { !$0.uitleg.contains(Misslag.geheim) })
            }
        }
    }

    @Test func `een regel over een aanpak noemt de aanpak, en verder wat een regel over een gezin noemt`() throws {
        let velden = Invoer.Vorm.aanpakbestand.velden
        #expect(velden.map(\.naam) == ["aanpak"] + Invoer.Vorm.bestand.velden.map(\.naam).dropFirst())
        let regel = volledig(.aanpakbestand).met("aanpak", "delft-gezinscoaching").met("type", "BeleidBijgesteld")
            .met("gegevens", ["omschrijving": "anders", "geldigVanaf": "2014-03-31"])
        let invoer = try Invoer.lees(regel, .root, .aanpakbestand, stroom: .aanpak)
        #expect(invoer.stroom?.veld == JSON.Member("aanpak", "delft-gezinscoaching"))
        #expect(invoer.rol == .pm)
        #expect(fouten(regel.met("aanpak", nil), .aanpakbestand, .aanpak).map(\.code) == [.ontbreekt])
        #expect(fouten(regel.met("aanpak", "Delft!"), .aanpakbestand, .aanpak).map(\.code) == [.vorm])
        let ookGezin = regel.met("gezinId", "00000000-0000-0007-0000-000000000001")
        #expect(fouten(ookGezin, .aanpakbestand, .aanpak).map(\.plaats.description) == ["/gezinId"])
    }

    @Test func `elk veld komt aan`() throws {
        let invoer = try Invoer.lees(InvoerTests.volledig, .root, .bestand)
        #expect(invoer.stroom == .gezin(UUID(high: 7, low: 1)))
        #expect(invoer.id == UUID(high: 7, low: 2))
        #expect(invoer.type == .aanpakGestart)
        #expect(invoer.gebeurdOp == Dag("2014-03-31"))
        #expect(invoer.traject == 2)
        #expect(invoer.precisie == .week)
        #expect(invoer.volgens?.soort == .document)
        #expect(invoer.volgens?.wie == "verslag")
        #expect(invoer.vastgelegdOp == Moment("2014-04-01T09:00:00Z"))
        #expect(invoer.vastgelegdDoor == Actor("PM1"))
        #expect(invoer.rol == .pm)
        #expect(invoer.correlatieId == UUID(high: 7, low: 3))
        #expect(invoer.oorzaakId == UUID(high: 7, low: 4))
    }

    @Test func `fouten in envelop en gegevens komen tegelijk`() {
        let json: JSON = [
            "type": "DoelBehaald", "gebeurdOp": "gisteren", "gegevens": ["resultaat": 1], "extra/veld": true,
        ]
        #expect(
            fouten(json, .verzoek).map(\.plaats.description)
                == ["/gebeurdOp", "/extra~1veld", "/gegevens/doel", "/gegevens/resultaat"]
        )
    }

    @Test func `een onbekend type wordt eenmaal gemeld en niet herhaald`() {
        let gevonden = fouten(volledig(.verzoek).met("type", .string(Misslag.geheim)), .verzoek)
        #expect(gevonden.map(\.plaats.description) == ["/type"])
        #expect(gevonden.map(\.code) == [.onbekendeWaarde])
        #expect(gevonden.allSatisfy { !$0.uitleg.contains(Misslag.geheim) })
    }

    @Test func `een onbekend type wordt ook gemeld als er meer ontbreekt`() {
        let gevonden = fouten(["type": "Onzin"], .verzoek)
        #expect(gevonden.map(\.plaats.description) == ["/gebeurdOp", "/gegevens", "/type"])
    }

    @Test func `een type van een andere stroom hoort niet bij een gezin`() {
        let stromen: [Stroomsoort: String] = [.toetsing: "ToetsingGestart", .aanpak: "AanpakprofielVastgesteld"]
        for (stroom, type) in stromen {
            let json = volledig(.verzoek).met("type", .string(type))
            #expect(fouten(json, .verzoek).map(\.code) == [.strijdig])
            #expect(fouten(json, .verzoek, stroom).allSatisfy { $0.code == .ontbreekt })
        }
    }

    @Test func `wat later aanleveren niet mag wordt met zijn plaats gemeld`() {
        let gevonden = fouten(.null, .verzoek)
        #expect(gevonden.map(\.plaats.description) == [""])
        #expect(gevonden.map(\.code) == [.verkeerdType])
    }

    @Test func `vandaag mag en morgen niet, ook niet in een correctie`() throws {
        let vandaag = try #require(Dag("2014-03-31"))
        let invoer = try Invoer.lees(volledig(.verzoek), .root, .verzoek)
        #expect(invoer.toekomstfouten(vandaag, .root).isEmpty)
        #expect(invoer.toekomstfouten(vandaag.plus(dagen: -1), .root).map(\.plaats.description) == ["/gebeurdOp"])

        let correctie = volledig(.verzoek).met("type", "RegistratieGecorrigeerd").met(
            "gegevens",
            ["doelEvent": "00000000-0000-0007-0000-000000000001", "gebeurdOp": "2014-04-01", "reden": "x"]
        )
        let gelezen = try Invoer.lees(correctie, .root, .verzoek)
        #expect(
            gelezen.toekomstfouten(vandaag, .root.element(0)).map(\.plaats.description) == ["/0/gegevens/gebeurdOp"]
        )
        #expect(gelezen.toekomstfouten(vandaag.plus(dagen: 1), .root).isEmpty)
    }
}
