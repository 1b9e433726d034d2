public import CivilTime
import EventStore
public import Gezinstraject
import WireValues

/// Wat er gebeurt als een gemeente een beschrijving van een aanpak overneemt.
public struct Aanpakovername: Sendable {
    /// De versies die er nog niet staan.
    public let nieuw: [Aanpakversie]
    /// Hoeveel er al zo staan.
    public let aantalBekend: Int
    /// De versies die veranderen wat al gold, met wat er wel kan.
    public let geweigerd: [(geldigVanaf: Dag, uitleg: String)]
    /// De versie van de stroom waarmee vergeleken is.
    let opVersie: Int
}

extension CaseHandler {
    /// Vergelijkt een beschrijving met wat de gemeente van de aanpak al vaststelde.
    ///
    /// Wat gold verandert niet: een andere waarde is een nieuwe versie vanaf een latere dag. Op een lege stroom wordt ook
    /// vastgelegd wat ingebouwd is, zodat de stroom alles zegt.
    public func vergelijk(
        _ beschrijving: Aanpakbeschrijving,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Aanpakovername {
        let dossier = try await aanpakdossier(beschrijving.code, in: gebruiker.gemeente)
        let vastgesteld = dossier?.vastgesteld ?? []
        let bekend = dossier?.beschrijving.versies ?? []
        var nieuw: [Aanpakversie] = []
        var geweigerd: [(geldigVanaf: Dag, uitleg: String)] = []
        for versie in beschrijving.versies {
            let zelfdeDag = bekend.first { $0.geldigVanaf == versie.geldigVanaf }
            if zelfdeDag == versie {
                if vastgesteld.isEmpty { nieuw.append(versie) }
            } else if let laatste = bekend.last, versie.geldigVanaf <= laatste.geldigVanaf {
                let wat =
                    zelfdeDag == nil
                    ? "er staat al een periode die op \(laatste.geldigVanaf) ingaat"
                    : "deze periode staat al anders vast"
                let uitleg =
                    "Verwacht is een geldigVanaf na \(laatste.geldigVanaf): \(wat), en wat gold verandert niet meer."
                geweigerd.append((versie.geldigVanaf, uitleg))
            } else {
                nieuw.append(versie)
            }
        }
        return Aanpakovername(
            nieuw: nieuw,
            aantalBekend: beschrijving.versies.count - nieuw.count - geweigerd.count,
            geweigerd: geweigerd,
            opVersie: dossier?.versie ?? 0
        )
    }

    /// Legt vast wat er volgens de vergelijking nog niet stond: alles of niets.
    ///
    /// - Throws: `Afwijzing.versieconflict` als er sinds de vergelijking iets bij kwam.
    public func neemOver(
        _ overname: Aanpakovername,
        aanpak: Aanpakcode,
        door gebruiker: Gebruiker
    ) async throws(Afwijzing) {
        guard !overname.nieuw.isEmpty else { return }
        let vandaag = vandaag
        let invoer = overname.nieuw.map { versie in
            Invoer(versie.gebeurtenis(aanpak, gemeente: gebruiker.gemeente.description), op: vandaag)
        }
        _ = try await legVast(invoer, aanpak: aanpak, verwacht: .exactly(overname.opVersie), door: gebruiker)
    }
}
