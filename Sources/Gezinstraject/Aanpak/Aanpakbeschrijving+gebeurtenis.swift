import CivilTime
import WireValues

// Wat het contract van AanpakprofielVastgesteld niet als veld heeft staat in `parameters`, onder een vaste naam:
//
//   <norm>              de waarde van een norm, zoals planTermijn = P1M, afspraakNorm = 80
//   <norm>.vanaf        de eerste dag waarop die norm geldt
//   drang               ja of nee: de aanpak kent drang of dwang; zonder: ja, tenzij dwangmiddelen leeg is
//   leefgebied.<code>   het leefgebied van de definitie GGSR waar een leefgebied van de aanpak onder valt
//   bron.<onderdeel>    waar het staat (`Aanpakonderdeel`)
//
// en, elk zo vaak als nodig: rol (een rol zonder regie), drangmiddel, overleg, afsluitreden en nazorg.

extension Aanpakversie {
    /// De gebeurtenis die deze versie vaststelt.
    public func gebeurtenis(_ code: Aanpakcode, gemeente: String) -> AanpakprofielVastgesteld {
        var gegevens = AanpakprofielVastgesteld()
        gegevens.code = code.description
        gegevens.naam = naam
        gegevens.gemeente = gemeente
        gegevens.geldigVanaf = geldigVanaf
        gegevens.procesrol = procesrol?.naam
        gegevens.inhoudelijkeRol = inhoudelijkeRol?.naam
        gegevens.enkeleRegisseur = enkeleRegisseur
        gegevens.prioritering = prioritering
        gegevens.planTermijnHerkomst = planTermijnHerkomst
        gegevens.niveaus = treden.isEmpty ? nil : treden
        gegevens.leefgebiedenlijst = leefgebieden.map { $0.code }
        gegevens.parameters = parameters.map { naam, waarde in
            var parameter = AanpakprofielVastgesteld.Parameter()
            parameter.naam = naam
            parameter.waarde = waarde
            return parameter
        }
        gegevens.caseloadNorm = caseloadNorm
        gegevens.dwangmiddelen = dwangmiddelen.isEmpty ? nil : dwangmiddelen
        if mdo != nil || rondetafel != nil {
            var namen = AanpakprofielVastgesteld.Overlegnamen()
            namen.mdo = mdo
            namen.rondetafel = rondetafel
            gegevens.overlegnamen = namen
        }
        gegevens.prioriteringscriteria = prioriteringscriteria.isEmpty ? nil : prioriteringscriteria
        return gegevens
    }

    private var parameters: [(naam: String, waarde: String)] {
        var lijst: [(naam: String, waarde: String)] = []
        for norm in normen {
            lijst.append((norm.naam.rawValue, norm.waarde.tekst))
            if let vanaf = norm.vanaf { lijst.append(("\(norm.naam.rawValue).vanaf", vanaf.description)) }
        }
        lijst.append(("drang", drang ? "ja" : "nee"))
        for gebied in leefgebieden {
            if let stj = gebied.stj { lijst.append(("leefgebied.\(gebied.code.rawValue)", stj.rawValue)) }
        }
        lijst += rollen.filter { $0.regie.isEmpty }.map { ("rol", $0.naam) }
        lijst += drangmiddelen.map { ("drangmiddel", $0) }
        lijst += overleg.map { ("overleg", $0) }
        lijst += afsluitredenen.map { ("afsluitreden", $0.rawValue) }
        lijst += nazorg.map { ("nazorg", $0) }
        lijst += bronnen.map { ("bron.\($0.key.naam)", $0.value) }.sorted { $0.0 < $1.0 }
        return lijst
    }

    /// De versie die een gebeurtenis vaststelt.
    ///
    /// - Throws: `Invoerfouten` met elke parameter die niet klopt, gezien vanuit de gegevens.
    public init(_ gegevens: AanpakprofielVastgesteld) throws(Invoerfouten) {
        self.init(
            geldigVanaf: gegevens.geldigVanaf,
            naam: gegevens.naam,
            rollen: Aanpakversie.regisseurs(gegevens),
            leefgebieden: [],
            prioritering: gegevens.prioritering ?? true,
            drang: gegevens.dwangmiddelen?.isEmpty != true
        )
        prioriteringscriteria = gegevens.prioriteringscriteria ?? []
        planTermijnHerkomst = gegevens.planTermijnHerkomst ?? .overgenomen
        treden = gegevens.niveaus ?? []
        caseloadNorm = gegevens.caseloadNorm
        dwangmiddelen = gegevens.dwangmiddelen ?? []
        mdo = gegevens.overlegnamen?.mdo
        rondetafel = gegevens.overlegnamen?.rondetafel
        var lezer = Parameterlezer(gegevens.parameters ?? [])
        lezer.lees()
        normen = lezer.geordendeNormen
        drang = lezer.drang ?? drang
        leefgebieden = (gegevens.leefgebiedenlijst ?? Aanpakprofiel.leefgebiedenVanDeDefinitie).map { code in
            Gebied(code, stj: lezer.stj[code])
        }
        rollen += lezer.teksten["rol", default: []].map { Rol($0, regie: []) }
        drangmiddelen = lezer.teksten["drangmiddel", default: []]
        overleg = lezer.teksten["overleg", default: []]
        nazorg = lezer.teksten["nazorg", default: []]
        afsluitredenen = lezer.afsluitredenen
        bronnen = lezer.bronnen
        guard lezer.fouten.isEmpty else { throw Invoerfouten(lezer.fouten) }
    }

    private static func regisseurs(_ gegevens: AanpakprofielVastgesteld) -> [Rol] {
        guard gegevens.enkeleRegisseur == true else {
            return [
                Rol(gegevens.procesrol ?? "procesregisseur", regie: [.proces]),
                Rol(gegevens.inhoudelijkeRol ?? "inhoudelijke regisseur", regie: [.inhoud]),
            ]
        }
        return [Rol(gegevens.procesrol ?? gegevens.inhoudelijkeRol ?? "regisseur", regie: [.proces, .inhoud])]
    }
}

/// Leest de parameters van een AanpakprofielVastgesteld: alle fouten tegelijk.
private struct Parameterlezer {
    private let parameters: [AanpakprofielVastgesteld.Parameter]
    private(set) var fouten: [Invoerfout] = []
    private(set) var drang: Bool?
    private(set) var stj: [Leefgebied: StjLeefgebied] = [:]
    private(set) var teksten: [String: [String]] = [:]
    private(set) var afsluitredenen: [AanpakAfgesloten.Reden] = []
    private(set) var bronnen: [Aanpakonderdeel: String] = [:]
    private var waarden: [(naam: Normnaam, waarde: Normwaarde)] = []
    private var ingangsdagen: [Normnaam: Dag] = [:]

    init(_ parameters: [AanpakprofielVastgesteld.Parameter]) {
        self.parameters = parameters
    }

    var geordendeNormen: [Aanpaknorm] {
        waarden.map { Aanpaknorm($0.naam, $0.waarde, vanaf: ingangsdagen[$0.naam]) }
    }

    private static let lijsten = ["rol", "drangmiddel", "overleg", "nazorg", "afsluitreden"]

    mutating func lees() {
        var gezien: Set<String> = []
        for (nummer, parameter) in parameters.enumerated() {
            let plaats = JSONPointer.root.member("parameters").element(nummer)
            guard Parameterlezer.lijsten.contains(parameter.naam) || gezien.insert(parameter.naam).inserted else {
                fouten.append(Invoerfout(plaats.member("naam"), .dubbel, "Deze parameter staat er al."))
                continue
            }
            lees(parameter, plaats)
        }
        for naam in Normnaam.allCases where ingangsdagen[naam] != nil && !waarden.contains(where: { $0.naam == naam }) {
            let plaats = JSONPointer.root.member("parameters")
            fouten.append(Invoerfout(plaats, .strijdig, "Bij \(naam.rawValue).vanaf hoort de waarde van die norm."))
        }
    }

    private mutating func lees(_ parameter: AanpakprofielVastgesteld.Parameter, _ plaats: JSONPointer) {
        let waarde = parameter.waarde
        let opWaarde = plaats.member("waarde")
        let delen = parameter.naam.split(separator: ".", maxSplits: 1).map(String.init)
        switch (delen.first ?? "", delen.dropFirst().first) {
        case ("drang", nil):
            drang = keuze(["ja": true, "nee": false][waarde], opWaarde, "ja of nee")
        case ("afsluitreden", nil):
            let reden = AanpakAfgesloten.Reden(rawValue: waarde)
            if let reden = keuze(reden, opWaarde, Aanpakteksten.namen(AanpakAfgesloten.Reden.self)) {
                afsluitredenen.append(reden)
            }
        case (let naam, nil) where Parameterlezer.lijsten.contains(naam):
            teksten[naam, default: []].append(waarde)
        case ("leefgebied", let code?) where Leefgebied(rawValue: code) != nil:
            let verwacht = Aanpakteksten.namen(StjLeefgebied.self)
            if let gebied = Leefgebied(rawValue: code) {
                stj[gebied] = keuze(StjLeefgebied(rawValue: waarde), opWaarde, verwacht)
            }
        case ("bron", let naam?) where Aanpakonderdeel(naam: naam) != nil:
            if let onderdeel = Aanpakonderdeel(naam: naam) { bronnen[onderdeel] = waarde }
        case (let naam, let onder) where Normnaam(rawValue: naam) != nil && (onder == nil || onder == "vanaf"):
            if let norm = Normnaam(rawValue: naam) { leesNorm(norm, isDag: onder != nil, waarde, opWaarde) }
        default:
            fouten.append(Invoerfout(plaats.member("naam"), .onbekendeWaarde, "Deze parameter is niet bekend."))
        }
    }

    private mutating func leesNorm(_ naam: Normnaam, isDag: Bool, _ tekst: String, _ plaats: JSONPointer) {
        guard isDag else {
            if let waarde = keuze(Normwaarde(tekst, voor: naam), plaats, naam.soort.uitleg) {
                waarden.append((naam, waarde))
            }
            return
        }
        ingangsdagen[naam] = keuze(Dag(tekst), plaats, "een bestaande dag, geschreven als JJJJ-MM-DD")
    }

    private mutating func keuze<Waarde>(_ waarde: Waarde?, _ plaats: JSONPointer, _ verwacht: String) -> Waarde? {
        if waarde == nil { fouten.append(Invoerfout(plaats, .onbekendeWaarde, "Verwacht is \(verwacht).")) }
        return waarde
    }
}

enum Aanpakteksten {
    static func namen<Lijst: Opsomming>(_ lijst: Lijst.Type) -> String {
        "een van: " + lijst.allCases.map { $0.rawValue }.joined(separator: ", ")
    }
}

extension Normnaam.Soort {
    /// Wat er als tekst verwacht wordt.
    fileprivate var uitleg: String {
        switch self {
        case .termijn: "een termijn zoals P1M, P6W of P14D"
        case .maanden: "een termijn in hele maanden, zoals P12M"
        case .aantal: "een geheel getal van minstens 1"
        case .procent: "een percentage van 0 tot en met 100"
        }
    }
}
