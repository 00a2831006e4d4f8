-- An id as every door shows it. Text rather than the number behind it: ids are opaque, the house's accounts are no numbers, and
-- whoever reads a table sees what the API says. In the "C" order they sort as they were given out, and compare byte by byte.
CREATE DOMAIN venue_id AS TEXT COLLATE "C";

-- How far each log has been folded into these tables. A position moves in the same transaction as the rows that belong to it,
-- so every record counts exactly once, whatever dies in between.
CREATE TABLE log_positions (
    topic         TEXT        NOT NULL,
    partition     INTEGER     NOT NULL,
    -- A topic that was made anew has another id, and its offsets mean something else.
    topic_id      TEXT        NOT NULL,
    log_epoch     BIGINT      NOT NULL,
    next_offset   BIGINT      NOT NULL,
    last_sequence BIGINT      NOT NULL,
    moved_at      TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50);
