import CaseHandling
import EventStore
import Foundation
import NIOCore
import PostgresClient
import PostgresStore

/// How the program ends (public contract); 0 when it did what was asked.
enum Status: Int32 {
    /// The input was refused.
    case refused = 1
    /// The command was given wrongly.
    case usage = 2
    /// The database is not reachable.
    case unreachable = 3
}

/// Why a command stopped, for the person who gave it: in Dutch, and with what to do.
struct Failure: Error, CustomStringConvertible {
    let status: Status
    let description: String

    init(_ status: Status, _ description: String) {
        self.status = status
        self.description = description
    }

    /// Faults in files, the first fifty of all that there are.
    init(faults: [some CustomStringConvertible], of count: Int? = nil) {
        let most = 50
        var lines = faults.prefix(most).map(\.description)
        let left = (count ?? faults.count) - lines.count
        if left > 0 { lines.append("… en nog \(left) fouten.") }
        self.init(.refused, lines.joined(separator: "\n"))
    }

    static func unwritable(_ path: String) -> Failure {
        Failure(
            .refused,
            "\(path): dit bestand is niet te schrijven. Kies een andere gegevensmap, of maak deze schrijfbaar."
        )
    }

    /// The same with one more line.
    func adding(_ line: String) -> Failure { Failure(status, description + "\n" + line) }
}

// MARK: The database

extension Failure {
    /// What a failure of the database or of the use cases means for who gave the command.
    init(database error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as Afwijzing: self.init(error)
        case let error as EventStoreError: self.init(error)
        case let error as KeyError: self.init(error)
        case let error as PostgresError: self.init(reason: error.description)
        case let error as SchemaError: self.init(reason: error.description)
        case let error as EmbeddedPostgresError: self.init(error)
        default: self.init(.refused, "Er ging iets onverwachts mis: \(error)")
        }
    }

    private init(_ error: Afwijzing) {
        switch error {
        case .nietBeschikbaar(let reden): self.init(reason: reden)
        case .nietGevonden:
            self.init(.refused, "Dit gezin, deze aanpak of deze toetsing bestaat niet in deze gemeente.")
        case .trajectNietGevonden(let laatste):
            self.init(.refused, "Het gezin heeft op de peildag geen traject met dit nummer; het laatste is \(laatste).")
        case .intern("LOGBOEK_BESCHADIGD", let reden):
            self.init(.refused, "Het logboek is beschadigd (\(reden)): `waakvlam verify` zegt waar.")
        case .intern(let code, let reden): self.init(.refused, "Er ging iets mis: \(code) (\(reden)).")
        case .nietBevoegd, .ongeldigeInvoer, .schending, .idHergebruikt, .sleutelVernietigd, .versieconflict,
            .anderVerleden, .filterNietToegestaan, .achter:
            self.init(.refused, "Geweigerd: \(error)")
        }
    }

    private init(_ error: EventStoreError) {
        switch error {
        case .unavailable(let reason), .failed(let reason), .invalidRequest(let reason): self.init(reason: reason)
        case .corrupt(let log, let position):
            self.init(.refused, "Het logboek van \(log) is beschadigd bij positie \(position).")
        case .cancelled: self.init(.unreachable, "De opdracht is afgebroken.")
        case .keyDestroyed:
            self.init(.refused, "Dit gaat over iemand van wie de gegevens gewist zijn: de sleutel is vernietigd.")
        case .keys(let error): self.init(error)
        }
    }

    private init(_ error: KeyError) {
        switch error {
        case .noMasterKey:
            self.init(
                .usage,
                "Er is geen hoofdsleutel, en zonder worden persoonsgegevens niet bewaard. Geef --hoofdsleutel, "
                    + "WAAKVLAM_HOOFDSLEUTEL_BESTAND of WAAKVLAM_HOOFDSLEUTEL; `waakvlam sleutels nieuw` maakt er een."
            )
        case .unknownMasterKey(let id):
            self.init(
                .usage,
                "De sleutels in deze database zijn omwikkeld met hoofdsleutel \(id), en die is niet gegeven. Geef hem met "
                    + "--hoofdsleutel, WAAKVLAM_HOOFDSLEUTEL_BESTAND of WAAKVLAM_HOOFDSLEUTEL (meer dan een mag)."
            )
        case .damaged(let id):
            self.init(.refused, "Sleutel \(id) is beschadigd: hij opent niet met zijn hoofdsleutel.")
        case .missing(let id):
            self.init(.refused, "Sleutel \(id) ontbreekt: de tabel met sleutels hoort bij een ander logboek.")
        }
    }

    /// The store gives its reasons in English, for the log; those that a person can do something about are said here.
    private init(reason: String) {
        let advice =
            switch reason {
            case SchemaError.olderThanProgram.description:
                "De database is ouder dan dit programma, of nog leeg: voer `waakvlam migrate` uit."
            case _ where reason.contains("newer than this program"):
                "De database is nieuwer dan dit programma: gebruik de nieuwste waakvlam."
            case _ where reason.contains("not what it was"):
                "De database past niet bij dit programma: een migratie is achteraf veranderd."
            case SchemaError.roleMissing.description:
                "Laat een beheerder van PostgreSQL uitvoeren: CREATE ROLE waakvlam_app NOLOGIN; en GRANT waakvlam_app "
                    + "TO met de gebruiker van deze verbinding."
            case _ where reason.contains("SQLSTATE 25006"):
                "Deze database is alleen te lezen: zij volgt een andere, of staat op alleen lezen."
            default: "De database is niet bereikbaar: draait PostgreSQL, en klopt de verbinding?"
            }
        self.init(.unreachable, "\(advice) (\(reason))")
    }
}

// MARK: The server

extension Failure {
    private init(_ error: EmbeddedPostgresError) {
        let text =
            switch error {
            case .notInstalled: "PostgreSQL 15 of nieuwer is niet geinstalleerd: installeer het pakket postgresql."
            case .versionMissing(let needed):
                "De gegevensmap is van PostgreSQL \(needed) en die versie is niet geinstalleerd: installeer "
                    + "postgresql-\(needed)."
            case .noUnprivilegedUser:
                "PostgreSQL draait niet als root: nodig zijn een gebruiker postgres of nobody en het programma setpriv."
            case .folderNotReachable(let folder, let user, let blockedBy):
                "De gebruiker \(user) van PostgreSQL kan niet bij \(folder), want \(blockedBy) is voor hem gesloten: "
                    + "kies een andere gegevensmap met --data of WAAKVLAM_DATA."
            case .folderUnusable(let folder):
                "\(folder) is niet te maken, of er staat iets anders in: kies een andere gegevensmap met --data of "
                    + "WAAKVLAM_DATA."
            case .inUse(let folder):
                "Er draait al een server op deze gegevensmap (\(folder)): stop die eerst, of kies een andere met --data."
            case .initializationFailed(let log): "De database kon niet worden gemaakt; zie \(log)."
            case .startFailed(let log): "PostgreSQL startte niet; zie \(log)."
            }
        switch error {
        case .folderNotReachable, .folderUnusable: self.init(.usage, text)
        default: self.init(.unreachable, text)
        }
    }

    /// The server cannot listen where it was told to; nil for any other error.
    init?(listening error: any Error, host: String, port: Int) {
        let place = "\(host):\(port)"
        switch error {
        case let error as IOError where error.errnoCode == EADDRINUSE:
            self.init(.usage, "\(place) is al in gebruik: kies een andere poort met --port, of 0 voor een vrije.")
        case let error as IOError where error.errnoCode == EACCES:
            self.init(.usage, "\(place) mag deze gebruiker niet openen: kies een poort boven 1023 met --port.")
        case is IOError, is SocketAddressError:
            self.init(.usage, "Op \(place) kan niet worden geluisterd: kies een adres van deze machine met --host.")
        default: return nil
        }
    }
}
