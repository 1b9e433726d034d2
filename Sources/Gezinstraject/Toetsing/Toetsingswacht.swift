import WireValues

/// Waakt over de stroom van een toetsing: neemt een registratie alleen op als wat er staat geldig blijft.
///
/// Op deze stroom wordt niets gecorrigeerd of ingetrokken: een toetsing die anders moet is een nieuwe.
public struct Toetsingswacht: Sendable {
    /// De id van de toetsing.
    public let toetsing: ToetsingId
    private var registraties: [Registratie]

    /// De wacht over wat al is vastgelegd; dat is bij het vastleggen getoetst en wordt vertrouwd.
    public init(_ toetsing: ToetsingId, _ registraties: [Registratie] = []) {
        self.toetsing = toetsing
        self.registraties = registraties
    }

    /// Het dossier; nil zolang de toetsing niet gestart is.
    public var dossier: Toetsingsdossier? { Toetsingsdossier(opVolgorde: registraties.opVolgorde) }

    /// Neemt een nieuwe registratie op.
    ///
    /// - Throws: `Weigering`; er is dan niets veranderd.
    public mutating func voegToe(_ registratie: Registratie) throws(Weigering) {
        if let uitleg = Geldigheid.uitleg(rol: registratie.rol, voor: registratie.type) {
            let plaats = Schending.Plaats(registratie)
            throw .schending(Schending("I-0-ROL", uitleg, oplossing: Geldigheid.oplossingVanRol, bij: plaats))
        }
        if let fouten = (registratie.gegevens as? ToetsingGestart)?.fouten(in: toetsing) { throw .invoer(fouten) }
        if let tabel = registratie.gegevens as? ToetsingBevroren, let fouten = tabel.fouten(in: dossier) {
            throw .invoer(fouten)
        }
        let nieuw = registraties + [registratie]
        if let schending = Toetsingswacht.schending(in: nieuw.opVolgorde) { throw .schending(schending) }
        registraties = nieuw
    }

    /// De eerste invariant die breekt.
    private static func schending(in registraties: [Registratie]) -> Schending? {
        var verloop = Toetsingsverloop()
        for registratie in registraties {
            if let schending = verloop.schending(van: registratie) { return schending }
            verloop.volg(registratie)
        }
        return nil
    }
}

/// Wat er tot een plaats in de stroom van een toetsing is vastgelegd.
private struct Toetsingsverloop {
    private var bekend: [Idverzamelaar.Gevonden: Schending.Plaats] = [:]
    private var gezinnen: Set<UUID> = []
    private var bevriezing: Schending.Plaats?
    private var isGestart = false

    mutating func volg(_ registratie: Registratie) {
        let plaats = Schending.Plaats(registratie)
        for id in registratie.gegevens.ids.nieuw { bekend[id] = plaats }
        if let start = registratie.gegevens as? ToetsingGestart {
            gezinnen = Set(start.gezinnen)
            isGestart = true
        }
        if registratie.type == .toetsingBevroren { bevriezing = plaats }
    }

    func schending(van registratie: Registratie) -> Schending? {
        let plaats = Schending.Plaats(registratie)
        guard isGestart || registratie.type == .toetsingGestart else {
            return Schending(
                "I-0-VERWIJZING",
                "Deze toetsing is dan nog niet gestart.",
                oplossing: "Leg eerst ToetsingGestart vast, op deze dag of eerder.",
                bij: plaats
            )
        }
        return dubbeleId(registratie, plaats) ?? onbekendeId(registratie, plaats) ?? bevriezing(registratie, plaats)
    }

    private func dubbeleId(_ registratie: Registratie, _ plaats: Schending.Plaats) -> Schending? {
        guard let eerder = registratie.gegevens.ids.nieuw.lazy.compactMap({ bekend[$0] }).first else { return nil }
        return Schending(
            "I-0-ID_UNIEK",
            "Deze id is in deze toetsing al gebruikt.",
            oplossing: registratie.type == .toetsingGestart
                ? "Begin een nieuwe toetsing onder een andere id." : "Kies een andere id.",
            bij: plaats,
            botstMet: eerder
        )
    }

    private func onbekendeId(_ registratie: Registratie, _ plaats: Schending.Plaats) -> Schending? {
        guard let id = registratie.gegevens.ids.verwijzingen.first(where: { bekend[$0] == nil }) else { return nil }
        return Schending(
            "I-0-VERWIJZING",
            "Veld \(id.soort.rawValue) verwijst naar iets dat in deze toetsing dan nog niet is vastgelegd.",
            oplossing: "Verwijs naar een id die op deze dag of eerder in deze toetsing is vastgelegd.",
            bij: plaats
        )
    }

    private func bevriezing(_ registratie: Registratie, _ plaats: Schending.Plaats) -> Schending? {
        guard let tabel = registratie.gegevens as? ToetsingBevroren else { return nil }
        if let bevriezing {
            return Schending(
                "I-L4-EENMAAL",
                "Deze toetsing is al bevroren.",
                oplossing: "Begin een nieuwe toetsing voor een nieuwe tabel; de bevroren tabel blijft wat zij was.",
                bij: plaats,
                botstMet: bevriezing
            )
        }
        guard !tabel.uitkomsten.allSatisfy({ gezinnen.contains($0.gezinId) }) else { return nil }
        return Schending(
            "I-0-VERWIJZING",
            "De tabel noemt een gezin dat niet in deze toetsing gekozen is.",
            oplossing: "Bevries alleen de gezinnen van ToetsingGestart.",
            bij: plaats
        )
    }
}

extension ToetsingGestart {
    /// Twee keer hetzelfde gezin geeft een tabel die niet te bevriezen is.
    fileprivate func fouten(in toetsing: ToetsingId) -> Invoerfouten? {
        var fouten: [Invoerfout] = []
        if id != toetsing {
            fouten.append(Invoerfout(JSONPointer.root.member("id"), .strijdig, "Verwacht is de id van deze stroom."))
        }
        var gezien: Set<UUID> = []
        for (nummer, gezin) in gezinnen.enumerated() where !gezien.insert(gezin).inserted {
            let plaats = JSONPointer.root.member("gezinnen").element(nummer)
            fouten.append(Invoerfout(plaats, .dubbel, "Dit gezin staat al in de lijst."))
        }
        return fouten.isEmpty ? nil : Invoerfouten(fouten)
    }
}

extension ToetsingBevroren {
    /// Een regel die er tweemaal staat of ontbreekt zou bij het vergelijken niet gezien worden.
    fileprivate func fouten(in dossier: Toetsingsdossier?) -> Invoerfouten? {
        let plaats = JSONPointer.root.member("uitkomsten")
        var gezien: Set<[String]> = []
        var fouten = uitkomsten.enumerated().compactMap { nummer, regel -> Invoerfout? in
            guard !gezien.insert([regel.gezinId.description, regel.indicator.rawValue]).inserted else { return nil }
            return Invoerfout(plaats.element(nummer), .dubbel, "Verwacht is een regel per gezin en indicator.")
        }
        let gezinnen = dossier?.start.gegevens.gezinnen ?? []
        if fouten.isEmpty, uitkomsten.count < gezinnen.count * Indicatorcode.allCases.count {
            let uitleg = "Verwacht is een regel voor elk gekozen gezin en elke indicator."
            fouten.append(Invoerfout(plaats, .teKlein, uitleg))
        }
        return fouten.isEmpty ? nil : Invoerfouten(fouten)
    }
}

extension [Registratie] {
    fileprivate var opVolgorde: [Registratie] {
        sorted { ($0.gebeurdOp, $0.versie) < ($1.gebeurdOp, $1.versie) }
    }
}
