import ArgumentParser
import Foundation

/// The program: one command per job.
@main
struct Waakvlam: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waakvlam",
        abstract: "Casusregistratie en toetsing voor gezinnen met geringe sociale redzaamheid.",
        discussion: """
            Zonder database:  waakvlam toets gezin.jsonl --peildag 2014-03-31
            Met een database: waakvlam serve --embedded, en daarna import, toets, historie en verify.

            Een dag is JJJJ-MM-DD. Elke opdracht legt zichzelf uit: waakvlam toets --help.

            Afloop: 0 gelukt, 1 de invoer is geweigerd (de melding noemt bestand, regel en veld), \
            2 verkeerd gebruik, 3 de database is niet bereikbaar.
            """,
        version: "0.1.0",
        subcommands: [
            Serve.self, Migrate.self, Import.self, Export.self, Toets.self, Historie.self, Verify.self, Token.self,
            Indicatoren.self, Verbeterpunten.self, Aanpak.self, ToetsingCommand.self, Sleutels.self,
            Tijdperk.self, Projecties.self, Voorbeeld.self,
        ]
    )

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            Terminal.complain(failure.description)
            Foundation.exit(failure.status.rawValue)
        } catch let status as ExitCode {
            Foundation.exit(status.rawValue)
        } catch {
            leave(with: error)
        }
    }

    /// ArgumentParser's own errors and its help: help goes to standard output, wrong usage ends with 2.
    private static func leave(with error: any Error) -> Never {
        let code = exitCode(for: error)
        let message = Dutch.text(fullMessage(for: error))
        if code.isSuccess {
            Terminal.say(message)
            Foundation.exit(0)
        }
        Terminal.complain(message)
        Foundation.exit(code == .validationFailure ? Status.usage.rawValue : Status.refused.rawValue)
    }
}
