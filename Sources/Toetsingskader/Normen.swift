public import CivilTime
public import Gezinstraject

/// De termijnen en drempels van het kader zoals zij op een dag gelden (INDICATORS §1.3, "Parameters").
///
/// Een aanpak kan elke norm zelf stellen (`Aanpakprofiel.normen`); wat zij niet stelt is zoals hier.
/// "Gesteld" staat in de stukken; "van ons" is een keuze die in geen stuk staat.
public struct Normen: Hashable, Sendable {
    /// Start na aanmelding; waargenomen: "ongeveer binnen 1 maand" (MAA B1 Toeleiding).
    public var startTermijn = Termijn.maanden(1)
    /// Speling voor "ongeveer": ✓ met een kanttekening (van ons).
    public var startTolerantie = Termijn.dagen(7)
    /// Zo snel na de start is er een contact, analyse of overleg (van ons, een kanttekening bij T1.1.3).
    public var eersteActiviteit = Termijn.maanden(1)
    /// Plan na start; gesteld voor Maastricht (MAA §2.6), overgenomen door de andere.
    public var planTermijn = Termijn.maanden(1)
    /// Zo lang na `dossierVanaf` zegt wat ontbreekt nog niets (van ons).
    public var dossierRespijt = Termijn.maanden(1)
    /// Zo lang telt een wacht, gat of stilte die voorbij is nog mee (van ons, naar "Nu na 3 jaar", MAA §3.1).
    public var terugkijk = Termijn.maanden(36)
    /// Minste aantal casussen met ✓ of X voor een oordeel over een selectie (van ons, MAA B1 Continu).
    public var minBeslist = 2
    /// Minste aantal leefgebieden (gesteld: ZWO, DEL definitie).
    public var ggsrMinLeefgebieden = 4
    /// Deel van de doelen dat met het gezin bepaald moet zijn, in procenten (van ons).
    public var doelenNorm = 50
    /// Zo vaak uitgesteld is de opbouw van het netwerk een kanttekening bij T2.3.3 (van ons).
    public var opbouwUitstel = 2
    /// Zo snel volgt het plan een nieuw probleem, gezinslid of doel (van ons, naar MAA §4.2).
    public var planActualisatie = Termijn.maanden(2)
    /// Zo vaak evalueren; ook de leeftijd van een plan (van ons; gesteld is "Regelmatige evaluaties", MAA §2.6).
    public var evaluatieInterval = Termijn.maanden(12)
    /// Zo lang na sluiting mag een eindevaluatie of overdracht nog (van ons).
    public var evaluatieRespijt = Termijn.maanden(1)
    /// Zo lang wachten op zorg is op tijd (van ons; gesteld is "zonder vertraging", MAA §3.3).
    public var wachttijdNorm = Termijn.maanden(1)
    /// Zo lang mag een probleem zonder hulp zijn (van ons).
    public var hulpTermijn = Termijn.maanden(3)
    /// Zo lang mag een aanvraag lopen voor zij mislukt heet (van ons).
    public var inschakelTermijn = Termijn.maanden(6)
    /// Langer is een stilte (van ons, voor "niet loslaten").
    public var stilteTermijn = Termijn.maanden(3)
    /// Een stilte die voorbij is en korter was dan dit is een kanttekening (van ons).
    public var langeStilte: Termijn { stilteTermijn.maal(2) }
    /// Zo snel volgt een reactie op een weigering (van ons).
    public var weigeringReactie = Termijn.maanden(1)
    /// Zo lang mag een stagnatie of opschaling open staan (van ons, de volgende rondetafel).
    public var stagnatieTermijn = Termijn.maanden(2)
    /// Langer is een gat in de regie (van ons, voor vervanging bij "ziekte", MAA §4.1).
    public var regiegatMax = Termijn.dagen(14)
    /// Deel van de dagen dat een casemanager er moet zijn, in procenten (van ons).
    public var casemanagerDekking = 80
    /// Het tijdvak waarover die dekking telt (van ons).
    public var casemanagerVenster = Termijn.maanden(12)
    /// Het tijdvak waarin wissels van procesmanager tellen (van ons, een kanttekening bij T4.1.2).
    public var wisselVenster = Termijn.maanden(12)
    /// Meer wissels in dat tijdvak is veel (van ons).
    public var maxWissels = 2
    /// Zoveel andere rollen van de casemanager bij het gezin is veel (van ons, een kanttekening bij T4.1.1).
    public var veelRollen = 2
    /// Het tijdvak waarin rondetafels over de inhoud tellen (van ons, een kanttekening bij T4.1.1).
    public var rondetafelInhoudVenster = Termijn.maanden(12)
    /// Zo snel na de start gaat iemand naar het gezin toe (van ons).
    public var outreachStart = Termijn.maanden(2)
    /// Zo lang geldt een bezoek (van ons).
    public var outreachVenster = Termijn.maanden(6)
    /// Zoveel partijen moeten over de regisseur bevraagd zijn; de inspectie sprak drie professionals per gezin (MAA §1.3).
    public var erkenningPartijen = 3
    /// Zo lang mag een benodigde partij ontbreken (van ons).
    public var partijTermijn = Termijn.maanden(2)
    /// Deel van de afspraken dat nagekomen moet zijn, in procenten (van ons).
    public var afspraakNorm = 80
    /// Deel van de afspraken waarvan de afloop bekend moet zijn, in procenten (van ons).
    public var statusDekking = 50
    /// De afspraken van dit tijdvak tellen ook apart (van ons).
    public var afspraakVenster = Termijn.maanden(12)
    /// Zoveel daarvan moeten een bekende afloop hebben om apart te tellen (van ons).
    public var afspraakMinimum = 3
    /// Zo lang blijft een weigering van het gezin vers (van ons).
    public var heraanbodTermijn = Termijn.maanden(6)
    /// Zo lang geldt een rondetafel voor T4.3.2 (van ons).
    public var rondetafelVenster = Termijn.maanden(6)
    /// Zo snel wordt een terugval opgepakt (van ons).
    public var terugvalRespijt = Termijn.maanden(1)
    /// Na zoveel keer het afgesproken interval zonder contact is de waakvlam gedoofd (van ons).
    public var waakvlamIntervallen = 2
    /// Zo lang na geldigTot geldt een toestemming nog (van ons).
    public var toestemmingRespijt = ToestemmingVerleend.respijt
    /// Zo lang tevoren is een toestemming die verloopt een kanttekening (van ons).
    public var toestemmingVooruitzicht = Termijn.maanden(1)
    /// Een signaal dat langer voor de aanmelding kwam is een kanttekening (van ons).
    public var signaalTermijn = Termijn.maanden(6)
    /// Ouder is verouderd (van ons).
    public var verouderd = Termijn.maanden(12)
    /// Een oudere analyse is verouderd (van ons).
    public var analyseVerouderd = Termijn.maanden(24)
    /// Zo snel krijgt een dreiging een vervolg (van ons).
    public var dreigingTermijn = Termijn.maanden(3)
    /// Langer is een leefgebied stil (van ons).
    public var leefgebiedStil = Termijn.maanden(6)
    /// Schoolleeftijd: vanaf (van ons).
    public var schoolVanaf = Termijn.maanden(48)
    /// Schoolleeftijd: tot (van ons).
    public var schoolTot = Termijn.maanden(216)
    /// Vanaf deze leeftijd is een kind een jongere (van ons).
    public var jongerenleeftijd = Termijn.maanden(144)

    /// De normen van 2014: tot nu toe de enige.
    static let eerste = Normen()
}

extension Normen {
    /// Deze normen, met die van een aanpak zoals zij op een dag gelden.
    public func met(_ profiel: Aanpakprofiel, op dag: Dag) -> Normen {
        var normen = self
        for norm in profiel.normen where norm.geldt(op: dag) {
            normen.stel(norm)
        }
        return normen
    }

    /// De waarde van een norm.
    public func waarde(_ naam: Normnaam) -> Normwaarde {
        switch Normen.veld(naam) {
        case .termijn(let veld): .termijn(self[keyPath: veld])
        case .getal(let veld): .getal(self[keyPath: veld])
        }
    }

    private mutating func stel(_ norm: Aanpaknorm) {
        switch (Normen.veld(norm.naam), norm.waarde) {
        case (.termijn(let veld), .termijn(let termijn)): self[keyPath: veld] = termijn
        case (.getal(let veld), .getal(let getal)): self[keyPath: veld] = getal
        default: preconditionFailure("a norm has a value of its own kind (Normwaarde.past)")
        }
    }

    private enum Veld {
        case termijn(WritableKeyPath<Normen, Termijn>)
        case getal(WritableKeyPath<Normen, Int>)
    }

    private static func veld(_ naam: Normnaam) -> Veld {
        switch naam {
        case .startTermijn: .termijn(\.startTermijn)
        case .startTolerantie: .termijn(\.startTolerantie)
        case .eersteActiviteit: .termijn(\.eersteActiviteit)
        case .planTermijn: .termijn(\.planTermijn)
        case .dossierRespijt: .termijn(\.dossierRespijt)
        case .terugkijk: .termijn(\.terugkijk)
        case .minBeslist: .getal(\.minBeslist)
        case .ggsrMinLeefgebieden: .getal(\.ggsrMinLeefgebieden)
        case .doelenNorm: .getal(\.doelenNorm)
        case .opbouwUitstel: .getal(\.opbouwUitstel)
        case .planActualisatie: .termijn(\.planActualisatie)
        case .evaluatieInterval: .termijn(\.evaluatieInterval)
        case .evaluatieRespijt: .termijn(\.evaluatieRespijt)
        case .wachttijdNorm: .termijn(\.wachttijdNorm)
        case .hulpTermijn: .termijn(\.hulpTermijn)
        case .inschakelTermijn: .termijn(\.inschakelTermijn)
        case .stilteTermijn: .termijn(\.stilteTermijn)
        case .weigeringReactie: .termijn(\.weigeringReactie)
        case .stagnatieTermijn: .termijn(\.stagnatieTermijn)
        case .regiegatMax: .termijn(\.regiegatMax)
        case .casemanagerDekking: .getal(\.casemanagerDekking)
        case .casemanagerVenster: .termijn(\.casemanagerVenster)
        case .wisselVenster: .termijn(\.wisselVenster)
        case .maxWissels: .getal(\.maxWissels)
        case .veelRollen: .getal(\.veelRollen)
        case .rondetafelInhoudVenster: .termijn(\.rondetafelInhoudVenster)
        case .outreachStart: .termijn(\.outreachStart)
        case .outreachVenster: .termijn(\.outreachVenster)
        case .erkenningPartijen: .getal(\.erkenningPartijen)
        case .partijTermijn: .termijn(\.partijTermijn)
        case .afspraakNorm: .getal(\.afspraakNorm)
        case .statusDekking: .getal(\.statusDekking)
        case .afspraakVenster: .termijn(\.afspraakVenster)
        case .afspraakMinimum: .getal(\.afspraakMinimum)
        case .heraanbodTermijn: .termijn(\.heraanbodTermijn)
        case .rondetafelVenster: .termijn(\.rondetafelVenster)
        case .terugvalRespijt: .termijn(\.terugvalRespijt)
        case .waakvlamIntervallen: .getal(\.waakvlamIntervallen)
        case .toestemmingRespijt: .termijn(\.toestemmingRespijt)
        case .toestemmingVooruitzicht: .termijn(\.toestemmingVooruitzicht)
        case .signaalTermijn: .termijn(\.signaalTermijn)
        case .verouderd: .termijn(\.verouderd)
        case .analyseVerouderd: .termijn(\.analyseVerouderd)
        case .dreigingTermijn: .termijn(\.dreigingTermijn)
        case .leefgebiedStil: .termijn(\.leefgebiedStil)
        case .schoolVanaf: .termijn(\.schoolVanaf)
        case .schoolTot: .termijn(\.schoolTot)
        case .jongerenleeftijd: .termijn(\.jongerenleeftijd)
        }
    }
}

/// Alle normen met de dag waarop zij ingingen; oude blijven staan.
public struct GedateerdeNormen: Sendable {
    private let reeks: [(vanaf: Dag, normen: Normen)]

    /// De normen van het kader.
    public static let kader = GedateerdeNormen(vanafHetBegin: .eerste)

    /// Normen die altijd gelden.
    public init(vanafHetBegin normen: Normen) {
        reeks = [(.eerste, normen)]
    }

    /// De eerste dag na een dag waarop andere normen ingaan.
    func eerstvolgende(na dag: Dag) -> Dag? {
        reeks.map { $0.vanaf }.filter { dag < $0 }.min()
    }

    /// De normen die gelden op een dag.
    public func op(_ dag: Dag) -> Normen {
        (reeks.last { $0.vanaf <= dag } ?? reeks[0]).normen
    }
}

extension GedateerdeNormen: Equatable {
    /// Of vanaf dezelfde dagen dezelfde normen gelden.
    public static func == (links: GedateerdeNormen, rechts: GedateerdeNormen) -> Bool {
        links.reeks.elementsEqual(rechts.reeks) { $0.vanaf == $1.vanaf && $0.normen == $1.normen }
    }
}
