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
            dan met 1. Bewaar de laatste hash buiten de database: wie hem heeft, kan later laten zien dat alles tot en met \
            die positie nog is zoals het was.
            """
    )

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("Alleen het logboek van deze gemeente.", valueName: "GM0000"))
    var gemeente: LogName?

    func run() async throws {
        let isSound = try await database.withStore { store in
            let all = try await store.logs()
            let logs = all.filter { gemeente == nil || $0 == gemeente }
            if let gemeente, logs.isEmpty { throw Failure(.refused, "Van \(gemeente) is er hier geen logboek.") }
            if logs.isEmpty { Terminal.say("Er zijn nog geen logboeken.") }
            var isSound = true
            for log in logs {
                let report = try await Verifier(store: store).verify(log)
                Terminal.say(report.text)
                isSound = isSound && report.isSound
            }
            return isSound
        }
        if !isSound { throw ExitCode(Status.refused.rawValue) }
    }
}

extension Verifier.Report {
    fileprivate var text: String {
        guard let fault else {
            return
                "\(log): \(verified.position) gebeurtenissen in orde, laatste hash \(Hexadecimal.encode(verified.hash))"
        }
        return "\(log): FOUT bij positie \(fault.position): \(fault.kind.uitleg)"
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
