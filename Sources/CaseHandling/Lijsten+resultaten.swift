internal import EventStore
internal import Gezinstraject

extension Lijsten {
    /// Welke partijen nodig, betrokken en afwezig zijn.
    ///
    /// - Throws: `Afwijzing.filterNietToegestaan` voor wie geen dossiers leest en midden in een maand kijkt.
    public func partijtelling(
        _ vraag: Overzichtvraag,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Partijtelling]> {
        try opMaandeinde(vraag.dagen, gebruiker)
        let antwoord = try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.partijtelling(vraag, in: log)
        }
        return gebruiker.magDossierLezen ? antwoord : antwoord.met(antwoord.inhoud.zonderKleine)
    }

    /// Hoe problemen er per leefgebied voor staan.
    ///
    /// - Throws: `Afwijzing.filterNietToegestaan` voor wie geen dossiers leest en midden in een maand kijkt.
    public func leefgebiedtelling(
        _ vraag: Overzichtvraag,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Leefgebiedtelling]> {
        try opMaandeinde(vraag.dagen, gebruiker)
        let antwoord = try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.leefgebiedtelling(vraag, in: log)
        }
        return gebruiker.magDossierLezen ? antwoord : antwoord.met(antwoord.inhoud.zonderKleine)
    }
}

// MARK: - Kleine aantallen

extension [Partijtelling] {
    fileprivate var zonderKleine: [Partijtelling] {
        let aantallen = map {
            [$0.benodigd, $0.betrokken, $0.ontbreekt.aantal, $0.aanwezig, $0.afwezig].map { $0 ?? 0 }
        }
        return zip(self, KleineAantallen.zichtbaar(aantallen)).map { regel, isZichtbaar in
            guard !isZichtbaar else { return regel }
            return Partijtelling(
                partij: regel.partij,
                benodigd: nil,
                betrokken: nil,
                ontbreekt: .verborgen,
                aanwezig: nil,
                afwezig: nil
            )
        }
    }
}

extension [Leefgebiedtelling] {
    /// De statussen van een leefgebied tellen op tot dat leefgebied.
    fileprivate var zonderKleine: [Leefgebiedtelling] {
        StjLeefgebied.allCases.flatMap { leefgebied in
            let regels = filter { $0.leefgebied == leefgebied }
            let aantallen = regels.map { [$0.problemen ?? 0, $0.trajecten ?? 0] }
            return zip(regels, KleineAantallen.zichtbaar(aantallen)).map { regel, isZichtbaar in
                isZichtbaar
                    ? regel
                    : Leefgebiedtelling(leefgebied: leefgebied, status: regel.status, problemen: nil, trajecten: nil)
            }
        }
    }
}
