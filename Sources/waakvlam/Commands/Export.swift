import ArgumentParser
import CaseHandling
import EventStore
import PostgresStore
import WireValues

/// Writes events out.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Schrijft gebeurtenissen naar de standaarduitvoer (JSON Lines), zoals import ze leest.",
        usage: "waakvlam export [--gezin <id>] [<opties>] > bestand.jsonl",
        discussion: """
            Voorbeeld: waakvlam export --gezin ID > gezin.jsonl

            Met --gezin van een gezin, zonder van het hele logboek van een gemeente, in volgorde van vastleggen.
            """
    )

    @Option(help: ArgumentHelp("Alleen dit gezin.", valueName: "id"))
    var gezin: UUID?

    @OptionGroup var gemeente: GemeenteOptions
    @OptionGroup var database: DatabaseOptions

    private static let pageSize = 1000

    func run() async throws {
        try await database.withStore { store in
            let log = try await gemeente.log(in: store)
            if let gezin {
                let events = try await store.events(of: gezin, after: 0, in: log)
                guard !events.isEmpty else { throw Afwijzing.nietGevonden }
                return try write(events)
            }
            var position = 0
            while true {
                let page = try await store.events(in: log, after: position, limit: Export.pageSize)
                guard let last = page.last else { return }
                try write(page)
                position = last.position
            }
        }
    }

    private func write(_ events: [RecordedEvent]) throws {
        for event in events { Terminal.say(try event.json().text) }
    }
}
