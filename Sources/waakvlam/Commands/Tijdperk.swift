import ArgumentParser
import EventStore
import Logging
import PostgresClient
import PostgresStore

/// Raises the epoch of a log that was restored.
struct Tijdperk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Begint een nieuw tijdperk van een logboek dat is teruggezet.",
        usage: "waakvlam tijdperk --verhoog <controlepunt> [<opties>]",
        discussion: """
            Voorbeeld: waakvlam tijdperk --verhoog GM0935:1:12345:3f…

            Voor na het terugzetten van een kopie, of het overschakelen naar een, die achterliep op wat anderen al gelezen \
            hadden. Geef het laatste controlepunt dat van het logboek bekend is (zie waakvlam verify). Het nieuwe tijdperk is \
            hoger dan dat van het controlepunt en van de kopie. Wie het verloren deel had gelezen, krijgt dan te horen dat \
            dit een ander verleden is, ook als de posities hem weer inhalen.

            Doe dit voordat de server weer iets aanneemt, als eigenaar van het schema. Verlagen kan niet. Staat het \
            controlepunt nog onveranderd in dit logboek, dan is er niets verloren en verandert er niets.
            """
    )

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("Het laatste controlepunt dat van het logboek bekend is.", valueName: "controlepunt"))
    var verhoog: Checkpoint

    func run() async throws {
        switch try await database.withDatabase({ try await mismatch(in: $0.store) }) {
        case nil:
            Terminal.say("\(verhoog.log): dit controlepunt staat er nog; er is niets verloren en niets veranderd.")
        case .restored(let epoch):
            Terminal.say(
                "\(verhoog.log): is al in tijdperk \(epoch), na dat van het controlepunt; er is niets veranderd."
            )
        case .behind, .otherPast, .earlierEpoch:
            Terminal.say("\(verhoog.log): nieuw tijdperk, vanaf controlepunt \(try await raise())")
        }
    }

    /// How the log differs from what the checkpoint says; nil when it does not.
    private func mismatch(in store: any EventStore) async throws -> CheckpointMismatch? {
        do throws(LogReadError) {
            try await LogReader(store: store).check(verhoog)
            return nil
        } catch {
            switch error {
            case .checkpointMismatch(_, let mismatch): return mismatch
            case .store(let error): throw error
            case .damaged(let log, let position, _):
                throw Failure(
                    .refused,
                    "\(log): FOUT bij positie \(position): `waakvlam verify` zegt wat. Er is niets veranderd."
                )
            }
        }
    }

    private func raise() async throws -> Checkpoint {
        do {
            let configuration = PostgresConfiguration(connectionString: try database.connectionString())
            let raiser = EpochRaiser(configuration, logger: .quiet)
            guard let start = try await raiser.raise(verhoog.log, above: verhoog.head.epoch) else {
                throw Failure(.refused, "Van \(verhoog.log) is er hier geen logboek.")
            }
            return start
        } catch let error as PostgresError where error.sqlState == "42501" {
            throw Failure(.refused, "Alleen de eigenaar van het schema mag een tijdperk verhogen: geef --database.")
        } catch {
            throw Failure(database: error)
        }
    }
}
