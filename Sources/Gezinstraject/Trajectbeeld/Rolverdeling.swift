/// Wie welke regierol heeft aan het einde van een geschiedenis (INDICATORS §1.3, "roles").
struct Rolverdeling {
    /// De lopende perioden als procesmanager, op volgorde van begin.
    private var procesmanagers: [Actor] = []
    /// De lopende perioden als regisseur, op volgorde van begin.
    private var regisseurs: [(wie: Actor, grond: Grond)] = []

    /// Waarom iemand regisseur is; alleen aanvaarding telt waar er niet een regisseur voor beide rollen is.
    private enum Grond {
        case aanvaard
        case procesmanager
        case benoemd
    }

    /// Nog zonder rollen.
    init() {}

    init(_ traject: Trajectfeiten) {
        for feit in traject.feiten { volg(feit.gegevens) }
    }

    var procesmanager: Actor? { procesmanagers.last }

    func casemanager(_ profiel: Aanpakprofiel) -> Actor? {
        regisseurs.last { profiel.enkeleRegisseur || $0.grond == .aanvaard }?.wie
    }

    mutating func volg(_ gegevens: any Gegevens) {
        switch gegevens {
        case let toewijzing as ProcesmanagerToegewezen:
            begin(toewijzing.wie)
        case let overdracht as ProcesmanagerOvergedragen:
            eindig(overdracht.van)
            begin(overdracht.naar)
        case let vrijstelling as ProcesmanagerVrijgesteld:
            eindig(vrijstelling.wie)
        case let benoeming as CasemanagerBenoemd:
            regisseurs.removeAll { $0.grond == .benoemd }
            regisseurs.append((benoeming.wie, .benoemd))
        case let aanvaarding as CasemanagerrolAanvaard:
            regisseurs.append((aanvaarding.wie, .aanvaard))
        case let weigering as CasemanagerrolGeweigerd:
            regisseurs.removeAll { $0.wie == weigering.wie && $0.grond != .aanvaard }
        case let einde as CasemanagerrolBeeindigd:
            regisseurs.removeAll { $0.wie == einde.wie && $0.grond != .procesmanager }
        default:
            break
        }
    }

    private mutating func begin(_ wie: Actor) {
        procesmanagers.append(wie)
        regisseurs.append((wie, .procesmanager))
    }

    private mutating func eindig(_ wie: Actor) {
        procesmanagers.removeAll { $0 == wie }
        regisseurs.removeAll { $0.wie == wie && $0.grond == .procesmanager }
    }
}
