/// Wat invarianten over het verloop van een traject vragen (INDICATORS §1.3, "start", "roles").
extension Voorgeschiedenis {
    /// Het feit dat een traject zijn start gaf, als het gestart is.
    func startfeit(in traject: Int) -> Feit? {
        if let start = feiten(AanpakGestart.self, in: traject).first { return start.feit }
        if profiel(van: traject).prioritering {
            return feiten(GezinGeprioriteerd.self, in: traject).first { $0.definitief }?.feit
        }
        let toewijzing = feiten(ProcesmanagerToegewezen.self, in: traject).first
        let benoeming = feiten(CasemanagerBenoemd.self, in: traject).first
        guard let toewijzing, let benoeming else { return toewijzing?.feit ?? benoeming?.feit }
        return toewijzing.plaats < benoeming.plaats ? toewijzing.feit : benoeming.feit
    }

    /// Het feit waarmee de procesmanager begon die nu actief is, als er een is.
    func aantreden(vanProcesmanagerIn traject: Int) -> Feit? {
        let laatste = laatste(
            van: [.procesmanagerToegewezen, .procesmanagerOvergedragen, .procesmanagerVrijgesteld],
            in: traject
        )
        return laatste?.type == .procesmanagerVrijgesteld ? nil : laatste
    }

    /// Breekt als het traject niet is aangemeld of al gestart is: dan kan het niet meer voor de start eindigen.
    func voorStart(bij feit: Feit, _ code: String) -> [Schending] {
        let nummer = traject(van: feit)
        guard toestand(van: nummer).aangemeldOp != nil else {
            return [
                feit.schending(
                    code,
                    "Het gezin is dan nog niet aangemeld; er is geen aanmelding die hiermee eindigt.",
                    "Leg eerst GezinAangemeld vast, op dezelfde of een eerdere dag.",
                    vereist: Vereiste { $0.type == .gezinAangemeld && $0.traject == nummer }
                )
            ]
        }
        guard let start = startfeit(in: nummer) else { return [] }
        return [
            feit.schending(
                code,
                "De aanpak is dan al gestart; een aanmelding eindigt alleen voor de start.",
                "Kies een dag voor de start, of sluit het traject af met AanpakAfgesloten.",
                botstMet: start
            )
        ]
    }

    /// Breekt als er in het traject nog geen informatie bij deze partij is opgevraagd.
    func naOpvraging(bij partij: Partij, van feit: Feit, _ code: String) -> [Schending] {
        vereist(
            InformatieOpgevraagd.self,
            in: feit.traject,
            bij: feit,
            code,
            "Bij deze partij is in dit traject dan nog geen informatie opgevraagd.",
            "Leg eerst InformatieOpgevraagd vast bij deze partij, op dezelfde of een eerdere dag.",
            mits: { $0.partij == partij }
        )
    }
}
