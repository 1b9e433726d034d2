public import EventStore
public import Gezinstraject

/// Wat een overzicht over een aanpak toont van wie er meewerkt en wat het oplevert.
public protocol Resultaatmodellen: Sendable {
    /// Welke partijen nodig, betrokken en afwezig zijn bij de trajecten die op de peildag tellen.
    ///
    /// - Throws: `EventStoreError`.
    func partijtelling(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Partijtelling]>

    /// Hoe de problemen die in de periode geconstateerd zijn er op de peildag voor staan, per leefgebied.
    ///
    /// - Throws: `EventStoreError`.
    func leefgebiedtelling(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Leefgebiedtelling]>
}

/// Bij hoeveel trajecten een partij nodig is, meedoet of ontbreekt.
public struct Partijtelling: Hashable, Sendable {
    /// De partij.
    public let partij: Partij
    /// Bij zoveel trajecten is zij op de peildag nodig.
    public let benodigd: Int?
    /// Bij zoveel trajecten is zij op de peildag betrokken.
    public let betrokken: Int?
    /// Bij hoeveel trajecten zij op de peildag nodig is en niet meedoet, en hoeveel dagen al.
    public let ontbreekt: Spreiding
    /// Bij zoveel overleggen in de periode was zij er.
    public let aanwezig: Int?
    /// Bij zoveel overleggen in de periode was zij uitgenodigd en er niet.
    public let afwezig: Int?

    /// Een telling.
    public init(
        partij: Partij,
        benodigd: Int?,
        betrokken: Int?,
        ontbreekt: Spreiding,
        aanwezig: Int?,
        afwezig: Int?
    ) {
        self.partij = partij
        self.benodigd = benodigd
        self.betrokken = betrokken
        self.ontbreekt = ontbreekt
        self.aanwezig = aanwezig
        self.afwezig = afwezig
    }
}

/// Hoeveel problemen in een leefgebied een status hebben.
public struct Leefgebiedtelling: Hashable, Sendable {
    /// Het leefgebied uit de definitie van de inspectie.
    public let leefgebied: StjLeefgebied
    /// De status op de peildag.
    public let status: ProbleemStatusGewijzigd.Status
    /// Zoveel problemen.
    public let problemen: Int?
    /// In zoveel trajecten.
    public let trajecten: Int?

    /// Een telling.
    public init(leefgebied: StjLeefgebied, status: ProbleemStatusGewijzigd.Status, problemen: Int?, trajecten: Int?) {
        self.leefgebied = leefgebied
        self.status = status
        self.problemen = problemen
        self.trajecten = trajecten
    }
}
