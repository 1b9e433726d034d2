public import CivilTime
public import Gezinstraject
import Voorbeelden
public import WireValues

/// Een gezin met een willekeurige maar geldige geschiedenis, in de volgorde van vastleggen.
///
/// Van alle typen worden gebeurtenissen voorgesteld, met velden naar toeval; wat een invariant breekt valt af. Er wordt
/// te laat vastgelegd, gecorrigeerd, ingetrokken en hersteld, gesloten en opnieuw aangemeld. Dagen liggen vaak op een
/// termijn van een eerdere gebeurtenis, of een dag ernaast: daar slaan oordelen om.
public struct Toevalsgezin: Sendable {
    /// Wat is vastgelegd.
    public private(set) var registraties: [Registratie] = []
    /// De wacht die het aannam.
    public private(set) var wacht: Dossierwacht
    /// De codes van wat geweigerd werd.
    public private(set) var geweigerd: [String] = []
    private var toeval: Toeval
    private var volgendeId = 0
    private var moment: Moment

    /// Het gezin bij een zaad: hetzelfde zaad geeft hetzelfde gezin.
    ///
    /// - Parameters:
    ///   - zaad: Het zaad.
    ///   - voorstellen: Zoveel gebeurtenissen worden na het begin voorgesteld.
    /// - Throws: `Invoerfouten` als een voorstel niet aan het contract voldoet: dan klopt deze generator niet.
    public init(zaad: UInt64, voorstellen: Int) throws(Invoerfouten) {
        toeval = Toeval(zaad: zaad)
        wacht = Dossierwacht(.ingebouwd)
        moment = Moment(microseconden: 0)
        try begin()
        for _ in 0..<voorstellen {
            if toeval.kans(8), registraties.count > 6 {
                try grijpIn()
            } else {
                var gelukt = false
                for _ in 0..<5 where !gelukt { gelukt = try stelVoor(soort()) }
            }
        }
    }

    /// Het dossier.
    public var dossier: Dossier { wacht.dossier }

    /// De laatste dag waarop iets gebeurde.
    public var laatsteDag: Dag { wacht.verloop.laatste?.dag ?? Toevalsgezin.eersteDag }

    /// Een willekeurige peildag: op of rond een gebeurtenis of een termijn daarvan.
    public mutating func peildag() -> Dag { rondTermijn(van: willekeurigeDag) }

    /// Een registratie die nu zou volgen, zonder haar vast te leggen.
    public mutating func registratie(
        _ type: Feittype,
        _ gegevens: JSON,
        op dag: Dag,
        door: Actor? = nil,
        rol: Rol? = nil,
        traject: Int? = nil
    ) throws(Invoerfouten) -> Registratie {
        moment = max(Moment(microseconden: moment.microseconden + 60_000_000), Moment(beginVan: dag.plus(dagen: 1)))
        return Registratie(
            id: UUID(high: 0x7000, low: UInt64(registraties.count + 1)),
            versie: registraties.count + 1,
            gegevens: try type.lees(gegevens, .root),
            gebeurdOp: dag,
            traject: traject,
            precisie: toeval.kans(5) ? toeval.kies([.week, .maand, .kwartaal, .jaar]) : .dag,
            volgens: toeval.kans(50) ? bron : nil,
            vastgelegdOp: moment,
            vastgelegdDoor: door,
            rol: rol
        )
    }

    private var bron: Volgens {
        var bron = Volgens()
        bron.soort = .document
        return bron
    }

    /// Legt vast wat nu kan; zegt of het is aangenomen.
    @discardableResult
    public mutating func legVast(_ registratie: Registratie) throws(Invoerfouten) -> Bool {
        do throws(Weigering) {
            try wacht.voegToe(registratie)
            registraties.append(registratie)
            return true
        } catch {
            switch error {
            case .schending(let schending): geweigerd.append(schending.code)
            case .invoer(let fouten): throw fouten
            }
            return false
        }
    }
}

// MARK: - Het begin

extension Toevalsgezin {
    private static let eersteDag = Dag("2012-01-31") ?? .eerste
    private static let aanpakken = Aanpakprofielen.ingebouwd.codes

    private mutating func begin() throws(Invoerfouten) {
        try leg(.gezinGeregistreerd, ["gemeente": "GM0935"], Toevalsgezin.eersteDag)
        for nummer in 1...Int.random(in: 1...2, using: &toeval) {
            try leg(.gezinslidToegevoegd, ["id": .string("ouder\(nummer)"), "rol": "ouder"], na(0...5))
        }
        for nummer in 1...Int.random(in: 1...3, using: &toeval) {
            let geboren = Toevalsgezin.eersteDag.plus(maanden: -Int.random(in: 0...220, using: &toeval))
            let lid: JSON = ["id": .string("kind\(nummer)"), "rol": "kind"]
            try leg(
                .gezinslidToegevoegd,
                lid.met("geboren", .string(geboren.description), als: toeval.kans(80)),
                na(0...3)
            )
        }
        guard toeval.kans(95) else { return }
        let aanpak = toeval.kans(40) ? "maastricht-integrale-aanpak" : toeval.kies(Toevalsgezin.aanpakken).description
        try leg(.gezinAangemeld, ["aanpak": .string(aanpak), "trajectNr": 1], na(0...60))
        for type in [Feittype.definitieGetoetst, .gezinGeinformeerd, .toestemmingVerleend] where toeval.kans(60) {
            try stelVoor(type)
        }
        if toeval.kans(85) { try leg(.gezinGeprioriteerd, ["definitief": true], na(0...45)) }
        if toeval.kans(85) { try leg(.procesmanagerToegewezen, ["wie": "PM1"], na(0...10)) }
        for _ in 0..<Int.random(in: 1...5, using: &toeval) { try stelVoor(.probleemGeconstateerd) }
    }

    private mutating func leg(_ type: Feittype, _ gegevens: JSON, _ dag: Dag) throws(Invoerfouten) {
        try legVast(try registratie(type, gegevens, op: dag))
    }

    private mutating func na(_ dagen: ClosedRange<Int>) -> Dag {
        laatsteDag.plus(dagen: Int.random(in: dagen, using: &toeval))
    }
}

// MARK: - Voorstellen

extension Toevalsgezin {
    /// Wat vaker voorkomt dan de rest, zodat geschiedenissen ergens toe komen.
    private static let vaak: [(Feittype, Int)] = [
        (.probleemGeconstateerd, 4), (.probleemStatusGewijzigd, 5), (.probleemanalyseVastgesteld, 4), (.doelGesteld, 6),
        (.mdoGehouden, 4), (.rondetafelbesprekingGehouden, 5), (.planVastgesteld, 5), (.planBijgesteld, 3),
        (.evaluatieGehouden, 4), (.contactMetGezinGelegd, 6), (.gezinUitgenodigd, 5), (.gezinDeelnameGeweigerd, 5),
        (.eigenKrachtVerkend, 4), (.netwerkInKaartGebracht, 3), (.casemanagerBenoemd, 4), (.casemanagerrolAanvaard, 4),
        (.partijBetrokken, 5), (.partijBenodigdVerklaard, 4), (.werkafspraakGemaakt, 5), (.werkafspraakNagekomen, 3),
        (.zorgAangevraagd, 6), (.zorgGestart, 5), (.zorgBeeindigd, 2), (.stagnatieGemeld, 4), (.opgeschaald, 4),
        (.stagnatieOpgeheven, 3), (.aanpakAfgesloten, 4), (.restzorgBepaald, 4), (.hulpOvergedragen, 4),
        (.overdrachtAanvaard, 3), (.nazorgAfspraakGemaakt, 5), (.nazorgcontactGelegd, 4), (.terugvalGesignaleerd, 3),
        (.afsluitingHerroepen, 1), (.toestemmingVerleend, 3), (.informatieToereikendBeoordeeld, 4),
        (.procesmanagerOvergedragen, 3), (.regisseurGenoemd, 4), (.regisseurErkenningVastgelegd, 5),
        (.vertrouwenGezinVastgelegd, 4), (.aanpakMetGezinBesproken, 3), (.afrondingGestart, 2),
    ]

    private static let soorten: [Feittype] = {
        let alle = Feittype.allCases.filter { $0.kenmerken.stroom == .gezin && !$0.isIngreep }
        return alle + vaak.flatMap { [Feittype](repeating: $0.0, count: $0.1) }
    }()

    /// De typen die naar een soort lokale id verwijzen.
    private static let over: [Idsoort: [Feittype]] = Dictionary(
        grouping: Set(soorten).sorted { $0.rawValue < $1.rawValue }.flatMap { type in
            type.gegevenstype.velden.compactMap { veld in
                if case .verwijzing(let soort) = veld.type { (soort, type) } else { nil }
            }
        },
        by: { (paar: (Idsoort, Feittype)) in paar.0 }
    ).mapValues { $0.map(\.1) }

    /// Een type dat op de laatste plaats zou kunnen volgen.
    private mutating func soort() -> Feittype {
        let isVoorbij = wacht.verloop.toestand(van: max(1, wacht.verloop.aantalAanmeldingen)).isVoorbij
        if isVoorbij, toeval.kans(12) { return .gezinAangemeld }
        let recent = registraties.suffix(12).flatMap(\.gegevens.ids.nieuw)
        for _ in 0..<20 {
            // What was begun is often gone on with.
            let vervolg = toeval.kans(45) && !recent.isEmpty ? Toevalsgezin.over[toeval.kies(recent).soort] : nil
            let type = toeval.kies(vervolg ?? Toevalsgezin.soorten)
            if !isVoorbij || type.kenmerken.naAfsluiting || type.kenmerken.bereik == .gezin { return type }
            if type == .gezinAangemeld || toeval.kans(3) { return type }
        }
        return .signaalOntvangen
    }

    /// Stelt een gebeurtenis voor; zegt of zij is aangenomen.
    @discardableResult
    private mutating func stelVoor(_ type: Feittype) throws(Invoerfouten) -> Bool {
        let dag = toeval.kans(18) ? willekeurigeDag : toeval.kans(35) ? max(laatsteDag, peildag()) : na(0...25)
        let binnenBereik = min(dag, laatsteDag.plus(dagen: 500))
        guard
            case .object(let velden)? = waarde(
                .object(type.gegevenstype.velden),
                op: binnenBereik,
                veld: type.naam,
                minimum: nil
            )
        else { return false }
        let kenmerken = type.kenmerken
        let traject = kenmerken.bereik == .traject && toeval.kans(8) ? Int.random(in: 1...2, using: &toeval) : nil
        let nieuw = try registratie(
            type,
            .object(velden).passend(bij: type, wacht.verloop),
            op: binnenBereik,
            door: toeval.kans(50) ? Actor("PM1") : nil,
            rol: toeval.kans(50) ? toeval.kies(kenmerken.logt) : nil,
            traject: traject
        )
        return try legVast(nieuw)
    }

    private mutating func grijpIn() throws(Invoerfouten) {
        let doel = toeval.kies(registraties)
        var gegevens: JSON = ["doelEvent": .string(doel.id.description)]
        let ingreep: Feittype
        let ingetrokken = dossier.ingetrokken()
        if let terug = ingetrokken.min(by: { $0.description < $1.description }), toeval.kans(40) {
            ingreep = .registratieHersteld
            gegevens = ["doelEvent": .string(terug.description)]
        } else if toeval.kans(50) || doel.type.isIngreep {
            ingreep = .registratieIngetrokken
            gegevens = gegevens.met("reden", "onjuist")
        } else {
            ingreep = .registratieGecorrigeerd
            gegevens = gegevens.met("reden", "schrijffout")
            let dag =
                toeval.kans(50)
                ? min(doel.gebeurdOp.plus(dagen: Int.random(in: -40...40, using: &toeval)), laatsteDag) : nil
            if let dag { gegevens = gegevens.met("gebeurdOp", .string(dag.description)) }
            // Another payload, but the ids it introduces stay: others refer to them.
            let nieuw = waarde(
                .object(doel.type.gegevenstype.velden),
                op: doel.gebeurdOp,
                veld: doel.type.naam,
                minimum: nil
            )
            if dag == nil || toeval.kans(30), let nieuw, doel.gegevens.ids.nieuw.isEmpty {
                gegevens = gegevens.met("gegevens", nieuw.passend(bij: doel.type, wacht.verloop))
            }
        }
        try legVast(try registratie(ingreep, gegevens, op: laatsteDag))
    }
}

// MARK: - Waarden

extension Toevalsgezin {
    private var willekeurigeDag: Dag {
        mutating get { toeval.kies(wacht.verloop.feiten.map(\.dag) + [Toevalsgezin.eersteDag]) }
    }

    /// Een dag op een termijn van een andere, of een dag ernaast.
    private mutating func rondTermijn(van dag: Dag) -> Dag {
        let maanden = dag.plus(maanden: toeval.kies([0, 1, 1, 2, 3, 6, 12, 24, 36]))
        return maanden.plus(dagen: toeval.kies([-1, 0, 0, 1, 7, 8, 14, 15]))
    }

    /// Een waarde van een veldtype; nil als er niets is om naar te verwijzen.
    private mutating func waarde(_ type: Veldtype, op dag: Dag, veld: String, minimum: Int?) -> JSON? {
        switch type {
        case .tekst: return "tekst"
        case .moment: return "2013-01-01T00:00:00Z"
        case .dag: return .string(datum(veld, op: dag).description)
        case .geheel: return .integer((minimum ?? 0) + Int.random(in: 0...3, using: &toeval))
        case .jaNee: return .bool(toeval.kans(60))
        case .actor: return .string(toeval.kies(["PM1", "PM1", "PM2", "CM1", "CM1", "CM2"]))
        case .uuid: return .string(UUID(high: 5, low: toeval.next() >> 8).description)
        case .id(let soort): return nieuw(soort)
        case .verwijzing(let soort):
            return bekend(soort).map { .string(toeval.kans(50) ? $0[$0.count - 1] : toeval.kies($0)) }
        case .aanpakverwijzing: return .string(toeval.kies(Toevalsgezin.aanpakken).description)
        case .opsomming(let waarden):
            // A few partijen that come back, and not all of them once.
            return .string(toeval.kies(waarden.count > 20 && toeval.kans(80) ? Array(waarden.prefix(4)) : waarden))
        case .lijst(let lid): return lijst(lid, op: dag, veld: veld, minimum: minimum ?? 0)
        case .alleOf(let anders):
            return toeval.kans(50) ? "alle" : waarde(anders, op: dag, veld: veld, minimum: minimum) ?? "alle"
        case .object(let velden): return object(velden, op: dag)
        case .vervangendeGegevens: return nil
        }
    }

    private mutating func datum(_ veld: String, op dag: Dag) -> Dag {
        switch veld {
        case "geboren": dag.plus(maanden: -Int.random(in: 0...240, using: &toeval))
        case "sinds", "peildatum": dag.plus(dagen: -Int.random(in: 0...100, using: &toeval))
        default: rondTermijn(van: dag)
        }
    }

    private mutating func nieuw(_ soort: Idsoort) -> JSON {
        volgendeId += 1
        return .string("\(soort.rawValue)\(volgendeId)")
    }

    private func bekend(_ soort: Idsoort) -> [String]? {
        let ids = wacht.verloop.feiten.flatMap(\.gegevens.ids.nieuw).filter { $0.soort == soort }.map(\.tekst)
        return ids.isEmpty ? nil : ids
    }

    private mutating func lijst(_ lid: Veldtype, op dag: Dag, veld: String, minimum: Int) -> JSON? {
        let aantal = minimum + Int.random(in: 0...2, using: &toeval)
        var leden: [JSON] = []
        for _ in 0..<aantal {
            guard let nieuw = waarde(lid, op: dag, veld: veld, minimum: nil) else { break }
            if !leden.contains(nieuw) { leden.append(nieuw) }
        }
        return leden.count >= minimum ? .array(leden) : nil
    }

    private mutating func object(_ velden: [Veldbeschrijving], op dag: Dag) -> JSON? {
        var leden: [JSON.Member] = []
        for veld in velden where veld.verplicht || toeval.kans(55) {
            switch veld.patroon {
            case .gemeente: leden.append(.init(veld.naam, "GM0995"))
            case .sha256: leden.append(.init(veld.naam, .string(String(repeating: "a", count: 64))))
            default:
                if let waarde = waarde(veld.type, op: dag, veld: veld.naam, minimum: veld.minimum) {
                    leden.append(.init(veld.naam, waarde))
                } else if veld.verplicht {
                    return nil
                }
            }
        }
        return .object(leden)
    }
}

extension JSON {
    /// Met wat alleen de geschiedenis weet: het volgnummer van een aanmelding, de aantallen van een definitie.
    fileprivate func passend(bij type: Feittype, _ verloop: Voorgeschiedenis) -> JSON {
        switch type {
        case .gezinAangemeld:
            met("trajectNr", .integer(verloop.aantalAanmeldingen + 1)).zonder("heraanmeldingVan", "formeel")
        case .definitieGetoetst:
            met("ouders", .integer(verloop.aantal(["ouder", "stiefouder"]))).met(
                "kinderen",
                .integer(verloop.aantal(["kind"]))
            )
        default: self
        }
    }

    fileprivate func met(_ naam: String, _ waarde: JSON, als voorwaarde: Bool = true) -> JSON {
        guard voorwaarde, case .object(let leden) = self else { return self }
        return .object(leden.filter { $0.key != naam } + [.init(naam, waarde)])
    }

    private func zonder(_ namen: String...) -> JSON {
        guard case .object(let leden) = self else { return self }
        return .object(leden.filter { !namen.contains($0.key) })
    }
}

extension Voorgeschiedenis {
    /// Hoeveel leden een van deze rollen hebben.
    fileprivate func aantal(_ rollen: [String]) -> Int {
        var rolVanLid: [String: String] = [:]
        for feit in feiten {
            let json = feit.gegevens.json
            switch feit.type {
            case .gezinslidToegevoegd: rolVanLid[json["id"]?.string ?? ""] = json["rol"]?.string
            case .gezinslidGewijzigd:
                if let rol = json["rol"]?.string { rolVanLid[json["gezinslid"]?.string ?? ""] = rol }
            case .gezinslidVertrokken where json["reden"]?.string != "uithuisgeplaatst":
                rolVanLid[json["gezinslid"]?.string ?? ""] = nil
            default: break
            }
        }
        return rolVanLid.values.count { rollen.contains($0) }
    }
}
