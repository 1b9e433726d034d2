-- The read models: what lists and overviews show of a family, as rows that each hold from a day to a day. They are made
-- from the log and can be dropped and made again; every row belongs to a build (projectie) and to a family.
--
-- The knowledge is that of now, the day is data: what turns by itself on a day that is still to come is the next row. A
-- row without an end holds to infinity. There is no free text in them and nothing that tells who the family is.

-- How a traject stands, from a day to a day.
CREATE TABLE waakvlam.lees_traject (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    gezin uuid NOT NULL,
    traject smallint NOT NULL,
    van date NOT NULL,
    tot date NOT NULL,
    telt boolean NOT NULL,
    aanpak text,
    fase text NOT NULL,
    variant text,
    procesmanager text,
    casemanager text,
    aanspreekpunt text,
    aangemeld_op date,
    gestart_op date,
    gesloten_op date,
    sluitingsreden text,
    route text,
    melder text,
    wijk text,
    laatste_contact_op date NOT NULL,
    laatste_poging_op date,
    laatste_overleg_op date,
    laatste_gebeurtenis_op date,
    CONSTRAINT lees_traject_sleutel PRIMARY KEY (gemeente, bouw, gezin, traject, van)
);
-- The verdict on an indicator, from a day to the day it turns; with what made it so.
CREATE TABLE waakvlam.lees_oordeel (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    gezin uuid NOT NULL,
    traject smallint NOT NULL,
    indicator text NOT NULL,
    van date NOT NULL,
    tot date NOT NULL,
    uitkomst text NOT NULL,
    reden text,
    oorzaak text,
    gebeurtenissen uuid[] NOT NULL,
    CONSTRAINT lees_oordeel_sleutel PRIMARY KEY (gemeente, bouw, gezin, traject, indicator, van)
);
-- What is to be done, from a day to a day; with the last day that is in time, infinity where there is no term.
CREATE TABLE waakvlam.lees_taak (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    gezin uuid NOT NULL,
    traject smallint NOT NULL,
    soort text NOT NULL,
    sleutel text NOT NULL,
    aanleiding uuid NOT NULL,
    van date NOT NULL,
    tot date NOT NULL,
    sinds date NOT NULL,
    uiterlijk date NOT NULL,
    trede integer,
    partij text,
    procesmanager text,
    casemanager text,
    aanpak text,
    wijk text,
    afgehandeld_door uuid,
    CONSTRAINT lees_taak_sleutel PRIMARY KEY (gemeente, bouw, gezin, traject, soort, sleutel, aanleiding, van)
);
-- What happened on a day and counts in an overview.
CREATE TABLE waakvlam.lees_mijlpaal (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    gezin uuid NOT NULL,
    traject smallint NOT NULL,
    gebeurtenis uuid NOT NULL,
    soort text NOT NULL,
    nummer integer NOT NULL,
    dag date NOT NULL,
    code text,
    wie text,
    CONSTRAINT lees_mijlpaal_sleutel PRIMARY KEY (gemeente, bouw, gezin, traject, gebeurtenis)
);
-- A meeting that was held, with who was there.
CREATE TABLE waakvlam.lees_overleg (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    gezin uuid NOT NULL,
    traject smallint NOT NULL,
    gebeurtenis uuid NOT NULL,
    dag date NOT NULL,
    soort text NOT NULL,
    partijen text[] NOT NULL,
    afwezig text[] NOT NULL,
    gezin_erbij text NOT NULL,
    CONSTRAINT lees_overleg_sleutel PRIMARY KEY (gemeente, bouw, gezin, traject, gebeurtenis)
);
-- Care that was requested or ran already, with the days on which something came of it.
CREATE TABLE waakvlam.lees_zorg (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    gezin uuid NOT NULL,
    traject smallint NOT NULL,
    zorg text NOT NULL,
    soort text NOT NULL,
    partij text,
    gebeurtenis uuid NOT NULL,
    aangevraagd_op date,
    gewenst_vanaf date,
    wachtlijst_op date,
    wachtoorzaak text,
    overbrugd_op date,
    voorrang_gevraagd_op date,
    voorrang_verleend_op date,
    voorrang_geweigerd_op date,
    gestart_op date,
    geweigerd_op date,
    geweigerd_door text,
    beeindigd_op date,
    CONSTRAINT lees_zorg_sleutel PRIMARY KEY (gemeente, bouw, gezin, traject, zorg)
);
-- How a partij stands in a traject, from a day to a day.
CREATE TABLE waakvlam.lees_partij (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    gezin uuid NOT NULL,
    traject smallint NOT NULL,
    partij text NOT NULL,
    van date NOT NULL,
    tot date NOT NULL,
    betrokken boolean NOT NULL,
    benodigd boolean NOT NULL,
    ontbreekt_sinds date,
    schil text,
    CONSTRAINT lees_partij_sleutel PRIMARY KEY (gemeente, bouw, gezin, traject, partij, van)
);
-- How a problem stands, from a day to a day.
CREATE TABLE waakvlam.lees_probleem (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    gezin uuid NOT NULL,
    traject smallint NOT NULL,
    probleem text NOT NULL,
    van date NOT NULL,
    tot date NOT NULL,
    stj text NOT NULL,
    geconstateerd_op date NOT NULL,
    status text NOT NULL,
    met_doel boolean NOT NULL,
    met_afspraak boolean NOT NULL,
    CONSTRAINT lees_probleem_sleutel PRIMARY KEY (gemeente, bouw, gezin, traject, probleem, van)
);
-- Up to which day the rows of a family are right if nothing more is recorded.
CREATE TABLE waakvlam.lees_gezin (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    gezin uuid NOT NULL,
    horizon date NOT NULL,
    CONSTRAINT lees_gezin_sleutel PRIMARY KEY (gemeente, bouw, gezin)
);

-- The lists. What holds now has no end, so a list of today finds its first page in one of the partial indexes, in its
-- order; what holds on that day and does end is little, and found by its end.
CREATE INDEX lees_traject_stil ON waakvlam.lees_traject (gemeente, bouw, laatste_contact_op, gezin)
    WHERE tot = 'infinity' AND telt;
CREATE INDEX lees_traject_regie ON waakvlam.lees_traject (gemeente, bouw, procesmanager, laatste_contact_op, gezin)
    WHERE tot = 'infinity' AND telt;
CREATE INDEX lees_traject_fase ON waakvlam.lees_traject (gemeente, bouw, aanpak, fase, laatste_contact_op, gezin)
    WHERE tot = 'infinity' AND telt;
CREATE INDEX lees_traject_wijk ON waakvlam.lees_traject (gemeente, bouw, wijk, laatste_contact_op, gezin)
    WHERE tot = 'infinity' AND telt;
CREATE INDEX lees_traject_einde ON waakvlam.lees_traject (gemeente, bouw, tot) WHERE tot < 'infinity' AND telt;

CREATE INDEX lees_taak_uiterlijk ON waakvlam.lees_taak
    (gemeente, bouw, uiterlijk, gezin, traject, soort, sleutel, aanleiding) WHERE tot = 'infinity';
CREATE INDEX lees_taak_regie ON waakvlam.lees_taak
    (gemeente, bouw, procesmanager, uiterlijk, gezin, traject, soort, sleutel, aanleiding) WHERE tot = 'infinity';
CREATE INDEX lees_taak_soort ON waakvlam.lees_taak
    (gemeente, bouw, soort, uiterlijk, gezin, traject, sleutel, aanleiding) WHERE tot = 'infinity';
CREATE INDEX lees_taak_einde ON waakvlam.lees_taak (gemeente, bouw, tot) WHERE tot < 'infinity';

-- From a figure to the families that it counts, in the order in which they turn; and what turned on a day.
CREATE INDEX lees_oordeel_uitkomst ON waakvlam.lees_oordeel (gemeente, bouw, indicator, uitkomst, tot, gezin);
CREATE INDEX lees_oordeel_omslag ON waakvlam.lees_oordeel (gemeente, bouw, van);

CREATE INDEX lees_mijlpaal_soort ON waakvlam.lees_mijlpaal (gemeente, bouw, soort, dag);
CREATE INDEX lees_overleg_dag ON waakvlam.lees_overleg (gemeente, bouw, dag);
CREATE INDEX lees_zorg_soort ON waakvlam.lees_zorg (gemeente, bouw, soort, aangevraagd_op);
CREATE INDEX lees_gezin_horizon ON waakvlam.lees_gezin (gemeente, bouw, horizon);

-- Replacing the rows of families. What is the same stays as it is; the plans are for few families in large tables, also
-- when these were empty or never analysed (as in voeg_toe), and comparing many rows with many never goes pair by pair.

CREATE FUNCTION waakvlam.schrijf_lees_traject(
    p_gemeente text, p_bouw smallint, p_gezinnen uuid[], p_gezin uuid[], p_traject smallint[], p_van date[],
    p_tot date[], p_telt boolean[], p_aanpak text[], p_fase text[], p_variant text[], p_procesmanager text[],
    p_casemanager text[], p_aanspreekpunt text[], p_aangemeld_op date[], p_gestart_op date[], p_gesloten_op date[],
    p_sluitingsreden text[], p_route text[], p_melder text[], p_wijk text[], p_laatste_contact_op date[],
    p_laatste_poging_op date[], p_laatste_overleg_op date[], p_laatste_gebeurtenis_op date[]
) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
SET enable_nestloop = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    DELETE FROM waakvlam.lees_traject t
        WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw AND t.gezin = ANY (p_gezinnen) AND NOT EXISTS (
            SELECT FROM (
            SELECT
                u.gezin, u.traject, u.van, coalesce(u.tot, 'infinity') AS tot, u.telt, u.aanpak, u.fase, u.variant,
                u.procesmanager, u.casemanager, u.aanspreekpunt, u.aangemeld_op, u.gestart_op, u.gesloten_op,
                u.sluitingsreden, u.route, u.melder, u.wijk,
                coalesce(u.laatste_contact_op, '-infinity') AS laatste_contact_op, u.laatste_poging_op,
                u.laatste_overleg_op, u.laatste_gebeurtenis_op
            FROM unnest(
                p_gezin, p_traject, p_van, p_tot, p_telt, p_aanpak, p_fase, p_variant, p_procesmanager, p_casemanager,
                p_aanspreekpunt, p_aangemeld_op, p_gestart_op, p_gesloten_op, p_sluitingsreden, p_route, p_melder,
                p_wijk, p_laatste_contact_op, p_laatste_poging_op, p_laatste_overleg_op, p_laatste_gebeurtenis_op
            ) u(
                gezin, traject, van, tot, telt, aanpak, fase, variant, procesmanager, casemanager, aanspreekpunt,
                aangemeld_op, gestart_op, gesloten_op, sluitingsreden, route, melder, wijk, laatste_contact_op,
                laatste_poging_op, laatste_overleg_op, laatste_gebeurtenis_op
            )
            ) n
            WHERE n.gezin = t.gezin
            AND n.traject = t.traject
            AND n.van = t.van
            AND (
                n.tot, n.telt, n.aanpak, n.fase, n.variant, n.procesmanager, n.casemanager, n.aanspreekpunt,
                n.aangemeld_op, n.gestart_op, n.gesloten_op, n.sluitingsreden, n.route, n.melder, n.wijk,
                n.laatste_contact_op, n.laatste_poging_op, n.laatste_overleg_op, n.laatste_gebeurtenis_op
            ) IS NOT DISTINCT FROM (
                t.tot, t.telt, t.aanpak, t.fase, t.variant, t.procesmanager, t.casemanager, t.aanspreekpunt,
                t.aangemeld_op, t.gestart_op, t.gesloten_op, t.sluitingsreden, t.route, t.melder, t.wijk,
                t.laatste_contact_op, t.laatste_poging_op, t.laatste_overleg_op, t.laatste_gebeurtenis_op
            )
        );
    INSERT INTO waakvlam.lees_traject (
            gemeente, bouw, gezin, traject, van, tot, telt, aanpak, fase, variant, procesmanager, casemanager,
            aanspreekpunt, aangemeld_op, gestart_op, gesloten_op, sluitingsreden, route, melder, wijk,
            laatste_contact_op, laatste_poging_op, laatste_overleg_op, laatste_gebeurtenis_op
        )
        SELECT p_gemeente, p_bouw, n.* FROM (
            SELECT
                u.gezin, u.traject, u.van, coalesce(u.tot, 'infinity') AS tot, u.telt, u.aanpak, u.fase, u.variant,
                u.procesmanager, u.casemanager, u.aanspreekpunt, u.aangemeld_op, u.gestart_op, u.gesloten_op,
                u.sluitingsreden, u.route, u.melder, u.wijk,
                coalesce(u.laatste_contact_op, '-infinity') AS laatste_contact_op, u.laatste_poging_op,
                u.laatste_overleg_op, u.laatste_gebeurtenis_op
            FROM unnest(
                p_gezin, p_traject, p_van, p_tot, p_telt, p_aanpak, p_fase, p_variant, p_procesmanager, p_casemanager,
                p_aanspreekpunt, p_aangemeld_op, p_gestart_op, p_gesloten_op, p_sluitingsreden, p_route, p_melder,
                p_wijk, p_laatste_contact_op, p_laatste_poging_op, p_laatste_overleg_op, p_laatste_gebeurtenis_op
            ) u(
                gezin, traject, van, tot, telt, aanpak, fase, variant, procesmanager, casemanager, aanspreekpunt,
                aangemeld_op, gestart_op, gesloten_op, sluitingsreden, route, melder, wijk, laatste_contact_op,
                laatste_poging_op, laatste_overleg_op, laatste_gebeurtenis_op
            )
        ) n
        ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION waakvlam.schrijf_lees_oordeel(
    p_gemeente text, p_bouw smallint, p_gezinnen uuid[], p_gezin uuid[], p_traject smallint[], p_indicator text[],
    p_van date[], p_tot date[], p_uitkomst text[], p_reden text[], p_oorzaak text[], p_gebeurtenissen text[]
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
                u.oorzaak, string_to_array(u.gebeurtenissen, ',')::uuid[] AS gebeurtenissen
            FROM unnest(
                p_gezin, p_traject, p_indicator, p_van, p_tot, p_uitkomst, p_reden, p_oorzaak, p_gebeurtenissen
            ) u(
                gezin, traject, indicator, van, tot, uitkomst, reden, oorzaak, gebeurtenissen
            )
            ) n
            WHERE n.gezin = t.gezin
            AND n.traject = t.traject
            AND n.indicator = t.indicator
            AND n.van = t.van
            AND (
                n.tot, n.uitkomst, n.reden, n.oorzaak, n.gebeurtenissen
            ) IS NOT DISTINCT FROM (
                t.tot, t.uitkomst, t.reden, t.oorzaak, t.gebeurtenissen
            )
        );
    INSERT INTO waakvlam.lees_oordeel (
            gemeente, bouw, gezin, traject, indicator, van, tot, uitkomst, reden, oorzaak, gebeurtenissen
        )
        SELECT p_gemeente, p_bouw, n.* FROM (
            SELECT
                u.gezin, u.traject, u.indicator, u.van, coalesce(u.tot, 'infinity') AS tot, u.uitkomst, u.reden,
                u.oorzaak, string_to_array(u.gebeurtenissen, ',')::uuid[] AS gebeurtenissen
            FROM unnest(
                p_gezin, p_traject, p_indicator, p_van, p_tot, p_uitkomst, p_reden, p_oorzaak, p_gebeurtenissen
            ) u(
                gezin, traject, indicator, van, tot, uitkomst, reden, oorzaak, gebeurtenissen
            )
        ) n
        ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION waakvlam.schrijf_lees_taak(
    p_gemeente text, p_bouw smallint, p_gezinnen uuid[], p_gezin uuid[], p_traject smallint[], p_soort text[],
    p_sleutel text[], p_aanleiding uuid[], p_van date[], p_tot date[], p_sinds date[], p_uiterlijk date[],
    p_trede integer[], p_partij text[], p_procesmanager text[], p_casemanager text[], p_aanpak text[], p_wijk text[],
    p_afgehandeld_door uuid[]
) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
SET enable_nestloop = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    DELETE FROM waakvlam.lees_taak t
        WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw AND t.gezin = ANY (p_gezinnen) AND NOT EXISTS (
            SELECT FROM (
            SELECT
                u.gezin, u.traject, u.soort, u.sleutel, u.aanleiding, u.van, coalesce(u.tot, 'infinity') AS tot,
                u.sinds, coalesce(u.uiterlijk, 'infinity') AS uiterlijk, u.trede, u.partij, u.procesmanager,
                u.casemanager, u.aanpak, u.wijk, u.afgehandeld_door
            FROM unnest(
                p_gezin, p_traject, p_soort, p_sleutel, p_aanleiding, p_van, p_tot, p_sinds, p_uiterlijk, p_trede,
                p_partij, p_procesmanager, p_casemanager, p_aanpak, p_wijk, p_afgehandeld_door
            ) u(
                gezin, traject, soort, sleutel, aanleiding, van, tot, sinds, uiterlijk, trede, partij, procesmanager,
                casemanager, aanpak, wijk, afgehandeld_door
            )
            ) n
            WHERE n.gezin = t.gezin
            AND n.traject = t.traject
            AND n.soort = t.soort
            AND n.sleutel = t.sleutel
            AND n.aanleiding = t.aanleiding
            AND n.van = t.van
            AND (
                n.tot, n.sinds, n.uiterlijk, n.trede, n.partij, n.procesmanager, n.casemanager, n.aanpak, n.wijk,
                n.afgehandeld_door
            ) IS NOT DISTINCT FROM (
                t.tot, t.sinds, t.uiterlijk, t.trede, t.partij, t.procesmanager, t.casemanager, t.aanpak, t.wijk,
                t.afgehandeld_door
            )
        );
    INSERT INTO waakvlam.lees_taak (
            gemeente, bouw, gezin, traject, soort, sleutel, aanleiding, van, tot, sinds, uiterlijk, trede, partij,
            procesmanager, casemanager, aanpak, wijk, afgehandeld_door
        )
        SELECT p_gemeente, p_bouw, n.* FROM (
            SELECT
                u.gezin, u.traject, u.soort, u.sleutel, u.aanleiding, u.van, coalesce(u.tot, 'infinity') AS tot,
                u.sinds, coalesce(u.uiterlijk, 'infinity') AS uiterlijk, u.trede, u.partij, u.procesmanager,
                u.casemanager, u.aanpak, u.wijk, u.afgehandeld_door
            FROM unnest(
                p_gezin, p_traject, p_soort, p_sleutel, p_aanleiding, p_van, p_tot, p_sinds, p_uiterlijk, p_trede,
                p_partij, p_procesmanager, p_casemanager, p_aanpak, p_wijk, p_afgehandeld_door
            ) u(
                gezin, traject, soort, sleutel, aanleiding, van, tot, sinds, uiterlijk, trede, partij, procesmanager,
                casemanager, aanpak, wijk, afgehandeld_door
            )
        ) n
        ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION waakvlam.schrijf_lees_mijlpaal(
    p_gemeente text, p_bouw smallint, p_gezinnen uuid[], p_gezin uuid[], p_traject smallint[], p_gebeurtenis uuid[],
    p_soort text[], p_nummer integer[], p_dag date[], p_code text[], p_wie text[]
) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
SET enable_nestloop = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    DELETE FROM waakvlam.lees_mijlpaal t
        WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw AND t.gezin = ANY (p_gezinnen) AND NOT EXISTS (
            SELECT FROM (
            SELECT
                u.gezin, u.traject, u.gebeurtenis, u.soort, u.nummer, u.dag, u.code, u.wie
            FROM unnest(
                p_gezin, p_traject, p_gebeurtenis, p_soort, p_nummer, p_dag, p_code, p_wie
            ) u(
                gezin, traject, gebeurtenis, soort, nummer, dag, code, wie
            )
            ) n
            WHERE n.gezin = t.gezin
            AND n.traject = t.traject
            AND n.gebeurtenis = t.gebeurtenis
            AND (
                n.soort, n.nummer, n.dag, n.code, n.wie
            ) IS NOT DISTINCT FROM (
                t.soort, t.nummer, t.dag, t.code, t.wie
            )
        );
    INSERT INTO waakvlam.lees_mijlpaal (
            gemeente, bouw, gezin, traject, gebeurtenis, soort, nummer, dag, code, wie
        )
        SELECT p_gemeente, p_bouw, n.* FROM (
            SELECT
                u.gezin, u.traject, u.gebeurtenis, u.soort, u.nummer, u.dag, u.code, u.wie
            FROM unnest(
                p_gezin, p_traject, p_gebeurtenis, p_soort, p_nummer, p_dag, p_code, p_wie
            ) u(
                gezin, traject, gebeurtenis, soort, nummer, dag, code, wie
            )
        ) n
        ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION waakvlam.schrijf_lees_overleg(
    p_gemeente text, p_bouw smallint, p_gezinnen uuid[], p_gezin uuid[], p_traject smallint[], p_gebeurtenis uuid[],
    p_dag date[], p_soort text[], p_partijen text[], p_afwezig text[], p_gezin_erbij text[]
) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
SET enable_nestloop = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    DELETE FROM waakvlam.lees_overleg t
        WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw AND t.gezin = ANY (p_gezinnen) AND NOT EXISTS (
            SELECT FROM (
            SELECT
                u.gezin, u.traject, u.gebeurtenis, u.dag, u.soort,
                string_to_array(u.partijen, ',')::text[] AS partijen,
                string_to_array(u.afwezig, ',')::text[] AS afwezig, u.gezin_erbij
            FROM unnest(
                p_gezin, p_traject, p_gebeurtenis, p_dag, p_soort, p_partijen, p_afwezig, p_gezin_erbij
            ) u(
                gezin, traject, gebeurtenis, dag, soort, partijen, afwezig, gezin_erbij
            )
            ) n
            WHERE n.gezin = t.gezin
            AND n.traject = t.traject
            AND n.gebeurtenis = t.gebeurtenis
            AND (
                n.dag, n.soort, n.partijen, n.afwezig, n.gezin_erbij
            ) IS NOT DISTINCT FROM (
                t.dag, t.soort, t.partijen, t.afwezig, t.gezin_erbij
            )
        );
    INSERT INTO waakvlam.lees_overleg (
            gemeente, bouw, gezin, traject, gebeurtenis, dag, soort, partijen, afwezig, gezin_erbij
        )
        SELECT p_gemeente, p_bouw, n.* FROM (
            SELECT
                u.gezin, u.traject, u.gebeurtenis, u.dag, u.soort,
                string_to_array(u.partijen, ',')::text[] AS partijen,
                string_to_array(u.afwezig, ',')::text[] AS afwezig, u.gezin_erbij
            FROM unnest(
                p_gezin, p_traject, p_gebeurtenis, p_dag, p_soort, p_partijen, p_afwezig, p_gezin_erbij
            ) u(
                gezin, traject, gebeurtenis, dag, soort, partijen, afwezig, gezin_erbij
            )
        ) n
        ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION waakvlam.schrijf_lees_zorg(
    p_gemeente text, p_bouw smallint, p_gezinnen uuid[], p_gezin uuid[], p_traject smallint[], p_zorg text[],
    p_soort text[], p_partij text[], p_gebeurtenis uuid[], p_aangevraagd_op date[], p_gewenst_vanaf date[],
    p_wachtlijst_op date[], p_wachtoorzaak text[], p_overbrugd_op date[], p_voorrang_gevraagd_op date[],
    p_voorrang_verleend_op date[], p_voorrang_geweigerd_op date[], p_gestart_op date[], p_geweigerd_op date[],
    p_geweigerd_door text[], p_beeindigd_op date[]
) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
SET enable_nestloop = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    DELETE FROM waakvlam.lees_zorg t
        WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw AND t.gezin = ANY (p_gezinnen) AND NOT EXISTS (
            SELECT FROM (
            SELECT
                u.gezin, u.traject, u.zorg, u.soort, u.partij, u.gebeurtenis, u.aangevraagd_op, u.gewenst_vanaf,
                u.wachtlijst_op, u.wachtoorzaak, u.overbrugd_op, u.voorrang_gevraagd_op, u.voorrang_verleend_op,
                u.voorrang_geweigerd_op, u.gestart_op, u.geweigerd_op, u.geweigerd_door, u.beeindigd_op
            FROM unnest(
                p_gezin, p_traject, p_zorg, p_soort, p_partij, p_gebeurtenis, p_aangevraagd_op, p_gewenst_vanaf,
                p_wachtlijst_op, p_wachtoorzaak, p_overbrugd_op, p_voorrang_gevraagd_op, p_voorrang_verleend_op,
                p_voorrang_geweigerd_op, p_gestart_op, p_geweigerd_op, p_geweigerd_door, p_beeindigd_op
            ) u(
                gezin, traject, zorg, soort, partij, gebeurtenis, aangevraagd_op, gewenst_vanaf, wachtlijst_op,
                wachtoorzaak, overbrugd_op, voorrang_gevraagd_op, voorrang_verleend_op, voorrang_geweigerd_op,
                gestart_op, geweigerd_op, geweigerd_door, beeindigd_op
            )
            ) n
            WHERE n.gezin = t.gezin
            AND n.traject = t.traject
            AND n.zorg = t.zorg
            AND (
                n.soort, n.partij, n.gebeurtenis, n.aangevraagd_op, n.gewenst_vanaf, n.wachtlijst_op, n.wachtoorzaak,
                n.overbrugd_op, n.voorrang_gevraagd_op, n.voorrang_verleend_op, n.voorrang_geweigerd_op, n.gestart_op,
                n.geweigerd_op, n.geweigerd_door, n.beeindigd_op
            ) IS NOT DISTINCT FROM (
                t.soort, t.partij, t.gebeurtenis, t.aangevraagd_op, t.gewenst_vanaf, t.wachtlijst_op, t.wachtoorzaak,
                t.overbrugd_op, t.voorrang_gevraagd_op, t.voorrang_verleend_op, t.voorrang_geweigerd_op, t.gestart_op,
                t.geweigerd_op, t.geweigerd_door, t.beeindigd_op
            )
        );
    INSERT INTO waakvlam.lees_zorg (
            gemeente, bouw, gezin, traject, zorg, soort, partij, gebeurtenis, aangevraagd_op, gewenst_vanaf,
            wachtlijst_op, wachtoorzaak, overbrugd_op, voorrang_gevraagd_op, voorrang_verleend_op,
            voorrang_geweigerd_op, gestart_op, geweigerd_op, geweigerd_door, beeindigd_op
        )
        SELECT p_gemeente, p_bouw, n.* FROM (
            SELECT
                u.gezin, u.traject, u.zorg, u.soort, u.partij, u.gebeurtenis, u.aangevraagd_op, u.gewenst_vanaf,
                u.wachtlijst_op, u.wachtoorzaak, u.overbrugd_op, u.voorrang_gevraagd_op, u.voorrang_verleend_op,
                u.voorrang_geweigerd_op, u.gestart_op, u.geweigerd_op, u.geweigerd_door, u.beeindigd_op
            FROM unnest(
                p_gezin, p_traject, p_zorg, p_soort, p_partij, p_gebeurtenis, p_aangevraagd_op, p_gewenst_vanaf,
                p_wachtlijst_op, p_wachtoorzaak, p_overbrugd_op, p_voorrang_gevraagd_op, p_voorrang_verleend_op,
                p_voorrang_geweigerd_op, p_gestart_op, p_geweigerd_op, p_geweigerd_door, p_beeindigd_op
            ) u(
                gezin, traject, zorg, soort, partij, gebeurtenis, aangevraagd_op, gewenst_vanaf, wachtlijst_op,
                wachtoorzaak, overbrugd_op, voorrang_gevraagd_op, voorrang_verleend_op, voorrang_geweigerd_op,
                gestart_op, geweigerd_op, geweigerd_door, beeindigd_op
            )
        ) n
        ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION waakvlam.schrijf_lees_partij(
    p_gemeente text, p_bouw smallint, p_gezinnen uuid[], p_gezin uuid[], p_traject smallint[], p_partij text[],
    p_van date[], p_tot date[], p_betrokken boolean[], p_benodigd boolean[], p_ontbreekt_sinds date[], p_schil text[]
) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
SET enable_nestloop = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    DELETE FROM waakvlam.lees_partij t
        WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw AND t.gezin = ANY (p_gezinnen) AND NOT EXISTS (
            SELECT FROM (
            SELECT
                u.gezin, u.traject, u.partij, u.van, coalesce(u.tot, 'infinity') AS tot, u.betrokken, u.benodigd,
                u.ontbreekt_sinds, u.schil
            FROM unnest(
                p_gezin, p_traject, p_partij, p_van, p_tot, p_betrokken, p_benodigd, p_ontbreekt_sinds, p_schil
            ) u(
                gezin, traject, partij, van, tot, betrokken, benodigd, ontbreekt_sinds, schil
            )
            ) n
            WHERE n.gezin = t.gezin
            AND n.traject = t.traject
            AND n.partij = t.partij
            AND n.van = t.van
            AND (
                n.tot, n.betrokken, n.benodigd, n.ontbreekt_sinds, n.schil
            ) IS NOT DISTINCT FROM (
                t.tot, t.betrokken, t.benodigd, t.ontbreekt_sinds, t.schil
            )
        );
    INSERT INTO waakvlam.lees_partij (
            gemeente, bouw, gezin, traject, partij, van, tot, betrokken, benodigd, ontbreekt_sinds, schil
        )
        SELECT p_gemeente, p_bouw, n.* FROM (
            SELECT
                u.gezin, u.traject, u.partij, u.van, coalesce(u.tot, 'infinity') AS tot, u.betrokken, u.benodigd,
                u.ontbreekt_sinds, u.schil
            FROM unnest(
                p_gezin, p_traject, p_partij, p_van, p_tot, p_betrokken, p_benodigd, p_ontbreekt_sinds, p_schil
            ) u(
                gezin, traject, partij, van, tot, betrokken, benodigd, ontbreekt_sinds, schil
            )
        ) n
        ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION waakvlam.schrijf_lees_probleem(
    p_gemeente text, p_bouw smallint, p_gezinnen uuid[], p_gezin uuid[], p_traject smallint[], p_probleem text[],
    p_van date[], p_tot date[], p_stj text[], p_geconstateerd_op date[], p_status text[], p_met_doel boolean[],
    p_met_afspraak boolean[]
) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
SET enable_nestloop = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    DELETE FROM waakvlam.lees_probleem t
        WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw AND t.gezin = ANY (p_gezinnen) AND NOT EXISTS (
            SELECT FROM (
            SELECT
                u.gezin, u.traject, u.probleem, u.van, coalesce(u.tot, 'infinity') AS tot, u.stj, u.geconstateerd_op,
                u.status, u.met_doel, u.met_afspraak
            FROM unnest(
                p_gezin, p_traject, p_probleem, p_van, p_tot, p_stj, p_geconstateerd_op, p_status, p_met_doel,
                p_met_afspraak
            ) u(
                gezin, traject, probleem, van, tot, stj, geconstateerd_op, status, met_doel, met_afspraak
            )
            ) n
            WHERE n.gezin = t.gezin
            AND n.traject = t.traject
            AND n.probleem = t.probleem
            AND n.van = t.van
            AND (
                n.tot, n.stj, n.geconstateerd_op, n.status, n.met_doel, n.met_afspraak
            ) IS NOT DISTINCT FROM (
                t.tot, t.stj, t.geconstateerd_op, t.status, t.met_doel, t.met_afspraak
            )
        );
    INSERT INTO waakvlam.lees_probleem (
            gemeente, bouw, gezin, traject, probleem, van, tot, stj, geconstateerd_op, status, met_doel, met_afspraak
        )
        SELECT p_gemeente, p_bouw, n.* FROM (
            SELECT
                u.gezin, u.traject, u.probleem, u.van, coalesce(u.tot, 'infinity') AS tot, u.stj, u.geconstateerd_op,
                u.status, u.met_doel, u.met_afspraak
            FROM unnest(
                p_gezin, p_traject, p_probleem, p_van, p_tot, p_stj, p_geconstateerd_op, p_status, p_met_doel,
                p_met_afspraak
            ) u(
                gezin, traject, probleem, van, tot, stj, geconstateerd_op, status, met_doel, met_afspraak
            )
        ) n
        ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION waakvlam.schrijf_lees_gezin(
    p_gemeente text, p_bouw smallint, p_gezinnen uuid[], p_gezin uuid[], p_horizon date[]
) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
SET enable_nestloop = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    DELETE FROM waakvlam.lees_gezin t
        WHERE t.gemeente = p_gemeente AND t.bouw = p_bouw AND t.gezin = ANY (p_gezinnen) AND NOT EXISTS (
            SELECT FROM (
            SELECT
                u.gezin, u.horizon
            FROM unnest(
                p_gezin, p_horizon
            ) u(
                gezin, horizon
            )
            ) n
            WHERE n.gezin = t.gezin
            AND n.horizon IS NOT DISTINCT FROM t.horizon
        );
    INSERT INTO waakvlam.lees_gezin (
            gemeente, bouw, gezin, horizon
        )
        SELECT p_gemeente, p_bouw, n.* FROM (
            SELECT
                u.gezin, u.horizon
            FROM unnest(
                p_gezin, p_horizon
            ) u(
                gezin, horizon
            )
        ) n
        ON CONFLICT DO NOTHING;
END
$$;

-- Of every family of a build how many rows it has and what they add up to: whatever their order, and without the build.
CREATE FUNCTION waakvlam.lees_vingerafdrukken(p_gemeente text, p_bouw smallint)
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
            t.gezin, t.traject, t.indicator, t.van, t.tot, t.uitkomst, t.reden, t.oorzaak, t.gebeurtenissen
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

-- Removes at most so many rows of a build, and says how many.
CREATE FUNCTION waakvlam.ruim_lees_op(p_gemeente text, p_bouw smallint, p_aantal integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    v_tabel text;
    v_aantal integer;
    v_totaal integer := 0;
BEGIN
    FOREACH v_tabel IN ARRAY ARRAY[
        'lees_traject', 'lees_oordeel', 'lees_taak', 'lees_mijlpaal', 'lees_overleg', 'lees_zorg', 'lees_partij',
        'lees_probleem', 'lees_gezin'
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
    RETURN v_totaal;
END
$$;

DO $$
DECLARE
    v_tabel text;
BEGIN
    FOREACH v_tabel IN ARRAY ARRAY[
        'lees_traject', 'lees_oordeel', 'lees_taak', 'lees_mijlpaal', 'lees_overleg', 'lees_zorg', 'lees_partij',
        'lees_probleem', 'lees_gezin'
    ] LOOP
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

REVOKE ALL ON FUNCTION
    waakvlam.schrijf_lees_traject, waakvlam.schrijf_lees_oordeel, waakvlam.schrijf_lees_taak,
    waakvlam.schrijf_lees_mijlpaal, waakvlam.schrijf_lees_overleg, waakvlam.schrijf_lees_zorg,
    waakvlam.schrijf_lees_partij, waakvlam.schrijf_lees_probleem, waakvlam.schrijf_lees_gezin,
    waakvlam.lees_vingerafdrukken, waakvlam.ruim_lees_op
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    waakvlam.schrijf_lees_traject, waakvlam.schrijf_lees_oordeel, waakvlam.schrijf_lees_taak,
    waakvlam.schrijf_lees_mijlpaal, waakvlam.schrijf_lees_overleg, waakvlam.schrijf_lees_zorg,
    waakvlam.schrijf_lees_partij, waakvlam.schrijf_lees_probleem, waakvlam.schrijf_lees_gezin,
    waakvlam.lees_vingerafdrukken, waakvlam.ruim_lees_op
    TO waakvlam_app;
