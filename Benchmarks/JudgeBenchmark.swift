import CaseHandling
import CivilTime
import Foundation
import Gezinstraject
import Toetsingskader
import WireValues

/// Judging a family, beside reading its events from JSON.
struct JudgeBenchmark {
    private let file: [UInt8]
    private let dossier: Dossier
    private let events: Int

    /// Family B of Maastricht: three years, 109 events.
    init() throws {
        let path = "Schema/Voorbeelden/Maastricht/familie-b.jsonl"
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

    func run() throws {
        guard let peildag = Dag("2014-03-31") else { return }
        let kader = Toetsingskader()
        let decode = try Benchmarks.rate { _ = try Bestand([(naam: "b", inhoud: file)]) }
        let judge = Benchmarks.rate {
            _ = kader.beoordeel(dossier.geschiedenis(tot: peildag), peildag: peildag)
        }
        Benchmarks.report(
            "judge a family of \(events) events (families)",
            judge,
            limit: ("decoding it from JSON", decode)
        )
        try report(200, peildag, kader)
        for size in [10, 100, 1000, 10_000] { try growth(size, peildag, kader) }
    }

    /// Families per second and per core: judging is one thread's work.
    ///
    /// With the day on which each verdict turns, and with what is missing, it costs more; that is for one family.
    private func report(_ size: Int, _ peildag: Dag, _ kader: Toetsingskader) throws {
        let geschiedenis = try history(of: size).geschiedenis(tot: peildag)
        let plain = Benchmarks.rate { _ = kader.beoordeel(geschiedenis, peildag: peildag) }
        let turning = Benchmarks.rate { _ = kader.beoordeel(geschiedenis, peildag: peildag, omslagdagen: true) }
        let whole = Benchmarks.rate { _ = kader.beoordeelVolledig(geschiedenis, peildag: peildag) }
        let limit = (name: "1,000 a second", rate: 1000.0)
        Benchmarks.report("judge a family of \(size) events (families, one core)", plain, limit: limit)
        Benchmarks.report("the same with omslagdagen", turning, limit: ("without", plain))
        Benchmarks.report("the same with what is missing", whole, limit: ("without", plain))
    }

    /// How the cost grows: the rate per event, beside that of the smallest history.
    private func growth(_ size: Int, _ peildag: Dag, _ kader: Toetsingskader) throws {
        let small = try history(of: 10)
        let large = try history(of: size)
        let unit = Benchmarks.rate { _ = kader.beoordeel(small.geschiedenis(), peildag: peildag) } * 10
        let rate = Benchmarks.rate { _ = kader.beoordeel(large.geschiedenis(), peildag: peildag) } * Double(size)
        Benchmarks.report("judge a family of \(size) events (events)", rate, limit: ("the same with 10 events", unit))
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
