import CivilTime
import WireValues

/// Het verhaal van een gezin: wat er gebeurt komt op dag, en pas daarna krijgt het zijn moment van vastleggen.
///
/// Geldig door opbouw: wat van iets anders afhangt wordt erna verteld en valt op dezelfde of een latere dag.
struct Gezinsverhaal {
    let gemeente: String
    let nummer: Int
    var toeval: Toeval
    let laatsteDag: Dag
    let gezin: UUID
    /// Hoe goed er gewerkt wordt, van 0 tot en met 100: minder is later, minder vaak en vaker vergeten.
    let zorgvuldigheid: Int
    /// Wie de laatste procesmanager is.
    var procesmanager: String { procesmanagers[procesmanagers.count - 1].wie }
    /// De collega die een gezin overneemt: niemand krijgt ze allemaal.
    var buur: String {
        let eigen = 1 + nummer / Self.caseload
        let buur = "PM\(eigen > 1 ? eigen - 1 : 2)"
        return procesmanager == buur ? "PM\(eigen)" : buur
    }
    let casemanager: String
    /// De partijen die betrokken zijn: zij blijven dat, ook in een volgend traject.
    var betrokken: Set<String> = []
    /// Of er een casemanager is die de rol aanvaardde.
    var heeftCasemanager = false
    private var gebeurtenissen: [Gebeurtenis] = []
    private var aantalIds = 0
    /// Elke procesmanager en de dag waarop hij begon.
    private var procesmanagers: [(sinds: Dag, wie: String)]

    private struct Gebeurtenis {
        let type: String
        let dag: Dag
        let rol: String
        let gegevens: JSON
        let volgens: JSON?
        let magLaat: Bool
    }

    /// Hoeveel gezinnen een procesmanager heeft.
    private static let caseload = 18

    init(gemeente: String, nummer: Int, toeval: Toeval, laatsteDag: Dag) {
        var toeval = toeval
        self.gemeente = gemeente
        self.nummer = nummer
        self.laatsteDag = laatsteDag
        gezin = UUID(
            high: toeval.next() & ~0xf000 | 0x4000,
            low: toeval.next() & ~(0xc << 60) | 0x8 << 60
        )
        zorgvuldigheid = [95, 85, 85, 70, 70, 55, 30][Int.random(in: 0..<7, using: &toeval)]
        procesmanagers = [(.eerste, "PM\(1 + nummer / Self.caseload)")]
        // Of one team: what a gemeente has more of is teams, not families for each of them.
        casemanager = "CM\(nummer / 100 * 10 + Int.random(in: 1...10, using: &toeval))"
        self.toeval = toeval
    }

    // MARK: Kiezen

    /// Of iets gedaan wordt dat zorgvuldig werk vraagt.
    mutating func doet(_ procent: Int = 100) -> Bool { toeval.kans(zorgvuldigheid * procent / 100) }

    /// Zoveel dagen, meer naarmate er minder zorgvuldig wordt gewerkt.
    mutating func dagen(_ bereik: ClosedRange<Int>) -> Int {
        let dagen = Int.random(in: bereik, using: &toeval)
        return doet() ? dagen : dagen * Int.random(in: 2...4, using: &toeval)
    }

    /// Zoveel verschillende hieruit, in willekeurige volgorde.
    mutating func greep(_ aantal: Int, uit waarden: [String]) -> [String] {
        Array(waarden.shuffled(using: &toeval).prefix(aantal))
    }

    /// Een lokale id die dit gezin nog niet heeft.
    mutating func nieuweId(_ soort: String) -> String {
        aantalIds += 1
        return "\(soort)\(aantalIds)"
    }

    // MARK: Vertellen

    /// Er gebeurt iets.
    ///
    /// - Parameters:
    ///   - type: Het type van het contract.
    ///   - dag: Wanneer.
    ///   - rol: De rol van wie vastlegt.
    ///   - gegevens: De velden.
    ///   - volgens: De bron, als die erbij hoort.
    ///   - magLaat: Of niets hiervan afhangt, zodat het ook veel later kan worden vastgelegd.
    mutating func gebeurt(
        _ type: String,
        _ dag: Dag,
        _ rol: String = "PM",
        _ gegevens: JSON = [:],
        volgens: JSON? = nil,
        magLaat: Bool = false
    ) {
        gebeurtenissen.append(
            Gebeurtenis(
                type: type,
                dag: dag,
                rol: rol,
                gegevens: gegevens,
                volgens: volgens,
                magLaat: magLaat
            )
        )
    }

    /// Een ander wordt procesmanager.
    mutating func draagOver(aan wie: String, op dag: Dag) { procesmanagers.append((dag, wie)) }

    private func door(_ rol: String, op dag: Dag) -> String {
        switch rol {
        case "PM": procesmanagers.last { $0.sinds <= dag }?.wie ?? procesmanager
        case "CM": casemanager
        case "TPM": "TPM1"
        default: "\(rol)\(1 + nummer % 25)"
        }
    }

    /// De regels, op volgorde van vastleggen; wat na de laatste dag valt of wordt vastgelegd is er nog niet.
    var regels: [JSON] {
        var toeval = toeval
        let opDag = gebeurtenissen.enumerated().sorted { ($0.element.dag, $0.offset) < ($1.element.dag, $1.offset) }
        var vorige = Moment(microseconden: 0)
        var vastgelegd: [(op: Moment, gebeurtenis: Gebeurtenis)] = []
        for (_, gebeurtenis) in opDag {
            let isLaat = gebeurtenis.magLaat && toeval.kans(8)
            var wachten = isLaat ? Int.random(in: 14...60, using: &toeval) : toeval.kans(60) ? 0 : dagenLater(&toeval)
            // That the family is there is recorded at once: otherwise one of the last days would have nothing at all.
            if vastgelegd.isEmpty { wachten = 0 }
            let minuten = Int.random(in: 8 * 60...15 * 60, using: &toeval)
            var moment = Moment(beginVan: gebeurtenis.dag.plus(dagen: wachten)).plus(minuten: minuten)
            if !isLaat {
                // What comes after is recorded after: it may build on this.
                moment = max(moment, vorige.plus(minuten: 1))
                vorige = moment
            }
            vastgelegd.append((moment, gebeurtenis))
        }
        return
            vastgelegd
            .filter { $0.op.dagUTC <= laatsteDag }
            .enumerated()
            .sorted { ($0.element.op, $0.offset) < ($1.element.op, $1.offset) }
            .map { regel($0.element.gebeurtenis, $0.element.op, &toeval) }
    }

    private func dagenLater(_ toeval: inout Toeval) -> Int {
        Int.random(in: 1...(zorgvuldigheid > 60 ? 3 : 10), using: &toeval)
    }

    private func regel(_ gebeurtenis: Gebeurtenis, _ op: Moment, _ toeval: inout Toeval) -> JSON {
        // Version 7: the time in milliseconds, and then chance.
        let id = UUID(
            high: UInt64(op.microseconden / 1000) << 16 | 0x7000 | toeval.next() & 0xfff,
            low: toeval.next() & ~(0xc << 60) | 0x8 << 60
        )
        var leden: [JSON.Member] = [
            JSON.Member("id", .string(id.description)),
            JSON.Member("gezinId", .string(gezin.description)),
            JSON.Member("type", .string(gebeurtenis.type)),
            JSON.Member("gebeurdOp", .string(gebeurtenis.dag.description)),
            JSON.Member("vastgelegdOp", .string(op.description)),
            JSON.Member("vastgelegdDoor", .string(door(gebeurtenis.rol, op: gebeurtenis.dag))),
            JSON.Member("rol", .string(gebeurtenis.rol)),
        ]
        if let volgens = gebeurtenis.volgens { leden.append(JSON.Member("volgens", volgens)) }
        leden.append(JSON.Member("gegevens", gebeurtenis.gegevens))
        return .object(leden)
    }
}

extension Moment {
    fileprivate func plus(minuten: Int) -> Moment { Moment(microseconden: microseconden + minuten * 60_000_000) }
}

extension JSON {
    /// Een lijst van teksten.
    static func lijst(_ teksten: [String]) -> JSON { .array(teksten.map { .string($0) }) }
}
