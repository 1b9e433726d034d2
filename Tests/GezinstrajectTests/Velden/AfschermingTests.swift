import Gezinstraject
import Testing
import WireValues

@Suite("Welke velden alleen versleuteld bewaard worden, en van wie zij zijn")
struct AfschermingTests {
    private let gegevens = JSONPointer.root.member("gegevens")

    /// Elk gemerkt veld in de gegevens, met zijn gezinslid.
    private func gemerkt(_ type: Feittype, _ json: JSON, vervangend: Feittype? = nil) -> [String: String] {
        var gevonden: [String: String] = [:]
        _ = type.afscherming.vervang(in: json, op: gegevens, vervangend: vervangend?.afscherming) { veld, waarde in
            gevonden[veld.plaats.description] = veld.lid ?? "gezin"
            return waarde
        }
        return gevonden
    }

    /// De paden van gemerkte velden volgens de beschrijving van het contract.
    private func paden(_ velden: [Veldbeschrijving], _ begin: String = "") -> [Veldbeschrijving] {
        velden.flatMap { veld -> [Veldbeschrijving] in
            if veld.privacy != .geen { return [veld] }
            switch veld.type {
            case .object(let binnen), .lijst(.object(let binnen)): return paden(binnen)
            default: return []
            }
        }
    }

    @Test(arguments: Feittype.allCases)
    func `elk gemerkt veld van het contract wordt gevonden, en geen ander`(type: Feittype) throws {
        let velden = type.gegevenstype.velden
        let vol = Voorbeeld(isVol: true).gegevens(velden)
        let gevonden = gemerkt(type, vol).keys.map { pad in
            pad.split(separator: "/").last { Int($0) == nil }.map(String.init) ?? ""
        }
        #expect(Set(gevonden) == Set(paden(velden).map(\.naam)))
        #expect(type.afscherming.isLeeg == (gevonden.isEmpty && !type.afscherming.heeftVervangendeGegevens))
    }

    @Test(arguments: Feittype.allCases)
    func `wat gewist niet als tekst leest mag ontbreken, en een tekst heeft geen patroon`(type: Feittype) {
        for veld in paden(type.gegevenstype.velden) {
            let isTekst = veld.type == .tekst || veld.type == .lijst(.tekst)
            #expect(isTekst ? veld.patroon == nil : !veld.verplicht, "\(type.naam) \(veld.naam)")
        }
    }

    @Test(arguments: Feittype.allCases)
    func `geen veld heet zoals een versleutelde waarde`(type: Feittype) {
        func namen(_ velden: [Veldbeschrijving]) -> [String] {
            velden.flatMap { veld -> [String] in
                switch veld.type {
                case .object(let binnen), .lijst(.object(let binnen)): [veld.naam] + namen(binnen)
                default: [veld.naam]
                }
            }
        }
        #expect(!namen(type.gegevenstype.velden).contains("versleuteld"))
    }

    @Test func `een veld is van het ene gezinslid dat ernaast staat, en anders van het gezin`() {
        let toegevoegd: JSON = ["id": "kind1", "rol": "kind", "geboren": "2001-02-03", "sinds": "2001-02-03"]
        #expect(
            gemerkt(.gezinslidToegevoegd, toegevoegd) == ["/gegevens/geboren": "kind1", "/gegevens/sinds": "kind1"]
        )
        #expect(gemerkt(.behoefteGezinVastgelegd, ["gezinslid": "A", "behoefte": "x"]) == ["/gegevens/behoefte": "A"])
        #expect(
            gemerkt(.gezinGeregistreerd, ["gemeente": "GM0935", "pseudoniem": "x"]) == ["/gegevens/pseudoniem": "gezin"]
        )
        #expect(gemerkt(.werkafspraakGemaakt, ["omschrijving": "x"]) == ["/gegevens/omschrijving": "gezin"])
        #expect(
            gemerkt(.werkafspraakGemaakt, ["gezinslid": "A", "omschrijving": "x"]) == ["/gegevens/omschrijving": "A"]
        )
        #expect(
            gemerkt(.probleemGeconstateerd, ["personen": ["A", "B"], "omschrijving": "x"])
                == ["/gegevens/omschrijving": "gezin"]
        )
    }

    @Test func `in een lijst staat elk element apart, en wie genoemd wordt is niet wie het vertelt`() {
        #expect(
            gemerkt(.aanpakMetGezinBesproken, ["keuzes": ["x", "y"]])
                == ["/gegevens/keuzes/0": "gezin", "/gegevens/keuzes/1": "gezin"]
        )
        let steun: JSON = ["doorGezinslid": "A", "personen": [["id": "n1", "relatie": "oma"], ["id": "n2"]]]
        #expect(gemerkt(.netwerksteunGemeld, steun) == ["/gegevens/personen/0/relatie": "gezin"])
    }

    @Test func `vervangende gegevens zijn afgeschermd als van het type van hun doel`() {
        let correctie: JSON = [
            "doelEvent": "x", "reden": "r", "gegevens": ["gezinslid": "A", "geboren": "2001-02-03", "rol": "kind"],
        ]
        #expect(
            gemerkt(.registratieGecorrigeerd, correctie, vervangend: .gezinslidGewijzigd)
                == ["/gegevens/reden": "gezin", "/gegevens/gegevens/geboren": "A"]
        )
        #expect(gemerkt(.registratieGecorrigeerd, correctie) == ["/gegevens/reden": "gezin"])
    }
}
