import CivilTime

/// Wat invarianten over gezinsleden vragen (INDICATORS §1.3, "current members").
extension Voorgeschiedenis {
    /// De leden die nog bij het gezin horen; wie uit huis geplaatst is hoort erbij.
    var huidigeLeden: [Trajectbeeld.Gezinslid] { leden.regels.filter { $0.status != .vertrokken } }

    /// Wat het laatst over de rol of de geboortedag van een lid is opgegeven.
    func laatsteOpgave(over lid: GezinslidId) -> Feit? {
        let wijziging = laatste(GezinslidGewijzigd.self) { feit in
            feit.gezinslid == lid && (feit.rol != nil || feit.geboren != nil)
        }
        return wijziging?.feit ?? ingevoerd[Idverzamelaar.Gevonden(lid)]
    }

    /// Breekt als dit lid het gezin al heeft verlaten.
    func nogNietVertrokken(_ lid: GezinslidId, bij feit: Feit, _ code: String) -> [Schending] {
        guard leden[lid]?.status == .vertrokken else { return [] }
        return [
            feit.schending(
                code,
                "Een gezinslid dat genoemd wordt heeft het gezin dan al verlaten.",
                "Kies een dag voor het vertrek, of voeg wie terugkwam opnieuw als gezinslid toe.",
                botstMet: laatste(over: lid, van: [.gezinslidVertrokken])
            )
        ]
    }
}

extension Feit {
    /// Breekt als een geboortedag na de dag van dit feit ligt.
    func nietGeborenNa(_ geboren: Dag?, _ code: String) -> [Schending] {
        guard let geboren, geboren > dag else { return [] }
        return [
            schending(
                code,
                "De geboortedag ligt na de dag waarop dit gebeurde.",
                "Verbeter geboren, of kies voor gebeurdOp de geboortedag of later."
            )
        ]
    }

    /// Breekt als de laatste dag van geldigheid voor de dag van dit feit ligt.
    func nietVerlopenVoor(_ geldigTot: Dag?, _ code: String) -> [Schending] {
        guard let geldigTot, geldigTot < dag else { return [] }
        return [
            schending(
                code,
                "De geldigheid eindigt al voor de dag waarop dit gebeurde.",
                "Kies voor geldigTot de dag van gebeurdOp of later, of laat geldigTot weg."
            )
        ]
    }
}
