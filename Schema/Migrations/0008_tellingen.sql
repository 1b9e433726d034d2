-- Counts that need not look at every family: what began and what ended on each day, added up. How many there are on a
-- day is the sum of all days up to it: of blocks of 256 days, of the blocks of 16 days after those, and of the days after
-- those. The counts follow the rows of the read models in the same statement, whoever changes these.

-- In the figures of which aanpak a verdict counts from van to tot: '' for none in particular, null when the traject is
-- not the one of its family that counts. A row begins anew where this changes, without an oorzaak if that is all.
ALTER TABLE waakvlam.lees_oordeel ADD COLUMN telt_bij text;

-- From a figure to its families, also by reden; nothing asked for what turned on a day.
DROP INDEX waakvlam.lees_oordeel_omslag;
DROP INDEX waakvlam.lees_oordeel_uitkomst;
CREATE INDEX lees_oordeel_uitkomst ON waakvlam.lees_oordeel (gemeente, bouw, indicator, uitkomst, tot, gezin)
    WHERE telt_bij IS NOT NULL;
CREATE INDEX lees_oordeel_reden ON waakvlam.lees_oordeel
    (gemeente, bouw, indicator, uitkomst, coalesce(reden, ''), tot, gezin) WHERE telt_bij IS NOT NULL;
-- What holds on a day and ends after it, of one procesmanager or of one kind: lees_taak_einde has that of everybody.
CREATE INDEX lees_taak_einde_regie ON waakvlam.lees_taak (gemeente, bouw, procesmanager, tot) WHERE tot < 'infinity';
CREATE INDEX lees_taak_einde_soort ON waakvlam.lees_taak (gemeente, bouw, soort, tot) WHERE tot < 'infinity';
-- Caseloads of a day: what began after it, beside lees_traject_einde.
CREATE INDEX lees_traject_begin ON waakvlam.lees_traject (gemeente, bouw, van) WHERE tot = 'infinity' AND telt;

-- The first day of the block of so many days that a day is in.
CREATE FUNCTION waakvlam.telblok(dag date, dagen integer) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '0001-01-01'::date + ((dag - '0001-01-01'::date) / dagen) * dagen;

-- Verdicts that count: how many more there are from the days of this block on.
CREATE TABLE waakvlam.lees_oordeeltelling (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    aanpak text NOT NULL,
    -- How long the block is: 1, 16 or 256; and its first day.
    dagen smallint NOT NULL,
    dag date NOT NULL,
    indicator text NOT NULL,
    uitkomst text NOT NULL,
    reden text NOT NULL,
    aantal integer NOT NULL,
    CONSTRAINT lees_oordeeltelling_sleutel
        PRIMARY KEY (gemeente, bouw, aanpak, dagen, dag, indicator, uitkomst, reden)
)
-- The same rows are counted up and down, as in projectie_deel.
WITH (fillfactor = 70);
-- Tasks: how many more are open, and how many more of them over their last day in time.
CREATE TABLE waakvlam.lees_taaktelling (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    aanpak text NOT NULL,
    dagen smallint NOT NULL,
    dag date NOT NULL,
    soort text NOT NULL,
    open integer NOT NULL,
    over_tijd integer NOT NULL,
    CONSTRAINT lees_taaktelling_sleutel PRIMARY KEY (gemeente, bouw, aanpak, dagen, dag, soort)
)
WITH (fillfactor = 70);
-- Families by how they stand now: of the rows of lees_traject that count and have no end, whenever they began.
CREATE TABLE waakvlam.lees_caseloadtelling (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    aanpak text NOT NULL,
    procesmanager text NOT NULL,
    fase text NOT NULL,
    gezinnen integer NOT NULL,
    CONSTRAINT lees_caseloadtelling_sleutel PRIMARY KEY (gemeente, bouw, aanpak, procesmanager, fase)
)
WITH (fillfactor = 70);

-- Counting. What is added is in the order of the key, so that two who count the same wait for each other and never both.
-- Of a build that is being removed nothing is counted (ruim_lees_op).

CREATE FUNCTION waakvlam.tel_lees_oordeel() RETURNS trigger
LANGUAGE plpgsql
SET jit = off
SET enable_nestloop = on
AS $$
BEGIN
    IF current_setting('waakvlam.ruimt_op', true) = 'ja' THEN RETURN NULL; END IF;
    INSERT INTO waakvlam.lees_oordeeltelling AS c (
            gemeente, bouw, aanpak, dagen, dag, indicator, uitkomst, reden, aantal
        )
        SELECT r.gemeente, r.bouw, r.telt_bij, b.dagen, waakvlam.telblok(g.dag, b.dagen), r.indicator, r.uitkomst,
            coalesce(r.reden, ''), sum(g.aantal)
        FROM rijen r
        CROSS JOIN LATERAL (
            VALUES (r.van, CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END),
                (r.tot, CASE TG_OP WHEN 'DELETE' THEN 1 ELSE -1 END)
        ) g(dag, aantal)
        CROSS JOIN (VALUES (1), (16), (256)) b(dagen)
        WHERE r.telt_bij IS NOT NULL AND g.dag < 'infinity'
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(g.aantal) <> 0
        ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
        ON CONFLICT ON CONSTRAINT lees_oordeeltelling_sleutel DO UPDATE SET aantal = c.aantal + excluded.aantal;
    RETURN NULL;
END
$$;

CREATE FUNCTION waakvlam.tel_lees_taak() RETURNS trigger
LANGUAGE plpgsql
SET jit = off
SET enable_nestloop = on
AS $$
BEGIN
    IF current_setting('waakvlam.ruimt_op', true) = 'ja' THEN RETURN NULL; END IF;
    INSERT INTO waakvlam.lees_taaktelling AS c (gemeente, bouw, aanpak, dagen, dag, soort, open, over_tijd)
        SELECT r.gemeente, r.bouw, coalesce(r.aanpak, ''), b.dagen, waakvlam.telblok(g.dag, b.dagen), r.soort,
            sum(g.open), sum(g.over_tijd)
        FROM (
            SELECT *, CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END AS een,
                -- From the day after the last one in time, if it is still open then.
                CASE WHEN uiterlijk < 'infinity' THEN greatest(van, uiterlijk + 1) ELSE 'infinity' END AS laat
            FROM rijen
        ) r
        CROSS JOIN LATERAL (
            VALUES (r.van, r.een, 0), (r.tot, -r.een, 0), (least(r.laat, r.tot), 0, r.een), (r.tot, 0, -r.een)
        ) g(dag, open, over_tijd)
        CROSS JOIN (VALUES (1), (16), (256)) b(dagen)
        WHERE g.dag < 'infinity'
        GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(g.open) <> 0 OR sum(g.over_tijd) <> 0
        ORDER BY 1, 2, 3, 4, 5, 6
        ON CONFLICT ON CONSTRAINT lees_taaktelling_sleutel
            DO UPDATE SET open = c.open + excluded.open, over_tijd = c.over_tijd + excluded.over_tijd;
    RETURN NULL;
END
$$;

CREATE FUNCTION waakvlam.tel_lees_traject() RETURNS trigger
LANGUAGE plpgsql
SET jit = off
SET enable_nestloop = on
AS $$
BEGIN
    IF current_setting('waakvlam.ruimt_op', true) = 'ja' THEN RETURN NULL; END IF;
    INSERT INTO waakvlam.lees_caseloadtelling AS c (gemeente, bouw, aanpak, procesmanager, fase, gezinnen)
        SELECT r.gemeente, r.bouw, coalesce(r.aanpak, ''), coalesce(r.procesmanager, ''), r.fase,
            count(*) * CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END
        FROM rijen r
        WHERE r.telt AND r.tot = 'infinity'
        GROUP BY 1, 2, 3, 4, 5
        ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT ON CONSTRAINT lees_caseloadtelling_sleutel DO UPDATE SET gezinnen = c.gezinnen + excluded.gezinnen;
    RETURN NULL;
END
$$;

CREATE TRIGGER tel_erbij AFTER INSERT ON waakvlam.lees_oordeel REFERENCING NEW TABLE AS rijen
    FOR EACH STATEMENT EXECUTE FUNCTION waakvlam.tel_lees_oordeel();
CREATE TRIGGER tel_eraf AFTER DELETE ON waakvlam.lees_oordeel REFERENCING OLD TABLE AS rijen
    FOR EACH STATEMENT EXECUTE FUNCTION waakvlam.tel_lees_oordeel();
CREATE TRIGGER tel_erbij AFTER INSERT ON waakvlam.lees_taak REFERENCING NEW TABLE AS rijen
    FOR EACH STATEMENT EXECUTE FUNCTION waakvlam.tel_lees_taak();
CREATE TRIGGER tel_eraf AFTER DELETE ON waakvlam.lees_taak REFERENCING OLD TABLE AS rijen
    FOR EACH STATEMENT EXECUTE FUNCTION waakvlam.tel_lees_taak();
CREATE TRIGGER tel_erbij AFTER INSERT ON waakvlam.lees_traject REFERENCING NEW TABLE AS rijen
    FOR EACH STATEMENT EXECUTE FUNCTION waakvlam.tel_lees_traject();
CREATE TRIGGER tel_eraf AFTER DELETE ON waakvlam.lees_traject REFERENCING OLD TABLE AS rijen
    FOR EACH STATEMENT EXECUTE FUNCTION waakvlam.tel_lees_traject();

-- As in 0007, with telt_bij. The one of 0007 stays for programs of that version, whose builds are not counted.
CREATE FUNCTION waakvlam.schrijf_lees_oordeel(
    p_gemeente text, p_bouw smallint, p_gezinnen uuid[], p_gezin uuid[], p_traject smallint[], p_indicator text[],
    p_van date[], p_tot date[], p_uitkomst text[], p_reden text[], p_oorzaak text[], p_gebeurtenissen text[],
    p_telt_bij text[]
) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
SET enable_nestloop = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    DELETE FROM waakvlam.lees_oordeel t
        WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw AND t.gezin = ANY (p_gezinnen) AND NOT EXISTS (
            SELECT FROM (
            SELECT
                u.gezin, u.traject, u.indicator, u.van, coalesce(u.tot, 'infinity') AS tot, u.uitkomst, u.reden,
                u.oorzaak, string_to_array(u.gebeurtenissen, ',')::uuid[] AS gebeurtenissen, u.telt_bij
            FROM unnest(
                p_gezin, p_traject, p_indicator, p_van, p_tot, p_uitkomst, p_reden, p_oorzaak, p_gebeurtenissen,
                p_telt_bij
            ) u(
                gezin, traject, indicator, van, tot, uitkomst, reden, oorzaak, gebeurtenissen, telt_bij
            )
            ) n
            WHERE n.gezin = t.gezin
            AND n.traject = t.traject
            AND n.indicator = t.indicator
            AND n.van = t.van
            AND (
                n.tot, n.uitkomst, n.reden, n.oorzaak, n.gebeurtenissen, n.telt_bij
            ) IS NOT DISTINCT FROM (
                t.tot, t.uitkomst, t.reden, t.oorzaak, t.gebeurtenissen, t.telt_bij
            )
        );
    INSERT INTO waakvlam.lees_oordeel (
            gemeente, bouw, gezin, traject, indicator, van, tot, uitkomst, reden, oorzaak, gebeurtenissen, telt_bij
        )
        SELECT p_gemeente, p_bouw, n.* FROM (
            SELECT
                u.gezin, u.traject, u.indicator, u.van, coalesce(u.tot, 'infinity') AS tot, u.uitkomst, u.reden,
                u.oorzaak, string_to_array(u.gebeurtenissen, ',')::uuid[] AS gebeurtenissen, u.telt_bij
            FROM unnest(
                p_gezin, p_traject, p_indicator, p_van, p_tot, p_uitkomst, p_reden, p_oorzaak, p_gebeurtenissen,
                p_telt_bij
            ) u(
                gezin, traject, indicator, van, tot, uitkomst, reden, oorzaak, gebeurtenissen, telt_bij
            )
        ) n
        ON CONFLICT DO NOTHING;
END
$$;

-- As in 0007, with telt_bij.
CREATE OR REPLACE FUNCTION waakvlam.lees_vingerafdrukken(p_gemeente text, p_bouw smallint)
RETURNS TABLE (uit_gezin uuid, uit_aantal bigint, uit_som numeric)
LANGUAGE sql STABLE
SET datestyle = 'ISO, YMD'
AS $$
SELECT r.gezin, count(*), sum(r.rij) FROM (
    SELECT t.gezin, hashtextextended(ROW(
            'lees_traject',
            t.gezin, t.traject, t.van, t.tot, t.telt, t.aanpak, t.fase, t.variant, t.procesmanager, t.casemanager,
            t.aanspreekpunt, t.aangemeld_op, t.gestart_op, t.gesloten_op, t.sluitingsreden, t.route, t.melder, t.wijk,
            t.laatste_contact_op, t.laatste_poging_op, t.laatste_overleg_op, t.laatste_gebeurtenis_op
        )::text, 0) AS rij
    FROM waakvlam.lees_traject t WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw
    UNION ALL
    SELECT t.gezin, hashtextextended(ROW(
            'lees_oordeel',
            t.gezin, t.traject, t.indicator, t.van, t.tot, t.uitkomst, t.reden, t.oorzaak, t.gebeurtenissen, t.telt_bij
        )::text, 0) AS rij
    FROM waakvlam.lees_oordeel t WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw
    UNION ALL
    SELECT t.gezin, hashtextextended(ROW(
            'lees_taak',
            t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding, t.van, t.tot, t.sinds, t.uiterlijk, t.trede,
            t.partij, t.procesmanager, t.casemanager, t.aanpak, t.wijk, t.afgehandeld_door
        )::text, 0) AS rij
    FROM waakvlam.lees_taak t WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw
    UNION ALL
    SELECT t.gezin, hashtextextended(ROW(
            'lees_mijlpaal',
            t.gezin, t.traject, t.gebeurtenis, t.soort, t.nummer, t.dag, t.code, t.wie
        )::text, 0) AS rij
    FROM waakvlam.lees_mijlpaal t WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw
    UNION ALL
    SELECT t.gezin, hashtextextended(ROW(
            'lees_overleg',
            t.gezin, t.traject, t.gebeurtenis, t.dag, t.soort, t.partijen, t.afwezig, t.gezin_erbij
        )::text, 0) AS rij
    FROM waakvlam.lees_overleg t WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw
    UNION ALL
    SELECT t.gezin, hashtextextended(ROW(
            'lees_zorg',
            t.gezin, t.traject, t.zorg, t.soort, t.partij, t.gebeurtenis, t.aangevraagd_op, t.gewenst_vanaf,
            t.wachtlijst_op, t.wachtoorzaak, t.overbrugd_op, t.voorrang_gevraagd_op, t.voorrang_verleend_op,
            t.voorrang_geweigerd_op, t.gestart_op, t.geweigerd_op, t.geweigerd_door, t.beeindigd_op
        )::text, 0) AS rij
    FROM waakvlam.lees_zorg t WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw
    UNION ALL
    SELECT t.gezin, hashtextextended(ROW(
            'lees_partij',
            t.gezin, t.traject, t.partij, t.van, t.tot, t.betrokken, t.benodigd, t.ontbreekt_sinds, t.schil
        )::text, 0) AS rij
    FROM waakvlam.lees_partij t WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw
    UNION ALL
    SELECT t.gezin, hashtextextended(ROW(
            'lees_probleem',
            t.gezin, t.traject, t.probleem, t.van, t.tot, t.stj, t.geconstateerd_op, t.status, t.met_doel,
            t.met_afspraak
        )::text, 0) AS rij
    FROM waakvlam.lees_probleem t WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw
    UNION ALL
    SELECT t.gezin, hashtextextended(ROW(
            'lees_gezin',
            t.gezin, t.horizon
        )::text, 0) AS rij
    FROM waakvlam.lees_gezin t WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw
) r
GROUP BY r.gezin
$$;

-- As in 0007: with the counts, and without counting what is removed.
CREATE OR REPLACE FUNCTION waakvlam.ruim_lees_op(p_gemeente text, p_bouw smallint, p_aantal integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    v_tabel text;
    v_aantal integer;
    v_totaal integer := 0;
BEGIN
    -- For this transaction; as a setting of the function only a superuser could give it.
    PERFORM set_config('waakvlam.ruimt_op', 'ja', true);
    FOREACH v_tabel IN ARRAY ARRAY[
        'lees_traject', 'lees_oordeel', 'lees_taak', 'lees_mijlpaal', 'lees_overleg', 'lees_zorg', 'lees_partij',
        'lees_probleem', 'lees_gezin', 'lees_oordeeltelling', 'lees_taaktelling', 'lees_caseloadtelling'
    ] LOOP
        EXIT WHEN v_totaal >= p_aantal;
        EXECUTE format(
            'DELETE FROM waakvlam.%1$I WHERE ctid = ANY (ARRAY('
                'SELECT ctid FROM waakvlam.%1$I WHERE gemeente = $1 AND bouw = $2 LIMIT $3))',
            v_tabel
        ) USING p_gemeente, p_bouw, p_aantal - v_totaal;
        GET DIAGNOSTICS v_aantal = ROW_COUNT;
        v_totaal := v_totaal + v_aantal;
    END LOOP;
    PERFORM set_config('waakvlam.ruimt_op', '', true);
    RETURN v_totaal;
END
$$;

DO $$
DECLARE
    v_tabel text;
BEGIN
    FOREACH v_tabel IN ARRAY ARRAY['lees_oordeeltelling', 'lees_taaktelling', 'lees_caseloadtelling'] LOOP
        EXECUTE format('ALTER TABLE waakvlam.%I ENABLE ROW LEVEL SECURITY', v_tabel);
        EXECUTE format('ALTER TABLE waakvlam.%I FORCE ROW LEVEL SECURITY', v_tabel);
        EXECUTE format(
            'CREATE POLICY eigen_gemeente ON waakvlam.%I '
                'USING (gemeente = current_setting(''waakvlam.gemeente'', true))',
            v_tabel
        );
        EXECUTE format('GRANT SELECT, INSERT, DELETE ON waakvlam.%I TO waakvlam_app', v_tabel);
    END LOOP;
END
$$;
GRANT UPDATE (aantal) ON waakvlam.lees_oordeeltelling TO waakvlam_app;
GRANT UPDATE (open, over_tijd) ON waakvlam.lees_taaktelling TO waakvlam_app;
GRANT UPDATE (gezinnen) ON waakvlam.lees_caseloadtelling TO waakvlam_app;

REVOKE ALL ON FUNCTION
    waakvlam.telblok, waakvlam.tel_lees_oordeel, waakvlam.tel_lees_taak, waakvlam.tel_lees_traject,
    waakvlam.schrijf_lees_oordeel(
        text, smallint, uuid[], uuid[], smallint[], text[], date[], date[], text[], text[], text[], text[], text[]
    )
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    waakvlam.telblok, waakvlam.tel_lees_oordeel, waakvlam.tel_lees_taak, waakvlam.tel_lees_traject,
    waakvlam.schrijf_lees_oordeel(
        text, smallint, uuid[], uuid[], smallint[], text[], date[], date[], text[], text[], text[], text[], text[]
    )
    TO waakvlam_app;
