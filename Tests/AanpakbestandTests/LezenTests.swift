import Aanpakbestand
import CivilTime
import Gezinstraject
import Testing
import WireValues

@Suite("Een bestand dat een aanpak beschrijft")
struct LezenTests {
    private func voorbeeld() throws -> Aanpakbeschrijving {
        try #require(try Voorbeeldbestand.lees(Voorbeeldbestand.tekst).first).beschrijving
    }

    @Test func `alles komt aan`() throws {
        let aanpak = try voorbeeld()
        #expect(aanpak.code.description == "verzonnen-aanpak" && aanpak.gemeente == "GM0001")
        #expect(aanpak.versies.map(\.geldigVanaf.description) == ["2014-01-01", "2016-01-01"])
        let eerste = aanpak.versies[0]
        #expect(eerste.enkeleRegisseur && eerste.rollen.map(\.naam) == ["regisseur", "teamleider"])
        #expect(eerste.leefgebieden.map(\.stj) == [.gezin, nil])
        #expect(eerste.normen.map(\.naam) == [.stilteTermijn, .afspraakNorm])
        #expect(eerste.normen.map(\.waarde) == [.termijn(.weken(6)), .getal(90)])
        #expect(eerste.normen.map(\.vanaf) == [Dag("2014-07-01"), nil])
        #expect(eerste.treden == ["regisseur", "teamleider"] && eerste.caseloadNorm == 12)
        #expect(eerste.drang && eerste.dwangmiddelen == [.ots] && eerste.drangmiddelen == ["een gesprek"])
        #expect(eerste.mdo == "casusoverleg" && eerste.rondetafel == "gezinstafel" && eerste.overleg == ["werkoverleg"])
        #expect(eerste.afsluitredenen == [.resultaatBereikt] && eerste.nazorg == ["een gesprek na zes maanden"])
        #expect(eerste.bronnen[.norm(.stilteTermijn)] == "besluit 2014")
        let tweede = aanpak.versies[1]
        #expect(!tweede.enkeleRegisseur && tweede.procesrol?.naam == "procesregisseur" && !tweede.drang)
        #expect(tweede.planTermijnHerkomst == .gesteld && eerste.planTermijnHerkomst == .overgenomen)
    }

    @Test func `van bestand naar gebeurtenissen en terug blijft alles hetzelfde`() throws {
        let aanpak = try voorbeeld()
        let weer = try aanpak.versies.map { versie in
            let json = versie.gebeurtenis(aanpak.code, gemeente: aanpak.gemeente).json
            let gegevens = try Feittype.aanpakprofielVastgesteld.lees(json, .root)
            return try Aanpakversie(try #require(gegevens as? AanpakprofielVastgesteld))
        }
        #expect(weer == aanpak.versies)
    }

    /// Wat er anders is, met de regel en sleutel waar dat gemeld wordt.
    static let misslagen: [(oud: String, nieuw: String, plaats: String)] = [
        ("code: verzonnen-aanpak", "code: Verzonnen Aanpak", "1: code"),
        ("gemeente: GM0001", "gemeente: Maastricht", "2: gemeente"),
        ("gemeente: GM0001\n", "", "1: gemeente"),
        (
            "caseload: {gezinnenPerFte: 12", "caseload: {gezinnenPerFte: twaalf",
            "19: perioden[1].caseload.gezinnenPerFte"
        ),
        ("caseload: {gezinnenPerFte: 12", "caseload: {gezinnenPerFte: 0", "19: perioden[1].caseload.gezinnenPerFte"),
        ("caseload:", "casseload:", "19: perioden[1].casseload"),
        ("naam: Verzonnen\n", "naam: 12\n", "4: perioden[1].naam"),
        (
            "{code: gezin, stj: gezin}, {code: soc", "{code: gezinnen}, {code: soc",
            "12: perioden[1].leefgebieden.lijst[1].code"
        ),
        ("stj: gezin}, {code: soc", "stj: netwerk}, {code: soc", "12: perioden[1].leefgebieden.lijst[1].stj"),
        ("criteria: [overlast", "criteria: [herrie", "14: perioden[1].prioritering.criteria[1]"),
        ("prioritering: {aanwezig: true", "prioritering: {aanwezig: ja", "14: perioden[1].prioritering.aanwezig"),
        ("stilteTermijn:", "stilteNorm:", "16: perioden[1].normen.stilteNorm"),
        (
            "waarde: 6, eenheid: weken, v", "waarde: P6W, eenheid: weken, v",
            "16: perioden[1].normen.stilteTermijn.waarde"
        ),
        (
            "waarde: 6, eenheid: weken, v", "waarde: -6, eenheid: weken, v",
            "16: perioden[1].normen.stilteTermijn.waarde"
        ),
        ("eenheid: weken, v", "eenheid: procent, v", "16: perioden[1].normen.stilteTermijn.eenheid"),
        ("eenheid: weken, v", "eenheid: fortnights, v", "16: perioden[1].normen.stilteTermijn.eenheid"),
        ("waarde: 90", "waarde: 101", "17: perioden[1].normen.afspraakNorm.waarde"),
        ("vanaf: 2014-07-01", "vanaf: 2014-02-30", "16: perioden[1].normen.stilteTermijn.vanaf"),
        ("vanaf: 2014-07-01", "vanaf: 2016-07-01", "16: perioden[1].normen.stilteTermijn.vanaf"),
        (", bron: \"besluit 2014\"", "", "16: perioden[1].normen.stilteTermijn.bron"),
        ("[proces, inhoud]", "[proces]", "9: perioden[1].rollen"),
        ("regie: []", "regie: [proces]", "9: perioden[1].rollen"),
        ("[resultaat_bereikt]", "[klaar]", "22: perioden[1].afsluiting.redenen[1]"),
        ("[ots]", "[opsluiten]", "20: perioden[1].drang.dwangmaatregelen[1]"),
        ("drang: {aanwezig: false", "drang: {aanwezig: false, overig: [praten]", "34: perioden[2].drang"),
        ("geldigTot: 2015-12-31", "geldigTot: 2016-01-01", "6: perioden[1].geldigTot"),
        ("geldigTot: 2015-12-31", "geldigTot: 2015-12-30", "6: perioden[1].geldigTot"),
        ("geldigVanaf: 2016-01-01", "geldigVanaf: 2014-01-01", "25: perioden[2].geldigVanaf"),
        ("geldigVanaf: 2016-01-01", "geldigVanaf: 2016-01-01\n    geldigTot: 2017-01-01", "26: perioden[2].geldigTot"),
        ("    geldigVanaf: 2016-01-01\n", "", "24: perioden[2].geldigVanaf"),
        ("perioden:\n", "perioden: []\nrest:\n", "3: perioden"),
    ]

    @Test(arguments: misslagen.indices)
    func `elke misslag wordt gemeld met bestand, regel en sleutel`(nummer: Int) {
        let (oud, nieuw, plaats) = LezenTests.misslagen[nummer]
        let tekst = Voorbeeldbestand.met(oud, nieuw)
        #expect(tekst != Voorbeeldbestand.tekst)
        let fouten = Voorbeeldbestand.fouten(tekst)
        #expect(fouten.contains { $0.plaats == plaats }, "\(fouten)")
        #expect(fouten.contains { $0.tekst.hasPrefix("1.yaml:\(plaats): ") && $0.tekst.count > plaats.count + 20 })
    }

    @Test func `overlap en een gat worden bij hun naam genoemd`() {
        let overlap = Voorbeeldbestand.fouten(Voorbeeldbestand.met("geldigTot: 2015-12-31", "geldigTot: 2016-06-30"))
        #expect(overlap.map(\.tekst).allSatisfy { $0.contains("overlappen") } && overlap.count == 1)
        let gat = Voorbeeldbestand.fouten(Voorbeeldbestand.met("geldigTot: 2015-12-31", "geldigTot: 2015-06-30"))
        #expect(gat.map(\.tekst).allSatisfy { $0.contains("ontbreekt een periode") } && gat.count == 1)
    }

    @Test func `alle fouten komen tegelijk`() {
        let tekst = Voorbeeldbestand.met("waarde: 90", "waarde: veel").replacing("[ots]", with: "[opsluiten]")
            .replacing("GM0001", with: "Delft")
        #expect(Voorbeeldbestand.fouten(tekst).count == 3)
    }

    @Test(arguments: ["", "code: [", "- a\n- b", "tekst", "code: a\ncode: b\n"])
    func `wat geen aanpak is wordt geweigerd`(tekst: String) {
        #expect(Voorbeeldbestand.fouten(tekst).count >= 1)
    }

    @Test func `tweemaal dezelfde aanpak in een opdracht wordt geweigerd`() throws {
        #expect(throws: Aanpakbestand.Fouten.self) {
            _ = try Voorbeeldbestand.lees(Voorbeeldbestand.tekst, Voorbeeldbestand.tekst)
        }
    }
}
