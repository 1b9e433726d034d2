import Gezinstraject
import Testing

@Suite("Het contract Schema/events.yaml en de code zeggen hetzelfde")
struct ContractTests {
    let contract: Contract

    init() throws {
        contract = try Contract.gelezen.get()
    }

    @Test func `dezelfde typen in dezelfde volgorde`() {
        #expect(Feittype.allCases.map(\.naam) == contract.typen.map(\.naam))
    }

    @Test(arguments: Feittype.allCases)
    func `elk type heeft dezelfde kenmerken`(type: Feittype) throws {
        let verwacht = try #require(contract.typen.first { $0.naam == type.naam })
        let kenmerken = type.kenmerken
        #expect(type.gegevenstype.type == type)
        #expect(kenmerken.groep.rawValue == verwacht.groep)
        #expect(kenmerken.stroom.rawValue == verwacht.stroom)
        #expect(kenmerken.bereik.rawValue == verwacht.bereik)
        #expect(kenmerken.logt.map(\.rawValue) == verwacht.logt)
        #expect(kenmerken.naAfsluiting == verwacht.naAfsluiting)
        #expect(kenmerken.voedt == verwacht.voedt)
        #expect(kenmerken.bron == verwacht.bron)
    }

    @Test(arguments: Feittype.allCases)
    func `elk type heeft precies dezelfde velden in dezelfde volgorde`(type: Feittype) throws {
        let verwacht = try #require(contract.typen.first { $0.naam == type.naam })
        #expect(Contract.Veld.van(type.gegevenstype.velden) == verwacht.velden)
    }

    @Test func `dezelfde opsommingen met dezelfde waarden`() {
        let inCode: [String: Veldtype] = [
            "rol": Rol.veldtype, "partij": Partij.veldtype, "route": Route.veldtype,
            "grond": Prioriteringsgrond.veldtype, "grondslag": Grondslag.veldtype,
            "informatiedoel": Informatiedoel.veldtype, "gelegenheid": Gelegenheid.veldtype,
            "leefgebied_stj": StjLeefgebied.veldtype, "leefgebied": Leefgebied.veldtype,
            "netwerkrol": Netwerkrol.veldtype, "zorgsoort": Zorgsoort.veldtype,
            "dwangmaatregel": Dwangmaatregel.veldtype, "indicator": Indicatorcode.veldtype,
            "beleidsindicator": Beleidsindicator.veldtype,
        ]
        #expect(Set(inCode.keys) == Set(contract.opsommingen.keys))
        for (naam, type) in inCode { #expect(type == .opsomming(contract.opsommingen[naam] ?? []), "\(naam)") }
    }

    @Test func `dezelfde soorten met hetzelfde bereik`() {
        let soorten = contract.soorten.filter { $0.naam != "aanpak" }
        #expect(Idsoort.allCases.map(\.rawValue) == soorten.map(\.naam))
        #expect(Idsoort.allCases.map(\.bereik.rawValue) == soorten.map(\.bereik))
    }

    @Test func `een soort wordt alleen ingevoerd door de velden die het contract noemt`() {
        for soort in contract.soorten where soort.naam != "aanpak" {
            let invoerend = Feittype.allCases.flatMap { type in
                Contract.Veld.van(type.gegevenstype.velden)
                    .filter { $0.type == Idsoort(rawValue: soort.naam).map(Veldtype.id) }
                    .map { "\(type.naam).\($0.pad)" }
            }
            #expect(Set(invoerend) == Set(soort.door), "\(soort.naam)")
        }
    }

    @Test func `dezelfde ingebouwde aanpakken`() throws {
        let soort = try #require(contract.soorten.first { $0.naam == "aanpak" })
        #expect(Aanpakprofielen.ingebouwd.codes.map(\.description) == soort.ingebouwd.sorted())
    }

    @Test func `een bestandsregel heeft alle velden van de envelop`() {
        let inCode = Contract.Veld.van(Invoer.Vorm.bestand.velden)
        #expect(Array(inCode.prefix(contract.invoer.count)) == contract.invoer)
        // What an export adds; toegevoegdOp is of the log that took the event in before.
        let toegevoegd = inCode.dropFirst(contract.invoer.count)
        #expect(toegevoegd.map(\.pad) == contract.vastgelegd.map(\.pad) + ["toegevoegdOp"])
        #expect(toegevoegd.dropLast().map(\.uitleg) == contract.vastgelegd.map(\.uitleg))
        #expect(toegevoegd.dropLast().map(\.type) == contract.vastgelegd.map(\.type))
    }

    @Test func `een verzoek heeft geen gezin, en alleen bij import velden van het bronsysteem`() {
        let alleenImport = ["vastgelegdOp", "vastgelegdDoor", "rol"]
        let importvelden = contract.invoer.filter { $0.pad != "gezinId" }
        #expect(Contract.Veld.van(Invoer.Vorm.importverzoek.velden) == importvelden)
        #expect(
            Contract.Veld.van(Invoer.Vorm.verzoek.velden) == importvelden.filter { !alleenImport.contains($0.pad) }
        )
        for naam in alleenImport {
            let uitleg = importvelden.first { $0.pad == naam }?.uitleg.lowercased() ?? ""
            #expect(uitleg.contains("alleen bij import"))
        }
    }
}
