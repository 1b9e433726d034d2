import ArgumentParser
import EventStore
import PostgresStore
import WireValues

/// The keys of the marked fields.
struct Sleutels: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toont, omwikkelt en vernietigt de sleutels van persoonsgegevens en vrije tekst.",
        usage: """
            waakvlam sleutels [toon] [<opties>]
            waakvlam sleutels nieuw > hoofdsleutel
            waakvlam sleutels omwikkel [<opties>]
            waakvlam sleutels vernietig --gezin <id> [--gezinslid <id>] [<opties>]
            """,
        discussion: """
            Elk gezin heeft een sleutel, en een gezinslid een eigen voor wat alleen over hem gaat. Zij staan in de \
            database, omwikkeld met de hoofdsleutel, die daar nooit staat. Wie de hoofdsleutel kwijt is, is die velden \
            kwijt: bewaar er een kopie van, los van die van de database.
            """,
        subcommands: [ToonSleutels.self, NieuweHoofdsleutel.self, OmwikkelSleutels.self, VernietigSleutel.self],
        defaultSubcommand: ToonSleutels.self
    )
}

/// Counts the keys; never shows one.
struct ToonSleutels: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "toon",
        abstract: "Telt de sleutels per gemeente en per hoofdsleutel.",
        usage: "waakvlam sleutels toon [<opties>]"
    )

    @Option(help: ArgumentHelp("Alleen van deze gemeente.", valueName: "GM0000"))
    var gemeente: LogName?

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withDatabase { database in
            let logs = try await database.store.logs().filter { gemeente == nil || $0 == gemeente }
            if logs.isEmpty { Terminal.say("Er zijn nog geen logboeken.") }
            for log in logs { Terminal.say(Self.text(log, try await database.keys.counts(in: log))) }
        }
    }

    private static func text(_ log: LogName, _ counts: [KeyCount]) -> String {
        func total(_ isCounted: (KeyCount) -> Bool) -> Int { counts.filter(isCounted).reduce(0) { $0 + $1.count } }
        let masters = Set(counts.compactMap(\.masterKey)).sorted { $0.description < $1.description }
        let streams = total { !$0.isOfMember && $0.masterKey != nil }
        let members = total { $0.isOfMember && $0.masterKey != nil }
        let gone = total { $0.masterKey == nil }
        return
            ([
                "\(log): sleutels van \(Layout.count(streams, "gezin", "gezinnen")) en "
                    + "\(Layout.count(members, "gezinslid", "gezinsleden")), \(gone) vernietigd"
            ]
            + masters.map { master in "  onder hoofdsleutel \(master): \(total { $0.masterKey == master })" })
            .joined(separator: "\n")
    }
}

/// Prints a new master key.
struct NieuweHoofdsleutel: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nieuw",
        abstract: "Schrijft een nieuwe hoofdsleutel naar de standaarduitvoer.",
        usage: "waakvlam sleutels nieuw > hoofdsleutel",
        discussion: """
            Voorbeeld: (umask 077; waakvlam sleutels nieuw > hoofdsleutel)
            Gebruik:   WAAKVLAM_HOOFDSLEUTEL_BESTAND=hoofdsleutel waakvlam serve

            Bewaar hem waar de database niet staat, en een kopie waar de reservekopie van de database niet staat.
            """
    )

    func run() {
        let key = MasterKey.random()
        Terminal.say(MasterKeyText.write(key))
        Terminal.complain("Hoofdsleutel \(key.id)")
    }
}

/// Rotates the master key.
struct OmwikkelSleutels: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "omwikkel",
        abstract: "Omwikkelt alle sleutels met de eerste van de gegeven hoofdsleutels.",
        usage: "waakvlam sleutels omwikkel [<opties>]",
        discussion: """
            Zo komt er een nieuwe hoofdsleutel, zonder dat er een gebeurtenis verandert:
            1. zet de nieuwe in het bestand onder de oude, en herstart elke server;
            2. zet de nieuwe bovenaan, en herstart elke server;
            3. waakvlam sleutels omwikkel;
            4. haal de oude weg. Reservekopieen van daarvoor zijn alleen met de oude te lezen.

            Per gemeente alles of niets. Wordt het onderbroken, geef dan dezelfde opdracht nog eens.
            """
    )

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let masterKeys = try database.masterKeys(rotating: true)
        guard let current = masterKeys.current else { throw Failure(database: KeyError.noMasterKey) }
        try await database.withDatabase { database in
            let keyRing = KeyRing(store: database.keys, masterKeys: masterKeys)
            for log in try await database.store.logs() {
                let count = Layout.count(try await keyRing.rewrap(log), "sleutel", "sleutels")
                Terminal.say("\(log): \(count) omwikkeld met hoofdsleutel \(current.id)")
            }
        }
    }
}

/// Destroys the key of a family or of a member.
struct VernietigSleutel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vernietig",
        abstract: "Vernietigt de sleutel van een gezin of gezinslid: persoonsgegevens en vrije tekst zijn dan gewist.",
        usage: "waakvlam sleutels vernietig --gezin <id> [--gezinslid <id>] [<opties>]",
        discussion: """
            Van een gezin vernietigt het ook de sleutels van alle gezinsleden. De gebeurtenissen, hun volgorde en de \
            hashketen blijven, en elk oordeel blijft hetzelfde. Er komt voor dit gezin of gezinslid nooit meer een \
            sleutel: wat daarna over hem in zulke velden wordt aangeboden wordt geweigerd.

            Dit is niet terug te draaien, behalve uit een reservekopie met de hoofdsleutel van toen. Wie \
            PersoonsgegevensGewist vastlegt, het besluit in het dossier, doet hetzelfde en heeft dit niet nodig.
            """
    )

    @Option(help: ArgumentHelp("Het gezin.", valueName: "id"))
    var gezin: UUID

    @Option(help: ArgumentHelp("Alleen dit gezinslid.", valueName: "id"))
    var gezinslid: String?

    @Flag(help: "Zonder te vragen.")
    var ja = false

    @OptionGroup var gemeente: GemeenteOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withDatabase { database in
            let log = try await gemeente.log(in: database.store)
            try check(try await database.store.events(of: gezin, after: 0, in: log))
            guard ja || isConfirmed() else { throw Failure(.refused, "Er is niets vernietigd.") }
            let holder = KeyHolder(stream: gezin, member: gezinslid)
            let count = try await KeyRing(store: database.keys, masterKeys: MasterKeys([])).destroy(holder, in: log)
            Terminal.say(
                "\(Layout.count(count, "sleutel", "sleutels")) vernietigd. Een server die draait gebruikt hen nog "
                    + "hoogstens een minuut; reservekopieen van de database bewaren hen, omwikkeld."
            )
        }
    }

    /// What can be said of the history without any key.
    private func check(_ events: [RecordedEvent]) throws {
        guard !events.isEmpty else { throw Failure(.refused, "Dit gezin bestaat niet in deze gemeente.") }
        let contents = events.map { ($0.event.type, try? JSONReader.read($0.event.data)) }
        if let gezinslid {
            let isThere = contents.contains { $0 == "GezinslidToegevoegd" && $1?["id"]?.string == gezinslid }
            guard isThere else { throw Failure(.refused, "Dit gezinslid bestaat niet in dit gezin.") }
        }
        let isDecided = contents.contains { type, json in
            guard type == "PersoonsgegevensGewist", let members = json?["leden"] else { return false }
            return members.string == "alle"
                || members.array?.contains { $0.string != nil && $0.string == gezinslid } ?? false
        }
        if !isDecided {
            Terminal.complain("Let op: in het dossier is niet vastgelegd dat deze gegevens gewist worden.")
        }
    }

    private func isConfirmed() -> Bool {
        let whose = gezinslid == nil ? "dit hele gezin" : "dit gezinslid"
        Terminal.complain("De gegevens van \(whose) zijn daarna voorgoed gewist. Typ ja om door te gaan:")
        return readLine()?.filter { !$0.isWhitespace } == "ja"
    }
}
