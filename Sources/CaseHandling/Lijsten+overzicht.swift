public import CivilTime
internal import EventStore
public import Gezinstraject
public import WireValues

// Wat iedereen over een aanpak als geheel mag zien. Wie geen dossiers leest ziet het tot en met het einde van een maand, en
// zonder wat een gezin zou kunnen aanwijzen: dan is de hele regel weg, met zoveel andere dat zij niet te herleiden is.

extension Lijsten {
    /// Hoe vaak elk oordeel voorkomt op de peildag en aan het einde van de kwartalen daarvoor.
    ///
    /// - Parameters:
    ///   - aanpak: De aanpak.
    ///   - peildag: De laatste dag.
    ///   - kwartalen: Zoveel eindes van een kwartaal ervoor.
    ///   - gebruiker: Voor wie.
    /// - Returns: De tellingen, op dag.
    /// - Throws: `Afwijzing.filterNietToegestaan` voor wie geen dossiers leest en midden in een maand kijkt.
    public func oordeelreeks(
        _ aanpak: Aanpakcode,
        peildag: Dag,
        kwartalen: Int,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Oordeelpunt]> {
        try opMaandeinde([peildag], gebruiker)
        var dagen = [peildag]
        for _ in 0..<kwartalen { dagen.append((dagen.last ?? peildag).eindeVorigKwartaal) }
        let gevraagd = dagen
        let antwoord = try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.oordeelreeks(aanpak, gevraagd, in: log)
        }
        guard !gebruiker.magDossierLezen else { return antwoord }
        let perDag = Dictionary(grouping: antwoord.inhoud) { $0.dag }.sorted { $0.key < $1.key }
        return antwoord.met(
            perDag.flatMap { dag, punten in
                punten.map(\.telling).zonderKleine.map { Oordeelpunt(dag: dag, telling: $0) }
            }
        )
    }

    /// Hoe lang de stappen van trajecten duurden.
    ///
    /// - Throws: `Afwijzing.filterNietToegestaan` voor wie geen dossiers leest en midden in een maand kijkt.
    public func doorlooptijden(
        _ vraag: Overzichtvraag,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Doorlooptijd]> {
        try opMaandeinde(vraag.dagen, gebruiker)
        let antwoord = try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.doorlooptijden(vraag, in: log)
        }
        return gebruiker.magDossierLezen ? antwoord : antwoord.met(antwoord.inhoud.zonderKleine)
    }

    /// Wat er per kwartaal bij kwam en af ging.
    ///
    /// - Throws: `Afwijzing.filterNietToegestaan` voor wie geen dossiers leest en midden in een maand kijkt.
    public func stroom(
        _ vraag: Overzichtvraag,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Stroomkwartaal]> {
        try opMaandeinde(vraag.dagen, gebruiker)
        let antwoord = try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.stroom(vraag, in: log)
        }
        return gebruiker.magDossierLezen ? antwoord : antwoord.met(antwoord.inhoud.zonderKleine)
    }

    /// Hoeveel gezinnen na een afsluiting terugkwamen.
    ///
    /// - Throws: `Afwijzing.filterNietToegestaan` voor wie geen dossiers leest en midden in een maand kijkt.
    public func terugkeer(
        _ vraag: Overzichtvraag,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Terugkeer]> {
        try opMaandeinde(vraag.dagen, gebruiker)
        let antwoord = try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.terugkeer(vraag, in: log)
        }
        return gebruiker.magDossierLezen ? antwoord : antwoord.met(antwoord.inhoud.zonderKleine)
    }

    /// Hoe lang er op zorg is gewacht.
    ///
    /// - Throws: `Afwijzing.filterNietToegestaan` voor wie geen dossiers leest en midden in een maand kijkt.
    public func wachttijden(
        _ vraag: Overzichtvraag,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Wachttijd]> {
        try opMaandeinde(vraag.dagen, gebruiker)
        let antwoord = try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.wachttijden(vraag, in: log)
        }
        return gebruiker.magDossierLezen ? antwoord : antwoord.met(antwoord.inhoud.zonderKleine)
    }

    /// Waar de gezinnen wonen en wie hen meldde.
    ///
    /// - Throws: `Afwijzing.filterNietToegestaan` voor wie geen dossiers leest en midden in een maand kijkt.
    public func verdeling(
        _ vraag: Overzichtvraag,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Verdelingsregel]> {
        try opMaandeinde(vraag.dagen, gebruiker)
        let antwoord = try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.verdeling(vraag, in: log)
        }
        return gebruiker.magDossierLezen ? antwoord : antwoord.met(antwoord.inhoud.zonderKleine)
    }

    /// Hoe vaak elke mijlpaal voorkwam.
    ///
    /// - Throws: `Afwijzing.filterNietToegestaan` voor wie geen dossiers leest en midden in een maand kijkt.
    public func mijlpaaltelling(
        _ vraag: Overzichtvraag,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Mijlpaaltelling]> {
        try opMaandeinde(vraag.dagen, gebruiker)
        let antwoord = try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.mijlpaaltelling(vraag, in: log)
        }
        return gebruiker.magDossierLezen ? antwoord : antwoord.met(antwoord.inhoud.zonderKleine)
    }

    /// Een steekproef voor een toetsing; met hetzelfde zaad op dezelfde positie dezelfde.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen toetsing start.
    public func steekproef(
        _ vraag: Overzichtvraag,
        zaad: String,
        aantal: Int,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[UUID]> {
        guard gebruiker.rol(voor: .toetsingGestart) != nil else {
            throw .nietBevoegd(wie: Tokenrol.die(leggenVast: .toetsingGestart))
        }
        return try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.steekproef(vraag, zaad: zaad, aantal: aantal, in: log)
        }
    }

    /// Twee dagen naast elkaar tonen wie er tussen die dagen bij kwam.
    func opMaandeinde(_ dagen: [Dag], _ gebruiker: Gebruiker) throws(Afwijzing) {
        guard gebruiker.magDossierLezen || dagen.allSatisfy({ $0 == $0.eindeVanMaand }) else {
            throw .filterNietToegestaan
        }
    }
}

extension Dag {
    /// De laatste dag van het kwartaal voor dat waarin deze dag valt.
    var eindeVorigKwartaal: Dag { plus(maanden: -3).eindeVanKwartaal }
}

extension Overzichtvraag {
    /// De dagen die een grens zijn: waarmee een tweede vraag van deze kan verschillen.
    var dagen: [Dag] { [peildag, tot, van.plus(dagen: -1)] }
}

// MARK: - Kleine aantallen

extension KleineAantallen {
    /// Welke regels van een tabel te zien zijn, als van elke regel alle aantallen samen te zien zijn of geen.
    ///
    /// - Parameter regels: Van elke regel de aantallen; het eerste telt op tot een geheel dat elders te zien kan zijn, de
    ///   andere zijn er een deel van of staan ernaast.
    /// - Returns: Van elke regel of zij te zien is.
    static func zichtbaar(_ regels: [[Int]]) -> [Bool] {
        func isKlein(_ aantal: Int) -> Bool { aantal > 0 && aantal < grens }
        var verborgen = Set(
            regels.indices.filter { plaats in
                let aantallen = regels[plaats]
                return aantallen.contains { een in isKlein(een) || aantallen.contains { isKlein(abs($0 - een)) } }
            }
        )
        guard !verborgen.isEmpty else { return regels.map { _ in true } }
        var over = regels.indices.filter { !verborgen.contains($0) && (regels[$0].first ?? 0) > 0 }
            .sorted { ((regels[$0].first ?? 0), $0) < ((regels[$1].first ?? 0), $1) }
        while verborgen.count < 2 || verborgen.reduce(0, { $0 + (regels[$1].first ?? 0) }) < grens, !over.isEmpty {
            verborgen.insert(over.removeFirst())
        }
        // With one row there is nothing to hide behind; with none left every total would tell.
        return regels.indices.map { !verborgen.contains($0) }
    }
}

extension [Doorlooptijd] {
    /// De kwartalen van een stap tellen op tot de hele periode.
    fileprivate var zonderKleine: [Doorlooptijd] {
        Doorlooptijd.Stap.allCases.flatMap { stap -> [Doorlooptijd] in
            let kwartalen = filter { $0.stap == stap && $0.kwartaal != nil }
            let aantallen = kwartalen.map { $0.dagen.aantal ?? 0 }
            let getoond = KleineAantallen.onderdruk(aantallen)
            let geheel = filter { $0.stap == stap && $0.kwartaal == nil }.map { regel in
                KleineAantallen.toonTotaal(aantallen) ? regel : regel.verborgen
            }
            return geheel + zip(kwartalen, getoond).map { $1 == nil ? $0.verborgen : $0 }
        }
    }
}

extension Doorlooptijd {
    fileprivate var verborgen: Doorlooptijd { Doorlooptijd(stap: stap, kwartaal: kwartaal, dagen: .verborgen) }
}

extension [Stroomkwartaal] {
    /// Elke kolom is een tabel; wat er bij kwam en af ging verklaart ook het verschil van twee standen.
    fileprivate var zonderKleine: [Stroomkwartaal] {
        let aangemeld = KleineAantallen.onderdruk(map { $0.aangemeld ?? 0 })
        let gestart = KleineAantallen.onderdruk(map { $0.gestart ?? 0 })
        let afgesloten = KleineAantallen.onderdruk(map { $0.afgesloten ?? 0 })
        return enumerated().map { plaats, regel in
            let isZichtbaar = gestart[plaats] != nil && afgesloten[plaats] != nil
            let stand = regel.stand.flatMap { KleineAantallen.toon($0, van: $0) }
            return Stroomkwartaal(
                eindigtOp: regel.eindigtOp,
                aangemeld: aangemeld[plaats],
                gestart: isZichtbaar ? gestart[plaats] : nil,
                afgesloten: isZichtbaar ? afgesloten[plaats] : nil,
                stand: isZichtbaar ? stand : nil
            )
        }
    }
}

extension [Terugkeer] {
    fileprivate var zonderKleine: [Terugkeer] {
        let zichtbaar = allSatisfy { regel in
            KleineAantallen.zichtbaar([[regel.gevolgd ?? 0, regel.teruggekeerd ?? 0]]) == [true]
        }
        // What came back within six months is a part of what did within twelve: the rows are one table.
        return zichtbaar ? self : map { Terugkeer(maanden: $0.maanden, gevolgd: nil, teruggekeerd: nil) }
    }
}

extension [Wachttijd] {
    fileprivate var zonderKleine: [Wachttijd] {
        let aantallen = map {
            [$0.begonnen.aantal, $0.wachtend.aantal, $0.overbrugd, $0.voorrangGevraagd, $0.voorrangVerleend]
                .map { $0 ?? 0 }
        }
        return zip(self, KleineAantallen.zichtbaar(aantallen)).map { regel, isZichtbaar in
            guard !isZichtbaar else { return regel }
            return Wachttijd(
                soort: regel.soort,
                begonnen: .verborgen,
                wachtend: .verborgen,
                overbrugd: nil,
                voorrangGevraagd: nil,
                voorrangVerleend: nil
            )
        }
    }
}

extension [Verdelingsregel] {
    fileprivate var zonderKleine: [Verdelingsregel] {
        Verdelingsregel.Kenmerk.allCases.flatMap { kenmerk in
            let eigen = filter { $0.kenmerk == kenmerk }
            let aantallen = eigen.map { $0.gezinnen ?? 0 }
            let getoond =
                KleineAantallen.toonTotaal(aantallen)
                ? KleineAantallen.onderdruk(aantallen) : aantallen.map { _ in nil }
            return zip(eigen, getoond).map {
                Verdelingsregel(kenmerk: kenmerk, waarde: $0.waarde, gezinnen: $1)
            }
        }
    }
}

extension [Mijlpaaltelling] {
    /// De codes van een soort tellen op tot die soort.
    fileprivate var zonderKleine: [Mijlpaaltelling] {
        Dictionary(grouping: self) { $0.soort }.sorted { $0.key.naam < $1.key.naam }.flatMap { _, regels in
            let aantallen = regels.map { [$0.aantal ?? 0, $0.trajecten ?? 0] }
            return zip(regels, KleineAantallen.zichtbaar(aantallen)).map { regel, isZichtbaar in
                isZichtbaar
                    ? regel : Mijlpaaltelling(soort: regel.soort, code: regel.code, aantal: nil, trajecten: nil)
            }
        }
    }
}
