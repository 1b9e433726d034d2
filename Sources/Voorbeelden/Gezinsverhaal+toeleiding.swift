import CivilTime
import WireValues

/// Van aanmelding tot toewijzing.
extension Gezinsverhaal {
    /// Vertelt alles.
    mutating func vertel() {
        let dagen = Voorbeeldgemeente.jaren * 365
        var dag = laatsteDag.plus(dagen: -Int.random(in: 0...dagen, using: &toeval))
        let wijk = Int.random(in: 1...12, using: &toeval)
        gebeurt(
            "GezinGeregistreerd",
            dag,
            "PM",
            [
                "gemeente": .string(gemeente),
                "wijk": .string("WK\(gemeente.dropFirst(2))\(wijk < 10 ? "0" : "")\(wijk)"),
            ]
        )
        if toeval.kans(30) {
            gebeurt("SignaalOntvangen", dag, "PM", ["route": .string(toeval.kies(["politiemelding", "buurt_wijk"]))])
            dag = dag.plus(dagen: Int.random(in: 1...60, using: &toeval))
        }
        let leden = gezinsleden(dag)
        var traject = 1
        while let einde = verloop(traject, dag, leden), toeval.kans(12) {
            traject += 1
            dag = einde.plus(dagen: Int.random(in: 60...500, using: &toeval))
        }
    }

    /// Wie er in het gezin zijn.
    struct Leden {
        var ouders: [String] = []
        var kinderen: [String] = []
    }

    private mutating func gezinsleden(_ dag: Dag) -> Leden {
        var leden = Leden()
        for nummer in 1...Int.random(in: 1...2, using: &toeval) { leden.ouders.append("ouder\(nummer)") }
        for nummer in 1...Int.random(in: 1...5, using: &toeval) { leden.kinderen.append("kind\(nummer)") }
        for ouder in leden.ouders { lid(ouder, "ouder", dag, 20...45) }
        for kind in leden.kinderen { lid(kind, "kind", dag, 1...16) }
        return leden
    }

    private mutating func lid(_ id: String, _ rol: String, _ dag: Dag, _ jaren: ClosedRange<Int>) {
        let geboren = dag.plus(dagen: -Int.random(in: jaren.lowerBound * 365...jaren.upperBound * 365, using: &toeval))
        var gegevens: [JSON.Member] = [JSON.Member("id", .string(id)), JSON.Member("rol", .string(rol))]
        if toeval.kans(85) { gegevens.append(JSON.Member("geboren", .string(geboren.description))) }
        gebeurt("GezinslidToegevoegd", dag, "PM", .object(gegevens))
    }

    /// Een traject; de dag waarop het eindigde, als daarna een volgend kan komen.
    private mutating func verloop(_ traject: Int, _ dag: Dag, _ leden: Leden) -> Dag? {
        guard let start = toeleiding(traject, dag, leden) else { return nil }
        let plan = analyseEnPlan(start, leden)
        let einde = uitvoering(plan)
        // Some are not closed when they are done: that is a finding of its own.
        guard toeval.kans(85) else { return nil }
        return nazorg(afsluiting(plan, einde))
    }

    /// De dag waarop een procesmanager begint; nil als het zover niet komt.
    private mutating func toeleiding(_ traject: Int, _ dag: Dag, _ leden: Leden) -> Dag? {
        var aanmelding: [JSON.Member] = [
            JSON.Member("aanpak", .string(Voorbeeldgemeente.aanpak)),
            JSON.Member("trajectNr", .integer(traject)),
            JSON.Member(
                "route",
                .string(toeval.kies(["melding_partner", "driehoeksoverleg", "buurt_wijk", "verwijzing"]))
            ),
            JSON.Member(
                "melder",
                .string(toeval.kies(["woningbouw", "politie", "onderwijs", "maatschappelijk_werk", "ggd"]))
            ),
            JSON.Member(
                "gronden",
                .lijst(greep(2, uit: ["overlast", "maatschappelijke_uitval", "complexe_problemen", "stagnatie"]))
            ),
        ]
        if traject > 1 { aanmelding.append(JSON.Member("heraanmeldingVan", .integer(traject - 1))) }
        gebeurt("GezinAangemeld", dag, "TPM", .object(aanmelding))
        if toeval.kans(4) {
            gebeurt("AanmeldingIngetrokken", dag.plus(dagen: 10), "TPM", ["reden": "Verzonnen: dubbel gemeld."])
            return nil
        }
        let getoetst = dag.plus(dagen: dagen(3...14))
        if doet() || traject == 1 {
            let gebieden = ["gezin", "wonen", "werk", "inkomen", "gezondheid", "onderwijs", "veiligheid"]
            gebeurt(
                "DefinitieGetoetst",
                getoetst,
                "TPM",
                [
                    "stj": .lijst(greep(Int.random(in: 3...6, using: &toeval), uit: gebieden)),
                    "chronisch": .bool(toeval.kans(80)),
                    "oudersKunnenZelf": false, "ouders": .integer(leden.ouders.count),
                    "kinderen": .integer(leden.kinderen.count), "historieVastgelopen": .bool(toeval.kans(70)),
                ]
            )
        }
        let besluit = getoetst.plus(dagen: dagen(2...14))
        guard !toeval.kans(7) else {
            gebeurt(
                "PrioriteringAfgewezen",
                besluit,
                "TPM",
                ["reden": .string(toeval.kies(["voldoet_niet", "elders_belegd"]))]
            )
            return nil
        }
        gebeurt("GezinGeprioriteerd", besluit, "TPM", ["definitief": true])
        let start = besluit.plus(dagen: dagen(0...20))
        gebeurt("ProcesmanagerToegewezen", start, "TPM", ["wie": .string(procesmanager)])
        return start
    }
}
