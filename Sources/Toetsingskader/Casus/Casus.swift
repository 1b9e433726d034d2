import CivilTime
import Gezinstraject
import WireValues

/// Een traject van een gezin op een peildag: wat de regels lezen, met de gedeelde begrippen van INDICATORS §1.3.
///
/// Een regel ziet de feiten van haar traject en die van het gezin als geheel, tot en met de peildag. "Eerste",
/// "laatste" en "erna" volgen de geschiedenis (dag, dan versie); vergelijkingen met een termijn gaan over dagen.
struct Casus {
    /// De peildag, p.
    private(set) var peildag: Klokdag
    /// Het nummer van het traject.
    let traject: Int
    /// De aanmelding van het traject.
    private(set) var aanmelding: FeitVan<GezinAangemeld>?
    /// De start van het traject.
    private(set) var start: Start?
    /// Vanaf deze dag is het dossier volledig; nil als het dat altijd is.
    private(set) var dossierVanaf: Dag?
    /// De afsluiting, als die niet herroepen is.
    private(set) var einde: FeitVan<AanpakAfgesloten>?
    /// De eerste dag van peildag en einde.
    private(set) var tot: Klokdag

    private var register: Feitenregister
    private var maatstaf: Maatstaf
    /// Onthoudt wat er gelezen wordt.
    private var klok: Klok?

    /// Het begin van de aanpak en het feit dat het geeft.
    struct Start: Sendable {
        /// De dag.
        let dag: Dag
        /// Het feit.
        let feit: Feit
    }

    /// De casus van een traject; van de geschiedenis telt wat tot en met de peildag gebeurde.
    init(
        _ geschiedenis: Geschiedenis,
        traject: Int,
        peildag: Dag,
        _ profielen: Aanpakprofielen,
        _ normen: GedateerdeNormen
    ) {
        let register = Feitenregister(geschiedenis.feiten, traject: traject, peildag: peildag)
        self.init(register, traject: traject, peildag: peildag, profielen, normen)
    }

    /// De casus van een traject met deze feiten, alle van op of voor de peildag.
    init(
        _ register: Feitenregister,
        traject: Int,
        peildag: Dag,
        _ profielen: Aanpakprofielen,
        _ normen: GedateerdeNormen
    ) {
        self.register = register
        self.peildag = Klokdag(peildag)
        self.traject = traject
        aanmelding = register.alle(GezinAangemeld.self).first
        dossierVanaf = register.alle(DossieropbouwGestart.self).first?.vanaf
        let herroepen = register.alle(AfsluitingHerroepen.self).last
        einde = register.alle(AanpakAfgesloten.self).last.flatMap { sluiting in
            herroepen.map { $0.plaats > sluiting.plaats } == true ? nil : sluiting
        }
        tot = Klokdag(einde?.dag ?? peildag)
        maatstaf = Maatstaf(profielen, normen, aanmelding, op: tot.nu)
        start = Casus.start(register, maatstaf.aanvangsprofiel)
    }

    /// De typen waaruit volgt wat hierboven staat: een feit daarvan kan elk oordeel raken.
    static let grondtypen = Feittypen([
        .gezinAangemeld, .dossieropbouwGestart, .afsluitingHerroepen, .aanpakAfgesloten, .aanpakGestart,
        .gezinGeprioriteerd, .procesmanagerToegewezen, .casemanagerBenoemd,
    ])

    /// Neemt er de feiten tot en met een latere dag bij.
    ///
    /// - Parameters:
    ///   - aantal: Zoveel feiten heeft de geschiedenis tot en met die dag.
    ///   - dag: De dag.
    ///   - kader: De aanpakken en de normen.
    /// - Returns: De typen die het traject erbij ziet.
    mutating func neemOp(tot aantal: Int, op dag: Dag, _ kader: Toetsingskader) -> Feittypen {
        let typen = register.neemOp(tot: aantal)
        if typen.deelt(Casus.grondtypen) {
            self = Casus(register, traject: traject, peildag: dag, kader.profielen, kader.normen)
        } else {
            self = op(dag, kader)
        }
        return typen
    }

    /// Dezelfde casus op een latere dag, als er niets meer gebeurt.
    ///
    /// - Parameters:
    ///   - dag: De dag, niet eerder dan de peildag.
    ///   - kader: De aanpakken en de normen.
    ///   - klok: Onthoudt wanneer de casus weer anders kan liggen, ook doordat er andere normen ingaan.
    /// - Returns: De casus op die dag.
    func op(_ dag: Dag, _ kader: Toetsingskader, _ klok: Klok? = nil) -> Casus {
        var casus = self
        casus.peildag = Klokdag(dag, klok)
        casus.klok = klok
        // Een gesloten traject houdt de normen van de dag van de afsluiting.
        guard !isGesloten else { return casus }
        casus.tot = casus.peildag
        if !maatstaf.geldt(op: dag) {
            casus.maatstaf = Maatstaf(kader.profielen, kader.normen, aanmelding, op: dag)
            casus.start = Casus.start(register, casus.aanvangsprofiel)
        }
        if let wijziging = casus.maatstaf.wijziging { klok?.meld(wijziging) }
        return casus
    }

    /// De dag van AanpakGestart; anders, met prioritering, van de eerste definitieve GezinGeprioriteerd, en zonder
    /// prioritering van de eerste toewijzing.
    private static func start(_ register: Feitenregister, _ profiel: Aanpakprofiel) -> Start? {
        let feit: Feit?
        if let gestart = register.alle(AanpakGestart.self).first {
            feit = gestart.feit
        } else if profiel.prioritering {
            feit = register.alle(GezinGeprioriteerd.self).first { $0.definitief }?.feit
        } else {
            feit = register.feiten(van: [.procesmanagerToegewezen, .casemanagerBenoemd]).first?.feit
        }
        return feit.map { Start(dag: $0.dag, feit: $0) }
    }

    /// Alle feiten van een type die de regels zien, op volgorde.
    func alle<G: Gegevens>(_ type: G.Type) -> [FeitVan<G>] {
        klok?.lees(G.type)
        return register.alle(type)
    }

    /// Het eerste feit van een type.
    func eerste<G: Gegevens>(_ type: G.Type) -> FeitVan<G>? { alle(type).first }

    /// Het laatste feit van een type.
    func laatste<G: Gegevens>(_ type: G.Type) -> FeitVan<G>? { alle(type).last }

    /// Of er een feit van dit type is.
    func heeft(_ type: Feittype) -> Bool {
        klok?.lees(type)
        return register.heeft(type)
    }

    /// De feiten van deze typen door elkaar, op volgorde.
    func feiten(van typen: [Feittype]) -> [Feitplaats] {
        for type in typen { klok?.lees(type) }
        return register.feiten(van: typen)
    }

    /// De hele geschiedenis tot en met de peildag, over alle trajecten.
    var geschiedenis: [Feitplaats] {
        klok?.leesAlles()
        return register.geschiedenis
    }
}

// MARK: - Profielen en normen

extension Casus {
    /// Het profiel van de aanpak zoals het op `tot` geldt: een oordeel over 2014 houdt het profiel van 2014.
    var profiel: Aanpakprofiel { maatstaf.profiel }

    /// De normen zoals zij voor deze aanpak op `tot` gelden.
    var normen: Normen { maatstaf.normen }

    /// Het profiel op de dag van de aanmelding: wat bij het begin hoort verandert niet door een latere versie.
    var aanvangsprofiel: Aanpakprofiel { maatstaf.aanvangsprofiel }

    /// De normen op de dag van de aanmelding: voor de start en voor het plan.
    var aanvangsnormen: Normen { maatstaf.aanvangsnormen }

    /// De normen waaronder geoordeeld is: wat bij het begin hoort zoals het bij de aanmelding gold, de rest op `tot`.
    var genoemdeNormen: Normen {
        var genoemd = normen
        genoemd.startTermijn = aanvangsnormen.startTermijn
        genoemd.startTolerantie = aanvangsnormen.startTolerantie
        genoemd.eersteActiviteit = aanvangsnormen.eersteActiviteit
        genoemd.planTermijn = aanvangsnormen.planTermijn
        return genoemd
    }

    /// De profielen en normen waaronder een casus op een dag beoordeeld wordt; veel casussen delen er een.
    private final class Maatstaf {
        let profiel: Aanpakprofiel
        let normen: Normen
        let aanvangsprofiel: Aanpakprofiel
        let aanvangsnormen: Normen
        /// De eerste dag waarop er een andere geldt.
        let wijziging: Dag?

        /// Of een andere op een latere dag gelijk is.
        func geldt(op dag: Dag) -> Bool { wijziging.map { dag < $0 } ?? true }

        init(
            _ profielen: Aanpakprofielen,
            _ normen: GedateerdeNormen,
            _ aanmelding: FeitVan<GezinAangemeld>?,
            op dag: Dag
        ) {
            let aanvang = aanmelding?.dag ?? dag
            profiel = profielen.profiel(van: aanmelding?.aanpak, op: dag)
            self.normen = normen.op(dag).met(profiel, op: dag)
            aanvangsprofiel = profielen.profiel(van: aanmelding?.aanpak, op: aanvang)
            aanvangsnormen = normen.op(aanvang).met(aanvangsprofiel, op: aanvang)
            let reeks = [normen.eerstvolgende(na: dag), profielen.eerstvolgende(van: aanmelding?.aanpak, na: dag)]
            wijziging = reeks.compactMap { $0 }.min()
        }
    }
}

// MARK: - Dagen en termijnen

extension Casus {
    /// De aanpak is gesloten.
    var isGesloten: Bool { einde != nil }

    /// De laatste van start en dossierVanaf.
    var begin: Dag? {
        start.map { max($0.dag, dossierVanaf ?? $0.dag) }
    }

    /// De dag waarop het plan er uiterlijk moet zijn; die dag zelf is nog op tijd.
    var planDeadline: Dag? {
        start.map { max($0.dag, aanvangsprofiel.planNormVanaf ?? $0.dag) + aanvangsnormen.planTermijn }
    }

    /// De plantermijn is voorbij: een verplichting die op of na het einde valt, vervalt nooit.
    var planVerstreken: Bool {
        planDeadline.map { tot > $0 } ?? false
    }

    /// Gesloten op of voor de dag waarop het plan er moest zijn.
    var isGeslotenBinnenPlantermijn: Bool {
        guard let einde, let planDeadline else { return false }
        return einde.dag <= planDeadline
    }

    /// Of op `dag` minstens een `termijn` voor `nu` viel: dag ⊕ termijn < nu.
    func isVerstreken(_ dag: Dag, _ termijn: Termijn, op nu: Dag) -> Bool {
        dag + termijn < nu
    }

    /// Of op `dag` minstens een `termijn` voor een dag viel die met de peildag kan meelopen.
    func isVerstreken(_ dag: Dag, _ termijn: Termijn, op nu: Klokdag) -> Bool {
        dag + termijn < nu
    }

    /// Of een tijdvak dat tot nu kan duren al een `termijn` voorbij is.
    func isVerstreken(_ einde: Klokdag, _ termijn: Termijn, op nu: Klokdag) -> Bool {
        // Wat nog duurt is niet verstreken: een termijn is niet negatief.
        !einde.looptMee && einde.nu + termijn < nu
    }

    /// Of een tijdvak dat tot nu kan duren al een `termijn` voorbij was op `tot`.
    func isVerstreken(_ einde: Klokdag, _ termijn: Termijn) -> Bool {
        isVerstreken(einde, termijn, op: tot)
    }

    /// Of een termijn vanaf een dag voorbij was op `tot`: dag ⊕ termijn < tot.
    func isVerstreken(_ dag: Dag, _ termijn: Termijn) -> Bool {
        isVerstreken(dag, termijn, op: tot)
    }

    /// Het gezin weigert deelname aan iets: op twee of meer dagen, de laatste niet langer dan heraanbodTermijn geleden.
    ///
    /// Bron: INDICATORS §1.3, geweigerd(x).
    func isGeweigerd(_ gelegenheid: Gelegenheid) -> Bool {
        let weigeringen = alle(GezinDeelnameGeweigerd.self).filter { $0.voor == gelegenheid }
        guard Set(weigeringen.map({ $0.dag })).count >= 2, let laatste = weigeringen.last else { return false }
        return !isVerstreken(laatste.dag, normen.heraanbodTermijn)
    }

    /// De weigeringen van een gelegenheid, als bewijs.
    func weigeringen(_ gelegenheid: Gelegenheid) -> [UUID] {
        alle(GezinDeelnameGeweigerd.self).filter { $0.voor == gelegenheid }.map { $0.bron }
    }
}

// MARK: - Bewijs

extension Casus {
    /// De id's in de volgorde van de geschiedenis, zonder dubbele.
    func opVolgorde(_ ids: [UUID]) -> [UUID] {
        ids.count > 1 ? register.plaatsen(van: ids).map(register.id) : ids
    }
}
