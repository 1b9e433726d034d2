internal import CaseHandling
internal import CivilTime
internal import EventStore
internal import Gezinstraject
internal import PostgresClient
internal import WireValues

/// One page of the families: those without contact first and then those whose last contact is the longest ago; with a
/// verdict whose verdict turns first.
///
/// So both come from an index in their order, however many or few have that verdict.
struct GezinPage {
    let statement: Statement
    private let order: Order
    private let filter: Leesfilter
    private let after: [PostgresParameter]
    private let limit: Int

    private enum Order {
        case silence
        case turn
    }

    /// The page of a list.
    ///
    /// - Throws: `EventStoreError.failed` for a place that is not one of this list.
    init(
        _ filter: Leesfilter,
        _ build: ServingBuild,
        after place: Lijstplaats?,
        limit: Int
    ) throws(EventStoreError) {
        self.filter = filter
        self.limit = limit
        // Of one procesmanager there are never so many that they could not be looked through.
        order = filter.oordeel != nil && filter.procesmanager == nil && build.isCounted ? .turn : .silence
        after = try Self.after(place, order)
        if order == .turn {
            statement = filter.oordeel?.reden == nil ? .gezinnenWithOutcome : .gezinnenWithOordeel
        } else if filter.procesmanager != nil {
            statement = .gezinnenOfProcesmanager
        } else if filter.wijk != nil {
            statement = .gezinnenOfWijk
        } else if filter.aanpak != nil, filter.fase != nil {
            statement = .gezinnenInFase
        } else {
            statement = .allGezinnen
        }
    }

    func parameters(_ build: ServingBuild, _ log: LogName) -> [PostgresParameter] {
        PostgresLeesmodellen.place(build, log) + filter.parameters + filter.gezinParameters + after
            + [.int8(limit + 1)]
    }

    private static func after(_ place: Lijstplaats?, _ order: Order) throws(EventStoreError) -> [PostgresParameter] {
        guard let place else { return [Self.minusInfinity, .uuid(UUID(high: 0, low: 0))] }
        let parts = order == .turn ? Array(place.delen.dropFirst()) : place.delen
        guard parts.count == 2, order == .silence || place.delen[0] == Self.turn, let gezin = UUID(parts[1]) else {
            throw .failed(reason: "a place that is not of this list")
        }
        // No day: never had contact, or never turns.
        if parts[0] == "" { return [order == .turn ? Self.infinity : Self.minusInfinity, .uuid(gezin)] }
        guard let day = Dag(parts[0]) else { throw .failed(reason: "a place that is not of this list") }
        return [.day(day), .uuid(gezin)]
    }

    /// The mark of a place in the order of turning.
    private static let turn = "omslag"
    private static let minusInfinity = PostgresParameter.value(.date, Int32.min) { $1.integer($0) }
    private static let infinity = PostgresParameter.value(.date, Int32.max) { $1.integer($0) }

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

    func place(_ row: PostgresRow) throws(PostgresError) -> Lijstplaats {
        let gezin = try Self.row(row).gezin.description
        switch order {
        case .silence: return Lijstplaats(delen: [try Self.row(row).laatsteContactOp?.description ?? "", gezin])
        case .turn:
            return Lijstplaats(delen: [Self.turn, try row.readIfPresent(13, .dag)?.description ?? "", gezin])
        }
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

    /// It begins where the first turns after the day: what turned before is far more.
    fileprivate static let gezinnenWithOutcome = Statement(
        "gezinnen_with_outcome",
        """
        SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
            t.gesloten_op, nullif(t.laatste_contact_op, '-infinity'), t.laatste_poging_op, t.laatste_overleg_op,
            t.laatste_gebeurtenis_op, nullif(o.tot, 'infinity')
        FROM waakvlam.lees_oordeel o
        CROSS JOIN LATERAL (
            SELECT * FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.gezin = o.gezin AND t.traject = o.traject AND t.van <= $3
            ORDER BY t.van DESC LIMIT 1
        ) t
        WHERE o.gemeente = $1 AND o.bouw = $2 AND o.telt_bij IS NOT NULL AND o.indicator = $10 AND o.uitkomst = $11
            AND $12::text IS NULL AND o.van <= $3 AND o.tot > $3
            AND t.telt AND t.tot > $3 AND ($4::text IS NULL OR t.procesmanager = $4)
            AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR o.telt_bij = $6)
            AND ($7::text IS NULL OR t.wijk = $7) AND ($8::text IS NULL OR t.fase = $8)
            AND ($9::date IS NULL OR t.laatste_contact_op < $9)
            AND (o.tot, o.gezin) > (
                greatest($13, $3), CASE WHEN $13 > $3 THEN $14 ELSE 'ffffffff-ffff-ffff-ffff-ffffffffffff' END
            )
        ORDER BY o.tot, o.gezin LIMIT $15
        """
    )

    /// The order says the reason too, though it is the same in all: so only the index on reasons will do.
    fileprivate static let gezinnenWithOordeel = Statement(
        "gezinnen_with_oordeel",
        """
        SELECT t.gezin, t.traject, t.fase, t.aanpak, t.procesmanager, t.casemanager, t.wijk, t.gestart_op,
            t.gesloten_op, nullif(t.laatste_contact_op, '-infinity'), t.laatste_poging_op, t.laatste_overleg_op,
            t.laatste_gebeurtenis_op, nullif(o.tot, 'infinity')
        FROM waakvlam.lees_oordeel o
        CROSS JOIN LATERAL (
            SELECT * FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.gezin = o.gezin AND t.traject = o.traject AND t.van <= $3
            ORDER BY t.van DESC LIMIT 1
        ) t
        WHERE o.gemeente = $1 AND o.bouw = $2 AND o.telt_bij IS NOT NULL AND o.indicator = $10 AND o.uitkomst = $11
            AND o.van <= $3 AND o.tot > $3
            AND coalesce(o.reden, '') <= $12 AND (coalesce(o.reden, ''), o.tot, o.gezin) > (
                $12, greatest($13, $3), CASE WHEN $13 > $3 THEN $14 ELSE 'ffffffff-ffff-ffff-ffff-ffffffffffff' END
            )
            AND t.telt AND t.tot > $3 AND ($4::text IS NULL OR t.procesmanager = $4)
            AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR o.telt_bij = $6)
            AND ($7::text IS NULL OR t.wijk = $7) AND ($8::text IS NULL OR t.fase = $8)
            AND ($9::date IS NULL OR t.laatste_contact_op < $9)
        ORDER BY coalesce(o.reden, ''), o.tot, o.gezin LIMIT $15
        """
    )
}
