import ArgumentParser
import EventStore
import PostgresStore
import WireValues

/// Recomputes the chains.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rekent de hashketens na: bewijst dat niets is gewijzigd, verwijderd of tussengevoegd.",
        usage: "waakvlam verify [<opties>]",
        discussion: """
            Zonder --gemeente de logboeken van alle gemeenten. Noemt bij een fout de gemeente en de positie, en eindigt \
            dan met 1. Noemt van elk logboek het controlepunt: gemeente, tijdperk, laatste positie en hash. Bewaar dat \
            buiten de database. Wie het heeft, laat later met --sinds zien dat alles tot en met die positie nog is zoals het \
            was, en rekent alleen na wat erna kwam. Is het logboek een ander (een oudere kopie, of een ander verleden), \
            dan zegt verify dat en eindigt met 1.

            Een hash gaat over wat er bewaard is, met de gemerkte velden versleuteld: narekenen kan zonder sleutels, en \
            ook nadat er sleutels zijn vernietigd.
            """
    )

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("Alleen het logboek van deze gemeente.", valueName: "GM0000"))
    var gemeente: LogName?

    @Option(
        help: ArgumentHelp(
            "Bewijst dat dit punt er nog net zo staat, en rekent na wat erna kwam; mag meer dan eens, per logboek een.",
            valueName: "controlepunt"
        )
    )
    var sinds: [Checkpoint] = []

    func validate() throws {
        let logs = sinds.map(\.log)
        guard Set(logs).count == logs.count else {
            throw ValidationError("Geef van elk logboek hoogstens een controlepunt met --sinds.")
        }
        guard gemeente == nil || logs.allSatisfy({ $0 == gemeente }) else {
            throw ValidationError("Met --gemeente hoort --sinds bij het logboek van die gemeente.")
        }
    }

    func run() async throws {
        let isSound = try await database.withDatabase { database in
            let store = database.store
            // A checkpoint of a log that is not there is a fault too, and not passed over.
            let known = Set(try await store.logs())
            let all = known.union(sinds.map(\.log)).sorted { $0.description < $1.description }
            let logs = all.filter { gemeente == nil || $0 == gemeente }
            if let gemeente, logs.isEmpty { throw Failure(.refused, "Van \(gemeente) is er hier geen logboek.") }
            if logs.isEmpty { Terminal.say("Er zijn nog geen logboeken.") }
            var isSound = true
            for log in logs {
                let isThis = try await verify(log, in: store)
                isSound = isThis && isSound
            }
            return isSound
        }
        if !isSound { throw ExitCode(Status.refused.rawValue) }
    }

    /// Verifies one log, and says what came out.
    private func verify(_ log: LogName, in store: any EventStore) async throws -> Bool {
        let verifier = Verifier(store: store)
        guard let since = sinds.first(where: { $0.log == log }) else {
            let report = try await verifier.verify(log)
            Terminal.say(report.text(since: nil))
            return report.isSound
        }
        do {
            let report = try await verifier.verify(since: since)
            Terminal.say(report.text(since: since))
            return report.isSound
        } catch {
            switch error {
            case .checkpointMismatch(_, let mismatch):
                Terminal.say("\(log): FOUT bij het controlepunt op positie \(since.position): \(mismatch.uitleg)")
                return false
            case .store(let error): throw error
            case .damaged: throw error
            }
        }
    }
}

extension Verifier.Report {
    fileprivate func text(since: Checkpoint?) -> String {
        guard let fault else {
            let checked = verified.position - (since?.position ?? 0)
            let count = Layout.count(checked, "gebeurtenis", "gebeurtenissen")
            let from = since.map { "tot en met positie \($0.position) nog zoals het was, daarna " } ?? ""
            return "\(log): \(from)\(count) in orde, controlepunt \(checkpoint)"
        }
        return "\(log): FOUT bij positie \(fault.position): \(fault.kind.uitleg)"
    }
}

extension CheckpointMismatch {
    /// What is wrong, for people.
    fileprivate var uitleg: String {
        switch self {
        case .behind(let position):
            "het logboek loopt hier maar tot positie \(position): deze database is ouder, bijvoorbeeld teruggezet"
        case .otherPast: "daar staat iets anders dan toen: dit logboek heeft een ander verleden"
        case .earlierEpoch(let epoch):
            "het logboek is hier nog in tijdperk \(epoch): deze database is van voor het latere tijdperk"
        case .restored(let epoch):
            "het logboek ging in tijdperk \(epoch) verder vanaf een kopie die dit punt niet had"
        }
    }
}

extension ChainFault {
    /// What is wrong, for people.
    fileprivate var uitleg: String {
        switch self {
        case .gap(let expected): "positie \(expected) ontbreekt"
        case .contentsChanged: "de inhoud is niet meer zoals hij werd vastgelegd"
        case .chainBroken: "de keten sluit niet aan op de gebeurtenis ervoor"
        case .truncated(let head): "het logboek houdt hier op, maar hoort tot positie \(head) te lopen"
        case .headChanged: "de kop van het logboek klopt niet met de laatste gebeurtenis"
        case .beyondHead: "er staat een gebeurtenis na de kop van het logboek"
        case .versionGap(let expected): "versie \(expected) van dit gezin ontbreekt"
        case .timeWentBack: "zij is eerder opgenomen dan de gebeurtenis ervoor"
        case .unreadable: "de bewaarde rij is niet te lezen"
        }
    }
}
