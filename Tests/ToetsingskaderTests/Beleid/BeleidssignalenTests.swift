import CivilTime
import Gezinstraject
import Testing
import WireValues

@testable import Toetsingskader

@Suite("Signalen uit casussen naast een bevinding op beleidsniveau")
struct BeleidssignalenTests {
    /// Vijf trajecten waarin veel gebeurt, een kaal, een gesloten, een afgewezen, en een van een andere aanpak.
    private static let populatie = [("vol", 5), ("kaal", 1), ("gesloten", 1), ("afgewezen", 1), ("elders", 1)]

    @Test(arguments: [
        (
            Beleidsindicator.p111,
            ["gronden van aanmelding per melder: woningbouw: overlast 5, woningbouw: stagnatie 5 (in 5 trajecten)"]
        ),
        (.p112, ["gezinnen die aan de definitie voldoen, per wijk: WK-oost 5 (in 5 trajecten)"]),
        (
            .p121,
            [
                "aanmeldingen per route: melding_partner 6, onbekend 2 (in 8 trajecten)",
                "trajecten waarvan de aanmelding is afgewezen: 1 van 8",
            ]
        ),
        (
            .p122,
            [
                "aanmeldingen per melder: woningbouw 5, huisarts 1, onbekend 1, politie 1 (in 8 trajecten)",
                "partijen in beeld die zelf geen van deze gezinnen aanmeldden: ggz 5 (in 5 trajecten)",
            ]
        ),
        (.p313, ["leefgebieden waarover doelen gaan: inkomen 5, wonen 5 (in 5 trajecten)"]),
        (.p314, ["doelen waarvan het resultaat is vastgelegd: 10 van 15, in 5 trajecten"]),
        (
            .p322,
            [
                "opschalingen waarop een besluit volgde: 5 van 10, in 5 trajecten",
                "trajecten waarin doorzettingsmacht is gebruikt: 5 van 8",
            ]
        ),
        (.p323, ["open trajecten per regisseur: 3 (de middelste, in 6 trajecten)"]),
        (
            .p412,
            [
                "stagnaties die zijn opgeschaald: 10 van 15, in 5 trajecten",
                "dagen tot een stagnatie was opgeheven: 8 (de middelste, in 5 trajecten)",
            ]
        ),
        (
            .p421,
            [
                "leefgebieden waarop een partij betrokken was: gezondheid 5, wonen 5 (in 5 trajecten)",
                "benodigde partijen die in beeld kwamen: 5 van 10, in 5 trajecten",
            ]
        ),
        (.p423, ["opschalingen van een stagnatie bij professionals: 5 van 10, in 5 trajecten"]),
        (
            .p431,
            [
                "trajecten met een informatieknelpunt: 5 van 8",
                "partijen waarmee een informatieknelpunt was: ggz 5 (in 5 trajecten)",
            ]
        ),
        (
            .p521,
            [
                "dagen tussen aanvraag en start, ggz: 15 (de middelste, in 5 trajecten)",
                "zorg met een wachtlijst waarvoor een overbrugging was: 5 van 10, in 5 trajecten",
            ]
        ),
    ])
    func `een signaal telt gebeurtenissen`(_ indicator: Beleidsindicator, _ verwacht: [String]) throws {
        let signaal = try #require(try Self.signalen(Self.populatie).signaal(indicator))
        #expect(signaal.cijfers.map(\.tekst) == verwacht)
    }

    @Test(arguments: [
        (Beleidsindicator.p212, "trajecten met een Eigen Kracht-conferentie: 5 van 8"),
        (.p213, "behoeften van het gezin waar een doel bij hoort: 5 van 10, in 5 trajecten"),
        (.p331, "werkafspraken die bij een doel horen: 5 van 10, in 5 trajecten"),
        (.p332, "leefgebieden in de laatste analyse: inkomen 5, wonen 5 (in 5 trajecten)"),
        (.p342, "gezinnen die niet meewerkten, met daarna drang of dwang: 5 van 5"),
        (.p511, "redenen van afsluiting: goed_genoeg 1 (in 1 trajecten)"),
        (.p531, "gezinnen met een gesloten traject, met daarna terugval: 1 van 1"),
        (.p531, "gezinnen met een gesloten traject, met daarna een heraanmelding: 0 van 1"),
    ])
    func `een signaal telt naast oordelen ook gebeurtenissen`(_ indicator: Beleidsindicator, _ verwacht: String) throws
    {
        let signaal = try #require(try Self.signalen(Self.populatie).signaal(indicator))
        #expect(signaal.cijfers.map(\.tekst).contains(verwacht))
    }

    @Test(arguments: [
        (Beleidsindicator.p211, [Indicatorcode.t221]), (.p212, [.t231, .t232, .t233]), (.p213, [.t212, .t213]),
        (.p321, [.t411]), (.p331, [.t313]), (.p332, [.t314]), (.p341, [.t321]), (.p342, [.t322]),
        (.p511, [.t511]), (.p531, [.t531]),
    ])
    func `een signaal uit oordelen telt wat de tabel van de aanpak telt`(
        _ indicator: Beleidsindicator,
        _ oordelen: [Indicatorcode]
    ) throws {
        let signaal = try #require(try Self.signalen(Self.populatie).signaal(indicator))
        let toetsingen = try Self.geschiedenissen(Self.populatie)
            .map { Toetsingskader().beoordeelVoorSelectie($0, peildag: Self.peildag) }
            .filter { $0.aanpak == Self.aanpak }
        let tabel = Totaaltoetsing(toetsingen, Normen())
        for nummer in oordelen {
            let oordeel = try #require(tabel.oordelen.first { $0.indicator == nummer })
            let van = oordeel.casussen - oordeel.nvt
            let cijfer = signaal.cijfers.first { $0.onderwerp == "trajecten die voldoen aan \(nummer.rawValue)" }
            #expect(cijfer?.waarde == .aandeel(oordeel.voldoet, van: van, trajecten: van))
        }
    }

    @Test
    func `alleen klasse C heeft geen signaal, en een signaal heeft altijd cijfers`() throws {
        let signalen = try Self.signalen(Self.populatie)
        for indicator in Beleidsindicator.allCases {
            let signaal = signalen.signaal(indicator)
            #expect((signaal == nil) == (indicator.klasse == .c), "\(indicator.rawValue)")
            #expect(signaal.map { !$0.cijfers.isEmpty } ?? true)
            #expect(signaal.map { $0.indicator == indicator } ?? true)
        }
    }

    @Test
    func `een gezin dat verhuist telt in de wijk waar het nu woont`() throws {
        let verhuisd = try Self.geschiedenissen([("vol", 1)], verhuizing: "WK-noord")
        let signalen = Beleidssignalen(verhuisd, aanpak: Self.aanpak, peildag: Self.peildag, Toetsingskader())
        #expect(signalen.signaal(.p112)?.cijfers.first?.tekst.contains(": WK-noord 1 (") == true)
    }

    @Test
    func `een heraanmelding na de afsluiting telt, ook als er een nieuw traject gestart is`() throws {
        let na = [
            "{op: 2013-08-01, type: HeraanmeldingOntvangen, gegevens: {nieuwTraject: 2}}",
            "{op: 2013-08-02, type: GezinAangemeld, gegevens: {aanpak: maastricht-integrale-aanpak, trajectNr: 2}}",
            "{op: 2013-08-12, type: GezinGeprioriteerd, gegevens: {definitief: true}}",
        ]
        let geschiedenis = try Signaalcasus.geschiedenis("gesloten", en: na)
        let signalen = Beleidssignalen([geschiedenis], aanpak: Self.aanpak, peildag: Self.peildag, Toetsingskader())
        let cijfers = signalen.signaal(.p531)?.cijfers.map(\.tekst) ?? []
        #expect(cijfers.contains("gezinnen met een gesloten traject, met daarna een heraanmelding: 1 van 1"))
    }

    @Test
    func `wat na de peildag gebeurde telt niet mee`() throws {
        let voor = try #require(Dag(jaar: 2013, maand: 5, dag: 2))
        let signalen = Beleidssignalen(
            try Self.geschiedenissen([("vol", 5)]),
            aanpak: Self.aanpak,
            peildag: voor,
            Toetsingskader()
        )
        #expect(signalen.signaal(.p412)?.cijfers.first?.waarde == .aandeel(0, van: 15, trajecten: 5))
    }
}

@Suite("Signalen over weinig trajecten")
struct SignaalafschermingTests {
    @Test
    func `onder vijf trajecten ziet alleen een auditor cijfers`() throws {
        let signalen = try BeleidssignalenTests.signalen([("vol", 4)])
        for indicator in Beleidsindicator.allCases {
            guard let signaal = signalen.signaal(indicator) else { continue }
            #expect(signaal.cijfers.contains { $0.waarde != nil })
            #expect(signaal.afgeschermd.cijfers.allSatisfy { $0.waarde == nil })
            #expect(signaal.afgeschermd.cijfers.map(\.onderwerp) == signaal.cijfers.map(\.onderwerp))
        }
    }

    @Test
    func `vanaf vijf trajecten blijft een cijfer staan, maar niet een dat op minder rust`() throws {
        let signalen = try BeleidssignalenTests.signalen([("vol", 5), ("gesloten", 4)])
        let signaal = try #require(signalen.signaal(.p511))
        #expect(signaal.afgeschermd.cijfers[0] == signaal.cijfers[0])
        #expect(signaal.cijfers[1].waarde != nil)
        #expect(
            signaal.afgeschermd.cijfers[1].tekst == "redenen van afsluiting: geen cijfer, minder dan 5 trajecten"
        )
    }

    @Test(arguments: [
        ([6, 5], [6, 5], 0), ([6, 5, 4], [6], 2), ([6, 4, 3], [6], 2), ([9, 6, 5, 1], [9, 6], 2), ([4, 4], [], 2),
        ([7, 2], [], 2), ([7], [7], 0), ([], [], 0),
    ])
    func `een kleine naam blijft weg, en is niet uit de rest af te leiden`(
        _ aantallen: [Int],
        _ getoond: [Int],
        _ verzwegen: Int
    ) {
        let delen = aantallen.enumerated().map { Signaalcijfer.Deel(naam: "naam \($0.offset)", trajecten: $0.element) }
        let signaal = Signaal(
            indicator: .p112,
            cijfers: [Signaalcijfer(onderwerp: "per wijk", waarde: .verdeling(delen, verzwegen: 0, trajecten: 20))]
        )
        let verwacht = delen.filter { getoond.contains($0.trajecten) }.prefix(getoond.count)
        #expect(
            signaal.afgeschermd.cijfers.first?.waarde
                == .verdeling(Array(verwacht), verzwegen: verzwegen, trajecten: 20)
        )
    }
}

extension BeleidssignalenTests {
    static let aanpak = Aanpakcode("maastricht-integrale-aanpak") ?? .leeg
    static let peildag = Dag(jaar: 2013, maand: 12, dag: 31) ?? .leeg

    static func signalen(_ populatie: [(String, Int)]) throws -> Beleidssignalen {
        Beleidssignalen(try geschiedenissen(populatie), aanpak: aanpak, peildag: peildag, Toetsingskader())
    }

    static func geschiedenissen(_ populatie: [(String, Int)], verhuizing: String? = nil) throws -> [Geschiedenis] {
        let verhuisd = verhuizing.map { wijk in
            "{op: 2013-12-01, type: GezinVerhuisd, gegevens: {naarGemeente: GM0935, wijk: \(wijk)}}"
        }
        return try populatie.flatMap { naam, aantal in
            [Geschiedenis](
                repeating: try Signaalcasus.geschiedenis(naam, en: verhuisd.map { [$0] } ?? []),
                count: aantal
            )
        }
    }
}

/// De verzonnen gezinnen van `Casussen/beleidssignalen.yaml`.
enum Signaalcasus {
    static func geschiedenis(_ naam: String, en meer: [String]) throws -> Geschiedenis {
        let extra = try meer.map { try JSON(yaml: $0) }
        let json: JSON = [
            "naam": .string(naam), "uitgangspunt": .string(naam), "gebeurtenissen": .array(extra),
        ]
        return try Voorbeeldcasus(json, .t111, try Casusbestand.lees("beleidssignalen")).dossier.geschiedenis()
    }
}
