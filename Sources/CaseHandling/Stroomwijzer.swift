import Aanpakbestand
public import EventStore
public import Gezinstraject
import WireValues

/// Zegt van gebeurtenissen van een logboek waarvan zij zijn.
///
/// Uit de id van een stroom is de code van een aanpak of de id van een toetsing niet af te leiden, wel andersom. Een
/// aanpak is ingebouwd, of haar stroom begint met een profiel dat de code noemt; die van een toetsing begint met haar
/// id. Wie van voren af leest kent ze op tijd.
public struct Stroomwijzer {
    private var aanpakken: [UUID: Aanpakcode] = [:]
    private var toetsingen: [UUID: ToetsingId] = [:]

    /// De wijzer van een logboek waarvan nog niets gelezen is.
    public init(in log: LogName) throws(Afwijzing) {
        for code in Aanpakbestand.ingebouwd.keys { aanpakken[try CaseHandler.stroom(van: code, in: log)] = code }
    }

    /// Waarvan een gebeurtenis is.
    ///
    /// - Throws: `Afwijzing.intern` als dat er niet staat.
    public mutating func stroom(van event: RecordedEvent) throws(Afwijzing) -> Stroom {
        switch event.soort {
        case .gezin, nil:
            return .gezin(event.stream)
        case .toetsing:
            if let bekend = toetsingen[event.stream] { return .toetsing(bekend) }
            guard let id = try event.toetsing, try CaseHandler.stroom(van: id, in: event.log) == event.stream else {
                throw .intern(
                    code: "LOGBOEK_BESCHADIGD",
                    reden: "no toetsing is known for \(event.log), \(event.position)"
                )
            }
            toetsingen[event.stream] = id
            return .toetsing(id)
        case .aanpak:
            if let bekend = aanpakken[event.stream] { return .aanpak(bekend) }
            guard let code = try event.profielcode, try CaseHandler.stroom(van: code, in: event.log) == event.stream
            else {
                throw .intern(
                    code: "LOGBOEK_BESCHADIGD",
                    reden: "no aanpak is known for \(event.log), \(event.position)"
                )
            }
            aanpakken[event.stream] = code
            return .aanpak(code)
        }
    }
}

extension RecordedEvent {
    fileprivate var profielcode: Aanpakcode? {
        get throws(Afwijzing) { (try gelezen as? AanpakprofielVastgesteld).flatMap { Aanpakcode($0.code) } }
    }

    fileprivate var toetsing: ToetsingId? {
        get throws(Afwijzing) { (try gelezen as? ToetsingGestart)?.id }
    }

    private var gelezen: any Gegevens {
        get throws(Afwijzing) {
            do throws(EventStoreError) {
                return try Opslag.registratie(self).gegevens
            } catch {
                throw Afwijzing(error)
            }
        }
    }
}
