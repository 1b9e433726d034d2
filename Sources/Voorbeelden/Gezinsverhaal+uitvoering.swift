import CivilTime
import WireValues

/// Van plan tot nazorg.
extension Gezinsverhaal {
    /// Wat er gebeurt terwijl het plan loopt; de dag waarop het is uitgevoerd.
    mutating func uitvoering(_ plan: Plan) -> Dag {
        let einde = plan.dag.plus(dagen: Int.random(in: 180...900, using: &toeval))
        overleggen(plan, einde)
        contacten(plan, einde)
        for probleem in plan.problemen { zorg(plan, probleem, einde) }
        afspraken(plan, einde)
        if toeval.kans(30) { stagnatie(plan, einde) }
        if toeval.kans(15) { overdracht(plan, einde) }
        if toeval.kans(35) { bevraging(plan) }
        return einde
    }

    private mutating func overleggen(_ plan: Plan, _ einde: Dag) {
        var dag = plan.dag.plus(dagen: dagen(40...56))
        var nummer = 1
        while dag < einde {
            let partijen = greep(Int.random(in: 2...plan.partijen.count, using: &toeval), uit: plan.partijen)
            gebeurt(
                "RondetafelbesprekingGehouden",
                dag,
                "PM",
                [
                    "partijen": .lijst(partijen),
                    "gezin": .string(doet() ? "geheel" : toeval.kies(["laatste_deel", "niet"])),
                ],
                magLaat: true
            )
            if toeval.kans(35) { gebeurt("PlanBijgesteld", dag, "PM", ["aanleiding": "rondetafel"], magLaat: true) }
            if nummer.isMultiple(of: 3), doet() {
                gebeurt(
                    "EvaluatieGehouden",
                    dag,
                    "PM",
                    [
                        "soort": "tussentijds", "partijen": .lijst(partijen),
                        "gezin": .string(toeval.kies(["geheel", "laatste_deel"])), "gericht": "beide",
                        "conclusie": .string(toeval.kies(["doorgaan", "bijstellen"])),
                    ],
                    magLaat: true
                )
            }
            nummer += 1
            dag = dag.plus(dagen: dagen(40...60))
        }
    }

    private mutating func contacten(_ plan: Plan, _ einde: Dag) {
        var dag = plan.start.plus(dagen: dagen(10...20))
        while dag < einde {
            gebeurt(
                "ContactMetGezinGelegd",
                dag,
                "CM",
                ["initiatief": .string(toeval.kans(80) ? "professional" : "gezin"), "plaats": "thuis"],
                magLaat: true
            )
            dag = dag.plus(dagen: dagen(7...30))
        }
    }

    private static let zorgVan: [String: String] = [
        "gezin": "opvoedhulp", "wonen": "woonbegeleiding", "werk": "arbeidstoeleiding", "inkomen": "schuldhulp",
        "gezondheid": "ggz_begeleiding", "onderwijs": "schoolbegeleiding", "veiligheid": "maatschappelijk_werk",
    ]

    private mutating func zorg(_ plan: Plan, _ probleem: (id: String, stj: String), _ einde: Dag) {
        let afloop: JSON = [
            "probleem": .string(probleem.id),
            "status": .string(toeval.kies(["opgelost", "opgelost", "in_aanpak", "onoplosbaar"])),
        ]
        if doet() { gebeurt("ProbleemStatusGewijzigd", einde, "PM", afloop) }
        guard toeval.kans(70) else { return }
        let id = JSON.string(nieuweId("zorg"))
        let soort = JSON.string(Self.zorgVan[probleem.stj] ?? "overig")
        let gevraagd = plan.dag.plus(dagen: dagen(1...14))
        gebeurt(
            "ZorgAangevraagd",
            gevraagd,
            "PM",
            ["id": id, "soort": soort, "problemen": .lijst([probleem.id]), "gezinWenst": .bool(toeval.kans(85))]
        )
        var start = gevraagd.plus(dagen: dagen(5...28))
        if toeval.kans(25) {
            let weken = Int.random(in: 4...40, using: &toeval)
            gebeurt(
                "WachtlijstGeplaatst",
                start,
                "CM",
                ["zorg": id, "verwachteWeken": .integer(weken), "oorzaak": "capaciteit"]
            )
            start = start.plus(dagen: weken * 7)
            if start < einde { gebeurt("WachtlijstVerlaten", start, "CM", ["zorg": id]) }
        }
        guard start < einde else { return }
        gebeurt("ZorgGestart", start, "CM", ["zorg": id])
        if toeval.kans(60) {
            let reden = JSON.string(toeval.kies(["bereikt", "bereikt", "afgehaakt", "niet_nodig"]))
            gebeurt("ZorgBeeindigd", einde, "CM", ["zorg": id, "reden": reden])
        }
    }

    private mutating func afspraken(_ plan: Plan, _ einde: Dag) {
        for _ in 0..<Int.random(in: 0...4, using: &toeval) {
            let dag = plan.dag.plus(dagen: Int.random(in: 1...150, using: &toeval))
            let uiterlijk = dag.plus(dagen: Int.random(in: 14...60, using: &toeval))
            let id = JSON.string(nieuweId("afspraak"))
            gebeurt(
                "WerkafspraakGemaakt",
                dag,
                "PM",
                [
                    "id": id, "uiterlijk": .string(uiterlijk.description),
                    "partij": .string(toeval.kies(plan.partijen)),
                    "problemen": .lijst([plan.problemen[0].id]),
                ]
            )
            guard doet(110), uiterlijk < einde else { continue }
            gebeurt(
                toeval.kans(80) ? "WerkafspraakNagekomen" : "WerkafspraakNietNagekomen",
                uiterlijk,
                "CM",
                ["werkafspraak": id]
            )
        }
    }

    private mutating func stagnatie(_ plan: Plan, _ einde: Dag) {
        let dag = plan.dag.plus(dagen: Int.random(in: 20...150, using: &toeval))
        let id = JSON.string(nieuweId("stagnatie"))
        let bron = JSON.string(toeval.kies(["gezin", "zorg", "professionals", "informatie"]))
        gebeurt("StagnatieGemeld", dag, "PM", ["id": id, "bron": bron])
        let opgeschaald = dag.plus(dagen: dagen(5...25))
        guard doet(110), opgeschaald < einde else { return }
        gebeurt("Opgeschaald", opgeschaald, "PM", ["stagnatie": id, "niveau": 1])
        var opgeheven = opgeschaald.plus(dagen: dagen(14...60))
        if toeval.kans(30), opgeheven < einde {
            gebeurt("Opgeschaald", opgeheven, "PM", ["stagnatie": id, "niveau": 2])
            opgeheven = opgeheven.plus(dagen: dagen(10...60))
        }
        if opgeheven < einde {
            gebeurt("StagnatieOpgeheven", opgeheven, "PM", ["stagnatie": id, "uitkomst": "opgeheven"])
        }
    }

    /// Een andere procesmanager neemt het gezin over.
    private mutating func overdracht(_ plan: Plan, _ einde: Dag) {
        let dag = plan.dag.plus(dagen: Int.random(in: 30...170, using: &toeval))
        let naar = buur
        gebeurt(
            "ProcesmanagerOvergedragen",
            dag,
            "TPM",
            [
                "van": .string(procesmanager), "naar": .string(naar),
                "reden": .string(toeval.kies(["herverdeling", "ziekte"])),
                "warm": .bool(doet()), "overdrachtsdossier": .bool(doet()),
            ]
        )
        draagOver(aan: naar, op: dag)
    }

    /// Een toezichthouder vraagt partijen en gezin naar de regie.
    private mutating func bevraging(_ plan: Plan) {
        let dag = plan.dag.plus(dagen: Int.random(in: 60...170, using: &toeval))
        for partij in plan.partijen {
            for aspect in ["proces", "inhoud"] {
                let erkent = doet() ? "ja" : toeval.kies(["deels", "nee"])
                let antwoord: JSON = ["partij": .string(partij), "aspect": .string(aspect), "erkent": .string(erkent)]
                gebeurt("RegisseurErkenningVastgelegd", dag, "AUD", antwoord)
            }
        }
        let oordeel = JSON.string(doet() ? "vertrouwt" : toeval.kies(["accepteert", "wantrouwt"]))
        for lid in plan.leden.ouders {
            let gegevens: JSON = ["gezinslid": .string(lid), "oordeel": oordeel, "inRol": "casemanager"]
            gebeurt("VertrouwenGezinVastgelegd", dag, "AUD", gegevens)
        }
    }

    // MARK: Het einde

    /// Afronding en afsluiting; de dag waarop het traject gesloten is.
    mutating func afsluiting(_ plan: Plan, _ einde: Dag) -> Dag {
        let eind = einde.plus(dagen: dagen(7...21))
        let dicht = eind.plus(dagen: dagen(1...14))
        if doet(120) {
            gebeurt("AfrondingGestart", einde, "PM")
            if doet() {
                gebeurt(
                    "EvaluatieGehouden",
                    eind,
                    "PM",
                    [
                        "soort": "eind", "partijen": .lijst(plan.partijen), "gezin": "geheel", "gericht": "beide",
                        "conclusie": "afsluiten",
                    ]
                )
            }
            if toeval.kans(50) { hulpOverdragen(plan, eind) }
            if doet() {
                gebeurt(
                    "NazorgAfspraakGemaakt",
                    eind,
                    "PM",
                    ["intervalMaanden": 2, "duurMaanden": 12, "gezinZoektContact": .bool(doet())]
                )
            }
        }
        let redenen = ["resultaat_bereikt", "resultaat_bereikt", "goed_genoeg", "regie_niet_meer_nodig", "verhuisd"]
        gebeurt("AanpakAfgesloten", dicht, "PM", ["reden": .string(toeval.kies(redenen))])
        return dicht
    }

    private mutating func hulpOverdragen(_ plan: Plan, _ dag: Dag) {
        let id = JSON.string(nieuweId("overdracht"))
        gebeurt(
            "HulpOvergedragen",
            dag,
            "PM",
            ["id": id, "naar": .string(toeval.kies(plan.partijen)), "problemen": .lijst([plan.problemen[0].id])]
        )
        if doet(120) { gebeurt("OverdrachtAanvaard", dag, "PRO", ["overdracht": id]) }
    }

    /// De waakvlam; de dag waarop zij uitging of het laatst gezien is.
    mutating func nazorg(_ gesloten: Dag) -> Dag {
        var dag = gesloten.plus(dagen: dagen(20...60))
        for _ in 0..<Int.random(in: 1...6, using: &toeval) where doet(120) {
            let uitkomst = toeval.kies(["stabiel", "stabiel", "stabiel", "zorgen"])
            gebeurt("NazorgcontactGelegd", dag, "PM", ["vorm": "waakvlam", "uitkomst": .string(uitkomst)])
            dag = dag.plus(dagen: dagen(30...70))
        }
        if toeval.kans(10) {
            gebeurt(
                "TerugvalGesignaleerd",
                dag,
                "PM",
                ["door": "partij", "ernst": .string(toeval.kies(["licht", "matig"]))]
            )
        } else if doet() {
            gebeurt("NazorgBeeindigd", dag, "PM", ["reden": "Verzonnen: het gaat goed."])
        }
        return dag
    }
}
