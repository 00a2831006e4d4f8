package dev.openbell.history.positions;

import static dev.openbell.history.market.EventLog.BTC_USD;
import static dev.openbell.history.market.EventLog.changed;
import static dev.openbell.history.market.EventLog.filled;
import static dev.openbell.history.market.EventLog.listed;
import static dev.openbell.history.market.EventLog.marked;
import static dev.openbell.history.market.EventLog.placed;
import static dev.openbell.trading.v1.Side.BUY;
import static dev.openbell.trading.v1.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.events.v1.PositionChange;
import dev.openbell.history.database.Database;
import dev.openbell.history.database.RealPostgres;
import dev.openbell.history.database.Sql;
import dev.openbell.history.market.EventLog;
import dev.openbell.history.market.MarketReplay;
import dev.openbell.trading.v1.CloseReason;
import dev.openbell.trading.v1.PositionStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Positions as the fold writes them. */
class PositionsTest {
    private final Database database = RealPostgres.open();
    private final MarketReplay market = new MarketReplay(database);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tradesOfManyBatchesAreOnePosition() throws SQLException {
        market.apply(log -> log.command(listed(BTC_USD)));
        market.apply(log -> trade(log, "1", "alice", "bob", "2", "100"));
        market.apply(log -> {
            trade(log, "2", "alice", "bob", "1", "130");
            trade(log, "3", "bob", "alice", "4", "120");
        });

        assertThat(positions())
                .containsExactly("alice 100000000 12000000000 -3000000000", "bob -100000000 -12000000000 3000000000");
    }

    @Test
    void aVenueThatTradedBeforeThereWerePositionsHasThemAll() throws SQLException {
        market.apply(log -> log.command(listed(BTC_USD)));
        var random = new Random(7);
        var traders = List.of("alice", "bob", "carol");
        for (int i = 0; i < 200; i++) {
            var id = Integer.toString(i);
            int seller = random.nextInt(3);
            var buyer = traders.get((seller + 1 + random.nextInt(2)) % 3);
            var quantity = "0.000" + (1 + random.nextInt(9));
            var price = (100 + random.nextInt(50)) + ".5";
            market.apply(log -> trade(log, id, traders.get(seller), buyer, quantity, price));
        }
        var url = RealPostgres.url();
        Flyway.configure().dataSource(url, null, null).target("5").load().migrate();
        var older = new Database(url, 2, true, new Waiting());
        try {
            int copied = older.transaction(connection -> {
                try (var sql = Sql.of(connection, "INSERT INTO fills SELECT (line::fills).* FROM unnest(?) AS line")) {
                    return sql.texts(RealPostgres.rows(database, "fills")).run();
                }
            });

            open(older);

            assertThat(copied).isEqualTo(400);
            assertThat(RealPostgres.rows(older, "positions"))
                    .hasSize(3)
                    .isEqualTo(RealPostgres.rows(database, "positions"));
        } finally {
            older.close();
        }
    }

    @Test
    void aCfdPositionIsARowThatFollowsItsEvents() throws SQLException {
        market.apply(log -> log.command(changed(
                "alice",
                PositionChange.POSITION_OPENED,
                log.position("p1", "2", "150").setStopLossPriceE8(7))));
        market.apply(log -> log.command(changed(
                "alice",
                PositionChange.POSITION_ENDED,
                log.position("p1", "2", "150")
                        .setStatus(PositionStatus.POSITION_CLOSED)
                        .setCloseReason(CloseReason.STOP_LOSS)
                        .setClosedAtMicros(log.time))));

        assertThat(ask("status || ' ' || close_reason || ' ' || (stop_loss_price_e8 IS NULL) FROM cfd_positions"))
                .isEqualTo("position_closed stop_loss true");
        assertThat(ask("string_agg(change, ' ' ORDER BY sequence) FROM cfd_events"))
                .isEqualTo("position_opened position_ended");
    }

    @Test
    void theLastMarkOfAMinuteStays() throws SQLException {
        market.apply(log -> {
            log.command(marked("1", "2"));
            log.command(marked("3", "4"));
            log.time += 60_000_000;
            log.command(marked("5", "6"));
        });

        assertThat(
                        ask(
                                "string_agg(bid_e8 / 100000000 || ' ' || ask_e8 / 100000000, ', ' ORDER BY minute) FROM cfd_marks"))
                .isEqualTo("3 4, 5 6");
        assertThat(ask("count(*) FROM cfd_marks WHERE minute = date_trunc('minute', marked_at)"))
                .isEqualTo("2");
    }

    private static void trade(EventLog log, String id, String seller, String buyer, String quantity, String price) {
        var ask = log.order("ask" + id, SELL, price, quantity);
        var bid = log.order("bid" + id, BUY, price, quantity);
        log.command(
                placed(seller, ask),
                placed(buyer, bid),
                log.traded("trade" + id, quantity, seller, filled(ask, quantity), buyer, filled(bid, quantity)));
    }

    private List<String> positions() {
        return database.read(connection -> {
            try (var sql = Sql.of(connection, """
                    SELECT account || ' ' || net_quantity_e8 || ' ' || total_cost_e8 || ' ' || realized_pnl_e8 AS line
                    FROM positions ORDER BY account""")) {
                return sql.all(row -> row.text("line"));
            }
        });
    }

    private String ask(String query) {
        return RealPostgres.ask(database, "SELECT " + query);
    }

    private static void open(Database database) {
        try {
            database.open();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
