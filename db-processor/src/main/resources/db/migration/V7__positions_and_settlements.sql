-- What each account holds of an instrument by its trades, at average cost. The cost has the sign of the quantity: paid for what was
-- bought, received for what was sold short.
CREATE TABLE positions (
    account          venue_id    NOT NULL,
    instrument       TEXT COLLATE "C" NOT NULL,
    net_quantity_e8  BIGINT      NOT NULL,
    total_cost_e8    BIGINT      NOT NULL,
    realized_pnl_e8  BIGINT      NOT NULL,
    last_updated     TIMESTAMPTZ NOT NULL,
    shard            INTEGER     NOT NULL,
    sequence         BIGINT      NOT NULL,
    PRIMARY KEY (account, instrument)
) WITH (fillfactor = 80);

-- Those from before this table: every fill that is there, in its order, by the arithmetic of the fold.
DO $$
DECLARE
    p positions%ROWTYPE;
    f RECORD;
    bought INTEGER; -- 1, or -1 for what was sold
    closing BIGINT;
    closed_worth NUMERIC;
    released NUMERIC;
BEGIN
    FOR f IN SELECT * FROM fills ORDER BY account, instrument, sequence LOOP
        IF p.account IS DISTINCT FROM f.account OR p.instrument IS DISTINCT FROM f.instrument THEN
            IF p.account IS NOT NULL THEN INSERT INTO positions VALUES (p.*); END IF;
            p := (f.account, f.instrument, 0, 0, 0, f.traded_at, f.shard, f.sequence);
        END IF;
        bought := CASE f.side WHEN 'buy' THEN 1 ELSE -1 END;
        closing := CASE WHEN sign(p.net_quantity_e8) = -bought THEN least(f.quantity_e8, abs(p.net_quantity_e8)) ELSE 0 END;
        closed_worth := div(f.price_e8::NUMERIC * closing, 100000000);
        released := CASE WHEN closing = 0 THEN 0 ELSE div(p.total_cost_e8::NUMERIC * closing, abs(p.net_quantity_e8)) END;
        p.realized_pnl_e8 := p.realized_pnl_e8 + sign(p.net_quantity_e8) * closed_worth - released;
        p.total_cost_e8 := p.total_cost_e8 - released
            + bought * (div(f.price_e8::NUMERIC * f.quantity_e8, 100000000) - closed_worth);
        p.net_quantity_e8 := p.net_quantity_e8 + bought * f.quantity_e8;
        p.last_updated := f.traded_at;
        p.sequence := f.sequence;
    END LOOP;
    IF p.account IS NOT NULL THEN INSERT INTO positions VALUES (p.*); END IF;
END $$;

-- Each CFD position as its newest event left it.
CREATE TABLE cfd_positions (
    position_id          venue_id    PRIMARY KEY,
    account              venue_id    NOT NULL,
    asset                TEXT COLLATE "C" NOT NULL,
    direction            TEXT        NOT NULL,
    margin_e8            BIGINT      NOT NULL,
    leverage             INTEGER     NOT NULL,
    quantity_e8          BIGINT      NOT NULL,
    entry_price_e8       BIGINT      NOT NULL,
    mark_price_e8        BIGINT,
    stop_loss_price_e8   BIGINT,
    take_profit_price_e8 BIGINT,
    trailing_distance_e8 BIGINT,
    liquidation_price_e8 BIGINT,
    margin_level_e8      BIGINT,
    unrealized_pnl_e8    BIGINT      NOT NULL,
    realized_pnl_e8      BIGINT      NOT NULL,
    fees_e8              BIGINT      NOT NULL,
    financing_e8         BIGINT      NOT NULL,
    status               TEXT        NOT NULL,
    close_reason         TEXT        NOT NULL,
    close_price_e8       BIGINT,
    opened_at            TIMESTAMPTZ NOT NULL,
    closed_at            TIMESTAMPTZ,
    shard                INTEGER     NOT NULL,
    sequence             BIGINT      NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX cfd_positions_by_opening ON cfd_positions (account, status, opened_at, position_id);
CREATE INDEX cfd_positions_by_closing ON cfd_positions (account, status, closed_at, position_id);

CREATE TABLE cfd_events (
    position_id    venue_id    NOT NULL,
    sequence       BIGINT      NOT NULL,
    occurred_at    TIMESTAMPTZ NOT NULL,
    shard          INTEGER     NOT NULL,
    account        venue_id    NOT NULL,
    change         TEXT        NOT NULL,
    -- What the house had to add because the price gapped past the margin.
    gap_e8         BIGINT      NOT NULL,
    -- The Position after it, as the event told it: only ever read as a whole.
    position_after BYTEA       NOT NULL,
    PRIMARY KEY (position_id, sequence, occurred_at)
);

-- The last price of each minute at which the engine marked a symbol: what an open position was worth then.
CREATE TABLE cfd_marks (
    asset     TEXT COLLATE "C" NOT NULL,
    minute    TIMESTAMPTZ NOT NULL,
    bid_e8    BIGINT      NOT NULL,
    ask_e8    BIGINT      NOT NULL,
    marked_at TIMESTAMPTZ NOT NULL,
    shard     INTEGER     NOT NULL,
    sequence  BIGINT      NOT NULL,
    PRIMARY KEY (asset, minute)
) WITH (fillfactor = 80);

-- What each account's ledger and fills come to at the end of each day on which they moved.
CREATE TABLE settlements (
    kind          TEXT     NOT NULL, -- wallet, quantity, cost, or asset: a whole asset over all accounts, which sums to nothing
    account       venue_id NOT NULL, -- empty for a whole asset
    item          TEXT COLLATE "C" NOT NULL, -- the asset, or the instrument
    day           DATE     NOT NULL, -- of UTC
    closing_e8    NUMERIC  NOT NULL,
    -- To what the engine and the fold said when it was compared; only the newest day of an item is.
    difference_e8 NUMERIC  NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, account, item, day)
);
CREATE INDEX settlements_of_day ON settlements (day);
CREATE INDEX settlements_that_differ ON settlements (day) WHERE difference_e8 <> 0;

-- A day at a time is added up. Rows come in the order of their time, so this costs next to nothing.
CREATE INDEX ledger_entries_by_time ON ledger_entries USING brin (posted_at) WITH (autosummarize = on);
CREATE INDEX fills_by_time ON fills USING brin (traded_at) WITH (autosummarize = on);

-- One instrument, or one asset, of an account that has many.
CREATE INDEX orders_of_account_and_instrument ON orders (account, instrument, created_at, order_id);
CREATE INDEX fills_of_account_and_instrument ON fills (account, instrument, traded_at, trade_id);
CREATE INDEX ledger_entries_of_account_and_asset ON ledger_entries (account, asset, posted_at, entry_id);
