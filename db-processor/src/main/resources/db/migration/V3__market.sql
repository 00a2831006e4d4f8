-- The fold of the event log. Amounts are whole units of 1e-8, enums are the words of the API, times are the engine's.
-- What only grows (order_events, trades, fills, ledger_entries) has its time in the primary key, so that it can be partitioned by it.

CREATE TABLE instruments (
    symbol              TEXT COLLATE "C" PRIMARY KEY,
    kind                TEXT    NOT NULL,
    base                TEXT    NOT NULL,
    quote               TEXT    NOT NULL,
    tick_e8             BIGINT  NOT NULL,
    lot_e8              BIGINT  NOT NULL,
    min_notional_e8     BIGINT  NOT NULL,
    price_band_e8       BIGINT  NOT NULL,
    collar_e8           BIGINT  NOT NULL,
    maker_fee_e8        BIGINT  NOT NULL,
    taker_fee_e8        BIGINT  NOT NULL,
    max_leverage        INTEGER NOT NULL,
    maintenance_rate_e8 BIGINT  NOT NULL,
    status              TEXT    NOT NULL,
    shard               INTEGER NOT NULL,
    sequence            BIGINT  NOT NULL
);

-- Each order as its newest event left it. No index on anything that changes: an update then touches the row alone (HOT), for which
-- the fill factor leaves room. Open orders are the matcher's to list.
CREATE TABLE orders (
    order_id              venue_id    PRIMARY KEY,
    account               venue_id    NOT NULL,
    idempotency_key       TEXT COLLATE "C" NOT NULL,
    instrument            TEXT COLLATE "C" NOT NULL,
    side                  TEXT        NOT NULL,
    type                  TEXT        NOT NULL,
    time_in_force         TEXT        NOT NULL,
    post_only             BOOLEAN     NOT NULL,
    price_e8              BIGINT,
    stop_price_e8         BIGINT,
    quantity_e8           BIGINT,
    quote_quantity_e8     BIGINT,
    filled_quantity_e8    BIGINT      NOT NULL,
    remaining_quantity_e8 BIGINT      NOT NULL,
    average_price_e8      BIGINT,
    status                TEXT        NOT NULL,
    reason                TEXT        NOT NULL,
    self_trade_prevention TEXT        NOT NULL,
    synthetic             BOOLEAN     NOT NULL,
    created_at            TIMESTAMPTZ NOT NULL,
    updated_at            TIMESTAMPTZ NOT NULL,
    expires_at            TIMESTAMPTZ,
    shard                 INTEGER     NOT NULL,
    sequence              BIGINT      NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX orders_of_account ON orders (account, created_at, order_id);
-- A key may come again once the engine has forgotten it, so it is not unique here; the newest counts.
CREATE INDEX orders_by_key ON orders (account, idempotency_key, created_at) WHERE idempotency_key <> '';

CREATE TABLE order_events (
    order_id    venue_id    NOT NULL,
    sequence    BIGINT      NOT NULL,
    occurred_at TIMESTAMPTZ NOT NULL,
    shard       INTEGER     NOT NULL,
    kind        TEXT        NOT NULL,
    -- When it was a trade; the fill is in fills.
    trade_id    venue_id,
    -- The Order after it, as the event told it: only ever read as a whole.
    order_after BYTEA       NOT NULL,
    PRIMARY KEY (order_id, sequence, occurred_at)
);

-- As the whole market sees them.
CREATE TABLE trades (
    trade_id    venue_id    NOT NULL,
    traded_at   TIMESTAMPTZ NOT NULL,
    instrument  TEXT COLLATE "C" NOT NULL,
    price_e8    BIGINT      NOT NULL,
    quantity_e8 BIGINT      NOT NULL,
    taker_side  TEXT        NOT NULL,
    synthetic   BOOLEAN     NOT NULL,
    shard       INTEGER     NOT NULL,
    sequence    BIGINT      NOT NULL,
    PRIMARY KEY (trade_id, traded_at)
);
CREATE INDEX trades_of_instrument ON trades (instrument, traded_at, trade_id);

-- As their owners see them: two for each trade. The fee is in the quote asset.
CREATE TABLE fills (
    order_id    venue_id    NOT NULL,
    trade_id    venue_id    NOT NULL,
    traded_at   TIMESTAMPTZ NOT NULL,
    account     venue_id    NOT NULL,
    instrument  TEXT COLLATE "C" NOT NULL,
    side        TEXT        NOT NULL,
    price_e8    BIGINT      NOT NULL,
    quantity_e8 BIGINT      NOT NULL,
    taker_side  TEXT        NOT NULL,
    liquidity   TEXT        NOT NULL,
    fee_e8      BIGINT      NOT NULL,
    synthetic   BOOLEAN     NOT NULL,
    shard       INTEGER     NOT NULL,
    sequence    BIGINT      NOT NULL,
    PRIMARY KEY (order_id, trade_id, traded_at)
);
CREATE INDEX fills_of_account ON fills (account, traded_at, trade_id);

-- Every posting, the house's too: per asset the amounts of one command sum to zero.
CREATE TABLE ledger_entries (
    -- The shard and the sequence number of the posting in one id.
    entry_id   venue_id    NOT NULL,
    posted_at  TIMESTAMPTZ NOT NULL,
    account    venue_id    NOT NULL,
    asset      TEXT COLLATE "C" NOT NULL,
    amount_e8  BIGINT      NOT NULL,
    balance_e8 BIGINT      NOT NULL,
    kind       TEXT        NOT NULL,
    reference  TEXT        NOT NULL,
    PRIMARY KEY (entry_id, posted_at)
);
CREATE INDEX ledger_entries_of_account ON ledger_entries (account, posted_at, entry_id);

-- Each asset of each wallet as it stands; an account has a wallet in each shard that it trades in.
CREATE TABLE balances (
    account      venue_id NOT NULL,
    shard        INTEGER  NOT NULL,
    asset        TEXT COLLATE "C" NOT NULL,
    available_e8 BIGINT   NOT NULL,
    held_e8      BIGINT   NOT NULL,
    margin_e8    BIGINT   NOT NULL,
    total_e8     BIGINT   NOT NULL,
    sequence     BIGINT   NOT NULL,
    PRIMARY KEY (account, shard, asset)
) WITH (fillfactor = 80);
