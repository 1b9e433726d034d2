-- How far each projection has read each log, who is working on it, and what became of it. The rows of the read models
-- themselves are in tables of their own, each with the build that they belong to in its key.

-- One build of a projection: all its rows in all logs, of one version of its definition. Being built (bouwt), read by
-- everybody (dient), kept as it was when another took its place (oud), or over and removed (gestopt). Of no gemeente.
CREATE TABLE waakvlam.projectie (
    bouw smallint NOT NULL,
    naam text NOT NULL,
    versie integer NOT NULL,
    delen smallint NOT NULL,
    status text NOT NULL DEFAULT 'bouwt',
    -- The version of the program that began it.
    code text NOT NULL,
    begonnen_op timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Since when it has this status.
    sinds timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- When the last of its rows was removed.
    opgeruimd_op timestamptz,
    CONSTRAINT projectie_sleutel PRIMARY KEY (bouw),
    CONSTRAINT projectie_bouw CHECK (bouw > 0),
    CONSTRAINT projectie_naam CHECK (naam <> ''),
    CONSTRAINT projectie_versie CHECK (versie > 0),
    CONSTRAINT projectie_delen CHECK (delen > 0),
    CONSTRAINT projectie_status CHECK (status IN ('bouwt', 'dient', 'oud', 'gestopt')),
    CONSTRAINT projectie_opgeruimd CHECK (opgeruimd_op IS NULL OR status = 'gestopt')
);
-- At any moment one build serves, and one is built beside it.
CREATE UNIQUE INDEX projectie_dient ON waakvlam.projectie (naam) WHERE status = 'dient';
CREATE UNIQUE INDEX projectie_bouwt ON waakvlam.projectie (naam) WHERE status = 'bouwt';

-- A part of a build: the families of a log whose stream falls in it. Holds the checkpoint, who works on it, and why
-- nobody does.
CREATE TABLE waakvlam.projectie_deel (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    deel smallint NOT NULL,
    -- Counts as long as its row in projectie_houder does.
    houder text,
    tijdperk integer NOT NULL DEFAULT 1,
    positie bigint NOT NULL DEFAULT 0,
    hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    bijgewerkt_op timestamptz NOT NULL DEFAULT clock_timestamp(),
    stop_code text,
    stop_reden text,
    stop_positie bigint,
    stop_gezin uuid,
    gestopt_op timestamptz,
    CONSTRAINT projectie_deel_sleutel PRIMARY KEY (gemeente, bouw, deel),
    CONSTRAINT projectie_deel_gemeente CHECK (gemeente ~ '^GM[0-9]{4}$'),
    CONSTRAINT projectie_deel_deel CHECK (deel >= 0),
    CONSTRAINT projectie_deel_houder CHECK (houder <> ''),
    CONSTRAINT projectie_deel_tijdperk CHECK (tijdperk > 0),
    CONSTRAINT projectie_deel_positie CHECK (positie >= 0),
    CONSTRAINT projectie_deel_hash CHECK (octet_length(hash) = 32),
    CONSTRAINT projectie_deel_stop CHECK (
        (stop_code IS NULL) = (gestopt_op IS NULL) AND (stop_code IS NULL) = (stop_reden IS NULL)
    )
)
-- Every batch updates one row here, as in logboek.
WITH (fillfactor = 10, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

-- The families whose rows are behind the checkpoint of their part: from this position on, or, without one, because the
-- day comes near up to which their rows are right.
CREATE TABLE waakvlam.projectie_achterstand (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    deel smallint NOT NULL,
    gezin uuid NOT NULL,
    positie bigint,
    CONSTRAINT projectie_achterstand_sleutel PRIMARY KEY (gemeente, bouw, deel, gezin)
)
-- A queue: what is done is removed, and must not stay in the way of what is not.
WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX projectie_achterstand_positie ON waakvlam.projectie_achterstand (gemeente, bouw, deel, positie)
    WHERE positie IS NOT NULL;

-- Who works on a build, and until when that counts: by the clock of the database, for those of the nodes differ.
CREATE TABLE waakvlam.projectie_houder (
    houder text NOT NULL,
    bouw smallint NOT NULL,
    tot timestamptz NOT NULL,
    CONSTRAINT projectie_houder_sleutel PRIMARY KEY (houder, bouw)
);

-- What a build was when it began to serve: per log, with what differed from the build whose place it took.
CREATE TABLE waakvlam.projectie_verslag (
    gemeente text NOT NULL,
    bouw smallint NOT NULL,
    verslag text NOT NULL,
    gemaakt_op timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT projectie_verslag_sleutel PRIMARY KEY (gemeente, bouw),
    CONSTRAINT projectie_verslag_gemeente CHECK (gemeente ~ '^GM[0-9]{4}$')
);

ALTER TABLE waakvlam.projectie_deel ENABLE ROW LEVEL SECURITY;
ALTER TABLE waakvlam.projectie_deel FORCE ROW LEVEL SECURITY;
ALTER TABLE waakvlam.projectie_achterstand ENABLE ROW LEVEL SECURITY;
ALTER TABLE waakvlam.projectie_achterstand FORCE ROW LEVEL SECURITY;
ALTER TABLE waakvlam.projectie_verslag ENABLE ROW LEVEL SECURITY;
ALTER TABLE waakvlam.projectie_verslag FORCE ROW LEVEL SECURITY;
CREATE POLICY eigen_gemeente ON waakvlam.projectie_deel
    USING (gemeente = current_setting('waakvlam.gemeente', true));
CREATE POLICY eigen_gemeente ON waakvlam.projectie_achterstand
    USING (gemeente = current_setting('waakvlam.gemeente', true));
CREATE POLICY eigen_gemeente ON waakvlam.projectie_verslag
    USING (gemeente = current_setting('waakvlam.gemeente', true));

GRANT SELECT, INSERT (bouw, naam, versie, delen, status, code), UPDATE (status, sinds, opgeruimd_op)
    ON waakvlam.projectie TO waakvlam_app;
GRANT SELECT, INSERT (gemeente, bouw, deel), DELETE,
    UPDATE (houder, tijdperk, positie, hash, bijgewerkt_op, stop_code, stop_reden, stop_positie, stop_gezin, gestopt_op)
    ON waakvlam.projectie_deel TO waakvlam_app;
GRANT SELECT, INSERT, UPDATE (positie), DELETE ON waakvlam.projectie_achterstand TO waakvlam_app;
GRANT SELECT, INSERT, UPDATE (tot), DELETE ON waakvlam.projectie_houder TO waakvlam_app;
GRANT SELECT, INSERT ON waakvlam.projectie_verslag TO waakvlam_app;
