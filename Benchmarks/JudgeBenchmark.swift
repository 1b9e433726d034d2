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
        for size in [10, 100, 1000] { try growth(size, peildag, kader) }
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
