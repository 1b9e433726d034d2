public import CivilTime

/// De toestand van een traject: afgeleid, nooit opgeslagen (DOMAIN §4.2).
public struct Trajecttoestand: Hashable, Sendable {
    /// De fase, een etiket voor mensen: geen regel leest haar.
    public private(set) var fase = Fase.geen
    /// De aanpak waarvoor is aangemeld.
    public private(set) var aanpak: Aanpakcode?
    /// De dag van de aanmelding.
    public private(set) var aangemeldOp: Dag?
    /// De dag van de afsluiting, zolang die niet herroepen is.
    public private(set) var geslotenOp: Dag?
    /// De aanmelding is ingetrokken of de prioritering afgewezen: het traject is voorbij.
    public private(set) var isAfgebroken = false
    private var heeftProcesmanager = false
    private var aanpakGestart: Dag?
    private var definitiefGeprioriteerd: Dag?
    private var toegewezen: Dag?

    /// Een traject waarin nog niets gebeurde.
    public init() {}

    /// Of er op het traject alleen nog typen met `naAfsluiting` mogen (G4).
    public var isVoorbij: Bool { geslotenOp != nil || isAfgebroken }

    /// De start van het traject (INDICATORS §1.3, "start").
    ///
    /// De dag van AanpakGestart; anders van de eerste definitieve prioritering, of onder een aanpak zonder prioritering
    /// van de eerste toewijzing.
    public func gestartOp(_ profiel: Aanpakprofiel) -> Dag? {
        aanpakGestart ?? (profiel.prioritering ? definitiefGeprioriteerd : toegewezen)
    }

    /// Verwerkt een feit van dit traject.
    mutating func volg(_ feit: Feit, _ profiel: Aanpakprofiel) {
        if let aanmelding = feit.als(GezinAangemeld.self) {
            aanpak = aanmelding.aanpak
            aangemeldOp = feit.dag
        }
        if feit.type == .procesmanagerToegewezen { heeftProcesmanager = true }
        if feit.type == .aanpakAfgesloten { geslotenOp = feit.dag }
        if feit.type == .afsluitingHerroepen { geslotenOp = nil }
        if feit.type == .aanmeldingIngetrokken || feit.type == .prioriteringAfgewezen { isAfgebroken = true }
        onthoudStart(feit)
        let overgang = Overgang.door[feit.type]?.first { $0.geldt(voor: feit, in: self, profiel) }
        if let overgang { fase = overgang.naar }
    }

    private mutating func onthoudStart(_ feit: Feit) {
        switch feit.type {
        case .aanpakGestart: aanpakGestart = aanpakGestart ?? feit.dag
        case .gezinGeprioriteerd where feit.als(GezinGeprioriteerd.self)?.definitief == true:
            definitiefGeprioriteerd = definitiefGeprioriteerd ?? feit.dag
        case .procesmanagerToegewezen, .casemanagerBenoemd: toegewezen = toegewezen ?? feit.dag
        default: break
        }
    }

    /// Een regel van de tabel van DOMAIN §4.2.
    private struct Overgang {
        let van: [Fase]
        let door: [Feittype]
        let naar: Fase
        var mits: @Sendable (Feit, Trajecttoestand, Aanpakprofiel) -> Bool = { _, _, _ in true }

        func geldt(voor feit: Feit, in toestand: Trajecttoestand, _ profiel: Aanpakprofiel) -> Bool {
            van.contains(toestand.fase) && mits(feit, toestand, profiel)
        }

        /// De regels waarin een type staat, in de volgorde van de tabel.
        static let door = alle.reduce(into: [Feittype: [Overgang]]()) { tabel, overgang in
            for type in overgang.door { tabel[type, default: []].append(overgang) }
        }

        private static let alle = [
            Overgang(van: [.geen], door: [.gezinAangemeld], naar: .aangemeld),
            Overgang(van: [.aangemeld], door: [.aanmeldingIngetrokken], naar: .ingetrokken),
            Overgang(van: [.aangemeld], door: [.prioriteringAfgewezen], naar: .afgewezen),
            Overgang(van: [.geen, .aangemeld], door: [.aanpakGestart], naar: .geprioriteerd),
            Overgang(van: [.geen, .aangemeld], door: [.gezinGeprioriteerd], naar: .geprioriteerd) { feit, _, profiel in
                profiel.prioritering && feit.als(GezinGeprioriteerd.self)?.definitief == true
            },
            Overgang(
                van: [.geen, .aangemeld],
                door: [.procesmanagerToegewezen, .casemanagerBenoemd],
                naar: .geprioriteerd
            ) { _, _, profiel in !profiel.prioritering },
            Overgang(
                van: [.geprioriteerd],
                door: [
                    .mdoGehouden, .rondetafelbesprekingGehouden, .contactMetGezinGelegd, .contactpogingMislukt,
                    .probleemanalyseGestart,
                ],
                naar: .actief
            ) { _, toestand, _ in toestand.heeftProcesmanager },
            Overgang(van: [.geprioriteerd, .actief], door: [.afrondingGestart], naar: .afronding),
            Overgang(van: [.afronding], door: [.planBijgesteld, .probleemGeconstateerd], naar: .actief),
            Overgang(van: [.geprioriteerd, .actief, .afronding], door: [.aanpakAfgesloten], naar: .gesloten),
            Overgang(van: [.gesloten], door: [.nazorgcontactGelegd], naar: .nazorg),
            Overgang(van: [.gesloten, .nazorg], door: [.nazorgBeeindigd], naar: .einde),
            Overgang(van: [.gesloten, .nazorg, .einde], door: [.afsluitingHerroepen], naar: .actief),
        ]
    }
}

/// De fase van een traject (DOMAIN §4.2).
public enum Fase: String, CaseIterable, Sendable {
    /// Er is nog niet aangemeld.
    case geen
    /// Aangemeld, nog niet geprioriteerd.
    case aangemeld
    /// De aanmelding is ingetrokken; het traject is voorbij.
    case ingetrokken
    /// De prioritering is afgewezen; het traject is voorbij.
    case afgewezen
    /// Toegelaten; er is nog geen contact of overleg.
    case geprioriteerd
    /// De aanpak loopt.
    case actief
    /// De afronding is begonnen.
    case afronding
    /// Afgesloten.
    case gesloten
    /// Afgesloten; de waakvlam brandt.
    case nazorg
    /// De nazorg is beeindigd.
    case einde
}
