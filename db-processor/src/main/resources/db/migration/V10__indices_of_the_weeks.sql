-- V8 made these two tables anew without the indices that V7 had given them. Where what was there already became the first part, that part
-- still has its own: each becomes that part of the new one.

ALTER INDEX IF EXISTS fills_by_time RENAME TO fills_before_by_time;
ALTER INDEX IF EXISTS fills_of_account_and_instrument RENAME TO fills_before_of_account_and_instrument;
ALTER INDEX IF EXISTS ledger_entries_by_time RENAME TO ledger_entries_before_by_time;
ALTER INDEX IF EXISTS ledger_entries_of_account_and_asset RENAME TO ledger_entries_before_of_account_and_asset;

CREATE INDEX fills_by_time ON fills USING brin (traded_at) WITH (autosummarize = on);
CREATE INDEX fills_of_account_and_instrument ON fills (account, instrument, traded_at, trade_id);
CREATE INDEX ledger_entries_by_time ON ledger_entries USING brin (posted_at) WITH (autosummarize = on);
CREATE INDEX ledger_entries_of_account_and_asset ON ledger_entries (account, asset, posted_at, entry_id);
