import CivilTime
import Gezinstraject
import Testing
import WireValues

@Suite("De stroom van een aanpak")
struct AanpakwachtTests {
    private let code = Aanpakcode("een-eigen-aanpak")

    private func profiel(_ geldigVanaf: String, code: String = "een-eigen-aanpak", _ meer: JSON = .object([])) -> JSON {
        guard case .object(let leden) = meer else { return .null }
        let vast: [JSON.Member] = [
            .init("code", .string(code)), .init("naam", "Eigen"), .init("gemeente", "GM0001"),
            .init("geldigVanaf", .string(geldigVanaf)),
        ]
        return .object(vast + leden)
    }

    private func registratie(
        _ gegevens: JSON,
        _ type: Feittype = .aanpakprofielVastgesteld,
        rol: Rol? = .bel
    ) throws -> Registratie {
        Registratie(
            id: UUID(high: 7, low: 1),
            gezin: UUID(high: 7, low: 2),
            versie: 1,
            gegevens: try type.lees(gegevens, .root),
            gebeurdOp: try #require(Dag("2014-01-01")),
            vastgelegdOp: try #require(Moment("2014-01-01T09:00:00Z")),
            rol: rol
        )
    }

    private func weigering(_ wacht: Aanpakwacht, _ registratie: Registratie) -> Weigering? {
        var wacht = wacht
        do throws(Weigering) {
            try wacht.voegToe(registratie)
            return nil
        } catch {
            return error
        }
    }

    private func schending(_ wacht: Aanpakwacht, _ registratie: Registratie) -> String? {
        guard case .schending(let schending) = weigering(wacht, registratie) else { return nil }
        return schending.code
    }

    private func wacht(_ ingebouwd: Aanpakbeschrijving? = nil) throws -> Aanpakwacht {
        Aanpakwacht(try #require(code), ingebouwd: ingebouwd)
    }

    @Test func `een versie gaat later in dan die ervoor`() throws {
        var wacht = try wacht()
        try wacht.voegToe(try registratie(profiel("2014-01-01")))
        #expect(schending(wacht, try registratie(profiel("2014-01-01"))) == "I-N1-NIEUWER")
        #expect(schending(wacht, try registratie(profiel("2013-12-31"))) == "I-N1-NIEUWER")
        try wacht.voegToe(try registratie(profiel("2014-01-02")))
        #expect(wacht.beschrijving?.versies.map(\.geldigVanaf.description) == ["2014-01-01", "2014-01-02"])
    }

    @Test func `beleid van een aanpak die niemand kent kan niet, en van een ingebouwde wel`() throws {
        let beleid = try registratie(["omschrijving": "x", "geldigVanaf": "2014-01-01"], .beleidBijgesteld)
        #expect(schending(try wacht(), beleid) == "I-0-VERWIJZING")
        let versie = try Aanpakversie(
            try #require(try registratie(profiel("2013-01-01")).gegevens as? AanpakprofielVastgesteld)
        )
        let ingebouwd = Aanpakbeschrijving(code: try #require(code), gemeente: "GM0001", versies: [versie])
        #expect(weigering(try wacht(ingebouwd), beleid) == nil)
        // What is built in counts as the version before: it can be confirmed, not rewritten.
        #expect(weigering(try wacht(ingebouwd), try registratie(profiel("2013-01-01"))) == nil)
        let anders = try registratie(profiel("2013-01-01", ["caseloadNorm": 5]))
        #expect(schending(try wacht(ingebouwd), anders) == "I-N1-NIEUWER")
        var gevolgd = try wacht(ingebouwd)
        try gevolgd.voegToe(try registratie(profiel("2015-01-01")))
        #expect(gevolgd.beschrijving?.versies.map(\.geldigVanaf.description) == ["2013-01-01", "2015-01-01"])
    }

    @Test func `alleen beleid en beheer leggen een profiel vast`() throws {
        for rol in Rol.allCases {
            let code = schending(try wacht(), try registratie(profiel("2014-01-01"), rol: rol))
            #expect((code == nil) == [.bel, .beh].contains(rol))
        }
    }

    @Test(
        arguments: [
            ("/code", ["code": "een-andere-aanpak"]),
            ("/parameters/0/naam", ["parameters": [["naam": "planNorm", "waarde": "P1M"]]]),
            ("/parameters/0/waarde", ["parameters": [["naam": "planTermijn", "waarde": "een maand"]]]),
            ("/parameters/0/waarde", ["parameters": [["naam": "afspraakNorm", "waarde": "101"]]]),
            ("/parameters/0/waarde", ["parameters": [["naam": "casemanagerVenster", "waarde": "P30D"]]]),
            ("/parameters/0/waarde", ["parameters": [["naam": "drang", "waarde": "misschien"]]]),
            ("/parameters/0/waarde", ["parameters": [["naam": "leefgebied.gezin", "waarde": "thuis"]]]),
            ("/parameters/0/naam", ["parameters": [["naam": "leefgebied.thuis", "waarde": "gezin"]]]),
            ("/parameters", ["parameters": [["naam": "planTermijn.vanaf", "waarde": "2014-01-01"]]]),
            ("/parameters/0/waarde", ["parameters": [["naam": "afsluitreden", "waarde": "klaar"]]]),
            (
                "/parameters/1/naam",
                ["parameters": [["naam": "drang", "waarde": "ja"], ["naam": "drang", "waarde": "nee"]]]
            ),
        ] as [(String, JSON)]
    )
    func `een parameter die niet bestaat of niet klopt wordt geweigerd op zijn plaats`(
        plaats: String,
        meer: JSON
    ) throws {
        let code = meer["code"]?.string ?? "een-eigen-aanpak"
        let rest = JSON.object((["parameters"] as [String]).compactMap { naam in meer[naam].map { .init(naam, $0) } })
        guard
            case .invoer(let fouten) = weigering(try wacht(), try registratie(profiel("2014-01-01", code: code, rest)))
        else {
            Issue.record("niet geweigerd")
            return
        }
        #expect(fouten.fouten.map(\.plaats.description) == [plaats])
    }

    @Test func `zonder velden heeft een aanpak de eigenschappen van het contract`() throws {
        var wacht = try wacht()
        try wacht.voegToe(try registratie(profiel("2014-01-01")))
        let profiel = try #require(wacht.beschrijving?.reeks).op(try #require(Dag("2014-06-01")))
        #expect(profiel.prioritering && !profiel.enkeleRegisseur && profiel.drang)
        #expect(profiel.planTermijnHerkomst == .overgenomen && profiel.normen.isEmpty)
        #expect(profiel.leefgebieden == Aanpakprofiel.leefgebiedenVanDeDefinitie)
    }
}
