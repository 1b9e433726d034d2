import ArgumentParser
import CaseHandling
import EventStore
import Gezinstraject
import PostgresStore
import WireValues

/// Writes events out.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Schrijft gebeurtenissen naar de standaarduitvoer (JSON Lines), zoals import ze leest.",
        usage: "waakvlam export [--gezin <id> | --aanpak <code> | --toetsing <id>] [<opties>] > bestand.jsonl",
        discussion: """
            Voorbeeld: waakvlam export --gezin ID > gezin.jsonl

            Met --gezin van een gezin, met --aanpak van een aanpak, met --toetsing van een toetsing, zonder van het hele \
            logboek van een gemeente, in volgorde van vastleggen. Persoonsgegevens en vrije tekst staan er \
            leesbaar in, behalve wat gewist is; hash gaat over wat er bewaard is, met die velden versleuteld.
            """
    )

    @Option(help: ArgumentHelp("Alleen dit gezin.", valueName: "id"))
    var gezin: UUID?

    @Option(help: ArgumentHelp("Alleen deze aanpak.", valueName: "code"))
    var aanpak: Aanpakcode?

    @Option(help: ArgumentHelp("Alleen deze toetsing.", valueName: "id"))
    var toetsing: ToetsingId?

    @OptionGroup var gemeente: GemeenteOptions
    @OptionGroup var database: DatabaseOptions

    private static let pageSize = 1000

    func validate() throws {
        let chosen = [gezin != nil, aanpak != nil, toetsing != nil].count { $0 }
        guard chosen <= 1 else { throw ValidationError("Geef een van --gezin, --aanpak en --toetsing.") }
    }

    func run() async throws {
        try await database.withStore { store in
            let user = try await gemeente.beheerder(in: store)
            let cases = CaseHandler(store: store)
            if let gezin { return try write(try await cases.dossier(gezin, voor: user).gebeurtenissen, user.gemeente) }
            if let aanpak { return try write(try await cases.aanpak(aanpak, voor: user).gebeurtenissen, user.gemeente) }
            if let toetsing {
                return try write(try await cases.toetsingsstroom(toetsing, voor: user).gebeurtenissen, user.gemeente)
            }
            guard try await store.logs().contains(user.gemeente) else {
                throw Failure(.refused, "Van \(user.gemeente) is hier niets vastgelegd.")
            }
            try await writeAll(of: user.gemeente, store)
        }
    }

    /// Writes a log as it is read: however long it is, one page of it is in memory.
    private func writeAll(of log: LogName, _ store: any EventStore) async throws {
        var streams = try Stroomwijzer(in: log)
        var position = 0
        while true {
            let page = try await store.events(in: log, after: position, limit: Export.pageSize)
            guard let last = page.last else { return }
            try write(page, &streams)
            position = last.position
        }
    }

    private func write(_ events: [RecordedEvent], _ log: LogName) throws {
        var streams = try Stroomwijzer(in: log)
        try write(events, &streams)
    }

    private func write(_ events: [RecordedEvent], _ streams: inout Stroomwijzer) throws {
        var text: [UInt8] = []
        for event in events {
            text += try event.json(van: try streams.stroom(van: event)).bytes
            text.append(UInt8(ascii: "\n"))
        }
        Terminal.write(text)
    }
}
