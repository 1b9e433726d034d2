import CivilTime
import Gezinstraject
import PostgresClient
import ReadModels
import Toetsingskader
import WireValues

/// A table of the read models, and the texts of its rows as the stand of a family says they are.
struct ReadModelRows: Sendable {
    let statement: Statement
    let rows: @Sendable (UUID, Gezinsstand) -> [String]

    static let all = [trajecten, verdicts, tasks, milestones, meetings, care, parties, problems]

    private static func text(_ cells: [String?]) -> String { cells.map { $0 ?? "-" }.joined(separator: "|") }

    private static func truth(_ value: Bool) -> String { value ? "true" : "false" }

    private static let trajecten = ReadModelRows(
        statement: Statement(
            "all_trajecten",
            """
            SELECT concat_ws('|', gezin, traject, van, tot, telt, coalesce(aanpak, '-'), fase, coalesce(variant, '-'),
                coalesce(procesmanager, '-'), coalesce(casemanager, '-'), coalesce(aanspreekpunt, '-'),
                coalesce(aangemeld_op::text, '-'), coalesce(gestart_op::text, '-'), coalesce(gesloten_op::text, '-'),
                coalesce(sluitingsreden, '-'), coalesce(route, '-'), coalesce(melder, '-'), coalesce(wijk, '-'),
                laatste_contact_op, coalesce(laatste_poging_op::text, '-'), coalesce(laatste_overleg_op::text, '-'),
                laatste_gebeurtenis_op)
            FROM waakvlam.lees_traject
            """
        )
    ) { gezin, stand in
        stand.trajectperioden.map { periode in
            let beeld = periode.beeld
            return text([
                "\(gezin)", "\(periode.traject)", "\(periode.van)", periode.tot?.description ?? "infinity",
                periode.telt ? "t" : "f", beeld.aanpak?.description, beeld.fase.rawValue, beeld.variant?.rawValue,
                beeld.procesmanager?.tekst, beeld.casemanager?.tekst, beeld.aanspreekpunt?.tekst,
                beeld.aangemeldOp?.description, beeld.gestartOp?.description, beeld.geslotenOp?.description,
                beeld.sluitingsreden?.rawValue, beeld.route?.rawValue, beeld.melder?.rawValue, beeld.wijk,
                beeld.laatsteContactOp?.description ?? "-infinity", beeld.laatstePogingOp?.description,
                beeld.laatsteOverlegOp?.description, beeld.laatsteGebeurtenisOp?.description,
            ])
        }
    }

    private static let verdicts = ReadModelRows(
        statement: Statement(
            "all_verdicts",
            """
            SELECT concat_ws('|', gezin, traject, indicator, van, tot, uitkomst, coalesce(reden, '-'),
                coalesce(oorzaak, '-'), array_to_string(gebeurtenissen, ','), coalesce(telt_bij, '-'))
            FROM waakvlam.lees_oordeel
            """
        )
    ) { gezin, stand in
        stand.oordeelstukken.map { periode in
            var (oorzaak, ids): (String?, [UUID]) = (nil, [])
            switch periode.oorzaak {
            case .gebeurtenissen(let gevonden): (oorzaak, ids) = ("gebeurtenissen", gevonden)
            case .termijn: oorzaak = "termijn"
            case .aanpakversie: oorzaak = "aanpakversie"
            case nil: break
            }
            var teltBij: String?
            if case .aanpak(let aanpak) = periode.telling { teltBij = aanpak?.description ?? "" }
            return text([
                "\(gezin)", "\(periode.traject)", periode.indicator.rawValue, "\(periode.van)",
                periode.tot?.description ?? "infinity", periode.oordeel.uitkomst.rawValue,
                periode.oordeel.reden?.rawValue, oorzaak, ids.map(\.description).joined(separator: ","), teltBij,
            ])
        }
    }

    private static let tasks = ReadModelRows(
        statement: Statement(
            "all_task_rows",
            """
            SELECT concat_ws('|', gezin, traject, soort, sleutel, aanleiding, van, tot, sinds, uiterlijk,
                coalesce(trede::text, '-'), coalesce(partij, '-'), coalesce(procesmanager, '-'),
                coalesce(casemanager, '-'), coalesce(aanpak, '-'), coalesce(wijk, '-'),
                coalesce(afgehandeld_door::text, '-'))
            FROM waakvlam.lees_taak
            """
        )
    ) { gezin, stand in
        stand.taken.map { taak in
            text([
                "\(gezin)", "\(taak.traject)", taak.soort.rawValue, taak.sleutel, "\(taak.aanleiding)", "\(taak.van)",
                taak.tot?.description ?? "infinity", "\(taak.sinds)", taak.uiterlijk?.description ?? "infinity",
                taak.trede.map { "\($0)" }, taak.partij?.rawValue, taak.procesmanager?.tekst, taak.casemanager?.tekst,
                taak.aanpak?.description, taak.wijk, taak.afgehandeldDoor?.description,
            ])
        }
    }

    private static let milestones = ReadModelRows(
        statement: Statement(
            "all_milestones",
            """
            SELECT concat_ws('|', gezin, traject, gebeurtenis, soort, nummer, dag, coalesce(code, '-'),
                coalesce(wie, '-'))
            FROM waakvlam.lees_mijlpaal
            """
        )
    ) { gezin, stand in
        stand.mijlpalen.map { mijlpaal in
            text([
                "\(gezin)", "\(mijlpaal.traject)", "\(mijlpaal.gebeurtenis)", mijlpaal.soort.naam,
                "\(mijlpaal.nummer)", "\(mijlpaal.dag)", mijlpaal.code, mijlpaal.wie?.tekst,
            ])
        }
    }

    private static let meetings = ReadModelRows(
        statement: Statement(
            "all_meetings",
            """
            SELECT concat_ws('|', gezin, traject, gebeurtenis, dag, soort, array_to_string(partijen, ','),
                array_to_string(afwezig, ','), gezin_erbij)
            FROM waakvlam.lees_overleg
            """
        )
    ) { gezin, stand in
        stand.overleggen.map { overleg in
            text([
                "\(gezin)", "\(overleg.traject)", "\(overleg.gebeurtenis)", "\(overleg.dag)", overleg.soort.rawValue,
                overleg.partijen.map(\.rawValue).joined(separator: ","),
                overleg.afwezig.map(\.rawValue).joined(separator: ","), overleg.gezin.rawValue,
            ])
        }
    }

    private static let care = ReadModelRows(
        statement: Statement(
            "all_care",
            """
            SELECT concat_ws('|', gezin, traject, zorg, soort, coalesce(partij, '-'), gebeurtenis,
                coalesce(aangevraagd_op::text, '-'), coalesce(gewenst_vanaf::text, '-'),
                coalesce(wachtlijst_op::text, '-'), coalesce(wachtoorzaak, '-'), coalesce(overbrugd_op::text, '-'),
                coalesce(voorrang_gevraagd_op::text, '-'), coalesce(voorrang_verleend_op::text, '-'),
                coalesce(voorrang_geweigerd_op::text, '-'), coalesce(gestart_op::text, '-'),
                coalesce(geweigerd_op::text, '-'), coalesce(geweigerd_door, '-'), coalesce(beeindigd_op::text, '-'))
            FROM waakvlam.lees_zorg
            """
        )
    ) { gezin, stand in
        stand.zorg.map { zorg in
            text([
                "\(gezin)", "\(zorg.traject)", zorg.zorg.tekst, zorg.soort.rawValue, zorg.partij?.rawValue,
                "\(zorg.gebeurtenis)", zorg.aangevraagdOp?.description, zorg.gewenstVanaf?.description,
                zorg.wachtlijstOp?.description, zorg.wachtoorzaak?.rawValue, zorg.overbrugdOp?.description,
                zorg.voorrangGevraagdOp?.description, zorg.voorrangVerleendOp?.description,
                zorg.voorrangGeweigerdOp?.description, zorg.gestartOp?.description, zorg.geweigerdOp?.description,
                zorg.geweigerdDoor?.rawValue, zorg.beeindigdOp?.description,
            ])
        }
    }

    private static let parties = ReadModelRows(
        statement: Statement(
            "all_parties",
            """
            SELECT concat_ws('|', gezin, traject, partij, van, tot, betrokken::text, benodigd::text,
                coalesce(ontbreekt_sinds::text, '-'), coalesce(schil, '-'))
            FROM waakvlam.lees_partij
            """
        )
    ) { gezin, stand in
        stand.partijperioden.map { periode in
            text([
                "\(gezin)", "\(periode.traject)", periode.partij.rawValue, "\(periode.van)",
                periode.tot?.description ?? "infinity", truth(periode.stand.betrokken), truth(periode.stand.benodigd),
                periode.stand.ontbreektSinds?.description, periode.stand.schil?.rawValue,
            ])
        }
    }

    private static let problems = ReadModelRows(
        statement: Statement(
            "all_problems",
            """
            SELECT concat_ws('|', gezin, traject, probleem, van, tot, stj, geconstateerd_op, status, met_doel::text,
                met_afspraak::text)
            FROM waakvlam.lees_probleem
            """
        )
    ) { gezin, stand in
        stand.probleemperioden.map { periode in
            text([
                "\(gezin)", "\(periode.traject)", periode.probleem.tekst, "\(periode.van)",
                periode.tot?.description ?? "infinity", periode.stj.rawValue, "\(periode.geconstateerdOp)",
                periode.status.rawValue, truth(periode.metDoel), truth(periode.metAfspraak),
            ])
        }
    }
}
