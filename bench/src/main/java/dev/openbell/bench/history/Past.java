package dev.openbell.bench.history;

import dev.openbell.bench.stand.BenchFolder;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Four weeks that never were, in the tables: trades spread evenly over them and over the instruments, a fifth as many orders of a thousand
 * accounts, and with each order two events, two fills and two entries in the ledger. One of the accounts belongs to whoever asks.
 */
final class Past {
    static final List<String> INSTRUMENTS = List.of("BTC-USD", "ETH-USD", "SOL-USD", BenchFolder.INSTRUMENT);
    private static final int ACCOUNTS = 1_000, ORDERS_SHARE = 5;

    private final String user;
    private final int trades, orders;

    /** @param user owns one order in a thousand */
    Past(String user, int trades) {
        this.user = user;
        this.trades = trades;
        this.orders = trades / ORDERS_SHARE;
    }

    void fill(String url) throws SQLException {
        long start = System.nanoTime();
        try (var database = DriverManager.getConnection(url)) {
            weeks(database);
            run(database, """
                    INSERT INTO trades
                    SELECT %1$s, %2$s, %3$s, 10000000000 + n %% 97, 100000000, 'buy', false, 0, n
                    FROM generate_series(1, %4$d) n""".formatted(id("n"), time("n", trades), instrument("n"), trades));
            run(database, """
                    INSERT INTO orders
                    SELECT %1$s, %2$s, 'key-' || n, %3$s, 'buy', 'limit', 'gtc', false, 10000000000, NULL, 100000000, NULL,
                        CASE n %% 7 WHEN 0 THEN 0 ELSE 100000000 END, CASE n %% 7 WHEN 0 THEN 100000000 ELSE 0 END, 10000000000,
                        CASE n %% 7 WHEN 0 THEN 'open' ELSE 'filled' END, '', 'cancel_newest', false, %4$s, %4$s, NULL, 0, n
                    FROM generate_series(1, %5$d) n""".formatted(id("n"), account("n"), instrument("n"), time("n", orders), orders));
            run(database, """
                    INSERT INTO order_events
                    SELECT %1$s, 2 * n + traded, %2$s, 0, CASE traded WHEN 1 THEN 'traded' ELSE 'placed' END,
                        CASE traded WHEN 1 THEN %1$s END, '\\x%3$s'
                    FROM generate_series(1, %4$d) n, generate_series(0, 1) traded""".formatted(id("n"), time("n", orders), order(), orders));
            run(database, """
                    INSERT INTO fills
                    SELECT %1$s, CASE half WHEN 1 THEN %1$s ELSE 'h' || %1$s END, %2$s, %3$s, %4$s, 'buy', 10000000000, 50000000, 'buy',
                        'taker', 1000, false, 0, 2 * n + half
                    FROM generate_series(1, %5$d) n, generate_series(0, 1) half""".formatted(id("n"), time("n", orders), account("n"), instrument("n"), orders));
            run(database, """
                    INSERT INTO ledger_entries
                    SELECT %1$s, %2$s, %3$s, CASE n %% 2 WHEN 0 THEN 'USD' ELSE 'SOL' END, 1000, n, 'trade', %1$s
                    FROM generate_series(1, %4$d) n""".formatted(id("n"), time("n", 2 * orders), account("n / 2"), 2 * orders));
            run(database, "VACUUM ANALYZE");
        }
        System.out.printf(
                "%nThe tables hold %,d trades, %,d orders and their events, fills and entries (filled in %.0f s)%n",
                trades, orders, (System.nanoTime() - start) / 1e9);
    }

    /** One of the orders of whoever asks. */
    String order(Random which) {
        return "%013x".formatted(number(which));
    }

    String key(Random which) {
        return "key-" + number(which);
    }

    private long number(Random which) {
        return (1L + which.nextInt(orders / ACCOUNTS)) * ACCOUNTS;
    }

    /** db-processor makes the weeks of what it writes; these lie before. */
    private static void weeks(Connection database) throws SQLException {
        run(database, """
                DO $$
                DECLARE
                    title TEXT;
                    monday TIMESTAMPTZ;
                BEGIN
                    FOREACH title IN ARRAY ARRAY['trades', 'fills', 'order_events', 'ledger_entries'] LOOP
                        FOR back IN 1..5 LOOP
                            monday := date_trunc('week', now(), 'UTC') - back * INTERVAL '7 days';
                            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                                title || '_before_' || back, title, monday, monday + INTERVAL '7 days');
                        END LOOP;
                    END LOOP;
                END
                $$""");
    }

    private static String id(String number) {
        return "lpad(to_hex(%s), 13, '0')".formatted(number);
    }

    /** The last of so many is now: four weeks, in as many steps. */
    private static String time(String number, int of) {
        return "now() - INTERVAL '28 days' + %s * (INTERVAL '28 days' / %d)".formatted(number, of);
    }

    private static String instrument(String number) {
        return "(ARRAY['%s'])[1 + %s %% %d]".formatted(String.join("', '", INSTRUMENTS), number, INSTRUMENTS.size());
    }

    private String account(String number) {
        return "CASE %1$s %% %2$d WHEN 0 THEN '%3$s' ELSE 'account-' || %1$s %% %2$d END"
                .formatted(number, ACCOUNTS, user);
    }

    private static String order() {
        var order = Order.newBuilder()
                .setOrderId("0000000000001")
                .setIdempotencyKey("key-1")
                .setInstrument(INSTRUMENTS.getFirst())
                .setSide(Side.BUY)
                .setType(OrderType.LIMIT)
                .setTimeInForce(TimeInForce.GTC)
                .setPriceE8(10_000_000_000L)
                .setQuantityE8(100_000_000)
                .setStatus(OrderStatus.FILLED)
                .setCreatedAtMicros(1_790_000_000_000_000L)
                .setUpdatedAtMicros(1_790_000_000_000_000L);
        return HexFormat.of().formatHex(order.build().toByteArray());
    }

    private static void run(Connection database, String statement) throws SQLException {
        try (var sql = database.createStatement()) {
            var _ = sql.execute(statement);
        }
    }
}
