import Gezinstraject

// T2 Gezin centraal

extension Herstel {
    /// Met het gezin, over alles en iedereen; gezamenlijk kan pas na contact, en tot dan is deels genoeg.
    var analyse: any Gegevens {
        let isErbij =
            casus.heeft(.contactMetGezinGelegd) || casus.alle(MdoGehouden.self).contains { $0.gezin == .geheel }
            || casus.alle(RondetafelbesprekingGehouden.self).contains { $0.gezin == .geheel }
        return gebeurtenis(ProbleemanalyseVastgesteld.self) {
            $0.gezin = isErbij ? .gezamenlijk : .deels
            $0.leefgebieden = .alle
            $0.gezinsleden = .alle
        }
    }

    /// Een doel bij deze problemen; zonder problemen is het een doel om het netwerk op te bouwen.
    func doel(_ problemen: [ProbleemId], nummer: Int = 1) -> any Gegevens {
        gebeurtenis(DoelGesteld.self) {
            $0.id = nieuw(DoelId.self, nummer: nummer)
            $0.problemen = problemen
            $0.bepaling = .gezamenlijk
            if problemen.isEmpty { $0.netwerk = true }
        }
    }

    /// Doelen opnieuw met het gezin bepalen, of genoeg nieuwe stellen; een nieuw doel neemt ook problemen van
    /// vervallen doelen over.
    var doelenMetGezin: [Alternatief] {
        let doelen = casus.alle(DoelGesteld.self)
        let klaar = Set(casus.alle(DoelVervallen.self).map { $0.doel }).union(
            casus.alle(DoelBehaald.self).map { $0.doel }
        )
        let bijgesteld = doelen.filter { !klaar.contains($0.gegevens.id) }.map { doel in
            gebeurtenis(DoelBijgesteld.self) {
                $0.doel = doel.gegevens.id
                $0.bepaling = .gezamenlijk
            }
        }
        let alleProblemen = casus.problemen.map { $0.id }
        let nieuwe = (0..<max(1, doelen.count)).map { doel(alleProblemen, nummer: $0 + 1) }
        return [aanloop + bijgesteld, aanloop + nieuwe.prefix(1) + bijgesteld, aanloop + bijgesteld + nieuwe]
    }

    var aanpakMetGezin: [Alternatief] {
        [aanloop + [gebeurtenis(AanpakMetGezinBesproken.self) { $0.uitkomst = .gezamenlijkBepaald }]]
    }

    /// Een gesloten traject vraagt een eindevaluatie; die kan ook na de afsluiting.
    var evaluatie: [Alternatief] {
        let evaluatie = gebeurtenis(EvaluatieGehouden.self) {
            $0.soort = casus.isGesloten ? .eind : .tussentijds
            $0.partijen = tweePartijen
            $0.gezin = .geheel
        }
        return [registratie + (casus.isGesloten ? [] : start) + [evaluatie]]
    }

    var eigenKrachtVerkend: [Alternatief] {
        let (id, vooraf) = probleem
        let verkenning = gebeurtenis(EigenKrachtVerkend.self) {
            $0.probleem = id
            $0.metGezin = true
            $0.uitkomst = .metHulp
        }
        return [aanloop + vooraf + [verkenning]]
    }

    /// Praktische hulp bij alles wat open staat: van alle hulp is dat wat vandaag te regelen is.
    var geholpen: [Alternatief] {
        let (id, vooraf) = probleem
        let open = casus.problemen.filter { $0.isOpen }.map { $0.id }
        let hulp = gebeurtenis(PraktischeHulpGeregeld.self) { $0.problemen = open.isEmpty ? [id] : open }
        return [aanloop + vooraf + [hulp]]
    }

    func netwerkInKaart(met persoon: NetwerkpersoonId? = nil) -> any Gegevens {
        gebeurtenis(NetwerkInKaartGebracht.self) {
            $0.resultaat = .beperkt
            $0.metGezin = true
            guard let persoon else { return }
            var genoemd = GenoemdePersoon()
            genoemd.id = persoon
            $0.personen = [genoemd]
        }
    }

    /// Een rol afspreken met wie al genoemd is, of met wie het gezin noemt als het netwerk in kaart komt; anders
    /// vaststellen dat niemand geschikt is.
    var netwerkrolBepaald: [Alternatief] {
        let nieuwPersoon = nieuw(NetwerkpersoonId.self)
        func afspraak(_ persoon: NetwerkpersoonId) -> any Gegevens {
            gebeurtenis(NetwerkrolAfgesproken.self) { $0.persoon = persoon }
        }
        let niemand = gebeurtenis(NetwerkrolVerkend.self) { $0.uitkomst = .geenGeschiktePersonen }
        let bekend = bekendePersonen.first.map { [aanloop + [afspraak($0)]] } ?? []
        return bekend + [
            aanloop + [netwerkInKaart(met: nieuwPersoon), afspraak(nieuwPersoon)],
            aanloop + [netwerkInKaart(), niemand],
        ]
    }

    private var bekendePersonen: [NetwerkpersoonId] {
        let opKaart = casus.alle(NetwerkInKaartGebracht.self).flatMap { $0.personen ?? [] }
        let gemeld = casus.alle(NetwerksteunGemeld.self).flatMap { $0.personen ?? [] }
        let bekend = casus.alle(NetwerkInKaartGebracht.self).flatMap { $0.bekend ?? [] }
        return (opKaart + gemeld).map { $0.id } + bekend
            + casus.alle(NetwerksteunGemeld.self).flatMap { $0.bekend ?? [] }
    }

    var netwerkOpgebouwd: [Alternatief] {
        [aanloop + [gebeurtenis(NetwerkopbouwActiviteitUitgevoerd.self) { $0.soort = .eigenKrachtConferentie }]]
    }
}
