import ArgumentParser
import Logging
import PostgresClient
import PostgresStore

/// Brings the database to this program's version.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brengt de database op de versie van dit programma.",
        usage: "waakvlam migrate [<opties>]",
        discussion: """
            Voorbeeld: waakvlam migrate --database postgresql://eigenaar@server/waakvlam

            Nodig voor een eigen PostgreSQL, 15 of nieuwer; serve --embedded doet dit zelf. \
            Alleen vooruit: elke stap in een eigen transactie, met controlegetal. Nog eens uitvoeren kan geen kwaad. \
            Een database die nieuwer is dan het programma wordt geweigerd.
            """
    )

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        do {
            let configuration = PostgresConfiguration(connectionString: try database.connectionString())
            let done = try await Migrator(configuration, logger: .quiet).migrate()
            let numbers = done.map(String.init).joined(separator: ", ")
            Terminal.say(done.isEmpty ? "De database was al op orde." : "Uitgevoerd: migratie \(numbers).")
        } catch {
            throw Failure(database: error)
        }
    }
}
