internal import CivilTime
internal import EventStore
internal import Gezinstraject
internal import Toetsingskader

/// De lijsten en overzichten van een gemeente, voor wie ze mag zien.
///
/// Rijen gaan over een gezin: die zijn er voor wie dossiers leest. Aantallen zijn er voor iedereen; wie geen dossiers
/// leest ziet ze per aanpak, op het einde van een maand, en zonder kleine aantallen (`KleineAantallen`). Een aanpak per
/// keer, want een gezin heeft er een: dan is geen getal het verschil van twee andere. Een maand per keer, want twee dagen
/// naast elkaar tonen wie er die dag bij kwam.
public struct Lijsten: Sendable {
    let leesmodellen: any Leesmodellen

    /// Zoveel rijen gaan er hoogstens in een uitvoer: zij worden op een moment gelezen, en zo lang bewaard.
    public static let grootsteUitvoer = 50_000

    /// Lijsten uit deze leesmodellen.
    public init(_ leesmodellen: any Leesmodellen) {
        self.leesmodellen = leesmodellen
    }

    func lees<Waarde: Sendable>(
        _ gebruiker: Gebruiker,
        _ vraag: (any Leesmodellen, LogName) async throws(EventStoreError) -> Waarde
    ) async throws(Afwijzing) -> Waarde {
        do throws(EventStoreError) {
            return try await vraag(leesmodellen, gebruiker.gemeente)
        } catch {
            throw Afwijzing(error)
        }
    }
}

// MARK: - Rijen

extension Lijsten {
    /// Taken die op de peildag open staan: wat het langst over tijd is eerst.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen dossiers leest.
    public func taken(
        _ filter: Leesfilter,
        na plaats: Lijstplaats? = nil,
        limiet: Int,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Taakregel]> {
        try alleenDossierlezers(gebruiker)
        return try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.taken(filter, na: plaats, limiet: limiet, in: log)
        }
    }

    /// Gezinnen op de peildag: wat het langst geen contact had eerst.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen dossiers leest.
    public func gezinnen(
        _ filter: Leesfilter,
        na plaats: Lijstplaats? = nil,
        limiet: Int,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Gezinsregel]> {
        try alleenDossierlezers(gebruiker)
        return try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.gezinnen(filter, na: plaats, limiet: limiet, in: log)
        }
    }

    /// Hoeveel gezinnen elke procesmanager op de peildag in elke fase heeft: wie iets over personen zegt leest dossiers.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen dossiers leest.
    public func caseload(
        _ filter: Leesfilter,
        na plaats: Lijstplaats? = nil,
        limiet: Int = Lijsten.grootsteUitvoer,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Caseloadregel]> {
        try alleenDossierlezers(gebruiker)
        return try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.caseload(filter, na: plaats, limiet: limiet, in: log)
        }
    }

    func alleenDossierlezers(_ gebruiker: Gebruiker) throws(Afwijzing) {
        guard gebruiker.magDossierLezen else {
            throw .nietBevoegd(wie: Tokenrol.allCases.filter(\.leestDossiers))
        }
    }
}

// MARK: - Aantallen

extension Lijsten {
    /// Hoeveel taken van elke soort er op de peildag open staan, en hoeveel daarvan over tijd zijn.
    ///
    /// - Throws: `Afwijzing.filterNietToegestaan` voor wie geen dossiers leest en meer vraagt dan een aanpak.
    public func taaktelling(
        _ filter: Leesfilter,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Taaktelling]> {
        try magTellen(filter, gebruiker)
        let antwoord = try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.taaktelling(filter, in: log)
        }
        return gebruiker.magDossierLezen ? antwoord : antwoord.met(antwoord.inhoud.zonderKleine)
    }

    /// Hoe vaak elk oordeel op de peildag voorkomt bij de gezinnen van het filter.
    ///
    /// - Throws: `Afwijzing.filterNietToegestaan` voor wie geen dossiers leest en meer vraagt dan een aanpak.
    public func oordeeltelling(
        _ filter: Leesfilter,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Oordeeltelling]> {
        try magTellen(filter, gebruiker)
        let antwoord = try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.oordeeltelling(filter, in: log)
        }
        return gebruiker.magDossierLezen ? antwoord : antwoord.met(antwoord.inhoud.zonderKleine)
    }

    /// Wie geen dossiers leest telt alleen met een aanpak, op de laatste dag van een maand.
    private func magTellen(_ filter: Leesfilter, _ gebruiker: Gebruiker) throws(Afwijzing) {
        guard !gebruiker.magDossierLezen else { return }
        var breed = Leesfilter(peildag: filter.peildag)
        breed.aanpak = filter.aanpak
        guard filter == breed, filter.aanpak != nil, filter.peildag == filter.peildag.eindeVanMaand else {
            throw .filterNietToegestaan
        }
    }
}

extension [Taaktelling] {
    fileprivate var zonderKleine: [Taaktelling] {
        zip(self, KleineAantallen.onderdruk(map { $0.open ?? 0 })).map { regel, open in
            let overTijd = open.flatMap { KleineAantallen.toon(regel.overTijd ?? 0, van: $0) }
            return Taaktelling(soort: regel.soort, open: open, overTijd: overTijd)
        }
    }
}

extension [Oordeeltelling] {
    /// De tellingen van een indicator tellen op tot het aantal gezinnen, en dat is bij elke indicator hetzelfde.
    var zonderKleine: [Oordeeltelling] {
        var plaatsen: [Indicatorcode: [Int]] = [:]
        for (plaats, regel) in enumerated() { plaatsen[regel.indicator, default: []].append(plaats) }
        var getoond = self
        for eigen in plaatsen.values {
            let aantallen = eigen.map { self[$0].gezinnen ?? 0 }
            let cellen =
                KleineAantallen.toonTotaal(aantallen)
                ? KleineAantallen.onderdruk(aantallen) : aantallen.map { _ in nil }
            for (plaats, aantal) in zip(eigen, cellen) {
                getoond[plaats] = Oordeeltelling(
                    indicator: self[plaats].indicator,
                    oordeel: self[plaats].oordeel,
                    gezinnen: aantal
                )
            }
        }
        return getoond
    }
}
