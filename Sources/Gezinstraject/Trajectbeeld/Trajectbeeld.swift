public import CivilTime

/// Wat een procesmanager van een traject ziet aan het einde van een geschiedenis.
///
/// Een samenvatting, geen oordeel: zij zegt hoe het ervoor staat en laat norm en termijn aan de indicatoren. Wat bij
/// het hele gezin hoort (leden, toestemming) staat er ook in.
public struct Trajectbeeld: Hashable, Sendable {
    /// Het nummer van het traject.
    public let traject: Int
    /// Het aantal trajecten dat is aangemeld.
    public let aantalTrajecten: Int
    /// De aanpak waarvoor is aangemeld.
    public let aanpak: Aanpakcode?
    /// De fase.
    public let fase: Fase
    /// De dag van de aanmelding.
    public let aangemeldOp: Dag?
    /// De start (INDICATORS §1.3).
    public let gestartOp: Dag?
    /// De dag van de afsluiting, zolang die niet herroepen is.
    public let geslotenOp: Dag?
    /// Waarom er is afgesloten.
    public let sluitingsreden: AanpakAfgesloten.Reden?
    /// De variant van de aanpak.
    public let variant: GezinGeprioriteerd.Variant?

    /// De procesmanager, of de ene regisseur van de aanpak.
    public let procesmanager: Actor?
    /// De casemanager die de rol aanvaard heeft; waar een persoon beide rollen heeft, telt de toewijzing als aanvaarding.
    public let casemanager: Actor?
    /// Het aanspreekpunt van het gezin.
    public let aanspreekpunt: Actor?

    /// De gezinsleden, ook wie vertrokken is.
    public let gezinsleden: [Gezinslid]
    /// Het laatste antwoord van elk gezinslid op de vraag om toestemming.
    public let toestemmingen: [Toestemming]
    /// De problemen van het traject.
    public let problemen: [Probleem]
    /// De doelen van het traject.
    public let doelen: [Doel]
    /// Het vastgestelde plan, als dat er is.
    public let plan: Plan?
    /// De partijen over wie is vastgelegd dat zij nodig of betrokken zijn, of niet.
    public let partijen: [Partijstand]
    /// De werkafspraken.
    public let werkafspraken: [Werkafspraak]
    /// De zorg die is aangevraagd of loopt, en wat ervan kwam.
    public let zorg: [Zorg]
    /// De stagnaties die nog open zijn.
    public let openStagnaties: [Stagnatie]
    /// De knelpunten in het delen van informatie die nog open zijn.
    public let openKnelpunten: [Knelpunt]
    /// De nazorg, als daarover iets is afgesproken of gedaan.
    public let nazorg: Nazorg?

    /// De dag waarop voor het laatst contact met het gezin werd gelegd.
    public let laatsteContactOp: Dag?
    /// De dag van het laatste MDO of de laatste rondetafelbespreking.
    public let laatsteOverlegOp: Dag?

    /// Het beeld van een traject aan het einde van een geschiedenis.
    ///
    /// - Parameters:
    ///   - geschiedenis: De geschiedenis, tot en met de peildag en zoals bekend op het kennismoment.
    ///   - traject: Het nummer; nil voor het laatste traject.
    ///   - profielen: De bekende aanpakken.
    public init(_ geschiedenis: Geschiedenis, traject: Int? = nil, _ profielen: Aanpakprofielen) {
        let nummer = traject ?? geschiedenis.laatsteTraject
        var verloop = Voorgeschiedenis(profielen)
        for feit in geschiedenis.feiten { verloop.volg(feit) }
        let toestand = verloop.toestand(van: nummer)
        let eigen = Trajectfeiten(geschiedenis.feiten, traject: nummer)

        self.traject = nummer
        aantalTrajecten = geschiedenis.aantalAanmeldingen
        aanpak = toestand.aanpak
        fase = toestand.fase
        aangemeldOp = toestand.aangemeldOp
        gestartOp = verloop.gestartOp(traject: nummer)
        geslotenOp = toestand.geslotenOp
        sluitingsreden = toestand.geslotenOp == nil ? nil : eigen.laatste(AanpakAfgesloten.self)?.reden
        variant = eigen.alle(GezinGeprioriteerd.self).last { $0.variant != nil }?.variant

        let rollen = Rolverdeling(eigen)
        procesmanager = rollen.procesmanager
        casemanager = rollen.casemanager(verloop.profiel(van: nummer))
        aanspreekpunt = eigen.laatste(AanspreekpuntAangewezen.self)?.wie

        gezinsleden = Gezinslid.alle(eigen)
        toestemmingen = Toestemming.alle(eigen)
        problemen = Probleem.alle(eigen)
        doelen = Doel.alle(eigen)
        plan = Plan(eigen)
        partijen = Partijstand.alle(eigen)
        werkafspraken = Werkafspraak.alle(eigen)
        zorg = Zorg.alle(eigen)
        openStagnaties = Stagnatie.open(eigen) { dag in
            profielen.profiel(van: toestand.aanpak, op: dag).treden
        }
        openKnelpunten = Knelpunt.open(eigen)
        nazorg = Nazorg(eigen)
        laatsteContactOp = eigen.laatste(ContactMetGezinGelegd.self)?.dag
        laatsteOverlegOp =
            eigen.feiten.last {
                [.mdoGehouden, .rondetafelbesprekingGehouden].contains($0.type)
            }?.dag
    }
}

/// De feiten van een traject en die van het gezin als geheel, op volgorde.
struct Trajectfeiten {
    let feiten: [Feit]

    init(_ feiten: [Feit], traject: Int) {
        self.feiten = feiten.filter { $0.traject == nil || $0.traject == traject }
    }

    func alle<G: Gegevens>(_ type: G.Type) -> [FeitVan<G>] {
        feiten.enumerated().compactMap { plaats, feit in
            feit.als(type).map { FeitVan(feit: feit, gegevens: $0, plaats: plaats) }
        }
    }

    func laatste<G: Gegevens>(_ type: G.Type) -> FeitVan<G>? { alle(type).last }
}

/// Een lijst op volgorde van invoeren, waarin latere feiten een regel bijwerken.
struct Stand<Sleutel: Hashable & Sendable, Regel: Sendable>: Sendable {
    private(set) var regels: [Regel] = []
    private var plaats: [Sleutel: Int] = [:]

    subscript(sleutel: Sleutel) -> Regel? { plaats[sleutel].map { regels[$0] } }

    mutating func voegToe(_ sleutel: Sleutel, _ regel: Regel) {
        guard plaats[sleutel] == nil else { return }
        plaats[sleutel] = regels.count
        regels.append(regel)
    }

    mutating func werkBij(_ sleutel: Sleutel, _ wijziging: (inout Regel) -> Void) {
        guard let plaats = plaats[sleutel] else { return }
        wijziging(&regels[plaats])
    }
}
