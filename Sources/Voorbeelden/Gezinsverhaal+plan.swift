import CivilTime
import WireValues

/// Van kennismaking tot plan.
extension Gezinsverhaal {
    /// Wat er aan de hand is en wie ermee bezig is, zodra er een plan is.
    struct Plan {
        let start: Dag
        let dag: Dag
        var problemen: [(id: String, stj: String)] = []
        var partijen: [String] = []
        let leden: Leden
    }

    private static let partijVan: [String: [String]] = [
        "gezin": ["jeugdhulp", "maatschappelijk_werk"], "wonen": ["woningbouw"], "werk": ["arbeidsintegratie"],
        "inkomen": ["schuldhulpverlening", "bewindvoering", "sociale_zaken"], "gezondheid": ["ggz", "huisarts", "ggd"],
        "onderwijs": ["onderwijs"], "veiligheid": ["politie", "veilig_thuis"],
    ]

    /// Van de eerste kennismaking tot en met het plan.
    mutating func analyseEnPlan(_ start: Dag, _ leden: Leden) -> Plan {
        let kennismaking = start.plus(dagen: dagen(2...10))
        toestemming(kennismaking, leden)
        contact(kennismaking)
        let analyse = kennismaking.plus(dagen: dagen(7...30))
        let overleg = analyse.plus(dagen: dagen(2...21))
        var plan = Plan(start: start, dag: overleg.plus(dagen: dagen(0...10)), leden: leden)
        problemen(&plan, kennismaking, analyse)
        partijen(&plan, kennismaking, analyse, overleg)
        casemanager(overleg)
        let samen = ["gezamenlijk", "gezamenlijk", "deels", "achteraf_geinformeerd", "niet"]
        gebeurt(
            "ProbleemanalyseVastgesteld",
            analyse,
            "PM",
            [
                "gezin": .string(doet() ? "gezamenlijk" : toeval.kies(samen)),
                "leefgebieden": doet() ? "alle" : ["wonen", "inkomen"],
                "gezinsleden": doet() ? "alle" : .lijst(leden.ouders),
            ]
        )
        gebeurt(
            "MdoGehouden",
            overleg,
            "PM",
            [
                "partijen": .lijst(plan.partijen),
                "gezin": .string(doet() ? "geheel" : toeval.kies(["laatste_deel", "niet"])),
            ]
        )
        gebeurt(
            "PlanVastgesteld",
            plan.dag,
            "PM",
            [
                "partijen": .lijst(plan.partijen),
                "gezinAkkoord": .string(doet() ? "ondertekend" : toeval.kies(["mondeling", "niet"])),
            ]
        )
        let besproken = doet() ? "gezamenlijk_bepaald" : toeval.kies(["overgenomen", "deels_overgenomen"])
        if doet(110) { gebeurt("AanpakMetGezinBesproken", plan.dag, "PM", ["uitkomst": .string(besproken)]) }
        if doet() { gebeurt("PlanVerspreid", plan.dag.plus(dagen: 3), "PM", ["aan": .lijst(plan.partijen)]) }
        return plan
    }

    private mutating func toestemming(_ dag: Dag, _ leden: Leden) {
        if doet() { gebeurt("GezinGeinformeerd", dag, "PM", ["over": ["rechten", "informatie_uitwisseling", "doel"]]) }
        for ouder in leden.ouders where doet(120) {
            if toeval.kans(92) {
                gebeurt(
                    "ToestemmingVerleend",
                    dag,
                    "PM",
                    [
                        "door": .string(ouder), "vorm": "ondertekend",
                        "geldigTot": .string(dag.plus(maanden: 24).description),
                    ]
                )
            } else {
                gebeurt("ToestemmingGeweigerd", dag, "PM", ["door": .string(ouder)])
                gebeurt(
                    "GrondslagVastgelegd",
                    dag,
                    "PM",
                    ["grondslag": "wettelijke_taak", "motivering": "Verzonnen: zorgen over de kinderen."]
                )
            }
        }
    }

    /// Een contact van de casemanager met het gezin, of een poging.
    mutating func contact(_ dag: Dag) {
        let plaats = JSON.string(toeval.kies(["thuis", "thuis", "thuis", "kantoor", "telefoon"]))
        if toeval.kans(88) {
            gebeurt("ContactMetGezinGelegd", dag, "CM", ["initiatief": "professional", "plaats": plaats])
        } else {
            gebeurt(
                "ContactpogingMislukt",
                dag,
                "CM",
                [
                    "initiatief": "professional", "plaats": plaats,
                    "reden": .string(toeval.kies(["deur_dicht", "onvindbaar"])),
                ],
                magLaat: true
            )
            gebeurt("ContactMetGezinGelegd", dag, "CM", ["initiatief": "professional", "plaats": "thuis"])
        }
    }

    private mutating func problemen(_ plan: inout Plan, _ kennismaking: Dag, _ analyse: Dag) {
        let gebieden = ["gezin", "wonen", "werk", "inkomen", "gezondheid", "onderwijs", "veiligheid"]
        for stj in greep(Int.random(in: 2...6, using: &toeval), uit: gebieden) {
            let id = nieuweId("probleem")
            plan.problemen.append((id, stj))
            gebeurt(
                "ProbleemGeconstateerd",
                kennismaking.plus(dagen: 1),
                "PM",
                ["id": .string(id), "stj": .string(stj), "prioriteit": .string(toeval.kies(["kort", "lang"]))]
            )
            if doet(80) {
                gebeurt(
                    "EigenKrachtVerkend",
                    analyse,
                    "CM",
                    [
                        "probleem": .string(id), "metGezin": .bool(doet()),
                        "uitkomst": .string(toeval.kies(["zelf", "met_hulp", "met_hulp", "nog_niet"])),
                    ]
                )
            }
            if doet(110) {
                gebeurt(
                    "DoelGesteld",
                    analyse,
                    "PM",
                    [
                        "id": .string(nieuweId("doel")), "problemen": .lijst([id]),
                        "bepaling": .string(
                            doet() ? "gezamenlijk" : toeval.kies(["voor_gezin_bepaald", "instemming_achteraf"])
                        ),
                        "termijn": .string(toeval.kies(["kort", "lang"])),
                    ]
                )
            }
        }
        // Without a goal there can be no plan.
        let eerste = plan.problemen[0].id
        gebeurt(
            "DoelGesteld",
            analyse,
            "PM",
            [
                "id": .string(nieuweId("doel")), "problemen": .lijst([eerste]), "bepaling": "gezamenlijk",
                "termijn": "kort",
            ]
        )
        if doet(90) { netwerk(analyse) }
    }

    private mutating func netwerk(_ dag: Dag) {
        let resultaat = toeval.kies(["positief_aanwezig", "beperkt", "beperkt", "afwezig"])
        let persoon = JSON.string(nieuweId("netwerk"))
        let isErIemand = resultaat != "afwezig"
        gebeurt(
            "NetwerkInKaartGebracht",
            dag,
            "CM",
            [
                "resultaat": .string(resultaat), "metGezin": .bool(doet()),
                "personen": isErIemand ? [["id": persoon]] : [],
            ]
        )
        guard doet() else { return }
        if isErIemand {
            let rol = JSON.string(toeval.kies(["praktisch", "emotioneel", "oppas"]))
            let kan = toeval.kans(80)
            let uitkomst: JSON = kan ? "mogelijk" : "niet_mogelijk"
            gebeurt("NetwerkrolVerkend", dag, "CM", ["uitkomst": uitkomst, "persoon": persoon, "rol": rol])
            if kan { gebeurt("NetwerkrolAfgesproken", dag.plus(dagen: 7), "CM", ["persoon": persoon, "rol": rol]) }
        }
        if resultaat != "positief_aanwezig" {
            let soort = JSON.string(toeval.kies(["eigen_kracht_conferentie", "maatje", "vrijwilliger", "buurt"]))
            gebeurt("NetwerkopbouwActiviteitUitgevoerd", dag.plus(dagen: dagen(7...21)), "CM", ["soort": soort])
        }
    }

    private mutating func partijen(_ plan: inout Plan, _ kennismaking: Dag, _ analyse: Dag, _ overleg: Dag) {
        for probleem in plan.problemen {
            let partij = toeval.kies(Self.partijVan[probleem.stj] ?? ["overig"])
            if !plan.partijen.contains(partij) { plan.partijen.append(partij) }
        }
        for partij in ["maatschappelijk_werk", "woningbouw"]
        where plan.partijen.count < 2 && !plan.partijen.contains(partij) {
            plan.partijen.append(partij)
        }
        for partij in plan.partijen {
            gebeurt("PartijBenodigdVerklaard", analyse, "PM", ["partij": .string(partij)])
            guard doet(115) else { continue }
            if !betrokken.contains(partij) {
                betrokken.insert(partij)
                let schil = JSON.string(toeval.kies(["binnen", "binnen", "buiten"]))
                gebeurt("PartijBetrokken", overleg, "PM", ["partij": .string(partij), "schil": schil])
            }
            if doet(70) {
                let opgevraagd = kennismaking.plus(dagen: 2)
                let vraag: JSON = ["partij": .string(partij), "doel": "analyse", "grondslag": "wettelijke_taak"]
                gebeurt("InformatieOpgevraagd", opgevraagd, "PM", vraag)
                if toeval.kans(85) {
                    let antwoord: JSON = ["partij": .string(partij), "doel": "analyse"]
                    gebeurt("InformatieOntvangen", opgevraagd.plus(dagen: dagen(2...20)), "PM", antwoord)
                }
            }
        }
    }

    private mutating func casemanager(_ dag: Dag) {
        guard !heeftCasemanager, doet(120) else { return }
        heeftCasemanager = true
        gebeurt("CasemanagerBenoemd", dag, "PM", ["wie": .string(casemanager)])
        gebeurt("CasemanagerrolAanvaard", dag.plus(dagen: dagen(0...5)), "CM", ["wie": .string(casemanager)])
    }
}
