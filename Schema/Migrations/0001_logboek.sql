-- The log of events: one append-only table, one gate row per gemeente, and the function that appends.
--
-- Runs as the owner of the schema. The program works as the role waakvlam_app, which the migrator has made.

CREATE TABLE waakvlam.logboek (
    gemeente text NOT NULL,
    tijdperk integer NOT NULL DEFAULT 1,
    positie bigint NOT NULL DEFAULT 0,
    hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    -- That of the last event: the next one is never earlier.
    toegevoegd_op timestamptz NOT NULL DEFAULT '1970-01-01T00:00:00Z',
    CONSTRAINT logboek_sleutel PRIMARY KEY (gemeente),
    CONSTRAINT logboek_gemeente CHECK (gemeente ~ '^GM[0-9]{4}$'),
    CONSTRAINT logboek_tijdperk CHECK (tijdperk > 0),
    CONSTRAINT logboek_positie CHECK (positie >= 0),
    CONSTRAINT logboek_hash CHECK (octet_length(hash) = 32)
)
-- Every append updates one row here: room on the page keeps these updates in place and out of the index.
WITH (fillfactor = 10, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

CREATE TABLE waakvlam.gebeurtenis (
    gemeente text NOT NULL,
    positie bigint NOT NULL,
    stream_id uuid NOT NULL,
    versie integer NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    schema_versie smallint NOT NULL,
    traject smallint,
    gebeurd_op date NOT NULL,
    precisie text,
    volgens text,
    vastgelegd_op timestamptz NOT NULL,
    toegevoegd_op timestamptz NOT NULL,
    actor text,
    rol text,
    correlatie_id uuid,
    oorzaak_id uuid,
    gegevens text NOT NULL,
    blad bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT gebeurtenis_sleutel PRIMARY KEY (gemeente, positie),
    CONSTRAINT gebeurtenis_versie_uniek UNIQUE (gemeente, stream_id, versie),
    CONSTRAINT gebeurtenis_id_uniek UNIQUE (gemeente, event_id),
    CONSTRAINT gebeurtenis_gemeente CHECK (gemeente ~ '^GM[0-9]{4}$'),
    CONSTRAINT gebeurtenis_positie CHECK (positie > 0),
    CONSTRAINT gebeurtenis_versie CHECK (versie > 0),
    CONSTRAINT gebeurtenis_type CHECK (type <> ''),
    CONSTRAINT gebeurtenis_schema_versie CHECK (schema_versie > 0),
    CONSTRAINT gebeurtenis_traject CHECK (traject > 0),
    CONSTRAINT gebeurtenis_gebeurd_op CHECK (gebeurd_op BETWEEN '0001-01-01' AND '9999-12-31'),
    CONSTRAINT gebeurtenis_blad CHECK (octet_length(blad) = 32),
    CONSTRAINT gebeurtenis_hash CHECK (octet_length(hash) = 32)
);

-- Rows are never moved, so a block range index serves questions about a period for almost nothing.
CREATE INDEX gebeurtenis_vastgelegd_op ON waakvlam.gebeurtenis USING brin (vastgelegd_op);

-- The list of families is asked by the event that opens one. Partial: an index over all types would cost every append
-- an entry, and 40 bytes per event for ever, for a question that is asked about these types only. Other types are found
-- by reading the log.
CREATE INDEX gebeurtenis_opening ON waakvlam.gebeurtenis (gemeente, type, positie) INCLUDE (stream_id)
    WHERE type IN ('GezinAangemeld', 'GezinGeregistreerd');

-- What is in the log stays as it is: not even the owner or a superuser changes it without first removing these, and
-- replication settings do not switch them off.
CREATE FUNCTION waakvlam.weiger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of %.% is refused: a log is never rewritten', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER weiger_wijziging BEFORE UPDATE OR DELETE ON waakvlam.gebeurtenis
    FOR EACH ROW EXECUTE FUNCTION waakvlam.weiger();
CREATE TRIGGER weiger_opdracht BEFORE UPDATE OR DELETE OR TRUNCATE ON waakvlam.gebeurtenis
    FOR EACH STATEMENT EXECUTE FUNCTION waakvlam.weiger();
CREATE TRIGGER weiger_verwijdering BEFORE DELETE ON waakvlam.logboek
    FOR EACH ROW EXECUTE FUNCTION waakvlam.weiger();
CREATE TRIGGER weiger_opdracht BEFORE DELETE OR TRUNCATE ON waakvlam.logboek
    FOR EACH STATEMENT EXECUTE FUNCTION waakvlam.weiger();
-- A head only goes forward, and does not change in its place.
CREATE TRIGGER weiger_terugdraaien BEFORE UPDATE ON waakvlam.logboek
    FOR EACH ROW
    WHEN (NEW.gemeente <> OLD.gemeente OR NEW.positie < OLD.positie OR NEW.tijdperk < OLD.tijdperk
        OR NEW.toegevoegd_op < OLD.toegevoegd_op OR (NEW.positie = OLD.positie AND NEW.hash <> OLD.hash))
    EXECUTE FUNCTION waakvlam.weiger();
ALTER TABLE waakvlam.gebeurtenis ENABLE ALWAYS TRIGGER weiger_wijziging;
ALTER TABLE waakvlam.gebeurtenis ENABLE ALWAYS TRIGGER weiger_opdracht;
ALTER TABLE waakvlam.logboek ENABLE ALWAYS TRIGGER weiger_verwijdering;
ALTER TABLE waakvlam.logboek ENABLE ALWAYS TRIGGER weiger_opdracht;
ALTER TABLE waakvlam.logboek ENABLE ALWAYS TRIGGER weiger_terugdraaien;

-- A session sees the gemeente that it has named, and nothing when it has named none.
ALTER TABLE waakvlam.gebeurtenis ENABLE ROW LEVEL SECURITY;
ALTER TABLE waakvlam.gebeurtenis FORCE ROW LEVEL SECURITY;
ALTER TABLE waakvlam.logboek ENABLE ROW LEVEL SECURITY;
ALTER TABLE waakvlam.logboek FORCE ROW LEVEL SECURITY;
CREATE POLICY eigen_gemeente ON waakvlam.gebeurtenis
    USING (gemeente = current_setting('waakvlam.gemeente', true));
CREATE POLICY eigen_gemeente ON waakvlam.logboek
    USING (gemeente = current_setting('waakvlam.gemeente', true));
-- Listing the logs is the one thing across gemeenten: heads can be read, not locked or changed, and no event is seen.
-- (A function of the owner would not do: the policies hold for the owner too.)
CREATE POLICY lijst_van_logboeken ON waakvlam.logboek FOR SELECT
    USING (current_setting('waakvlam.gemeente', true) = '*');

-- One field of a leaf: its length in four bytes and the bytes, or ff ff ff ff.
CREATE FUNCTION waakvlam.veld(waarde bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(int4send(octet_length(waarde)) || waarde, '\xffffffff'::bytea);

-- The leaf of an event. The fields and their order stand in HashChain.swift as well; a test compares the two.
-- Moments in microseconds since 1970-01-01T00:00:00Z.
CREATE FUNCTION waakvlam.blad(
    gemeente text, positie bigint, stream_id uuid, versie integer, event_id uuid, type text, schema_versie smallint,
    traject smallint, gebeurd_op date, precisie text, volgens text, vastgelegd_op bigint, toegevoegd_op bigint,
    actor text, rol text, correlatie_id uuid, oorzaak_id uuid, gegevens text
) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(
    waakvlam.veld(convert_to(gemeente, 'UTF8'))
    || waakvlam.veld(int8send(positie))
    || waakvlam.veld(uuid_send(stream_id))
    || waakvlam.veld(int4send(versie))
    || waakvlam.veld(uuid_send(event_id))
    || waakvlam.veld(convert_to(type, 'UTF8'))
    || waakvlam.veld(int2send(schema_versie))
    || waakvlam.veld(int2send(traject))
    || waakvlam.veld(convert_to(to_char(gebeurd_op, 'YYYY-MM-DD'), 'UTF8'))
    || waakvlam.veld(convert_to(precisie, 'UTF8'))
    || waakvlam.veld(convert_to(volgens, 'UTF8'))
    || waakvlam.veld(int8send(vastgelegd_op))
    || waakvlam.veld(int8send(toegevoegd_op))
    || waakvlam.veld(convert_to(actor, 'UTF8'))
    || waakvlam.veld(convert_to(rol, 'UTF8'))
    || waakvlam.veld(uuid_send(correlatie_id))
    || waakvlam.veld(uuid_send(oorzaak_id))
    || waakvlam.veld(convert_to(gegevens, 'UTF8'))
);

-- Microseconds since 1970-01-01T00:00:00Z, exact.
CREATE FUNCTION waakvlam.microseconden(moment timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (extract(epoch FROM moment) * 1000000)::bigint;

-- Appends a batch of independent requests to one log, and answers each.
--
-- The call is the last statement of its transaction: it takes the gate first and nothing slow happens while it is held.
-- No two requests of a batch have a stream or an event id in common; the caller sees to that.
--
-- Per request: p_stroom, p_verwacht (null: any version). Per event, in order of request and within it: p_verzoek (which
-- request, from 1), p_rang (which event of it, from 1), and the fields.
-- Out, per request: uit_uitkomst (0 appended, 1 an event id is in the log already, 2 the stream has another version)
-- and uit_versie (the stream's version before). Per appended event, in order: uit_blad and uit_hash; the first one
-- has position uit_positie + 1.
CREATE FUNCTION waakvlam.voeg_toe(
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
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_hash bytea;
    v_microseconden bigint;
    v_bekend uuid[];
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

    -- One look-up per id (the LIMIT keeps it that way): for "= ANY (...)" a plan of an empty table reads the whole log.
    v_bekend := ARRAY(
        SELECT e.event_id FROM unnest(p_event_id) e(event_id)
        CROSS JOIN LATERAL (
            SELECT 1 FROM waakvlam.gebeurtenis g
            WHERE g.gemeente = p_gemeente AND g.event_id = e.event_id LIMIT 1
        ) g
    );
    SELECT array_agg(v.versie ORDER BY v.nr), array_agg(
            CASE
                WHEN cardinality(v_bekend) > 0 AND EXISTS (
                    SELECT FROM unnest(p_verzoek, p_event_id) e(verzoek, event_id)
                    WHERE e.verzoek = v.nr AND e.event_id = ANY (v_bekend)
                ) THEN 1
                WHEN v.verwacht <> v.versie THEN 2
                ELSE 0
            END
            ORDER BY v.nr
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
        ) v;

    SELECT coalesce(array_agg(waakvlam.blad(
            p_gemeente, uit_positie + e.volgnummer, p_stroom[e.verzoek], uit_versie[e.verzoek] + e.rang, e.event_id,
            e.type, e.schema_versie, e.traject, e.gebeurd_op, e.precisie, e.volgens,
            coalesce(waakvlam.microseconden(e.vastgelegd_op), v_microseconden), v_microseconden,
            e.actor, e.rol, e.correlatie_id, e.oorzaak_id, e.gegevens
        ) ORDER BY e.volgnummer), '{}')
        INTO uit_blad
        FROM (
            SELECT u.*, row_number() OVER (ORDER BY u.nr) AS volgnummer
            FROM unnest(
                p_verzoek, p_rang, p_event_id, p_type, p_schema_versie, p_traject, p_gebeurd_op, p_precisie,
                p_volgens, p_vastgelegd_op, p_actor, p_rol, p_correlatie_id, p_oorzaak_id, p_gegevens
            ) WITH ORDINALITY u(
                verzoek, rang, event_id, type, schema_versie, traject, gebeurd_op, precisie,
                volgens, vastgelegd_op, actor, rol, correlatie_id, oorzaak_id, gegevens, nr
            )
            WHERE uit_uitkomst[u.verzoek] = 0
        ) e;

    uit_hash := '{}';
    FOR i IN 1 .. cardinality(uit_blad) LOOP
        v_hash := sha256(v_hash || uit_blad[i]);
        uit_hash[i] := v_hash;
    END LOOP;
    IF cardinality(uit_blad) = 0 THEN
        RETURN;
    END IF;

    INSERT INTO waakvlam.gebeurtenis (
            gemeente, positie, stream_id, versie, event_id, type, schema_versie, traject, gebeurd_op, precisie,
            volgens, vastgelegd_op, toegevoegd_op, actor, rol, correlatie_id, oorzaak_id, gegevens, blad, hash
        )
        SELECT p_gemeente, uit_positie + e.volgnummer, p_stroom[e.verzoek], uit_versie[e.verzoek] + e.rang, e.event_id,
            e.type, e.schema_versie, e.traject, e.gebeurd_op, e.precisie, e.volgens,
            coalesce(e.vastgelegd_op, uit_toegevoegd_op), uit_toegevoegd_op,
            e.actor, e.rol, e.correlatie_id, e.oorzaak_id, e.gegevens,
            uit_blad[e.volgnummer], uit_hash[e.volgnummer]
        FROM (
            SELECT u.*, row_number() OVER (ORDER BY u.nr) AS volgnummer
            FROM unnest(
                p_verzoek, p_rang, p_event_id, p_type, p_schema_versie, p_traject, p_gebeurd_op, p_precisie,
                p_volgens, p_vastgelegd_op, p_actor, p_rol, p_correlatie_id, p_oorzaak_id, p_gegevens
            ) WITH ORDINALITY u(
                verzoek, rang, event_id, type, schema_versie, traject, gebeurd_op, precisie,
                volgens, vastgelegd_op, actor, rol, correlatie_id, oorzaak_id, gegevens, nr
            )
            WHERE uit_uitkomst[u.verzoek] = 0
        ) e
        ORDER BY e.volgnummer;

    UPDATE waakvlam.logboek l
        SET positie = uit_positie + cardinality(uit_blad), hash = v_hash, toegevoegd_op = uit_toegevoegd_op
        WHERE l.gemeente = p_gemeente;
END
$$;

REVOKE ALL ON SCHEMA waakvlam FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA waakvlam FROM PUBLIC;
GRANT USAGE ON SCHEMA waakvlam TO waakvlam_app;
GRANT SELECT ON waakvlam.migratie TO waakvlam_app;
GRANT SELECT, INSERT ON waakvlam.gebeurtenis TO waakvlam_app;
GRANT SELECT, INSERT (gemeente), UPDATE (positie, hash, toegevoegd_op) ON waakvlam.logboek TO waakvlam_app;
GRANT EXECUTE ON FUNCTION waakvlam.veld, waakvlam.blad, waakvlam.microseconden, waakvlam.voeg_toe TO waakvlam_app;
