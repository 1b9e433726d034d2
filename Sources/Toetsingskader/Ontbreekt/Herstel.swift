import CivilTime
import Gezinstraject

/// Wat een indicator op de peildag zou kunnen laten voldoen: per indicator een aantal alternatieven.
///
/// Een alternatief is een lijst gebeurtenissen van vandaag, op volgorde, met alles erbij wat eraan vooraf moet gaan: ook
/// het herroepen van de afsluiting en de start van de aanpak. Het mag te ruim zijn; `Herstelzoeker` laat weg wat gemist
/// kan worden. De alternatieven staan in volgorde van voorkeur, en het kortste dat helpt wint.
struct Herstel {
    typealias Alternatief = [any Gegevens]

    let casus: Casus
    /// De toestand van het traject op de peildag.
    let toestand: Trajecttoestand
    let isGeregistreerd: Bool
    let aantalAanmeldingen: Int
    private let profielen: Aanpakprofielen
    private let gebruikteIds: Set<String>

    init(_ casus: Casus, _ verloop: Voorgeschiedenis, _ profielen: Aanpakprofielen) {
        self.casus = casus
        self.profielen = profielen
        toestand = verloop.toestand(van: casus.traject)
        isGeregistreerd = verloop.eerste != nil
        aantalAanmeldingen = verloop.aantalAanmeldingen
        gebruikteIds = Set(verloop.ingevoerd.keys.map { $0.tekst })
    }

    /// De alternatieven van een indicator.
    func alternatieven(_ indicator: Indicatorcode) -> [Alternatief] {
        switch indicator {
        case .t111: definitieGetoetst
        case .t112: aangemeld
        case .t113: opTijdGestart
        case .t211: [aanloop + [analyse]]
        case .t212: doelenMetGezin
        case .t213: aanpakMetGezin
        case .t214, .t315: evaluatie
        case .t221: eigenKrachtVerkend
        case .t222: geholpen
        case .t231: [aanloop + [netwerkInKaart()]]
        case .t232: netwerkrolBepaald
        case .t233: netwerkOpgebouwd
        case .t311: [aanloop + [analyse]]
        case .t312: [aanloop + doelVoorElkProbleem]
        case .t313: gezamenlijkPlan
        case .t314: [aanloop + [analyse] + doelVoorElkProbleem]
        case .t321: [aanloop + [contact]]
        case .t322: nietLosgelaten
        case .t411: eenRegisseur
        case .t412: [aanloop, aanloop + toewijzing]
        case .t413: regisseurErkend
        case .t414: regisseurVertrouwd
        case .t415: stagnatiesOpgeheven
        case .t421: partijenBetrokken
        case .t422: afsprakenNagekomen
        case .t431: informatieVoorPlan
        case .t432: [aanloop + [informatieToereikend(.samenhang)]]
        case .t511: doorgelopen
        case .t521: intensiteitGewijzigd
        case .t522: zorgIngeschakeld
        case .t523: zorgOpTijd
        case .t531: vervolgGeregeld
        }
    }
}

// MARK: - Wat aan alles voorafgaat

extension Herstel {
    /// Wat nodig is om op dit traject te kunnen werken: registreren, een afsluiting herroepen, starten.
    var aanloop: Alternatief { registratie + heropening + start }

    var registratie: Alternatief {
        isGeregistreerd ? [] : [gebeurtenis(GezinGeregistreerd.self) { $0.gemeente = "GM0000" }]
    }

    var heropening: Alternatief { casus.isGesloten ? [gebeurtenis(AfsluitingHerroepen.self)] : [] }

    /// De start zoals het profiel haar geeft: met prioritering een definitief besluit, anders de toewijzing.
    var start: Alternatief {
        guard casus.start == nil else { return [] }
        guard casus.aanvangsprofiel.prioritering else { return toewijzing }
        return [gebeurtenis(GezinGeprioriteerd.self) { $0.definitief = true }]
    }

    /// Een procesmanager, als er geen is.
    var toewijzing: Alternatief {
        heeftProcesmanager ? [] : [gebeurtenis(ProcesmanagerToegewezen.self) { $0.wie = iemand }]
    }

    private var heeftProcesmanager: Bool {
        let typen: [Feittype] = [.procesmanagerToegewezen, .procesmanagerOvergedragen, .procesmanagerVrijgesteld]
        return casus.feiten(van: typen).last.map { $0.type != .procesmanagerVrijgesteld } ?? false
    }

    var aanmelding: Alternatief {
        guard casus.aanmelding == nil else { return [] }
        // An aanpak that starts in the same way as without an aanmelding, so that the rest of the advice still holds.
        let codes = profielen.codes.filter {
            profielen.profiel(van: $0, op: casus.peildag.nu).prioritering == casus.aanvangsprofiel.prioritering
        }
        // One that was chosen for a family without an aanmelding goes first.
        let aanpak = casus.profiel.code ?? codes.first
        return aanpak.map { aanpak in
            [
                gebeurtenis(GezinAangemeld.self) {
                    $0.aanpak = aanpak
                    $0.trajectNr = aantalAanmeldingen + 1
                }
            ]
        } ?? []
    }
}

// MARK: - Bouwstenen

extension Herstel {
    /// Een gebeurtenis met deze velden.
    func gebeurtenis<G: Gegevens>(_: G.Type, _ vul: (inout G) -> Void = { _ in }) -> any Gegevens {
        var gegevens = G()
        vul(&gegevens)
        return gegevens
    }

    /// Een id die in dit gezin nog niet bestaat.
    func nieuw<Soort>(_: LokaleId<Soort>.Type, nummer: Int = 1) -> LokaleId<Soort> {
        var over = nummer
        var kandidaat = 0
        while over > 0 {
            kandidaat += 1
            if !gebruikteIds.contains("nieuw-\(Soort.soort.rawValue)-\(kandidaat)") { over -= 1 }
        }
        return LokaleId("nieuw-\(Soort.soort.rawValue)-\(kandidaat)") ?? .leeg
    }

    /// Wie het doet is een keuze.
    var iemand: Actor { Actor("nog-te-kiezen") ?? .leeg }

    /// Een vrije tekst is een keuze.
    var tekst: String { "nog in te vullen" }

    /// Twee partijen die iets samen kunnen doen: zij die in beeld zijn gaan voor.
    var tweePartijen: [Partij] {
        let inBeeld = casus.partijenInBeeld(op: casus.peildag.nu)
        let anders: [Partij] = [.maatschappelijkWerk, .gemeente]
        return Array((Partij.allCases.filter(inBeeld.contains) + anders.filter { !inBeeld.contains($0) }).prefix(2))
    }

    /// Een contact thuis op initiatief van een professional: dat is ook outreach.
    var contact: any Gegevens {
        gebeurtenis(ContactMetGezinGelegd.self) {
            $0.initiatief = .professional
            $0.plaats = .thuis
        }
    }

    /// Een probleem om iets mee te doen, met de gebeurtenis die het constateert als er nog geen is.
    var probleem: (id: ProbleemId, vooraf: Alternatief) {
        let problemen = casus.problemen
        if let bestaand = problemen.first(where: { $0.isOpen }) ?? problemen.first { return (bestaand.id, []) }
        let id = nieuw(ProbleemId.self)
        let geconstateerd = gebeurtenis(ProbleemGeconstateerd.self) {
            $0.id = id
            $0.stj = .wonen
        }
        return (id, [geconstateerd])
    }
}
