public import CivilTime
public import EventStore
public import Gezinstraject
public import Toetsingskader
public import WireValues

extension CaseHandler {
    /// Zoveel gezinnen worden met een vraag gelezen.
    private static let perVraag = 16
    /// Zoveel vragen zijn er tegelijk: terwijl de database de een leest wordt er aan de ander gerekend.
    private static let tegelijk = 4

    /// Speelt gezinnen af: geeft van elk alles wat er is vastgelegd aan `werk`, en de uitkomst daarvan aan `neem`.
    ///
    /// Voor een gezin, een keuze en een heel logboek dezelfde weg. Gezinnen worden naast elkaar gelezen en verwerkt;
    /// hoeveel het er ook zijn, er is telkens maar een klein aantal in het geheugen.
    ///
    /// Versleutelde tekst blijft dicht en leest als `SealedValue.withheldText`: geen oordeel hangt ervan af, en wat
    /// niemand leest wordt niet ontsleuteld.
    ///
    /// - Parameters:
    ///   - gezinnen: De gezinnen; nil voor alle van de gemeente, in de volgorde van registratie.
    ///   - totPositie: Wat het logboek na deze positie opnam telt niet mee.
    ///   - magOntbreken: Een gezin dat er (dan nog) niet is wordt overgeslagen.
    ///   - log: De gemeente.
    ///   - werk: Wat er met een gezin gebeurt; draait naast zichzelf.
    ///   - neem: Wat er met de uitkomst gebeurt: een voor een, in de volgorde van de gezinnen.
    /// - Throws: `Afwijzing` van het eerste gezin waarvan het niet lukt; `nietGevonden` als het er niet is.
    public func speelAf<Uitkomst: Sendable>(
        _ gezinnen: [UUID]? = nil,
        totPositie: Int = .max,
        magOntbreken: Bool = false,
        in log: LogName,
        _ werk: @escaping @Sendable (Gezinsdossier) async throws(Afwijzing) -> Uitkomst,
        neem: (Uitkomst) throws(Afwijzing) -> Void
    ) async throws(Afwijzing) {
        let alle = try await gekozen(gezinnen, in: log)
        let vragen = stride(from: 0, to: alle.count, by: CaseHandler.perVraag).map { begin in
            Array(alle[begin..<min(begin + CaseHandler.perVraag, alle.count)])
        }
        let afloop = await withTaskGroup(of: (Int, Result<[Uitkomst], Afwijzing>).self) { groep in
            var begonnen = 0
            var klaar: [Int: Result<[Uitkomst], Afwijzing>] = [:]
            for nummer in vragen.indices {
                while begonnen < min(nummer + CaseHandler.tegelijk, vragen.count) {
                    let (dit, vraag) = (begonnen, vragen[begonnen])
                    groep.addTask { (dit, await verwerk(vraag, totPositie, magOntbreken, log, werk)) }
                    begonnen += 1
                }
                while klaar[nummer] == nil, let (welke, uitkomst) = await groep.next() { klaar[welke] = uitkomst }
                do throws(Afwijzing) {
                    for uitkomst in try klaar.removeValue(forKey: nummer)?.get() ?? [] { try neem(uitkomst) }
                } catch {
                    groep.cancelAll()
                    return Result<Void, Afwijzing>.failure(error)
                }
            }
            return .success(())
        }
        try afloop.get()
    }

    /// Speelt gezinnen af, elk met het kader van de aanpakken die het noemt.
    ///
    /// - Parameters:
    ///   - gezinnen: De gezinnen; nil voor alle van de gemeente, in de volgorde van registratie.
    ///   - aanpak: Een aanpak die het kader ook kent.
    ///   - bekendOp: Het moment waarop de aanpakken zo bekend waren; nil voor wat nu bekend is.
    ///   - totPositie: Wat het logboek na deze positie opnam telt niet mee.
    ///   - magOntbreken: Een gezin dat er (dan nog) niet is wordt overgeslagen.
    ///   - log: De gemeente.
    ///   - werk: Wat er met een gezin gebeurt; draait naast zichzelf.
    ///   - neem: Wat er met de uitkomst gebeurt: een voor een, in de volgorde van de gezinnen.
    /// - Throws: `Afwijzing` van het eerste gezin waarvan het niet lukt; `nietGevonden` als het er niet is.
    public func speelAfMetKader<Uitkomst: Sendable>(
        _ gezinnen: [UUID]? = nil,
        ook aanpak: Aanpakcode? = nil,
        bekendOp: Moment? = nil,
        totPositie: Int = .max,
        magOntbreken: Bool = false,
        in log: LogName,
        _ werk: @escaping @Sendable (Gezinsdossier, Toetsingskader) throws(Afwijzing) -> Uitkomst,
        neem: (Uitkomst) throws(Afwijzing) -> Void
    ) async throws(Afwijzing) {
        let lezer = Aanpaklezer(self, in: log, bekendOp: bekendOp, totPositie: totPositie)
        try await speelAf(
            gezinnen,
            totPositie: totPositie,
            magOntbreken: magOntbreken,
            in: log,
            { gelezen async throws(Afwijzing) in
                var codes = gelezen.dossier.aanpakken
                if let aanpak { codes.insert(aanpak) }
                let profielen = try await lezer.profielen(van: codes)
                return try werk(gelezen, Toetsingskader(profielen, kader.normen))
            },
            neem: neem
        )
    }

    private func verwerk<Uitkomst: Sendable>(
        _ gezinnen: [UUID],
        _ totPositie: Int,
        _ magOntbreken: Bool,
        _ log: LogName,
        _ werk: @Sendable (Gezinsdossier) async throws(Afwijzing) -> Uitkomst
    ) async -> Result<[Uitkomst], Afwijzing> {
        do throws(Afwijzing) {
            var uitkomsten: [Uitkomst] = []
            for (gezin, bewaard) in zip(gezinnen, try await lees(gezinnen, in: log)) {
                // Nobody waits for the answer any more.
                if Task.isCancelled { throw .nietBeschikbaar(reden: "the caller stopped waiting") }
                let eigen = try CaseHandler.alleen(.gezin, bewaard)
                if magOntbreken, eigen.first.map({ $0.position > totPositie }) ?? true { continue }
                let gelezen = try gezinsdossier(gezin, eigen, totPositie: totPositie)
                uitkomsten.append(try await werk(gelezen))
            }
            return .success(uitkomsten)
        } catch {
            return .failure(error)
        }
    }

    private func lees(_ gezinnen: [UUID], in log: LogName) async throws(Afwijzing) -> [[RecordedEvent]] {
        do throws(EventStoreError) {
            return try await store.eventsWithoutTexts(of: gezinnen, in: log)
        } catch {
            throw Afwijzing(error)
        }
    }
}
