-- The data keys: one per family, and one per member for what is about that member alone. Marked fields of events are
-- encrypted with them. Each is kept only wrapped, by a master key that is never in the database.

CREATE TABLE waakvlam.sleutel (
    gemeente text NOT NULL,
    sleutel_id uuid NOT NULL,
    stream_id uuid NOT NULL,
    -- Null: the family as a whole.
    gezinslid text,
    -- Nonce, ciphertext and tag; null once destroyed, and then for ever.
    omwikkeld bytea,
    -- By which master key: the first eight bytes of its SHA-256, hexadecimal.
    hoofdsleutel text,
    gemaakt_op timestamptz NOT NULL DEFAULT clock_timestamp(),
    omwikkeld_op timestamptz NOT NULL DEFAULT clock_timestamp(),
    vernietigd_op timestamptz,
    CONSTRAINT sleutel_sleutel PRIMARY KEY (gemeente, sleutel_id),
    CONSTRAINT sleutel_houder_uniek UNIQUE NULLS NOT DISTINCT (gemeente, stream_id, gezinslid),
    CONSTRAINT sleutel_gemeente CHECK (gemeente ~ '^GM[0-9]{4}$'),
    CONSTRAINT sleutel_gezinslid CHECK (gezinslid <> ''),
    CONSTRAINT sleutel_omwikkeld CHECK (octet_length(omwikkeld) = 60),
    CONSTRAINT sleutel_hoofdsleutel CHECK (hoofdsleutel ~ '^[0-9a-f]{16}$'),
    CONSTRAINT sleutel_vernietigd CHECK (
        (omwikkeld IS NULL) = (vernietigd_op IS NOT NULL) AND (hoofdsleutel IS NULL) = (vernietigd_op IS NOT NULL)
    )
);

-- A row stays, with its id, its holder and when it was made and destroyed; only the wrapping changes.
CREATE TRIGGER weiger_verwijdering BEFORE DELETE ON waakvlam.sleutel
    FOR EACH ROW EXECUTE FUNCTION waakvlam.weiger();
CREATE TRIGGER weiger_opdracht BEFORE DELETE OR TRUNCATE ON waakvlam.sleutel
    FOR EACH STATEMENT EXECUTE FUNCTION waakvlam.weiger();
CREATE TRIGGER weiger_wijziging BEFORE UPDATE ON waakvlam.sleutel
    FOR EACH ROW
    WHEN (OLD.vernietigd_op IS NOT NULL OR NEW.gemeente <> OLD.gemeente OR NEW.sleutel_id <> OLD.sleutel_id
        OR NEW.stream_id <> OLD.stream_id OR NEW.gezinslid IS DISTINCT FROM OLD.gezinslid
        OR NEW.gemaakt_op <> OLD.gemaakt_op)
    EXECUTE FUNCTION waakvlam.weiger();
ALTER TABLE waakvlam.sleutel ENABLE ALWAYS TRIGGER weiger_verwijdering;
ALTER TABLE waakvlam.sleutel ENABLE ALWAYS TRIGGER weiger_opdracht;
ALTER TABLE waakvlam.sleutel ENABLE ALWAYS TRIGGER weiger_wijziging;

ALTER TABLE waakvlam.sleutel ENABLE ROW LEVEL SECURITY;
ALTER TABLE waakvlam.sleutel FORCE ROW LEVEL SECURITY;
CREATE POLICY eigen_gemeente ON waakvlam.sleutel
    USING (gemeente = current_setting('waakvlam.gemeente', true));

GRANT SELECT,
    INSERT (gemeente, sleutel_id, stream_id, gezinslid, omwikkeld, hoofdsleutel, vernietigd_op),
    UPDATE (omwikkeld, hoofdsleutel, omwikkeld_op, vernietigd_op)
    ON waakvlam.sleutel TO waakvlam_app;
