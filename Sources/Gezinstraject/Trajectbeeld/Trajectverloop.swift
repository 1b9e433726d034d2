public import CivilTime

/// Hoe een traject er na elk feit voor staat: wat een lijst van gezinnen ervan toont, feit voor feit bijgehouden.
///
/// Dezelfde begrippen als `Trajectbeeld`, dat er een maakt aan het einde van een geschiedenis; een test houdt de twee aan
/// elkaar. Elk feit van de geschiedenis gaat erlangs, ook dat van een ander traject.
public struct Trajectverloop: Sendable {
    /// Het nummer van het traject.
    public let traject: Int
    /// De toestand.
    public private(set) var toestand = Trajecttoestand()
    /// Waarom er is afgesloten, zolang dat niet herroepen is.
    public var sluitingsreden: AanpakAfgesloten.Reden? { toestand.geslotenOp == nil ? nil : laatsteReden }
    /// De variant van de aanpak.
    public private(set) var variant: GezinGeprioriteerd.Variant?
    /// Het aanspreekpunt van het gezin.
    public private(set) var aanspreekpunt: Actor?
    /// De wijk waar het gezin woont, als die bekend is.
    public private(set) var wijk: String?
    /// Langs welke weg is aangemeld.
    public private(set) var route: Route?
    /// Wie aanmeldde.
    public private(set) var melder: Partij?
    /// De dag van het laatste contact met het gezin.
    public private(set) var laatsteContactOp: Dag?
    /// De dag van de laatste poging tot contact die mislukte.
    public private(set) var laatstePogingOp: Dag?
    /// De dag van het laatste MDO of de laatste rondetafelbespreking.
    public private(set) var laatsteOverlegOp: Dag?
    /// De dag van het laatste feit van dit traject of van het gezin als geheel.
    public private(set) var laatsteGebeurtenisOp: Dag?

    private let profielen: Aanpakprofielen
    private var rollen = Rolverdeling()
    private var laatsteReden: AanpakAfgesloten.Reden?
    private var laatsteDag = Dag.eerste

    /// Een traject waarin nog niets gebeurde.
    public init(traject: Int, _ profielen: Aanpakprofielen) {
        self.traject = traject
        self.profielen = profielen
    }

    /// De start van het traject (INDICATORS §1.3).
    public var gestartOp: Dag? { toestand.gestartOp(profiel) }

    /// De procesmanager, of de ene regisseur van de aanpak.
    public var procesmanager: Actor? { rollen.procesmanager }

    /// De casemanager die de rol aanvaard heeft.
    public var casemanager: Actor? { rollen.casemanager(profiel) }

    /// Het profiel van de aanpak zoals het op de dag van de aanmelding gold.
    private var profiel: Aanpakprofiel {
        profielen.profiel(van: toestand.aanpak, op: toestand.aangemeldOp ?? laatsteDag)
    }

    /// Verwerkt het volgende feit van de geschiedenis.
    public mutating func volg(_ feit: Feit) {
        laatsteDag = feit.dag
        guard feit.traject == nil || feit.traject == traject else { return }
        laatsteGebeurtenisOp = feit.dag
        if feit.traject == traject { toestand.volg(feit, onder: profielen) }
        rollen.volg(feit.gegevens)
        switch feit.gegevens {
        case is ContactMetGezinGelegd: laatsteContactOp = feit.dag
        case is ContactpogingMislukt: laatstePogingOp = feit.dag
        case is MdoGehouden, is RondetafelbesprekingGehouden: laatsteOverlegOp = feit.dag
        case let aanwijzing as AanspreekpuntAangewezen: aanspreekpunt = aanwijzing.wie
        case let sluiting as AanpakAfgesloten: laatsteReden = sluiting.reden
        case let prioritering as GezinGeprioriteerd: variant = prioritering.variant ?? variant
        case let aanmelding as GezinAangemeld: (route, melder) = (aanmelding.route, aanmelding.melder)
        case let registratie as GezinGeregistreerd: wijk = registratie.wijk
        // Who moves without saying where to no longer lives where it was.
        case let verhuizing as GezinVerhuisd: wijk = verhuizing.wijk
        default: break
        }
    }
}
