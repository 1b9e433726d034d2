import CivilTime
import Gezinstraject

// T5 Continu

extension Herstel {
    /// Een overdracht die nog open staat aanvaarden; anders doorgaan, zonder vaste einddatum.
    var doorgelopen: [Alternatief] {
        let vast = casus.heeft(.vasteEinddatumVastgelegd) ? [gebeurtenis(VasteEinddatumVervallen.self)] : []
        return [aanvaardeOverdrachten, aanloop, aanloop + vast]
    }

    /// De overdrachten die nog niet aanvaard of geweigerd zijn, aanvaard.
    var aanvaardeOverdrachten: Alternatief {
        let beantwoord = Set(casus.alle(OverdrachtAanvaard.self).map { $0.overdracht })
            .union(casus.alle(OverdrachtGeweigerd.self).map { $0.overdracht })
        return casus.alle(HulpOvergedragen.self).map { $0.gegevens.id }.filter { !beantwoord.contains($0) }.map { id in
            gebeurtenis(OverdrachtAanvaard.self) { $0.overdracht = id }
        }
    }

    /// De zorg waarover een behoefte gaat, en anders andere zorg die loopt.
    var intensiteitGewijzigd: [Alternatief] {
        let behoeften = casus.alle(IntensiteitswijzigingNodigGeacht.self)
        // Nobody changes what nobody needs changed.
        guard let richting = behoeften.last?.richting else { return [] }
        let gewenst = behoeften.reversed().map { $0.zorg }
        let lopend = lopendeZorg
        let (aanvraag, nieuwId) = nieuweZorg()
        func wijziging(_ zorg: ZorgId) -> any Gegevens {
            gebeurtenis(ZorgIntensiteitGewijzigd.self) {
                $0.zorg = zorg
                $0.richting = richting
            }
        }
        let gekozen = gewenst.first(where: lopend.contains) ?? lopend.first
        let startbaar = gewenst.first(where: nietGestarteZorg.contains)
        return [
            gekozen.map { aanloop + [wijziging($0)] },
            startbaar.map { aanloop + [zorgGestart($0), wijziging($0)] },
            aanloop + aanvraag + [wijziging(nieuwId)],
        ].compactMap { $0 }
    }

    private var lopendeZorg: [ZorgId] {
        let beeindigd = Set(casus.alle(ZorgBeeindigd.self).map { $0.zorg })
        let gestart =
            casus.alle(LopendeZorgVastgelegd.self).map { $0.gegevens.id } + casus.alle(ZorgGestart.self).map { $0.zorg }
        return gestart.filter { !beeindigd.contains($0) }
    }

    /// Aangevraagd, en niet gestart of geweigerd.
    private var nietGestarteZorg: [ZorgId] {
        casus.zorgaanvragen.filter { $0.gestart == nil && $0.geweigerd == nil }.map { $0.id }
    }

    private func zorgGestart(_ zorg: ZorgId) -> any Gegevens {
        gebeurtenis(ZorgGestart.self) { $0.zorg = zorg }
    }

    /// Nieuwe zorg bij deze problemen, vandaag gevraagd en gestart.
    private func nieuweZorg(bij problemen: [ProbleemId] = []) -> (gebeurtenissen: Alternatief, id: ZorgId) {
        let id = nieuw(ZorgId.self)
        let (probleem, vooraf) = probleem
        let aanvraag = gebeurtenis(ZorgAangevraagd.self) {
            $0.id = id
            $0.soort = .maatschappelijkWerk
            $0.problemen = problemen.isEmpty ? [probleem] : problemen
        }
        return (vooraf + [aanvraag, zorgGestart(id)], id)
    }

    /// Zorg die nog niet gestart is starten; anders nieuwe zorg, die ook opvangt wat mislukte.
    var zorgIngeschakeld: [Alternatief] {
        let mislukt = casus.zorgaanvragen.filter { $0.gestart == nil }.flatMap { $0.feit.problemen }
        var gezien: Set<ProbleemId> = []
        let problemen = mislukt.filter { gezien.insert($0).inserted }
        return nietGestarteZorg.map { aanloop + [zorgGestart($0)] }
            + [aanloop + nieuweZorg(bij: problemen).gebeurtenissen]
    }

    var zorgOpTijd: [Alternatief] {
        nietGestarteZorg.map { aanloop + [zorgGestart($0)] } + [aanloop, aanloop + nieuweZorg().gebeurtenissen]
    }

    /// Na de afsluiting regelen wat dan nog kan; anders heropenen, regelen en opnieuw sluiten.
    var vervolgGeregeld: [Alternatief] {
        guard let einde = casus.einde else { return [] }
        let opgepakt = casus.heeft(.terugvalGesignaleerd) ? [gebeurtenis(Opgeschaald.self)] : []
        let contact = gebeurtenis(NazorgcontactGelegd.self) {
            $0.vorm = .waakvlam
            $0.uitkomst = .stabiel
        }
        let nazorg = opgepakt + [contact]
        let restzorg = gebeurtenis(RestzorgBepaald.self)
        let sluiting = gebeurtenis(AanpakAfgesloten.self) { $0.reden = einde.reden }
        return [
            aanvaardeOverdrachten.prefix(1) + nazorg,
            aanvaardeOverdrachten.prefix(1) + [nazorgafspraak] + nazorg,
            heropening + [restzorg, nazorgafspraak] + opgepakt + [sluiting],
        ]
    }

    /// Wie wanneer weer wordt ingeschakeld.
    var nazorgafspraak: any Gegevens {
        gebeurtenis(NazorgAfspraakGemaakt.self) { $0.heropschaling = tekst }
    }
}
