import CivilTime
public import Gezinstraject
public import Toetsingskader
public import WireValues

extension CaseHandler {
    /// Elke omslag van elke indicator bij een gezin, tot en met de peildag.
    ///
    /// - Parameters:
    ///   - gezin: Het gezin.
    ///   - peiling: De laatste dag en de kennis.
    ///   - traject: Het nummer van het traject; nil volgt op elke dag het laatste.
    ///   - gebruiker: Wie het vraagt.
    /// - Returns: De versie van het gezin en de omslagen, op dag.
    /// - Throws: `Afwijzing.nietGevonden` als het gezin er niet is, `trajectNietGevonden` als het traject er niet is.
    public func verloop(
        _ gezin: UUID,
        _ peiling: Peiling,
        traject: Int? = nil,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> (versie: Int, omslagen: [Omslag]) {
        let gelezen = try await dossier(gezin, in: gebruiker)
        let geschiedenis = try gelezen.geschiedenis(peiling, met: traject)
        let kader = try await kader(bij: [gelezen.dossier], in: gebruiker.gemeente, bekendOp: peiling.bekendOp)
        return (gelezen.versie, kader.verloop(geschiedenis, tot: peiling.peildag, traject: traject))
    }

    /// Wat er bij een gezin tussen twee peilingen anders werd.
    ///
    /// Elk punt wordt beoordeeld onder de aanpak zoals dat punt haar kent. Komt een verschil van een norm die inging of
    /// pas later is vastgesteld, dan zegt het dat.
    ///
    /// - Parameters:
    ///   - gezin: Het gezin.
    ///   - van: Het eerste punt.
    ///   - tot: Het tweede punt; de dag is niet eerder dan die van het eerste.
    ///   - traject: Het nummer van het traject; nil voor op elk punt het laatste.
    ///   - gebruiker: Wie het vraagt.
    /// - Returns: De versie van het gezin en het verschil.
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen dossiers leest, `nietGevonden` als het gezin er niet is en
    ///   `trajectNietGevonden` als het traject er op het tweede punt niet is.
    public func verschil(
        _ gezin: UUID,
        van: Peiling,
        tot: Peiling,
        traject: Int? = nil,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> (versie: Int, verschil: Verschil) {
        let gelezen = try await dossier(gezin, voor: gebruiker)
        _ = try gelezen.geschiedenis(tot, met: traject)
        let eerder = try await kader(bij: [gelezen.dossier], in: gebruiker.gemeente, bekendOp: van.bekendOp)
        let kader = try await kader(bij: [gelezen.dossier], in: gebruiker.gemeente, bekendOp: tot.bekendOp)
        return (gelezen.versie, kader.verschil(gelezen.dossier, eerder, van: van, tot: tot, traject: traject))
    }
}
