import CivilTime
import Gezinstraject

/// Het laatste antwoord van een gezinslid op de vraag om toestemming.
struct Toestemmingsantwoord: Sendable {
    /// Wie antwoordde.
    let lid: GezinslidId
    /// Het antwoord.
    let feit: Feitplaats
    /// De toestemming, als dat het antwoord was.
    let verleend: ToestemmingVerleend?
}

extension Casus {
    /// Per gezinslid het laatste antwoord dat niet na `tot` kwam, in de volgorde van de geschiedenis.
    var toestemmingsantwoorden: [Toestemmingsantwoord] {
        var laatste: [GezinslidId: Toestemmingsantwoord] = [:]
        let typen: [Feittype] = [.toestemmingVerleend, .toestemmingGeweigerd, .toestemmingIngetrokken]
        for plaats in feiten(van: typen) where plaats.dag <= tot {
            let verleend = plaats.feit.als(ToestemmingVerleend.self)
            let lid =
                verleend?.door ?? plaats.feit.als(ToestemmingGeweigerd.self)?.door
                ?? plaats.feit.als(ToestemmingIngetrokken.self)?.door
            if let lid { laatste[lid] = Toestemmingsantwoord(lid: lid, feit: plaats, verleend: verleend) }
        }
        return laatste.values.sorted { $0.feit.plaats < $1.feit.plaats }
    }

    /// De geldige toestemmingen: verleend op of na de aanmelding van dit traject en niet langer dan een maand verlopen.
    ///
    /// Zonder aanmelding telt elke toestemming (INDICATORS §1.3, "geldige toestemming").
    var geldigeToestemmingen: [Toestemmingsantwoord] {
        toestemmingsantwoorden.filter { antwoord in
            guard let verleend = antwoord.verleend else { return false }
            let isVanDitTraject = aanmelding.map { antwoord.feit.dag >= $0.dag } ?? true
            let isVerlopen = verleend.geldigTot.map { isVerstreken($0, normen.toestemmingRespijt) } ?? false
            return isVanDitTraject && !isVerlopen
        }
    }

    /// De huidige leden met gezag: als dat is vastgelegd, of een ouder van wie niet het tegendeel is vastgelegd.
    var gezagsdragers: [GezinslidId] {
        huidigeLeden.filter { $0.gezagsdrager == true || ($0.rol == .ouder && $0.gezagsdrager != false) }.map { $0.id }
    }

    /// Er is een grondslag om informatie te delen: een geldige toestemming van iemand met gezag, of een andere.
    var heeftGrondslag: Bool {
        let gezag = gezagsdragers
        return geldigeToestemmingen.contains { gezag.contains($0.lid) } || !andereGrondslagen.isEmpty
    }

    /// De andere grondslagen dan toestemming die op `tot` gelden.
    var andereGrondslagen: [FeitVan<GrondslagVastgelegd>] {
        alle(GrondslagVastgelegd.self).filter { feit in
            feit.dag <= tot && (feit.geldigTot.map { $0 >= tot } ?? true)
        }
    }
}

extension Casus {
    /// Een knelpunt in de uitwisseling van informatie dat niet is opgelost.
    var heeftOpenKnelpunt: Bool {
        let opgelost = Set(alle(InformatieknelpuntOpgelost.self).map { $0.knelpunt })
        return alle(InformatieknelpuntGemeld.self).contains { !opgelost.contains($0.gegevens.id) }
    }
}
