-- Keeps a data key for every holder that has none yet, and answers with the keys that count: one round trip and one commit
-- for a new family with its members, where it took four and two.

CREATE FUNCTION waakvlam.maak_sleutels(
    p_gemeente text, p_sleutel_id uuid[], p_stroom uuid[], p_gezinslid text[], p_omwikkeld bytea[], p_hoofdsleutel text[]
) RETURNS TABLE (
    uit_sleutel_id uuid, uit_stroom uuid, uit_gezinslid text, uit_omwikkeld bytea, uit_hoofdsleutel text
)
LANGUAGE plpgsql
-- As in voeg_toe: one look-up per holder, however large the table was when the plan was made.
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    INSERT INTO waakvlam.sleutel (gemeente, sleutel_id, stream_id, gezinslid, omwikkeld, hoofdsleutel)
        SELECT p_gemeente, n.*
        FROM unnest(p_sleutel_id, p_stroom, p_gezinslid, p_omwikkeld, p_hoofdsleutel)
            n(sleutel_id, stream_id, gezinslid, omwikkeld, hoofdsleutel)
        WHERE n.gezinslid IS NULL
        ORDER BY n.stream_id
        ON CONFLICT (gemeente, stream_id, gezinslid) DO NOTHING;

    -- Locks the keys of the streams, so that whoever destroys one sees the members that were added before it.
    INSERT INTO waakvlam.sleutel (gemeente, sleutel_id, stream_id, gezinslid, omwikkeld, hoofdsleutel)
        SELECT p_gemeente, n.*
        FROM unnest(p_sleutel_id, p_stroom, p_gezinslid, p_omwikkeld, p_hoofdsleutel)
            n(sleutel_id, stream_id, gezinslid, omwikkeld, hoofdsleutel)
        JOIN waakvlam.sleutel s ON s.gemeente = p_gemeente AND s.stream_id = n.stream_id AND s.gezinslid IS NULL
        WHERE n.gezinslid IS NOT NULL AND s.vernietigd_op IS NULL
        -- In the same order whoever asks: two calls then never wait for each other.
        ORDER BY n.stream_id, n.gezinslid
        FOR SHARE OF s
        ON CONFLICT (gemeente, stream_id, gezinslid) DO NOTHING;

    RETURN QUERY
        SELECT s.sleutel_id, s.stream_id, s.gezinslid, s.omwikkeld, s.hoofdsleutel
        FROM unnest(p_stroom, p_gezinslid) h(stream_id, gezinslid)
        CROSS JOIN LATERAL (
            SELECT * FROM waakvlam.sleutel s
            WHERE s.gemeente = p_gemeente AND s.stream_id = h.stream_id AND s.gezinslid = h.gezinslid
            UNION ALL
            SELECT * FROM waakvlam.sleutel s
            WHERE s.gemeente = p_gemeente AND s.stream_id = h.stream_id AND s.gezinslid IS NULL
                AND h.gezinslid IS NULL
        ) s;
END
$$;

REVOKE ALL ON FUNCTION waakvlam.maak_sleutels FROM PUBLIC;
GRANT EXECUTE ON FUNCTION waakvlam.maak_sleutels TO waakvlam_app;
