-- As in 0004, but an event id is looked up so that only the index on ids will do. A connection that made its plan when the
-- log held some two hundred events could take the index on streams, and then read the whole log for every id until the
-- table was analysed.
CREATE OR REPLACE FUNCTION waakvlam.voeg_toe(
    p_gemeente text, p_stroom uuid[], p_verwacht integer[],
    p_verzoek integer[], p_rang integer[], p_event_id uuid[], p_type text[], p_schema_versie smallint[],
    p_traject smallint[], p_gebeurd_op date[], p_precisie text[], p_volgens text[], p_vastgelegd_op timestamptz[],
    p_actor text[], p_rol text[], p_correlatie_id uuid[], p_oorzaak_id uuid[], p_gegevens text[],
    OUT uit_uitkomst integer[], OUT uit_versie integer[], OUT uit_positie bigint, OUT uit_toegevoegd_op timestamptz,
    OUT uit_blad bytea[], OUT uit_hash bytea[]
)
LANGUAGE plpgsql
-- A plan made when the table was small or never analysed must not read all of it when it has grown; and planning anew
-- for the contents of every array costs more than the call itself (0.7 of 1.1 ms).
SET enable_seqscan = off
SET enable_sort = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_hash bytea;
    v_microseconden bigint;
    v_blad bytea;
    v_aantal integer := 0;
    v_nummer integer[];
BEGIN
    SELECT l.positie, l.hash, greatest(clock_timestamp(), l.toegevoegd_op)
        INTO uit_positie, v_hash, uit_toegevoegd_op
        FROM waakvlam.logboek l WHERE l.gemeente = p_gemeente FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO waakvlam.logboek (gemeente) VALUES (p_gemeente) ON CONFLICT (gemeente) DO NOTHING;
        SELECT l.positie, l.hash, greatest(clock_timestamp(), l.toegevoegd_op)
            INTO STRICT uit_positie, v_hash, uit_toegevoegd_op
            FROM waakvlam.logboek l WHERE l.gemeente = p_gemeente FOR UPDATE;
    END IF;
    v_microseconden := waakvlam.microseconden(uit_toegevoegd_op);

    -- One look-up per stream and per id (the LIMIT keeps it that way): for "= ANY (...)" a plan of an empty table reads
    -- the whole log. Each asks for the first in the order of its own index, and nothing may be sorted: on a table of some
    -- hundred rows any index costs the same, and a plan by another one would read the whole log as long as it is kept.
    SELECT array_agg(v.versie ORDER BY v.nr), array_agg(
            CASE WHEN v.nr = ANY (b.verzoeken) THEN 1 WHEN v.verwacht <> v.versie THEN 2 ELSE 0 END ORDER BY v.nr
        )
        INTO uit_versie, uit_uitkomst
        FROM (
            SELECT s.nr, s.verwacht, coalesce((
                SELECT g.versie FROM waakvlam.gebeurtenis g
                WHERE g.gemeente = p_gemeente AND g.stream_id = s.stroom
                ORDER BY g.versie DESC LIMIT 1
            ), 0) AS versie
            FROM unnest(p_stroom, p_verwacht) WITH ORDINALITY s(stroom, verwacht, nr)
            -- Once per request, not once per mention of it.
            OFFSET 0
        ) v
        CROSS JOIN (
            SELECT ARRAY(
                SELECT e.verzoek FROM unnest(p_verzoek, p_event_id) e(verzoek, event_id)
                CROSS JOIN LATERAL (
                    -- Not "=": of what is equal to something given no order is asked.
                    SELECT FROM waakvlam.gebeurtenis g
                    WHERE g.gemeente = p_gemeente AND g.event_id BETWEEN e.event_id AND e.event_id
                    ORDER BY g.event_id LIMIT 1
                ) g
            ) AS verzoeken
            OFFSET 0
        ) b;

    -- v_nummer: which appended event this one is; null when its request is not appended. Filled first: an array that is
    -- null begins at the first element that it is given.
    v_nummer := array_fill(NULL::integer, ARRAY[cardinality(p_event_id)]);
    uit_blad := '{}';
    uit_hash := '{}';
    FOR i IN 1 .. cardinality(p_event_id) LOOP
        IF uit_uitkomst[p_verzoek[i]] = 0 THEN
            v_aantal := v_aantal + 1;
            v_nummer[i] := v_aantal;
            v_blad := waakvlam.blad(
                p_gemeente, uit_positie + v_aantal, p_stroom[p_verzoek[i]], uit_versie[p_verzoek[i]] + p_rang[i],
                p_event_id[i], p_type[i], p_schema_versie[i], p_traject[i], p_gebeurd_op[i], p_precisie[i],
                p_volgens[i], coalesce(waakvlam.microseconden(p_vastgelegd_op[i]), v_microseconden), v_microseconden,
                p_actor[i], p_rol[i], p_correlatie_id[i], p_oorzaak_id[i], p_gegevens[i]
            );
            v_hash := sha256(v_hash || v_blad);
            uit_blad[v_aantal] := v_blad;
            uit_hash[v_aantal] := v_hash;
        END IF;
    END LOOP;
    IF v_aantal = 0 THEN
        RETURN;
    END IF;

    INSERT INTO waakvlam.gebeurtenis (
            gemeente, positie, stream_id, versie, event_id, type, schema_versie, traject, gebeurd_op, precisie,
            volgens, vastgelegd_op, toegevoegd_op, actor, rol, correlatie_id, oorzaak_id, gegevens, blad, hash
        )
        SELECT p_gemeente, uit_positie + u.nummer, p_stroom[u.verzoek], uit_versie[u.verzoek] + u.rang, u.event_id,
            u.type, u.schema_versie, u.traject, u.gebeurd_op, u.precisie, u.volgens,
            coalesce(u.vastgelegd_op, uit_toegevoegd_op), uit_toegevoegd_op,
            u.actor, u.rol, u.correlatie_id, u.oorzaak_id, u.gegevens, uit_blad[u.nummer], uit_hash[u.nummer]
        FROM unnest(
            v_nummer, p_verzoek, p_rang, p_event_id, p_type, p_schema_versie, p_traject, p_gebeurd_op, p_precisie,
            p_volgens, p_vastgelegd_op, p_actor, p_rol, p_correlatie_id, p_oorzaak_id, p_gegevens
        ) u(
            nummer, verzoek, rang, event_id, type, schema_versie, traject, gebeurd_op, precisie,
            volgens, vastgelegd_op, actor, rol, correlatie_id, oorzaak_id, gegevens
        )
        WHERE u.nummer IS NOT NULL;

    UPDATE waakvlam.logboek l
        SET positie = uit_positie + v_aantal, hash = v_hash, toegevoegd_op = uit_toegevoegd_op
        WHERE l.gemeente = p_gemeente;
END
$$;

-- The events of a stream in order of version. A function for the same reason: its plan may not sort, so only the index on
-- streams will do, however small the table was when the plan was made.
CREATE FUNCTION waakvlam.lees_stroom(p_gemeente text, p_stroom uuid, p_na integer)
RETURNS SETOF waakvlam.gebeurtenis
LANGUAGE plpgsql STABLE
ROWS 100
SET enable_seqscan = off
SET enable_sort = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN QUERY SELECT g.* FROM waakvlam.gebeurtenis g
        WHERE g.gemeente = p_gemeente AND g.stream_id = p_stroom AND g.versie > p_na
        ORDER BY g.versie;
END
$$;

-- The event with an id, if there is one.
CREATE FUNCTION waakvlam.lees_gebeurtenis(p_gemeente text, p_id uuid)
RETURNS SETOF waakvlam.gebeurtenis
LANGUAGE plpgsql STABLE
ROWS 1
SET enable_seqscan = off
SET enable_sort = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN QUERY SELECT g.* FROM waakvlam.gebeurtenis g
        WHERE g.gemeente = p_gemeente AND g.event_id BETWEEN p_id AND p_id
        ORDER BY g.event_id LIMIT 1;
END
$$;

REVOKE ALL ON FUNCTION waakvlam.lees_stroom, waakvlam.lees_gebeurtenis FROM PUBLIC;
GRANT EXECUTE ON FUNCTION waakvlam.lees_stroom, waakvlam.lees_gebeurtenis TO waakvlam_app;
