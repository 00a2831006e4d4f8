-- The events of CFD positions and the marks only grow too. They are cut into weeks as the others were (V8), and old ones are dropped with them.

ALTER INDEX cfd_events_pkey RENAME TO cfd_events_before_pkey;
ALTER TABLE cfd_events RENAME TO cfd_events_before;
CREATE TABLE cfd_events (LIKE cfd_events_before, PRIMARY KEY (position_id, sequence, occurred_at)) PARTITION BY RANGE (occurred_at);

ALTER INDEX cfd_marks_pkey RENAME TO cfd_marks_before_pkey;
ALTER TABLE cfd_marks RENAME TO cfd_marks_before;
CREATE TABLE cfd_marks (LIKE cfd_marks_before, PRIMARY KEY (asset, minute)) PARTITION BY RANGE (minute);

CREATE OR REPLACE FUNCTION pg_temp.keep_what_is_there(title TEXT, time_column TEXT) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    newest TIMESTAMPTZ;
BEGIN
    EXECUTE format('SELECT max(%I) FROM %I', time_column, title || '_before') INTO newest;
    IF newest IS NULL THEN
        EXECUTE format('DROP TABLE %I', title || '_before');
    ELSE
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)',
            title, title || '_before', date_trunc('week', newest, 'UTC') + INTERVAL '7 days');
    END IF;
END
$$;

SELECT pg_temp.keep_what_is_there('cfd_events', 'occurred_at');
SELECT pg_temp.keep_what_is_there('cfd_marks', 'minute');
