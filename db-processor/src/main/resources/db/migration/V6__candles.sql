-- What was traded, by the minute, the hour and the day: in UTC, by the engine's time. The other intervals are made of these. A row is as
-- the trade with this sequence number left it. Sums may outgrow 64 bits; price × quantity is summed in units of 1e-16, so nothing is
-- rounded before an average is.
CREATE TABLE candles (
    instrument       TEXT COLLATE "C" NOT NULL,
    minutes          INTEGER     NOT NULL,
    opened_at        TIMESTAMPTZ NOT NULL,
    open_e8          BIGINT      NOT NULL,
    high_e8          BIGINT      NOT NULL,
    low_e8           BIGINT      NOT NULL,
    close_e8         BIGINT      NOT NULL,
    trades           BIGINT      NOT NULL,
    volume_e8        NUMERIC     NOT NULL,
    quote_volume_e16 NUMERIC     NOT NULL,
    price_sum_e8     NUMERIC     NOT NULL,
    shard            INTEGER     NOT NULL,
    sequence         BIGINT      NOT NULL,
    PRIMARY KEY (instrument, minutes, opened_at)
) WITH (fillfactor = 80);

-- What was traded before there were candles.
INSERT INTO candles
SELECT instrument, minutes, date_bin(make_interval(mins => minutes), traded_at, TIMESTAMPTZ 'epoch'),
    (array_agg(price_e8 ORDER BY sequence))[1], max(price_e8), min(price_e8), (array_agg(price_e8 ORDER BY sequence DESC))[1],
    count(*), sum(quantity_e8), sum(price_e8::NUMERIC * quantity_e8), sum(price_e8), min(shard), max(sequence)
FROM trades CROSS JOIN (VALUES (1), (60), (1440)) AS stored (minutes)
GROUP BY 1, 2, 3;

-- Where the middle of the feed's price was: the candles of CFDs, in which nothing is traded. Not of the event log, but of the feed, which
-- is kept for half an hour: who loses these rows cannot make them again.
CREATE TABLE price_candles (
    instrument       TEXT COLLATE "C" NOT NULL,
    minutes          INTEGER     NOT NULL,
    opened_at        TIMESTAMPTZ NOT NULL,
    open_e8          BIGINT      NOT NULL,
    high_e8          BIGINT      NOT NULL,
    low_e8           BIGINT      NOT NULL,
    close_e8         BIGINT      NOT NULL,
    trades           BIGINT      NOT NULL,
    volume_e8        NUMERIC     NOT NULL,
    quote_volume_e16 NUMERIC     NOT NULL,
    price_sum_e8     NUMERIC     NOT NULL,
    source_epoch     BIGINT      NOT NULL,
    source_sequence  BIGINT      NOT NULL,
    PRIMARY KEY (instrument, minutes, opened_at)
) WITH (fillfactor = 80);

-- An instrument has candles of one kind or of the other. Those of the feed belong to no shard.
CREATE VIEW all_candles AS
SELECT instrument, minutes, opened_at, open_e8, high_e8, low_e8, close_e8, trades, volume_e8, quote_volume_e16, price_sum_e8, shard
FROM candles
UNION ALL
SELECT instrument, minutes, opened_at, open_e8, high_e8, low_e8, close_e8, trades, volume_e8, quote_volume_e16, price_sum_e8, NULL
FROM price_candles;
