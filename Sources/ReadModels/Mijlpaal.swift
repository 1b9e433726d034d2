public import CivilTime
public import Gezinstraject
public import WireValues

/// Iets dat op een dag gebeurde en in een overzicht telt: voor doorlooptijden, in- en uitstroom, terugkeer en aantallen.
public struct Mijlpaal: Hashable, Sendable {
    /// Het nummer van het traject.
    public let traject: Int
    /// Wat er gebeurde.
    public let soort: Feittype
    /// De hoeveelste van deze soort in het traject; 1 is de eerste.
    public let nummer: Int
    /// De dag.
    public let dag: Dag
    /// De gebeurtenis.
    public let gebeurtenis: UUID
    /// Wat er nader van te zeggen is: een code uit het contract.
    public let code: String?
    /// Om wie het gaat.
    public let wie: Actor?
}

extension Mijlpaal {
    /// De mijlpalen van een traject, op volgorde.
    static func alle(_ traject: Trajectfeiten) -> [Mijlpaal] {
        var aantallen: [Feittype: Int] = [:]
        // What concerns the family as a whole belongs to no traject and is no milestone.
        return traject.feiten.filter { $0.traject == traject.traject }.compactMap { feit in
            guard let nader = nader(feit) else { return nil }
            aantallen[feit.type, default: 0] += 1
            return Mijlpaal(
                traject: traject.traject,
                soort: feit.type,
                nummer: aantallen[feit.type, default: 1],
                dag: feit.dag,
                gebeurtenis: feit.id,
                code: nader.code,
                wie: nader.wie
            )
        }
    }

    /// Wat een gebeurtenis als mijlpaal zegt; nil als zij er geen is.
    private static func nader(_ feit: Feit) -> (code: String?, wie: Actor?)? {
        nader(toeleiding: feit) ?? nader(regie: feit) ?? nader(uitvoering: feit) ?? nader(slot: feit)
    }

    private static func nader(toeleiding feit: Feit) -> (code: String?, wie: Actor?)? {
        switch feit.gegevens {
        case let aanmelding as GezinAangemeld: (aanmelding.aanpak.description, nil)
        case is AanmeldingIngetrokken, is AanpakGestart: (nil, nil)
        case let prioritering as GezinGeprioriteerd where prioritering.definitief: (prioritering.variant?.rawValue, nil)
        case let afwijzing as PrioriteringAfgewezen: (afwijzing.reden?.rawValue, nil)
        case let gedeeld as InformatieZonderGrondslagGedeeld: (gedeeld.partij.rawValue, nil)
        case let gedeeld as InformatieGedeeld: (gedeeld.grondslag.rawValue, nil)
        case let uitnodiging as GezinUitgenodigd: (uitnodiging.voor.rawValue, nil)
        case let weigering as GezinDeelnameGeweigerd: (weigering.voor.rawValue, nil)
        default: nil
        }
    }

    private static func nader(regie feit: Feit) -> (code: String?, wie: Actor?)? {
        switch feit.gegevens {
        case let toewijzing as ProcesmanagerToegewezen: (nil, toewijzing.wie)
        case let overdracht as ProcesmanagerOvergedragen: (overdracht.reden?.rawValue, overdracht.naar)
        case let vrijstelling as ProcesmanagerVrijgesteld: (nil, vrijstelling.wie)
        case let vraag as CasemanagerGevraagd: (nil, vraag.wie)
        case let benoeming as CasemanagerBenoemd: (nil, benoeming.wie)
        case let aanvaarding as CasemanagerrolAanvaard: (nil, aanvaarding.wie)
        case let weigering as CasemanagerrolGeweigerd: (weigering.reden?.rawValue, weigering.wie)
        case let einde as CasemanagerrolBeeindigd: (einde.reden?.rawValue, einde.wie)
        case let aanwijzing as AanspreekpuntAangewezen: (nil, aanwijzing.wie)
        case let terugkoppeling as StandVanZakenTeruggekoppeld: (nil, terugkoppeling.aan)
        default: nil
        }
    }

    private static func nader(uitvoering feit: Feit) -> (code: String?, wie: Actor?)? {
        switch feit.gegevens {
        case let analyse as ProbleemanalyseVastgesteld: (analyse.gezin.rawValue, nil)
        case is DoelGesteld, is DoelBehaald, is PlanVastgesteld: (nil, nil)
        case let bijstelling as PlanBijgesteld: (bijstelling.aanleiding?.rawValue, nil)
        case let contact as ContactMetGezinGelegd: (contact.plaats.rawValue, nil)
        case let medewerking as MedewerkingGezinGewijzigd: (medewerking.naar.rawValue, nil)
        case let drang as DrangIngezet: (drang.instrument.rawValue, nil)
        case let dwang as DwangmaatregelGeadviseerd: (dwang.soort.rawValue, nil)
        case let dwang as DwangmaatregelOpgelegd: (dwang.soort.rawValue, nil)
        case let dwang as DwangmaatregelBeeindigd: (dwang.soort.rawValue, nil)
        case let stagnatie as StagnatieGemeld: (stagnatie.bron?.rawValue, nil)
        case let opschaling as Opgeschaald: (opschaling.niveau.map { String($0) }, nil)
        case let opheffing as StagnatieOpgeheven: (opheffing.uitkomst?.rawValue, nil)
        case let evaluatie as EvaluatieGehouden: (evaluatie.soort.rawValue, nil)
        case let melding as VeiligheidsmeldingGedaan: (melding.bij.rawValue, nil)
        case is CalamiteitGemeld: (nil, nil)
        default: nil
        }
    }

    private static func nader(slot feit: Feit) -> (code: String?, wie: Actor?)? {
        switch feit.gegevens {
        case let sluiting as AanpakAfgesloten: (sluiting.reden.rawValue, nil)
        case is AfrondingGestart, is AfsluitingHerroepen, is HeraanmeldingOntvangen, is NazorgBeeindigd: (nil, nil)
        case let contact as NazorgcontactGelegd: (contact.uitkomst?.rawValue, nil)
        case let poging as NazorgcontactMislukt: (poging.vorm?.rawValue, nil)
        case let terugval as TerugvalGesignaleerd: (terugval.ernst?.rawValue, nil)
        default: nil
        }
    }
}

/// Een gehouden MDO of rondetafelbespreking met wie er was.
public struct Overlegregel: Hashable, Sendable {
    /// Het nummer van het traject.
    public let traject: Int
    /// De dag.
    public let dag: Dag
    /// MDO of rondetafel.
    public let soort: Overlegsoort
    /// De gebeurtenis.
    public let gebeurtenis: UUID
    /// De aanwezige partijen.
    public let partijen: [Partij]
    /// De partijen die uitgenodigd waren en er niet waren.
    public let afwezig: [Partij]
    /// Of het gezin erbij was.
    public let gezin: Overlegaanwezigheid

    static func alle(_ traject: Trajectfeiten) -> [Overlegregel] {
        traject.feiten.compactMap { feit in
            if let mdo = feit.als(MdoGehouden.self) {
                return Overlegregel(traject.traject, feit, .mdo, mdo.partijen, mdo.afwezig, mdo.gezin)
            }
            return feit.als(RondetafelbesprekingGehouden.self).map { tafel in
                Overlegregel(traject.traject, feit, .rondetafel, tafel.partijen, tafel.afwezig, tafel.gezin)
            }
        }
    }

    private init(
        _ traject: Int,
        _ feit: Feit,
        _ soort: Overlegsoort,
        _ partijen: [Partij],
        _ afwezig: [Partij]?,
        _ gezin: Overlegaanwezigheid?
    ) {
        self.traject = traject
        dag = feit.dag
        self.soort = soort
        gebeurtenis = feit.id
        self.partijen = partijen
        self.afwezig = afwezig ?? []
        self.gezin = gezin ?? .niet
    }
}
