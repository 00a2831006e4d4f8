package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.edge.TestVenue.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account went through: pages, and whole lists as files. */
class AccountHistoryTest {
    private static final TestVenue venue = new TestVenue(Map.of());

    @AfterAll
    static void close() {
        venue.close();
    }

    @BeforeEach
    void reset() {
        venue.history.rows = 2;
        venue.history.breaksAfter = Integer.MAX_VALUE;
    }

    @Test
    void aPositionWithoutAQuantityHasNoPrice() {
        assertThat(get("/positions").body())
                .isEqualTo(
                        "{\"positions\":[{\"instrument\":\"BTC-USD\",\"net_quantity\":\"-0.5\",\"total_cost\":\"-30000\","
                                + "\"avg_price\":\"60000\",\"realized_pnl\":\"-0.00000001\",\"unrealized_pnl\":\"0.25\","
                                + "\"last_updated\":\"2026-01-01T12:00:00.123456Z\"},"
                                + "{\"instrument\":\"ETH-USD\",\"net_quantity\":\"0\",\"total_cost\":\"0\",\"avg_price\":null,"
                                + "\"realized_pnl\":\"10\",\"unrealized_pnl\":null,"
                                + "\"last_updated\":\"2026-01-01T12:00:00.123456Z\"}]}");
    }

    @Test
    void equityIsALineOfPoints() {
        assertThat(get("/equity?interval=1d&start_time=2026-01-01T00:00:00Z&end_time=2026-02-01T00:00:00.000001Z")
                        .body())
                .isEqualTo("{\"points\":[{\"timestamp\":\"2026-01-01T12:00:00.123456Z\",\"equity\":\"100000.5\"}]}");
        assertThat(venue.history.lastEquity).satisfies(asked -> {
            assertThat(asked.getInterval()).isEqualTo("1d");
            assertThat(asked.getStartTimeMicros()).isEqualTo(1_767_225_600_000_000L);
            assertThat(asked.getEndTimeMicros()).isEqualTo(1_769_904_000_000_001L);
        });
    }

    @Test
    void aPageSaysWhereTheNextOneBegins() {
        assertThat(get("/fills?limit=1").body())
                .isEqualTo(
                        "{\"fills\":[{\"trade_id\":\"t0\",\"order_id\":\"o0\",\"instrument\":\"BTC-USD\",\"side\":\"buy\","
                                + "\"price\":\"60000.5\",\"quantity\":\"0.1\",\"taker_side\":\"sell\",\"liquidity\":\"maker\","
                                + "\"fee\":\"3.000025\",\"fee_asset\":\"USD\",\"synthetic\":false,"
                                + "\"timestamp\":\"2026-01-01T12:00:00.123456Z\"}],\"next_cursor\":\"1\"}");
        assertThat(get("/ledger?limit=1&cursor=1").body())
                .isEqualTo(
                        "{\"entries\":[{\"entry_id\":\"e1\",\"asset\":\"USD\",\"amount\":\"-1.5\",\"balance\":\"10\","
                                + "\"kind\":\"trade\",\"reference\":null,\"timestamp\":\"2026-01-01T12:00:00.123456Z\"}]}");
    }

    @Test
    void whatIsAskedForIsHandedOn() {
        get("/fills?instrument=BTC-USD&start_time=2026-01-01T00:00:00Z&limit=7&cursor=2");

        assertThat(venue.history.lastFills).satisfies(asked -> {
            assertThat(asked.getInstrument()).isEqualTo("BTC-USD");
            assertThat(asked.getStartTimeMicros()).isEqualTo(1_767_225_600_000_000L);
            assertThat(asked.hasEndTimeMicros()).isFalse();
            assertThat(asked.getLimit()).isEqualTo(7);
            assertThat(asked.getCursor()).isEqualTo("2");
        });
    }

    @Test
    void aFileHasALineOfNamesAndTheSameFieldsAsAPage() {
        var file = get("/fills?format=csv");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("text/csv; charset=utf-8; header=present");
        assertThat(file.header("Content-Disposition")).startsWith("attachment; filename=\"fills.csv\"");
        assertThat(file.header("Cache-Control")).isEqualTo("no-store");
        assertThat(file.body()).isEqualTo("""
                trade_id,order_id,instrument,side,price,quantity,taker_side,liquidity,fee,fee_asset,synthetic,timestamp\r
                t0,o0,BTC-USD,buy,60000.5,0.1,sell,maker,3.000025,USD,false,2026-01-01T12:00:00.123456Z\r
                t1,o1,BTC-USD,buy,60000.5,0.1,sell,maker,3.000025,USD,false,2026-01-01T12:00:00.123456Z\r
                """);
    }

    @Test
    void whoAcceptsAFileIsGivenOne() {
        var file = get("/fills?format=csv");

        assertThat(accepting("text/csv", "/fills?format=csv").body()).isEqualTo(file.body());
        assertThat(accepting("text/csv", "/fills").body()).isEqualTo(file.body());
        assertThat(accepting("text/csv", "/ledger").header("Content-Type")).startsWith("text/csv");
        assertThat(accepting("text/csv, application/problem+json", "/ledger?limit=501"))
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(400);
                    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
                    assertThat(refused.body()).contains("\"field\":\"limit\"");
                });
        for (var accepted : List.of("application/json", "application/json, text/csv;q=0.9", "*/*")) {
            var page = accepting(accepted, "/ledger");
            assertThat(page.header("Content-Type")).startsWith("application/json");
            assertThat(page.body()).startsWith("{\"entries\":[");
        }
        assertThat(accepting("text/csv, application/json", "/ledger?format=json")
                        .body())
                .startsWith("{");
    }

    @Test
    void whatASpreadsheetWouldTakeForAFormulaIsText() {
        assertThat(get("/ledger?format=csv").body()).isEqualTo("""
                entry_id,asset,amount,balance,kind,reference,timestamp\r
                e0,USD,-1.5,10,trade,"'=HYPERLINK(""http://evil"", 1)",2026-01-01T12:00:00.123456Z\r
                e1,USD,-1.5,10,trade,,2026-01-01T12:00:00.123456Z\r
                """);
    }

    @Test
    void aFileHasEveryRowHoweverManyPagesTheyAre() {
        venue.history.rows = 12_345;

        var lines = get("/ledger?format=csv&limit=10").body().lines().toList();

        assertThat(lines).hasSize(1 + 12_345).endsWith("e12344,USD,-1.5,10,trade,,2026-01-01T12:00:00.123456Z");
    }

    @Test
    void nothingIsAFileToo() {
        venue.history.rows = 0;

        assertThat(get("/fills?format=csv").body()).isEqualTo("""
                trade_id,order_id,instrument,side,price,quantity,taker_side,liquidity,fee,fee_asset,synthetic,timestamp\r
                """);
    }

    @Test
    void aFileThatBreaksOffIsNotTakenForAWholeOne() {
        venue.history.rows = 100_000;
        venue.history.breaksAfter = 0;
        var refused = get("/ledger?format=csv");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("\"code\":\"UNAVAILABLE\"");

        venue.history.breaksAfter = 50_000;
        assertThatThrownBy(() -> get("/ledger?format=csv"))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThat(get("/fills?format=xls").body()).contains("\"field\":\"format\"", "must be one of json, csv");
        assertThat(get("/fills?limit=501&format=csv").body()).contains("\"field\":\"limit\"");
        assertThat(get("/ledger?start_time=yesterday").body()).contains("\"field\":\"start_time\"");
        assertThat(get("/equity?end_time=9").body()).contains("\"field\":\"end_time\"");
        assertThat(venue.get("/api/v1/account/fills?format=csv").status()).isEqualTo(401);
    }

    private static Answer accepting(String types, String path) {
        return venue.ask("GET", "/api/v1/account" + path)
                .as(venue.trader)
                .header("Accept", types)
                .send();
    }

    private static Answer get(String path) {
        return venue.ask("GET", "/api/v1/account" + path).as(venue.trader).send();
    }
}
