import CivilTime
import Gezinstraject
import Testing
import WireValues

@Suite("De fase van een traject (DOMAIN §4.2)")
struct TrajecttoestandTests {
    private typealias Stap = (type: String, gegevens: JSON)

    private static let maastricht: Stap = ("GezinAangemeld", ["aanpak": "maastricht-integrale-aanpak", "trajectNr": 1])
    private static let lelystad: Stap = ("GezinAangemeld", ["aanpak": "lelystad-gezinscoaching", "trajectNr": 1])
    private static let geprioriteerd: Stap = ("GezinGeprioriteerd", ["definitief": true])
    private static let toegewezen: Stap = ("ProcesmanagerToegewezen", ["wie": "PM1"])
    private static let mdo: Stap = ("MdoGehouden", ["partijen": ["ggz", "mee"]])
    private static let gesloten: Stap = ("AanpakAfgesloten", ["reden": "verhuisd"])

    private static func leeg(_ type: String) -> Stap { (type, .object([])) }

    /// Een weg naar elke fase, met een procesmanager zodra er geprioriteerd is.
    private static func weg(naar fase: Fase) -> [Stap] {
        let begonnen = [maastricht, toegewezen, geprioriteerd]
        return switch fase {
        case .geen: []
        case .aangemeld: [maastricht]
        case .ingetrokken: [maastricht, leeg("AanmeldingIngetrokken")]
        case .afgewezen: [maastricht, leeg("PrioriteringAfgewezen")]
        case .geprioriteerd: begonnen
        case .actief: begonnen + [mdo]
        case .afronding: begonnen + [mdo, leeg("AfrondingGestart")]
        case .gesloten: begonnen + [mdo, gesloten]
        case .nazorg: begonnen + [mdo, gesloten, leeg("NazorgcontactGelegd")]
        case .einde: begonnen + [mdo, gesloten, leeg("NazorgBeeindigd")]
        }
    }

    /// De tabel van DOMAIN §4.2, onder een aanpak met prioritering; wat er niet in staat verandert de fase niet.
    private static let tabel: [Fase: [Feittype: Fase]] = {
        let contact: [Feittype] = [
            .mdoGehouden, .rondetafelbesprekingGehouden, .contactMetGezinGelegd, .contactpogingMislukt,
            .probleemanalyseGestart,
        ]
        let begin: [Feittype: Fase] = [.gezinGeprioriteerd: .geprioriteerd, .aanpakGestart: .geprioriteerd]
        return [
            .geen: begin.merging([.gezinAangemeld: .aangemeld]) { $1 },
            .aangemeld: begin.merging(
                [.aanmeldingIngetrokken: .ingetrokken, .prioriteringAfgewezen: .afgewezen]) { $1 },
            .geprioriteerd: Dictionary(uniqueKeysWithValues: contact.map { ($0, Fase.actief) })
                .merging([.afrondingGestart: .afronding, .aanpakAfgesloten: .gesloten]) { $1 },
            .actief: [.afrondingGestart: .afronding, .aanpakAfgesloten: .gesloten],
            .afronding: [.planBijgesteld: .actief, .probleemGeconstateerd: .actief, .aanpakAfgesloten: .gesloten],
            .gesloten: [.nazorgcontactGelegd: .nazorg, .nazorgBeeindigd: .einde, .afsluitingHerroepen: .actief],
            .nazorg: [.nazorgBeeindigd: .einde, .afsluitingHerroepen: .actief],
            .einde: [.afsluitingHerroepen: .actief],
        ]
    }()

    private func toestand(_ stappen: [Stap]) throws -> Trajecttoestand { try verloop(stappen).toestand(van: 1) }

    private func verloop(_ stappen: [Stap]) throws -> Voorgeschiedenis {
        var verhaal = try Verhaal.gezin()
        for (nummer, stap) in stappen.enumerated() {
            try verhaal.op("2013-02-0\(nummer + 1)", stap.type, stap.gegevens, traject: 1)
        }
        var verloop = Voorgeschiedenis(.ingebouwd)
        for feit in try verhaal.dossier().geschiedenis().feiten { verloop.volg(feit) }
        return verloop
    }

    @Test(arguments: Fase.allCases)
    func `uit elke fase leidt elk type naar wat de tabel zegt, en anders nergens heen`(fase: Fase) throws {
        let weg = TrajecttoestandTests.weg(naar: fase)
        #expect(try toestand(weg).fase == fase)
        for type in Feittype.allCases where !type.isIngreep && type != .gezinGeregistreerd {
            let gegevens =
                type == .gezinAangemeld
                ? TrajecttoestandTests.maastricht.gegevens : Voorbeeld(isVol: true).gegevens(type.gegevenstype.velden)
            let verwacht = TrajecttoestandTests.tabel[fase]?[type] ?? fase
            #expect(try toestand(weg + [(type.naam, gegevens)]).fase == verwacht, "\(fase) + \(type.naam)")
        }
    }

    @Test func `een voorlopige prioritering verandert de fase niet`() throws {
        let voorlopig: Stap = ("GezinGeprioriteerd", ["definitief": false])
        #expect(try toestand([TrajecttoestandTests.maastricht, voorlopig]).fase == .aangemeld)
    }

    @Test func `zonder procesmanager maakt contact een traject niet actief`() throws {
        let weg = [TrajecttoestandTests.maastricht, TrajecttoestandTests.geprioriteerd, TrajecttoestandTests.mdo]
        #expect(try toestand(weg).fase == .geprioriteerd)
        let later = weg + [TrajecttoestandTests.toegewezen]
        #expect(try toestand(later).fase == .geprioriteerd)
        #expect(try toestand(later + [TrajecttoestandTests.mdo]).fase == .actief)
    }

    @Test(arguments: ["ProcesmanagerToegewezen", "CasemanagerBenoemd"])
    func `zonder prioritering begint het traject met de eerste toewijzing`(type: String) throws {
        let toewijzing: Stap = (type, ["wie": "PM1"])
        let lelystad = TrajecttoestandTests.lelystad
        #expect(try toestand([lelystad, toewijzing]).fase == .geprioriteerd)
        #expect(try toestand([TrajecttoestandTests.maastricht, toewijzing]).fase == .aangemeld)
        #expect(try toestand([lelystad, TrajecttoestandTests.geprioriteerd]).fase == .aangemeld)
        #expect(try toestand([lelystad, TrajecttoestandTests.leeg("AanpakGestart")]).fase == .geprioriteerd)
    }

    @Test func `de start volgt de aanpak`() throws {
        let gestart = TrajecttoestandTests.leeg("AanpakGestart")
        let feiten = [TrajecttoestandTests.toegewezen, TrajecttoestandTests.geprioriteerd]
        func start(_ stappen: [Stap]) throws -> String? { try verloop(stappen).gestartOp(traject: 1)?.description }
        #expect(try start([TrajecttoestandTests.maastricht] + feiten) == "2013-02-03")
        #expect(try start([TrajecttoestandTests.lelystad] + feiten) == "2013-02-02")
        #expect(try start([TrajecttoestandTests.lelystad] + feiten + [gestart]) == "2013-02-04")
        #expect(try start([TrajecttoestandTests.maastricht] + feiten + [gestart]) == "2013-02-04")
        #expect(try start([TrajecttoestandTests.maastricht, TrajecttoestandTests.toegewezen]) == nil)
        #expect(try start(feiten) == "2013-02-02")
    }

    @Test func `gesloten is wie gesloten is en niet herroepen`() throws {
        let gesloten = try toestand(TrajecttoestandTests.weg(naar: .nazorg))
        #expect(gesloten.geslotenOp == Dag("2013-02-05"))
        #expect(gesloten.isVoorbij)
        let herroepen = TrajecttoestandTests.weg(naar: .nazorg) + [TrajecttoestandTests.leeg("AfsluitingHerroepen")]
        #expect(try toestand(herroepen).geslotenOp == nil)
        #expect(try !toestand(herroepen).isVoorbij)
        #expect(try toestand(herroepen + [TrajecttoestandTests.gesloten]).geslotenOp == Dag("2013-02-08"))
    }

    @Test func `trajecten hebben elk hun eigen toestand`() throws {
        var verhaal = try Verhaal.gesloten()
        try verhaal.op("2014-02-01", "GezinAangemeld", ["aanpak": "lelystad-gezinscoaching", "trajectNr": 2])
        try verhaal.op("2014-02-02", "NazorgcontactGelegd", traject: 1)
        let verloop = try verhaal.wacht.verloop
        #expect(verloop.toestand(van: 1).fase == .nazorg)
        #expect(verloop.toestand(van: 2).fase == .aangemeld)
        #expect(verloop.toestand(van: 3).fase == .geen)
        #expect(verloop.profiel(van: 2).enkeleRegisseur)
        #expect(!verloop.profiel(van: 1).enkeleRegisseur)
    }
}
