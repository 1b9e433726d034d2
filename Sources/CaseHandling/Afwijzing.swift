import EventStore
public import Gezinstraject
public import WireValues

/// Waarom een verzoek niet kan: elk geval heeft een eigen antwoord, en er is niets vastgelegd.
public enum Afwijzing: Error, Sendable {
    /// De rollen van de gebruiker staan dit niet toe; `wie` mag het wel.
    case nietBevoegd(wie: [Tokenrol])
    /// Wat is aangeleverd klopt niet: alle fouten tegelijk.
    case ongeldigeInvoer([Fout])
    /// De geschiedenis zou niet meer kloppen door de gebeurtenis met dit nummer in het verzoek, vanaf 0.
    case schending(Schending, nummer: Int)
    /// De id van de gebeurtenis met dit nummer in het verzoek is al gebruikt voor iets anders.
    case idHergebruikt(UUID, nummer: Int)
    /// De gebeurtenis met dit nummer in het verzoek zegt iets over wie gewist is: de sleutel daarvoor is vernietigd.
    case sleutelVernietigd(nummer: Int)
    /// De verwachte versie is niet de werkelijke.
    case versieconflict(werkelijk: Int)
    /// Het gezin of de aanpak bestaat niet in deze gemeente.
    case nietGevonden
    /// Het gezin bestaat, maar dit traject heeft het op dat punt niet; `laatste` is zijn laatste.
    case trajectNietGevonden(laatste: Int)
    /// Het logboek heeft niet het verleden dat gelezen is: teruggezet, overgeschakeld, of een andere database. De reden is
    /// voor beheerders, zonder gegevens.
    case anderVerleden(reden: String)
    /// Deze rol telt niet met dit filter.
    case filterNietToegestaan
    /// Wat lijsten tonen is nog niet zo ver als gevraagd; wel tot en met deze positie.
    case achter(bijgewerktTot: Int)
    /// De opslag is nu niet bereikbaar; later opnieuw met dezelfde id's. De reden is voor beheerders, zonder gegevens.
    case nietBeschikbaar(reden: String)
    /// Een defect. De reden is voor beheerders, zonder gegevens; wie het vroeg krijgt haar niet te zien.
    case intern(code: String, reden: String)

    /// Een fout in een van de gebeurtenissen van een verzoek.
    public struct Fout: Hashable, Sendable {
        /// Het nummer van de gebeurtenis in het verzoek, vanaf 0; nil voor het hele verzoek.
        public let nummer: Int?
        /// De fout, gezien vanuit die gebeurtenis.
        public let fout: Invoerfout

        /// Een fout in een gebeurtenis.
        public init(nummer: Int?, _ fout: Invoerfout) {
            self.nummer = nummer
            self.fout = fout
        }
    }

    init(_ fout: EventStoreError) {
        switch fout {
        case .unavailable(let reason): self = .nietBeschikbaar(reden: reason)
        case .cancelled: self = .nietBeschikbaar(reden: "the caller stopped waiting")
        case .corrupt(let log, let position):
            self = .intern(code: "LOGBOEK_BESCHADIGD", reden: "\(log) at position \(position)")
        case .keyDestroyed(let event): self = .intern(code: "SLEUTEL_VERNIETIGD", reden: "event \(event)")
        case .keys(let error): self = .intern(code: "SLEUTELS", reden: error.description)
        case .invalidRequest(let reason): self = .intern(code: "VERZOEK_AAN_OPSLAG", reden: reason)
        case .failed(let reason): self = .intern(code: "OPSLAG", reden: reason)
        }
    }
}
