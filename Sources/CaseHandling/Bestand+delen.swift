import CivilTime
public import EventStore
public import Gezinstraject
public import WireValues

extension Bestand {
    /// De regels van een gezin.
    public struct Gezin: Sendable {
        /// Het gezin.
        public let id: UUID
        /// De gemeente waarin het geregistreerd is, als dat in het bestand staat.
        public let gemeente: LogName?
        /// Zijn gebeurtenissen, in de volgorde van het bestand.
        public let regels: [Regel]
    }

    /// De regels van een aanpak.
    public struct Aanpak: Sendable {
        /// De code.
        public let code: Aanpakcode
        /// De gemeente waarin zij vastgesteld is, als dat in het bestand staat.
        public let gemeente: LogName?
        /// Haar gebeurtenissen, in de volgorde van het bestand.
        public let regels: [Regel]
    }

    /// De gezinnen, in de volgorde waarin zij voor het eerst voorkomen.
    public var gezinnen: [Gezin] {
        delen.compactMap { deel in
            guard case .gezin(let id) = deel.stroom else { return nil }
            return Gezin(id: id, gemeente: deel.gemeente, regels: deel.regels)
        }
    }

    /// De aanpakken, in de volgorde waarin zij voor het eerst voorkomen.
    public var aanpakken: [Aanpak] {
        delen.compactMap { deel in
            guard case .aanpak(let code) = deel.stroom else { return nil }
            return Aanpak(code: code, gemeente: deel.gemeente, regels: deel.regels)
        }
    }
}

extension Bestand.Deel {
    /// De gemeente waarin het gezin geregistreerd of de aanpak vastgesteld is, als dat in het bestand staat.
    public var gemeente: LogName? {
        let genoemd = regels.lazy.compactMap { regel -> String? in
            switch stroom {
            case .gezin: (regel.invoer.gegevens as? GezinGeregistreerd)?.gemeente
            case .aanpak: (regel.invoer.gegevens as? AanpakprofielVastgesteld)?.gemeente
            // Which gemeente it is of follows from the families that it chose.
            case .toetsing: nil
            }
        }
        return genoemd.first.flatMap { LogName($0) }
    }

    /// De regels waarop een afwijzing slaat, of nil als zij niet aan de inhoud van het bestand ligt.
    public func fouten(_ afwijzing: Afwijzing) -> [Bestand.Fout]? {
        guard let eerste = regels.first else { return nil }
        switch afwijzing {
        case .schending(let schending, let nummer):
            return [regel(nummer, anders: eerste).fout(schending)]
        case .idHergebruikt(_, let nummer):
            let uitleg = "Deze id staat al bij een andere gebeurtenis, in het logboek of in deze bestanden."
            return [regel(nummer, anders: eerste).fout(.root.member("id"), "ID_HERGEBRUIKT", uitleg)]
        case .sleutelVernietigd(let nummer):
            let uitleg = "Dit gaat over iemand van wie de gegevens gewist zijn."
            return [regel(nummer, anders: eerste).fout(.root.member("gegevens"), "SLEUTEL_VERNIETIGD", uitleg)]
        case .ongeldigeInvoer(let fouten):
            return fouten.map { regel($0.nummer, anders: eerste).fout($0.fout) }
        // The id of a gezin that is that of an aanpak or a toetsing here.
        case .nietGevonden:
            let uitleg = "Met deze id staat hier al iets van een andere soort."
            return [eerste.fout(.root, "STROOM_STRIJDIG", uitleg)]
        case .nietBevoegd, .filterNietToegestaan, .achter, .versieconflict, .trajectNietGevonden, .anderVerleden,
            .nietBeschikbaar, .intern:
            return nil
        }
    }

    /// Its lines are the events of its request.
    private func regel(_ nummer: Int?, anders eerste: Bestand.Regel) -> Bestand.Regel {
        nummer.flatMap { regels.indices.contains($0) ? regels[$0] : nil } ?? eerste
    }
}

extension Bestand.Gezin {
    /// Het dossier van dit gezin, zonder database: een proef voordat er iets is ingericht.
    ///
    /// Een regel zonder `vastgelegdOp` geldt als bekend vanaf 00:00 UTC van zijn `gebeurdOp` (INDICATORS §1.5).
    ///
    /// - Throws: `Bestand.Fout` bij de eerste regel waarmee de geschiedenis niet kan kloppen.
    public func dossier(_ profielen: Aanpakprofielen) throws(Bestand.Fout) -> Dossier {
        var wacht = Dossierwacht(profielen)
        for regel in regels {
            guard let registratie = regel.registratie(versie: wacht.dossier.versie + 1) else { continue }
            if let fout = regel.tijdfout { throw fout }
            do throws(Weigering) {
                try wacht.voegToe(registratie)
            } catch {
                throw regel.fout(error)
            }
        }
        return wacht.dossier
    }
}

extension Bestand.Aanpak {
    /// De bevindingen over het beleid, op de dag waarvan zij zijn, zonder database.
    ///
    /// - Throws: `Bestand.Fout` bij de eerste regel die in de toekomst ligt.
    public func bevindingen() throws(Bestand.Fout) -> [BeleidsbevindingVastgelegd] {
        for regel in regels { if let fout = regel.tijdfout { throw fout } }
        return Beleidsverloop(regels.map { ($0.invoer.gebeurdOp, $0.invoer.gegevens) }).bevindingen
    }
}
