import CaseHandling
import CivilTime
import Foundation
import Gezinstraject
import Toetsingskader
import WireValues

/// Judging a family, beside reading its events from JSON.
struct JudgeBenchmark {
    static let path = "Schema/Voorbeelden/Maastricht/familie-b.jsonl"

    private let file: [UInt8]
    private let dossier: Dossier
    private let events: Int
    private let bench: Bench

    /// Family B of Maastricht: three years, 109 events.
    init(_ bench: Bench) throws {
        self.bench = bench
        let path = Self.path
        guard let data = FileManager.default.contents(atPath: path),
            case let bestand = try Bestand([(naam: path, inhoud: Array(data))]),
            let gezin = bestand.gezinnen.first
        else { throw Unusable(path: path) }
        file = Array(data)
        dossier = try gezin.dossier(.ingebouwd)
        events = dossier.registraties.count
    }

    struct Unusable: Error {
        let path: String
    }

    func run(_ report: inout Report) async throws {
        guard let peildag = Dag("2014-03-31") else { return }
        let kader = Toetsingskader()
        let samples = try await bench.alternate([
            { bench.rate { _ = kader.beoordeel(dossier.geschiedenis(tot: peildag), peildag: peildag) } },
            { try bench.rate { _ = try Bestand([(naam: "b", inhoud: file)]) } },
        ])
        let what = "een gezin van \(events) gebeurtenissen beoordelen"
        report.add(Row(.judge, what, samples[0], limit: "het lezen uit JSON", samples[1]))
        try await measure(200, peildag, kader, &report)
        for size in [10, 100, 1000, 10_000] { try await growth(size, peildag, kader, &report) }
    }

    /// Families per second and per core: judging is one thread's work.
    ///
    /// With the day on which each verdict turns, and with what is missing, it costs more; that is for one family.
    private func measure(_ size: Int, _ peildag: Dag, _ kader: Toetsingskader, _ report: inout Report) async throws {
        let geschiedenis = try history(of: size).geschiedenis(tot: peildag)
        let samples = try await bench.alternate([
            { bench.rate { _ = kader.beoordeel(geschiedenis, peildag: peildag) } },
            { bench.rate { _ = kader.beoordeel(geschiedenis, peildag: peildag, omslagdagen: true) } },
            { bench.rate { _ = kader.beoordeelVolledig(geschiedenis, peildag: peildag) } },
        ])
        let thousand = samples[0].map { _ in Sample(rate: 1000) }
        let what = "een gezin van \(size) gebeurtenissen beoordelen, een kern"
        report.add(Row(.judge, what, samples[0], limit: "1.000 per seconde", thousand))
        report.add(Row(.judge, "hetzelfde met omslagdagen", samples[1], limit: "zonder", samples[0]))
        report.add(Row(.judge, "hetzelfde met wat er ontbreekt", samples[2], limit: "zonder", samples[0]))
    }

    /// How the cost grows: the rate per event, beside that of the smallest history.
    private func growth(_ size: Int, _ peildag: Dag, _ kader: Toetsingskader, _ report: inout Report) async throws {
        let small = try history(of: 10)
        let large = try history(of: size)
        let samples = try await bench.alternate([
            { bench.rate(of: size) { _ = kader.beoordeel(large.geschiedenis(), peildag: peildag) } },
            { bench.rate(of: 10) { _ = kader.beoordeel(small.geschiedenis(), peildag: peildag) } },
        ])
        let what = "beoordelen per gebeurtenis, gezin van \(size.grouped)"
        report.add(Row(.judge, what, samples[0], limit: "hetzelfde bij 10", samples[1]))
    }

    /// The first events of the family, and then contacts until there are enough.
    private func history(of size: Int) throws -> Dossier {
        var long = Dossier()
        for registratie in dossier.registraties.prefix(size) { try long.voegToe(registratie) }
        guard let day = Dag("2013-01-01") else { return long }
        var contact = ContactMetGezinGelegd()
        contact.initiatief = .professional
        contact.plaats = .thuis
        while long.versie < size {
            let gebeurdOp = day.plus(dagen: long.versie % 400)
            try long.voegToe(
                Registratie(
                    id: WireValues.UUID(high: 7, low: UInt64(long.versie)),
                    versie: long.versie + 1,
                    gegevens: contact,
                    gebeurdOp: gebeurdOp,
                    vastgelegdOp: Moment(beginVan: gebeurdOp)
                )
            )
        }
        return long
    }
}
