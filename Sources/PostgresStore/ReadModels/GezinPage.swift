internal import CaseHandling
internal import CivilTime
internal import EventStore
internal import Gezinstraject
internal import PostgresClient
internal import WireValues

/// One page of the families, those without contact first and then those whose last contact is the longest ago.
struct GezinPage {
    let statement: Statement
    private let filter: Leesfilter
    private let after: [PostgresParameter]
    private let limit: Int

    /// The page of a list.
    ///
    /// - Throws: `EventStoreError.failed` for a place that is not one of this list.
    init(_ filter: Leesfilter, after place: Lijstplaats?, limit: Int) throws(EventStoreError) {
        self.filter = filter
        self.limit = limit
        after = try Self.after(place)
        if filter.procesmanager != nil {
            statement = .gezinnenOfProcesmanager
        } else if filter.wijk != nil {
            statement = .gezinnenOfWijk
        } else if filter.aanpak != nil, filter.fase != nil {
            statement = .gezinnenInFase
        } else {
            statement = .allGezinnen
        }
    }

    func parameters(_ build: Int, _ log: LogName) -> [PostgresParameter] {
        let place: [PostgresParameter] = [
            .text(log.description), .value(.int2, Int16(clamping: build)) { $1.integer($0) },
        ]
        return place + filter.parameters + filter.gezinParameters + after + [.int8(limit + 1)]
    }

    private static func after(_ place: Lijstplaats?) throws(EventStoreError) -> [PostgresParameter] {
        guard let place else { return [Self.minusInfinity, .uuid(UUID(high: 0, low: 0))] }
        guard place.delen.count == 2, let gezin = UUID(place.delen[1]) else {
            throw .failed(reason: "a place that is not of this list")
        }
        if place.delen[0] == "" { return [Self.minusInfinity, .uuid(gezin)] }
        guard let day = Dag(place.delen[0]) else { throw .failed(reason: "a place that is not of this list") }
        return [.day(day), .uuid(gezin)]
    }

    /// The day of the last contact of who had none.
    private static let minusInfinity = PostgresParameter.value(.date, Int32.min) { $1.integer($0) }

    static func row(_ row: PostgresRow) throws(PostgresError) -> Gezinsregel {
        Gezinsregel(
            gezin: try row.read(0, .identifier),
            traject: try row.read(1, .integer),
            fase: Fase(rawValue: try row.read(2, .text)) ?? .geen,
            aanpak: try row.readIfPresent(3, .text).flatMap { Aanpakcode($0) },
            procesmanager: try row.readIfPresent(4, .text).flatMap { Actor($0) },
            casemanager: try row.readIfPresent(5, .text).flatMap { Actor($0) },
            wijk: try row.readIfPresent(6, .text),
            gestartOp: try row.readIfPresent(7, .dag),
            geslotenOp: try row.readIfPresent(8, .dag),
            laatsteContactOp: try row.readIfPresent(9, .dag),
            laatstePogingOp: try row.readIfPresent(10, .dag),
            laatsteOverlegOp: try row.readIfPresent(11, .dag),
            laatsteGebeurtenisOp: try row.readIfPresent(12, .dag)
        )
    }

    static func place(_ row: Gezinsregel) -> Lijstplaats {
        Lijstplaats(delen: [row.laatsteContactOp?.description ?? "", row.gezin.description])
    }
}

extension Statement {
    fileprivate static let allGezinnen = Statement(
        "all_gezinnen",
        """
        SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
            t.gesloten_op, nullif(t.laatste_contact_op, '-infinity'), t.laatste_poging_op, t.laatste_overleg_op,
            t.laatste_gebeurtenis_op
        FROM (
        (
            SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
                t.gesloten_op, t.laatste_contact_op, t.laatste_poging_op, t.laatste_overleg_op,
                t.laatste_gebeurtenis_op
            FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.van <= $3 AND t.tot = 'infinity'
                AND ($4::text IS NULL OR t.procesmanager = $4)
                AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
                AND ($7::text IS NULL OR t.wijk = $7) AND ($8::text IS NULL OR t.fase = $8)
                AND ($9::date IS NULL OR t.laatste_contact_op < $9)
                AND ($10::text IS NULL OR EXISTS (
                    SELECT FROM waakvlam.lees_oordeel f
                    WHERE f.gemeente = t.gemeente AND f.bouw = t.bouw AND f.gezin = t.gezin AND f.traject = t.traject
                        AND f.indicator = $10 AND f.van <= $3 AND f.tot > $3 AND f.uitkomst = $11
                        AND ($12::text IS NULL OR coalesce(f.reden, '') = $12)
                ))
                AND (t.laatste_contact_op, t.gezin) > ($13, $14)
            ORDER BY t.laatste_contact_op, t.gezin LIMIT $15
        )
        UNION ALL
        (
            SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
                t.gesloten_op, t.laatste_contact_op, t.laatste_poging_op, t.laatste_overleg_op,
                t.laatste_gebeurtenis_op
            FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.van <= $3 AND t.tot > $3 AND t.tot < 'infinity'
                AND ($4::text IS NULL OR t.procesmanager = $4)
                AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
                AND ($7::text IS NULL OR t.wijk = $7) AND ($8::text IS NULL OR t.fase = $8)
                AND ($9::date IS NULL OR t.laatste_contact_op < $9)
                AND ($10::text IS NULL OR EXISTS (
                    SELECT FROM waakvlam.lees_oordeel f
                    WHERE f.gemeente = t.gemeente AND f.bouw = t.bouw AND f.gezin = t.gezin AND f.traject = t.traject
                        AND f.indicator = $10 AND f.van <= $3 AND f.tot > $3 AND f.uitkomst = $11
                        AND ($12::text IS NULL OR coalesce(f.reden, '') = $12)
                ))
                AND (t.laatste_contact_op, t.gezin) > ($13, $14)
            ORDER BY t.laatste_contact_op, t.gezin LIMIT $15
        )
        ) t
        ORDER BY t.laatste_contact_op, t.gezin LIMIT $15
        """
    )
    fileprivate static let gezinnenOfProcesmanager = Statement(
        "gezinnen_of_procesmanager",
        """
        SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
            t.gesloten_op, nullif(t.laatste_contact_op, '-infinity'), t.laatste_poging_op, t.laatste_overleg_op,
            t.laatste_gebeurtenis_op
        FROM (
        (
            SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
                t.gesloten_op, t.laatste_contact_op, t.laatste_poging_op, t.laatste_overleg_op,
                t.laatste_gebeurtenis_op
            FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.van <= $3 AND t.tot = 'infinity'
                AND t.procesmanager = $4
                AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
                AND ($7::text IS NULL OR t.wijk = $7) AND ($8::text IS NULL OR t.fase = $8)
                AND ($9::date IS NULL OR t.laatste_contact_op < $9)
                AND ($10::text IS NULL OR EXISTS (
                    SELECT FROM waakvlam.lees_oordeel f
                    WHERE f.gemeente = t.gemeente AND f.bouw = t.bouw AND f.gezin = t.gezin AND f.traject = t.traject
                        AND f.indicator = $10 AND f.van <= $3 AND f.tot > $3 AND f.uitkomst = $11
                        AND ($12::text IS NULL OR coalesce(f.reden, '') = $12)
                ))
                AND (t.laatste_contact_op, t.gezin) > ($13, $14)
            ORDER BY t.laatste_contact_op, t.gezin LIMIT $15
        )
        UNION ALL
        (
            SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
                t.gesloten_op, t.laatste_contact_op, t.laatste_poging_op, t.laatste_overleg_op,
                t.laatste_gebeurtenis_op
            FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.van <= $3 AND t.tot > $3 AND t.tot < 'infinity'
                AND t.procesmanager = $4
                AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
                AND ($7::text IS NULL OR t.wijk = $7) AND ($8::text IS NULL OR t.fase = $8)
                AND ($9::date IS NULL OR t.laatste_contact_op < $9)
                AND ($10::text IS NULL OR EXISTS (
                    SELECT FROM waakvlam.lees_oordeel f
                    WHERE f.gemeente = t.gemeente AND f.bouw = t.bouw AND f.gezin = t.gezin AND f.traject = t.traject
                        AND f.indicator = $10 AND f.van <= $3 AND f.tot > $3 AND f.uitkomst = $11
                        AND ($12::text IS NULL OR coalesce(f.reden, '') = $12)
                ))
                AND (t.laatste_contact_op, t.gezin) > ($13, $14)
            ORDER BY t.laatste_contact_op, t.gezin LIMIT $15
        )
        ) t
        ORDER BY t.laatste_contact_op, t.gezin LIMIT $15
        """
    )
    fileprivate static let gezinnenOfWijk = Statement(
        "gezinnen_of_wijk",
        """
        SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
            t.gesloten_op, nullif(t.laatste_contact_op, '-infinity'), t.laatste_poging_op, t.laatste_overleg_op,
            t.laatste_gebeurtenis_op
        FROM (
        (
            SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
                t.gesloten_op, t.laatste_contact_op, t.laatste_poging_op, t.laatste_overleg_op,
                t.laatste_gebeurtenis_op
            FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.van <= $3 AND t.tot = 'infinity'
                AND ($4::text IS NULL OR t.procesmanager = $4)
                AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
                AND t.wijk = $7 AND ($8::text IS NULL OR t.fase = $8)
                AND ($9::date IS NULL OR t.laatste_contact_op < $9)
                AND ($10::text IS NULL OR EXISTS (
                    SELECT FROM waakvlam.lees_oordeel f
                    WHERE f.gemeente = t.gemeente AND f.bouw = t.bouw AND f.gezin = t.gezin AND f.traject = t.traject
                        AND f.indicator = $10 AND f.van <= $3 AND f.tot > $3 AND f.uitkomst = $11
                        AND ($12::text IS NULL OR coalesce(f.reden, '') = $12)
                ))
                AND (t.laatste_contact_op, t.gezin) > ($13, $14)
            ORDER BY t.laatste_contact_op, t.gezin LIMIT $15
        )
        UNION ALL
        (
            SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
                t.gesloten_op, t.laatste_contact_op, t.laatste_poging_op, t.laatste_overleg_op,
                t.laatste_gebeurtenis_op
            FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.van <= $3 AND t.tot > $3 AND t.tot < 'infinity'
                AND ($4::text IS NULL OR t.procesmanager = $4)
                AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
                AND t.wijk = $7 AND ($8::text IS NULL OR t.fase = $8)
                AND ($9::date IS NULL OR t.laatste_contact_op < $9)
                AND ($10::text IS NULL OR EXISTS (
                    SELECT FROM waakvlam.lees_oordeel f
                    WHERE f.gemeente = t.gemeente AND f.bouw = t.bouw AND f.gezin = t.gezin AND f.traject = t.traject
                        AND f.indicator = $10 AND f.van <= $3 AND f.tot > $3 AND f.uitkomst = $11
                        AND ($12::text IS NULL OR coalesce(f.reden, '') = $12)
                ))
                AND (t.laatste_contact_op, t.gezin) > ($13, $14)
            ORDER BY t.laatste_contact_op, t.gezin LIMIT $15
        )
        ) t
        ORDER BY t.laatste_contact_op, t.gezin LIMIT $15
        """
    )
    fileprivate static let gezinnenInFase = Statement(
        "gezinnen_in_fase",
        """
        SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
            t.gesloten_op, nullif(t.laatste_contact_op, '-infinity'), t.laatste_poging_op, t.laatste_overleg_op,
            t.laatste_gebeurtenis_op
        FROM (
        (
            SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
                t.gesloten_op, t.laatste_contact_op, t.laatste_poging_op, t.laatste_overleg_op,
                t.laatste_gebeurtenis_op
            FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.van <= $3 AND t.tot = 'infinity'
                AND ($4::text IS NULL OR t.procesmanager = $4)
                AND ($5::text IS NULL OR t.casemanager = $5) AND t.aanpak = $6
                AND ($7::text IS NULL OR t.wijk = $7) AND t.fase = $8
                AND ($9::date IS NULL OR t.laatste_contact_op < $9)
                AND ($10::text IS NULL OR EXISTS (
                    SELECT FROM waakvlam.lees_oordeel f
                    WHERE f.gemeente = t.gemeente AND f.bouw = t.bouw AND f.gezin = t.gezin AND f.traject = t.traject
                        AND f.indicator = $10 AND f.van <= $3 AND f.tot > $3 AND f.uitkomst = $11
                        AND ($12::text IS NULL OR coalesce(f.reden, '') = $12)
                ))
                AND (t.laatste_contact_op, t.gezin) > ($13, $14)
            ORDER BY t.laatste_contact_op, t.gezin LIMIT $15
        )
        UNION ALL
        (
            SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
                t.gesloten_op, t.laatste_contact_op, t.laatste_poging_op, t.laatste_overleg_op,
                t.laatste_gebeurtenis_op
            FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.van <= $3 AND t.tot > $3 AND t.tot < 'infinity'
                AND ($4::text IS NULL OR t.procesmanager = $4)
                AND ($5::text IS NULL OR t.casemanager = $5) AND t.aanpak = $6
                AND ($7::text IS NULL OR t.wijk = $7) AND t.fase = $8
                AND ($9::date IS NULL OR t.laatste_contact_op < $9)
                AND ($10::text IS NULL OR EXISTS (
                    SELECT FROM waakvlam.lees_oordeel f
                    WHERE f.gemeente = t.gemeente AND f.bouw = t.bouw AND f.gezin = t.gezin AND f.traject = t.traject
                        AND f.indicator = $10 AND f.van <= $3 AND f.tot > $3 AND f.uitkomst = $11
                        AND ($12::text IS NULL OR coalesce(f.reden, '') = $12)
                ))
                AND (t.laatste_contact_op, t.gezin) > ($13, $14)
            ORDER BY t.laatste_contact_op, t.gezin LIMIT $15
        )
        ) t
        ORDER BY t.laatste_contact_op, t.gezin LIMIT $15
        """
    )
}
