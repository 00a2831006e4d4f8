package dev.openbell.history.settlement;

import static dev.openbell.history.market.EventLog.BTC_USD;
import static dev.openbell.history.market.EventLog.balance;
import static dev.openbell.history.market.EventLog.filled;
import static dev.openbell.history.market.EventLog.listed;
import static dev.openbell.history.market.EventLog.placed;
import static dev.openbell.history.market.EventLog.posted;
import static dev.openbell.trading.v1.Side.BUY;
import static dev.openbell.trading.v1.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.LedgerKind;
import dev.openbell.history.database.Database;
import dev.openbell.history.database.RealPostgres;
import dev.openbell.history.database.Sql;
import dev.openbell.history.market.EventLog;
import dev.openbell.history.market.MarketReplay;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bob is given money on Monday, and on Tuesday he buys two bitcoins of Alice, a hundred dollars each. */
class SettlementCheckTest {
    private static final long A_DAY = 86_400_000_000L;

    private final Database database = RealPostgres.open();
    private final MarketReplay market = new MarketReplay(database);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SettlementCheck check = new SettlementCheck(Duration.ofMinutes(5), database, meters);

    @BeforeEach
    void mondayAndTuesday() throws SQLException {
        market.apply(log -> {
            log.command(listed(BTC_USD));
            log.command(
                    posted("bob", "1000", LedgerKind.GRANT, ""),
                    posted("house:grants", "-1000", LedgerKind.GRANT, ""),
                    balance("bob", "1000", "0"));
            log.time += A_DAY;
            trade(log, "1");
            trade(log, "2");
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void booksThatAgreeDifferByNothing() {
        assertThat(difference()).isNaN();

        check.settle();

        assertThat(difference()).isZero();
        assertThat(ask("count(*) FROM settlements WHERE difference_e8 <> 0")).isEqualTo("0");
        assertThat(closing("wallet", "bob")).isEqualTo("2026-09-21 1000, 2026-09-22 800");
        assertThat(closing("wallet", "alice")).isEqualTo("2026-09-22 200");
        assertThat(closing("wallet", "house:grants")).isEqualTo("2026-09-21 -1000");
        assertThat(closing("asset", "")).isEqualTo("2026-09-21 0, 2026-09-22 0");
        assertThat(closing("quantity", "alice")).isEqualTo("2026-09-22 -2");
        assertThat(closing("cost", "bob")).isEqualTo("2026-09-22 200");
    }

    @Test
    void daysThatComeLaterGoOnFromWhatWasClosed() throws SQLException {
        check.settle();
        market.apply(log -> {
            log.time += 5 * A_DAY;
            trade(log, "3");
        });
        check.settle();
        market.apply(log -> {
            log.time += A_DAY;
            trade(log, "4");
        });

        check.settle();

        assertThat(difference()).isZero();
        assertThat(closing("wallet", "bob"))
                .isEqualTo("2026-09-21 1000, 2026-09-22 800, 2026-09-27 700, 2026-09-28 600");
        assertThat(closing("quantity", "bob")).isEqualTo("2026-09-22 2, 2026-09-27 3, 2026-09-28 4");
    }

    @Test
    void aBalanceThatWasAlteredDiffers() throws SQLException {
        alter("UPDATE balances SET total_e8 = total_e8 + 250000000 WHERE account = 'bob'");
        check.settle();
        assertThat(difference()).isEqualTo(2.5);
        assertThat(
                        ask(
                                "difference_e8 FROM settlements WHERE kind = 'wallet' AND account = 'bob' AND day = '2026-09-22'"))
                .isEqualTo("-250000000");

        alter("UPDATE balances SET total_e8 = total_e8 - 250000000 WHERE account = 'bob'");
        check.settle();
        assertThat(difference()).isZero();
        assertThat(ask("count(*) FROM settlements WHERE difference_e8 <> 0")).isEqualTo("0");
    }

    @Test
    void anEntryThatWasAlteredAfterItWasAddedUpDiffers() throws SQLException {
        check.settle();

        alter("UPDATE ledger_entries SET amount_e8 = amount_e8 + 1 WHERE account = 'alice' AND reference = 'trade1'");
        check.settle();

        assertThat(difference()).isEqualTo(0.00000002); // of Alice, and of all dollars
    }

    @Test
    void anEntryThatIsGoneDiffers() throws SQLException {
        check.settle();

        alter("DELETE FROM ledger_entries WHERE account = 'bob' AND kind = 'grant'");
        check.settle();

        assertThat(difference()).isEqualTo(2000);
    }

    @Test
    void aBalanceThatNoEntrySpeaksOfDiffers() throws SQLException {
        alter("INSERT INTO balances VALUES ('eve', 0, 'USD', 7, 0, 0, 700000000, 1)");

        check.settle();

        assertThat(difference()).isEqualTo(7);
    }

    @Test
    void aBalanceThatIsGoneDiffers() throws SQLException {
        alter("DELETE FROM balances WHERE account = 'alice'");

        check.settle();

        assertThat(difference()).isEqualTo(200);
    }

    @Test
    void aPositionThatItsFillsDoNotMakeDiffers() throws SQLException {
        alter("UPDATE positions SET net_quantity_e8 = 300000000 WHERE account = 'bob'");
        check.settle();
        assertThat(difference()).isEqualTo(1);

        alter("UPDATE positions SET net_quantity_e8 = 200000000, realized_pnl_e8 = 500000000 WHERE account = 'bob'");
        check.settle();
        assertThat(difference()).isEqualTo(5);

        alter("UPDATE positions SET realized_pnl_e8 = 0 WHERE account = 'bob'");
        alter("DELETE FROM fills WHERE account = 'bob' AND trade_id = 'trade2'");
        check.settle();
        assertThat(difference()).isEqualTo(101);
    }

    /** One bitcoin for a hundred dollars. */
    private static void trade(EventLog log, String number) {
        var ask = log.order("ask" + number, SELL, "100", "1");
        var bid = log.order("bid" + number, BUY, "100", "1");
        int bought = Integer.parseInt(number) * 100;
        log.command(
                placed("alice", ask),
                placed("bob", bid),
                log.traded("trade" + number, "1", "alice", filled(ask, "1"), "bob", filled(bid, "1")),
                posted("bob", "-100", LedgerKind.TRADE, "trade" + number),
                posted("alice", "100", LedgerKind.TRADE, "trade" + number),
                balance("bob", Integer.toString(1000 - bought), "0"),
                balance("alice", Integer.toString(bought), "0"));
    }

    private double difference() {
        return meters.get("openbell.settlement.difference").gauge().value();
    }

    /** The end of each day, in whole units. */
    private String closing(String kind, String account) {
        return ask("""
                string_agg(day || ' ' || (closing_e8 / 100000000)::bigint, ', ' ORDER BY day)
                FROM settlements WHERE kind = '%s' AND account = '%s'""".formatted(kind, account));
    }

    private String ask(String query) {
        return RealPostgres.ask(database, "SELECT " + query);
    }

    private void alter(String statement) throws SQLException {
        database.transaction(connection -> {
            try (var sql = Sql.of(connection, statement)) {
                return sql.run();
            }
        });
    }
}
