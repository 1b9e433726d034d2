public import CivilTime
public import EventStore
public import Gezinstraject
public import ReadModels
public import Toetsingskader

/// Wat lijsten en overzichten over gezinnen tonen, uit de leesmodellen van een gemeente.
///
/// Elk antwoord zegt tot welke positie van het logboek het is bijgewerkt, over welke dag het gaat en volgens welke
/// definitie. Een lijst, haar telling en wat eruit wordt gehaald nemen hetzelfde filter; zo opent een getal in precies de
/// gezinnen die het telt.
public protocol Leesmodellen: Overzichtmodellen, Resultaatmodellen {
    /// Wacht tot de leesmodellen minstens tot een positie zijn bijgewerkt, of tot het te lang duurt.
    ///
    /// - Parameters:
    ///   - positie: Wat de vrager wil zien: de positie die zijn eigen vastlegging kreeg.
    ///   - wachttijd: Hoogstens zo lang.
    ///   - log: De gemeente.
    /// - Returns: Tot welke positie zij zijn bijgewerkt.
    /// - Throws: `EventStoreError.unavailable` als er nog geen leesmodellen zijn.
    func bijgewerkt(
        tot positie: Int,
        wachttijd: Duration,
        in log: LogName
    ) async throws(EventStoreError) -> Int

    /// De taken die op de peildag open staan: wat het langst over tijd is eerst, wat geen termijn heeft het laatst.
    ///
    /// - Parameters:
    ///   - filter: Welke.
    ///   - plaats: De laatste van de vorige bladzijde.
    ///   - limiet: Hoogstens zoveel.
    ///   - log: De gemeente.
    /// - Returns: Een bladzijde.
    /// - Throws: `EventStoreError.unavailable` als er nog geen leesmodellen zijn.
    func taken(
        _ filter: Leesfilter,
        na plaats: Lijstplaats?,
        limiet: Int,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Taakregel]>

    /// Hoeveel taken van elke soort er op de peildag open staan, en hoeveel daarvan over tijd zijn.
    ///
    /// - Throws: `EventStoreError`.
    func taaktelling(
        _ filter: Leesfilter,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Taaktelling]>

    /// De gezinnen op de peildag, elk met het traject dat telt: wat het langst geen contact had eerst.
    ///
    /// Met een oordeel in het filter en zonder procesmanager: bij wie dat oordeel het eerst omslaat eerst.
    ///
    /// - Throws: `EventStoreError`.
    func gezinnen(
        _ filter: Leesfilter,
        na plaats: Lijstplaats?,
        limiet: Int,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Gezinsregel]>

    /// Hoeveel gezinnen er op de peildag per procesmanager, aanpak en fase zijn: eerst die niemand heeft.
    ///
    /// - Throws: `EventStoreError`.
    func caseload(
        _ filter: Leesfilter,
        na plaats: Lijstplaats?,
        limiet: Int,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Caseloadregel]>

    /// Hoe vaak elk oordeel op de peildag voorkomt bij de gezinnen van het filter.
    ///
    /// - Throws: `EventStoreError`.
    func oordeeltelling(
        _ filter: Leesfilter,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Oordeeltelling]>
}

/// Welke gezinnen of taken, op welke dag; wat nil of leeg is beperkt niet.
public struct Leesfilter: Hashable, Sendable {
    /// De dag waarover het gaat.
    public var peildag: Dag
    /// Wie op die dag procesmanager is.
    public var procesmanager: Actor?
    /// Wie op die dag casemanager is.
    public var casemanager: Actor?
    /// De aanpak van het traject.
    public var aanpak: Aanpakcode?
    /// De wijk van het gezin.
    public var wijk: String?
    /// De fase van het traject; alleen voor gezinnen.
    public var fase: Fase?
    /// Geen contact op of na deze dag; alleen voor gezinnen.
    public var zonderContactSinds: Dag?
    /// Met dit oordeel over een indicator op de peildag; alleen voor gezinnen.
    public var oordeel: Oordeelvraag?
    /// Alleen deze soorten taken.
    public var soorten: Set<Taaksoort> = []
    /// Alleen taken die op of voor deze dag klaar moeten zijn.
    public var uiterlijk: Dag?

    /// Alles, op een dag.
    public init(peildag: Dag) {
        self.peildag = peildag
    }
}

/// Een oordeel waarnaar gezocht wordt.
public struct Oordeelvraag: Hashable, Sendable {
    /// De indicator.
    public var indicator: Indicatorcode
    /// De uitkomst.
    public var uitkomst: Uitkomst
    /// De reden; nil voor elke.
    public var reden: Redenvraag?

    /// Om welke reden.
    public enum Redenvraag: Hashable, Sendable {
        /// Zonder reden: een gewone ✓.
        case geen
        /// Om deze.
        case deze(Reden)
    }

    /// Een oordeel met deze uitkomst, om elke reden.
    public init(_ indicator: Indicatorcode, _ uitkomst: Uitkomst) {
        self.indicator = indicator
        self.uitkomst = uitkomst
    }

    /// Precies een oordeel: met deze uitkomst om deze reden, of zonder.
    public init(_ indicator: Indicatorcode, _ oordeel: Oordeelkern) {
        self.init(indicator, oordeel.uitkomst)
        reden = oordeel.reden.map(Redenvraag.deze) ?? .geen
    }
}

/// Een antwoord met waar het op rust.
public struct Leesantwoord<Inhoud: Sendable>: Sendable {
    /// Wat het logboek tot en met deze positie opnam, is verwerkt.
    public let positie: Int
    /// De dag waarover het gaat.
    public let peildag: Dag
    /// De versie van regels en normen (`Toetsingskader.versie`).
    public let definitie: String
    /// Het antwoord zelf.
    public let inhoud: Inhoud
    /// Waar de volgende bladzijde begint; nil als er geen is.
    public let volgende: Lijstplaats?

    /// Een antwoord.
    public init(positie: Int, peildag: Dag, definitie: String, inhoud: Inhoud, volgende: Lijstplaats? = nil) {
        self.positie = positie
        self.peildag = peildag
        self.definitie = definitie
        self.inhoud = inhoud
        self.volgende = volgende
    }
}

/// Een plaats in een lijst: de sleutel waarop zij gesorteerd is.
public struct Lijstplaats: Hashable, Sendable {
    /// De delen van de sleutel.
    public let delen: [String]

    /// Een plaats met deze sleutel.
    public init(delen: [String]) {
        self.delen = delen
    }

    /// De plaats zoals een adres haar draagt, of nil als de tekst er geen is.
    public init?(_ tekst: String) {
        let delen = tekst.split(separator: "~", omittingEmptySubsequences: false).map { String($0) }
        guard delen.count > 1, delen.allSatisfy({ $0.utf8.count <= 64 }) else { return nil }
        self.delen = delen
    }

    /// Zoals een adres haar draagt.
    public var tekst: String { delen.joined(separator: "~") }
}

extension Leesantwoord {
    /// Hetzelfde antwoord met een andere inhoud.
    func met<Andere: Sendable>(_ inhoud: Andere) -> Leesantwoord<Andere> {
        Leesantwoord<Andere>(
            positie: positie,
            peildag: peildag,
            definitie: definitie,
            inhoud: inhoud,
            volgende: volgende
        )
    }
}
