import WireValues

extension Geldigheid {
    /// Of een registratie de volgende van het dossier kan zijn: haar versie en haar id (G1, G2).
    ///
    /// Wie dezelfde id met dezelfde inhoud nog eens aanbiedt, krijgt zijn eerdere antwoord van het logboek en komt
    /// hier niet.
    static func schending(vanVastleggenVan registratie: Registratie, in dossier: Dossier) -> Schending? {
        if let eerder = dossier[registratie.id] {
            return registratie.schending(
                "I-0-IDEMPOTENT",
                "Deze id is al gebruikt.",
                "Kies een nieuwe id, of bied dezelfde inhoud nog eens aan.",
                botstMet: eerder
            )
        }
        guard registratie.versie == dossier.versie + 1 else {
            return registratie.schending(
                "I-0-VERSIE",
                "Het dossier heeft nu versie \(dossier.versie).",
                "Lees het dossier opnieuw en beoordeel of het nog klopt."
            )
        }
        return nil
    }

    /// De invarianten van een ingreep (groep M) op het dossier waaraan zij zou worden toegevoegd.
    ///
    /// Of wat overblijft geldig is, toetst daarna de wacht.
    static func schending(
        van ingreep: Registratie,
        op dossier: Dossier,
        na verloop: Voorgeschiedenis
    ) -> Schending? {
        if let uitleg = uitleg(rol: ingreep.rol, voor: ingreep.type) {
            return ingreep.schending("I-0-ROL", uitleg, oplossingVanRol)
        }
        if let schending = eigenSchending(ingreep, dossier) { return schending }
        guard verloop.eerste != nil else {
            return ingreep.schending(
                "I-0-EERSTE",
                "De geschiedenis van een gezin begint met GezinGeregistreerd.",
                "Leg eerst GezinGeregistreerd vast."
            )
        }
        guard bestaat(traject: ingreep.traject, na: verloop.aantalAanmeldingen) else {
            return ingreep.schending(
                "I-0-TRAJECT_BESTAAT",
                "Het genoemde traject is niet aangemeld.",
                "Noem een traject dat is aangemeld, of geen.",
                veld: JSONPointer.root.member("traject")
            )
        }
        // An intervention has no place in the history, so it may refer to whatever is there now.
        guard ingreep.gegevens.ids.verwijzingen.allSatisfy({ verloop.ingevoerd[$0] != nil }) else {
            return ingreep.schending(
                "I-0-VERWIJZING",
                "\(ingreep.type.naam) verwijst naar iemand die er niet is.",
                "Noem leden die zijn vastgelegd."
            )
        }
        return nil
    }

    private static let noemEigen = "Noem in doelEvent de id van een gebeurtenis van dit gezin."

    private static let doelveld = JSONPointer.root.member("gegevens").member("doelEvent")

    private static func eigenSchending(_ ingreep: Registratie, _ dossier: Dossier) -> Schending? {
        switch ingreep.gegevens {
        case let correctie as RegistratieGecorrigeerd:
            return schending(van: ingreep, correctie, dossier)
        case let intrekking as RegistratieIngetrokken:
            return schending(van: ingreep, intrekking, dossier)
        case let herstel as RegistratieHersteld:
            guard !dossier.ingetrokken().contains(herstel.doelEvent) else { return nil }
            return ingreep.schending(
                "I-M3-WAS_INGETROKKEN",
                "Wat hersteld wordt is niet ingetrokken.",
                "Herstel alleen wat nu ingetrokken is.",
                botstMet: dossier[herstel.doelEvent]
            )
        case let wissing as PersoonsgegevensGewist:
            guard wissing.tweedePaarOgen == ingreep.vastgelegdDoor else { return nil }
            return ingreep.schending(
                "I-M4-TWEE_PERSONEN",
                "Wie gegevens wist doet dat niet alleen: een ander stemt ermee in.",
                "Noem in tweedePaarOgen een ander dan wie dit vastlegt."
            )
        default:
            return nil
        }
    }

    private static func schending(
        van ingreep: Registratie,
        _ correctie: RegistratieGecorrigeerd,
        _ dossier: Dossier
    ) -> Schending? {
        let code = "I-M1-DOEL_BESTAAT"
        guard let doel = dossier[correctie.doelEvent] else {
            return ingreep.schending(
                code,
                "Wat gecorrigeerd wordt staat niet in dit dossier.",
                noemEigen,
                veld: doelveld
            )
        }
        guard !doel.type.isIngreep else {
            return ingreep.schending(
                code,
                "Een \(doel.type.naam) is niet te corrigeren.",
                "Trek een correctie in om haar ongedaan te maken; herstel een intrekking.",
                botstMet: doel
            )
        }
        guard !dossier.ingetrokken().contains(doel.id) else {
            return ingreep.schending(
                code,
                "Wat gecorrigeerd wordt is ingetrokken.",
                "Herstel het eerst.",
                botstMet: doel
            )
        }
        guard correctie.gegevens != nil || correctie.gebeurdOp != nil else {
            return ingreep.schending(
                "I-M1-IETS_NIEUWS",
                "Deze correctie verandert niets.",
                "Geef de volledige nieuwe gegevens, de nieuwe dag, of beide."
            )
        }
        return bevoegdheid(ingreep, op: doel, correctie.tweedePaarOgen, "I-M1-ZELFDE_OF_BEH")
    }

    private static func schending(
        van ingreep: Registratie,
        _ intrekking: RegistratieIngetrokken,
        _ dossier: Dossier
    ) -> Schending? {
        let code = "I-M2-DOEL_BESTAAT"
        guard let doel = dossier[intrekking.doelEvent] else {
            return ingreep.schending(
                code,
                "Wat ingetrokken wordt staat niet in dit dossier.",
                noemEigen,
                veld: doelveld
            )
        }
        let nooit: [Feittype] = [.gezinGeregistreerd, .registratieIngetrokken, .registratieHersteld]
        guard !nooit.contains(doel.type) else {
            return ingreep.schending(
                doel.type == .gezinGeregistreerd ? "I-A1-NIET_INTREKBAAR" : code,
                "Een \(doel.type.naam) is niet in te trekken.",
                "Corrigeer een registratie; herstel wat is ingetrokken.",
                botstMet: doel
            )
        }
        guard !dossier.ingetrokken().contains(doel.id) else {
            return ingreep.schending(
                code,
                "Wat ingetrokken wordt is al ingetrokken.",
                "Er is niets meer te doen; herstel het als het toch gold.",
                botstMet: doel
            )
        }
        return bevoegdheid(ingreep, op: doel, intrekking.tweedePaarOgen, "I-M2-ZELFDE_OF_BEH")
    }

    /// Wie vastlegde grijpt zelf in, of BEH met een tweede paar ogen (DOMAIN §4.5).
    ///
    /// Een bestand hoeft niet te zeggen wie er ingreep; is dat niet bekend, dan wordt het niet geweigerd.
    private static func bevoegdheid(
        _ ingreep: Registratie,
        op doel: Registratie,
        _ tweede: Actor?,
        _ code: String
    ) -> Schending? {
        guard let wie = ingreep.vastgelegdDoor, wie != doel.vastgelegdDoor else { return nil }
        guard ingreep.rol == .beh else {
            return ingreep.schending(
                code,
                "Alleen wie vastlegde grijpt hierop in, of een beheerder met een tweede paar ogen.",
                "Laat wie het vastlegde dit doen, of een beheerder met tweedePaarOgen.",
                botstMet: doel
            )
        }
        guard let tweede, tweede != wie else {
            return ingreep.schending(
                code,
                "Een beheerder grijpt alleen in met een tweede paar ogen.",
                "Noem in tweedePaarOgen een ander die instemt.",
                botstMet: doel
            )
        }
        return nil
    }

    /// Waarom een registratie niet kan, gezien de geschiedenis zoals zij met de registratie zou worden.
    ///
    /// Breekt die bij een andere gebeurtenis, dan noemt de uitleg haar; na een ingreep staan ze alle in `gevolgen`.
    ///
    /// - Parameters:
    ///   - eerste: De eerste invariant die breekt.
    ///   - geschiedenis: De geschiedenis van `dossier`.
    ///   - dossier: Het dossier met de registratie erin, als laatste.
    ///   - profielen: De bekende aanpakken.
    /// - Returns: De eerste schending, gezegd tegen wie de registratie aanbiedt.
    static func schending(
        _ eerste: Schending,
        in geschiedenis: Geschiedenis,
        van dossier: Dossier,
        _ profielen: Aanpakprofielen
    ) -> Schending {
        guard let registratie = dossier.registraties.last else { return eerste }
        var (code, botstMet, gevolgen) = (eerste.code, eerste.botstMet, [Schending]())
        if registratie.type.isIngreep { gevolgen = alleSchendingen(in: geschiedenis, profielen) }
        if let intrekking = registratie.gegevens as? RegistratieIngetrokken {
            code = "I-M2-REST_GELDIG"
            botstMet = dossier[intrekking.doelEvent].map(Schending.Plaats.init)
        }
        if let herstel = registratie.gegevens as? RegistratieHersteld {
            code = "I-M3-REST_GELDIG"
            botstMet = dossier[herstel.doelEvent].map(Schending.Plaats.init)
        }
        let bij = eerste.bij
        let isLatere = bij.id != registratie.id
        let latere = isLatere ? "\(bij.type) van \(bij.dag) zou dan niet meer kloppen. " : ""
        var oplossing = eerste.oplossing
        // What would mend the later event is no help to who records the earlier one.
        if isLatere { oplossing = "Kies een andere dag, of corrigeer of trek eerst in wat daarna niet meer klopt." }
        if !gevolgen.isEmpty { oplossing = oplossingVanGevolgen(registratie, geschiedenis, dossier) }
        return Schending(
            code,
            latere + eerste.uitleg,
            oplossing: oplossing,
            bij: bij,
            botstMet: botstMet,
            gevolgen: gevolgen,
            veld: isLatere ? nil : eerste.veld
        )
    }

    /// Wat iemand kan doen wiens ingreep een andere gebeurtenis breekt.
    private static func oplossingVanGevolgen(
        _ ingreep: Registratie,
        _ geschiedenis: Geschiedenis,
        _ dossier: Dossier
    ) -> String {
        let trekIn = "rek eerst in wat de gevolgen noemen, het laatste eerst."
        guard let correctie = ingreep.gegevens as? RegistratieGecorrigeerd else { return "T" + trekIn }
        let anders = geschiedenis.feiten.first { $0.type != .gezinGeregistreerd }
        guard dossier[correctie.doelEvent]?.type == .gezinGeregistreerd, let anders else {
            return "Corrigeer met een andere dag of andere gegevens, corrigeer eerst wat de gevolgen noemen, of t"
                + trekIn
        }
        // A registration can never be withdrawn, and nobody should withdraw a whole history for her day.
        return
            "Kies voor gebeurdOp een dag tot en met \(anders.dag), of corrigeer eerst de dagen van wat de gevolgen noemen."
    }
}

extension Registratie {
    /// Een schending bij deze registratie.
    func schending(
        _ code: String,
        _ uitleg: String,
        _ oplossing: String,
        botstMet: Registratie? = nil,
        veld: JSONPointer? = nil
    ) -> Schending {
        Schending(
            code,
            uitleg,
            oplossing: oplossing,
            bij: Schending.Plaats(self),
            botstMet: botstMet.map(Schending.Plaats.init),
            veld: veld
        )
    }
}
