-- The streams of a log are found by the type of event that opens them: families, aanpakken and toetsingen. No question is
-- about the first events of other types, so GezinAangemeld leaves the index.
--
-- Partial, for a question about three types must not cost every append. Measured on a log of a million events, against
-- no index on the type at all, an append of 100,000 more takes
--   with this index                                    as long,          1 MB per million events
--   with (gemeente, type)                              15% longer,       7 MB
--   with (gemeente, type, positie) INCLUDE (stream_id) a third longer,  65 MB
-- The aanpakken of a log come in less than a millisecond, and not in 550. A prepared statement has one plan for every
-- type, which uses a partial index only if the statement says itself that the type is one of these (see
-- PostgresEventStore).
DROP INDEX waakvlam.gebeurtenis_opening;
CREATE INDEX gebeurtenis_opening ON waakvlam.gebeurtenis (gemeente, type, positie) INCLUDE (stream_id)
    WHERE type IN ('AanpakprofielVastgesteld', 'GezinGeregistreerd', 'ToetsingGestart');
