-- What only grows is cut into weeks of the engine's time (Monday to Monday, UTC): what is written is written into the tables of one
-- week, whose indices fit into memory, and what nobody is to keep goes a week at a time. db-processor makes each week before it begins.
-- What is there already becomes the one part that reaches from the beginning to the next Monday.

ALTER INDEX order_events_pkey RENAME TO order_events_before_pkey;
ALTER TABLE order_events RENAME TO order_events_before;
CREATE TABLE order_events (LIKE order_events_before, PRIMARY KEY (order_id, sequence, occurred_at)) PARTITION BY RANGE (occurred_at);

ALTER INDEX trades_pkey RENAME TO trades_before_pkey;
ALTER INDEX trades_of_instrument RENAME TO trades_before_of_instrument;
ALTER TABLE trades RENAME TO trades_before;
CREATE TABLE trades (LIKE trades_before, PRIMARY KEY (trade_id, traded_at)) PARTITION BY RANGE (traded_at);
CREATE INDEX trades_of_instrument ON trades (instrument, traded_at, trade_id);

ALTER INDEX fills_pkey RENAME TO fills_before_pkey;
ALTER INDEX fills_of_account RENAME TO fills_before_of_account;
ALTER TABLE fills RENAME TO fills_before;
CREATE TABLE fills (LIKE fills_before, PRIMARY KEY (order_id, trade_id, traded_at)) PARTITION BY RANGE (traded_at);
CREATE INDEX fills_of_account ON fills (account, traded_at, trade_id);

ALTER INDEX ledger_entries_pkey RENAME TO ledger_entries_before_pkey;
ALTER INDEX ledger_entries_of_account RENAME TO ledger_entries_before_of_account;
ALTER TABLE ledger_entries RENAME TO ledger_entries_before;
CREATE TABLE ledger_entries (LIKE ledger_entries_before, PRIMARY KEY (entry_id, posted_at)) PARTITION BY RANGE (posted_at);
CREATE INDEX ledger_entries_of_account ON ledger_entries (account, posted_at, entry_id);

CREATE FUNCTION pg_temp.keep_what_is_there(title TEXT, time_column TEXT) RETURNS VOID LANGUAGE plpgsql AS $$
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

SELECT pg_temp.keep_what_is_there('order_events', 'occurred_at');
SELECT pg_temp.keep_what_is_there('trades', 'traded_at');
SELECT pg_temp.keep_what_is_there('fills', 'traded_at');
SELECT pg_temp.keep_what_is_there('ledger_entries', 'posted_at');

-- From when on each table holds what has been: earlier weeks were dropped (HISTORY_RETENTION). A table without a row here holds all of it.
CREATE TABLE history_begins (
    table_name TEXT        PRIMARY KEY,
    begins_at  TIMESTAMPTZ NOT NULL
);
