import CaseHandling
import Gezinstraject

/// An import that is going on: many families at once, each of them whole or not at all.
struct ImportRun {
    private let work: ImportWork
    private let isTrial: Bool
    private var display: ProgressDisplay
    private var progress: Progress
    private var tally: ImportTally
    private var trial = Proef()
    private var failure: Failure?

    init(
        sources: SourceFiles,
        index: Bestandsindex,
        cases: CaseHandler,
        isTrial: Bool,
        display: ProgressDisplay
    ) {
        work = ImportWork(sources: sources, index: index, cases: cases)
        (self.isTrial, self.display) = (isTrial, display)
        tally = ImportTally(of: index, isTrial: isTrial)
        progress = Progress(
            isTrial ? "controleren" : "opnemen",
            total: sources.size,
            streams: (tally.total, tally.noun),
            at: .now
        )
    }

    /// Takes everything in, and says what is refused.
    ///
    /// - Parameter user: Who takes a family, aanpak or toetsing in, and so where it goes.
    /// - Returns: How it went.
    /// - Throws: `Failure` when the database went away, or for any other reason that is not in the files.
    mutating func takeAll(
        by user: (Bestandsindex.Deel) throws -> Gebruiker
    ) async throws -> ImportTally {
        for kind in Opname.volgorde {
            try await take(kind, by: user)
            guard let failure else { continue }
            display.say(tally.text)
            throw isTrial
                ? failure
                : failure.adding(
                    "De import is niet af. Geef dezelfde opdracht nog eens: wat er al staat wordt overgeslagen."
                )
        }
        display.say(progress.summary(at: .now))
        return tally
    }

    private mutating func take(_ kind: Stroomsoort, by user: (Bestandsindex.Deel) throws -> Gebruiker) async throws {
        let work = work
        var flight = Flight()
        try await withThrowingTaskGroup(of: ImportWork.Taken.self) { group in
            for deel in work.index.delen(kind) {
                let (user, lines) = (try user(deel), work.index.regels(van: deel))
                let size = lines.reduce(0) { $0 + $1.bytes.count + 1 }
                while flight.isFull(for: size), let taken = try await group.next() { note(taken, &flight) }
                if failure != nil { break }
                flight.enter(size)
                let ground = isTrial ? trial.grond(voor: kind, in: user.gemeente) : nil
                group.addTask { await work.take(deel, lines, size, by: user, ground) }
            }
            // What is on its way may be stored still, and is counted; what waits for it need not be sent.
            if failure != nil { group.cancelAll() }
            while let taken = try await group.next() {
                note(taken, &flight)
                if failure != nil { group.cancelAll() }
            }
        }
    }

    private mutating func note(_ taken: ImportWork.Taken, _ flight: inout Flight) {
        flight.leave(taken.size)
        switch taken.outcome {
        case .stored(let receipt): tally.count(receipt.aantalNieuw, of: receipt.gebeurtenissen.count)
        case .possible(let outcome):
            let faults = trial.neemMee(outcome)
            guard faults.isEmpty else { return refuse(taken, faults) }
            tally.count(outcome.aantalNieuw, of: outcome.opname.deel.regels.count)
        case .refused(let faults): return refuse(taken, faults)
        case .stopped(let failure):
            self.failure = self.failure ?? failure
            return
        }
        move(taken)
    }

    private mutating func refuse(_ taken: ImportWork.Taken, _ faults: [Bestand.Fout]) {
        tally.refuse(taken.stream.soort)
        display.say(Failure(faults: faults).adding("\(taken.stream.naam) is geweigerd.").description)
        move(taken)
    }

    private mutating func move(_ taken: ImportWork.Taken) {
        let now = ContinuousClock.now
        progress.add(bytes: taken.size, streams: 1, events: taken.lines, at: now)
        display.show(progress, at: now)
    }
}

/// What is being taken in at the same time: enough to keep both the database and this machine at work.
private struct Flight {
    private var streams = 0
    private var bytes = 0

    private static let mostStreams = 64
    /// Of text; as objects it is some ten times as large.
    private static let mostBytes = 4 << 20

    /// Whether one of this size has to wait; however large, it goes alone.
    func isFull(for size: Int) -> Bool {
        streams > 0 && (streams >= Flight.mostStreams || bytes + size > Flight.mostBytes)
    }

    mutating func enter(_ size: Int) {
        streams += 1
        bytes += size
    }

    mutating func leave(_ size: Int) {
        streams -= 1
        bytes -= size
    }
}

/// What it takes to take in one family, aanpak or toetsing.
struct ImportWork: Sendable {
    let sources: SourceFiles
    let index: Bestandsindex
    let cases: CaseHandler

    /// What became of one.
    struct Taken: Sendable {
        let stream: Stroom
        let lines: Int
        let size: Int
        let outcome: Outcome
    }

    enum Outcome: Sendable {
        case stored(Ontvangst)
        /// On trial: it could be.
        case possible(Proef.Uitkomst)
        case refused([Bestand.Fout])
        /// For a reason that is not in the files.
        case stopped(Failure)
    }

    func take(
        _ deel: Bestandsindex.Deel,
        _ lines: [Bestandsindex.Plaats],
        _ size: Int,
        by user: Gebruiker,
        _ ground: Proef.Grond?
    ) async -> Taken {
        let outcome: Outcome
        do throws(Failure) {
            outcome = await take(deel.stroom, try sources.lines(lines), by: user, ground)
        } catch {
            outcome = .stopped(error)
        }
        return Taken(stream: deel.stroom, lines: lines.count, size: size, outcome: outcome)
    }

    private func take(
        _ stream: Stroom,
        _ lines: [(plaats: Bestandsindex.Plaats, tekst: ArraySlice<UInt8>)],
        by user: Gebruiker,
        _ ground: Proef.Grond?
    ) async -> Outcome {
        let deel: Bestand.Deel
        do throws(Bestand.Fouten) {
            deel = try Bestand.Deel(stream, lines, in: index.namen)
        } catch {
            return .refused(error.fouten)
        }
        do throws(Afwijzing) {
            let opname = Opname(deel, door: user)
            if let ground { return .possible(try await cases.controleer(opname, op: ground)) }
            return .stored(try await cases.neemOp(opname))
        } catch {
            return deel.fouten(error).map(Outcome.refused) ?? .stopped(Failure(database: error))
        }
    }
}

/// How an import went.
struct ImportTally: Sendable {
    private struct Count {
        let kind: Stroomsoort
        let total: Int
        var refused = 0
    }

    private let isTrial: Bool
    private var counts: [Count]
    private var new = 0
    private var known = 0

    init(of index: Bestandsindex, isTrial: Bool) {
        self.isTrial = isTrial
        let present = Opname.volgorde.map { Count(kind: $0, total: index.aantal($0)) }.filter { $0.total > 0 }
        counts = present.isEmpty ? [Count(kind: .gezin, total: 0)] : present
    }

    var total: Int { counts.reduce(0) { $0 + $1.total } }
    var refused: Int { counts.reduce(0) { $0 + $1.refused } }
    /// The word for all that there is.
    var noun: String { counts.map { $0.total == 1 ? $0.kind.rawValue : $0.kind.meervoud }.joined(separator: " en ") }

    mutating func count(_ new: Int, of all: Int) {
        self.new += new
        known += all - new
    }

    mutating func refuse(_ kind: Stroomsoort) {
        for place in counts.indices where counts[place].kind == kind { counts[place].refused += 1 }
    }

    var text: String {
        let events = Layout.count(new, "gebeurtenis", "gebeurtenissen")
        let refusals = counts.map { Layout.count($0.refused, $0.kind.rawValue, $0.kind.meervoud) }
        let rest = "\(known) stonden er al, \(refusals.joined(separator: " en ")) geweigerd."
        guard isTrial else { return "\(events) opgenomen, \(rest)" }
        return "\(events) \(new == 1 ? "kan" : "kunnen") worden opgenomen, \(rest) Er is niets opgenomen."
    }
}

extension Stroomsoort {
    fileprivate var meervoud: String {
        switch self {
        case .gezin: "gezinnen"
        case .toetsing: "toetsingen"
        case .aanpak: "aanpakken"
        }
    }
}

extension Stroom {
    /// Waarvan een melding gaat.
    fileprivate var naam: String {
        switch self {
        case .gezin(let id): "Gezin \(id)"
        case .aanpak(let code): "Aanpak \(code)"
        case .toetsing(let id): "Toetsing \(id.tekst)"
        }
    }
}
