package dev.openbell.standalone.verify;

import static dev.openbell.standalone.verify.Tape.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.MarketEvent;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.Side;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which rows the events of a small market come to. */
class FoldTest {
    private final List<Row> rows = Tape.market().rows();

    @Test
    void anOrderHasARowForEachOfItsStates() {
        assertThat(of(Table.ORDERS)).hasSize(5).contains(o1(8L, 0L, 8L, null, "open", "", 8L));
        assertThat(of(Table.ORDERS).get(2)).isEqualTo(o1(8L, 5L, 3L, 100L, "partially_filled", "", 11L));
        assertThat(of(Table.ORDERS).getLast()).isEqualTo(o1(8L, 5L, 0L, 100L, "cancelled", "user", 23L));
    }

    @Test
    void everyEventOfAnOrderIsKept() {
        assertThat(of(Table.ORDER_EVENTS))
                .extracting(row -> row.get("order_id") + " " + row.get("sequence") + " " + row.get("kind"))
                .containsExactly("o1 8 placed", "o2 10 placed", "o1 11 traded", "o2 11 traded", "o1 23 cancelled");
        assertThat(of(Table.ORDER_EVENTS).get(2))
                .isEqualTo(Row.of(
                        Table.ORDER_EVENTS,
                        "o1",
                        11L,
                        NOON,
                        0L,
                        "traded",
                        "t1",
                        Tape.order("o1", Side.SELL, 8, 5, OrderStatus.PARTIALLY_FILLED)
                                .toByteString()));
        assertThat(of(Table.ORDER_EVENTS).getFirst().get("trade_id")).isNull();
    }

    @Test
    void aTradeIsOneTradeAndTwoFills() {
        assertThat(of(Table.TRADES))
                .containsExactly(Row.of(Table.TRADES, "t1", NOON, "SOL-USD", 100L, 5L, "buy", false, 0L, 11L));
        assertThat(of(Table.FILLS))
                .containsExactly(
                        Row.of(
                                Table.FILLS,
                                "o1",
                                "t1",
                                NOON,
                                "sue",
                                "SOL-USD",
                                "sell",
                                100L,
                                5L,
                                "buy",
                                "maker",
                                1L,
                                false,
                                0L,
                                11L),
                        Row.of(
                                Table.FILLS,
                                "o2",
                                "t1",
                                NOON,
                                "bob",
                                "SOL-USD",
                                "buy",
                                100L,
                                5L,
                                "buy",
                                "taker",
                                2L,
                                false,
                                0L,
                                11L));
    }

    @Test
    void aTradeIsInTheCandlesOfItsMinuteItsHourAndItsDay() {
        var twice = new Tape()
                .command(trade("t1", 3)).command(trade("t2", 4)).rows().stream()
                        .filter(row -> row.table() == Table.CANDLES)
                        .toList();

        assertThat(twice).extracting(row -> row.get("minutes")).containsExactly(1L, 60L, 1_440L, 1L, 60L, 1_440L);
        assertThat(twice.get(3)).isEqualTo(candle(1L, "2026-01-01T12:00:00Z", 2L));
        assertThat(twice.get(4)).isEqualTo(candle(60L, "2026-01-01T12:00:00Z", 2L));
        assertThat(twice.get(5)).isEqualTo(candle(1_440L, "2026-01-01T00:00:00Z", 2L));
    }

    @Test
    void aPostingIsAnEntryWhoseIdIsItsPlaceInTheLog() {
        assertThat(of(Table.LEDGER_ENTRIES)).hasSize(11);
        assertThat(of(Table.LEDGER_ENTRIES).getFirst())
                .isEqualTo(Row.of(
                        Table.LEDGER_ENTRIES, "0000000000002", NOON, "sue", "SOL", 8L, 8L, "deposit", "reference"));
        assertThat(Fold.entryId(0, 33)).isEqualTo("0000000000011");
        assertThat(Fold.entryId(1, 31)).isEqualTo("000800000000z");
        assertThat(Fold.entryId(0x7fff, (1L << 48) - 1)).isEqualTo("7zzzzzzzzzzzz");
    }

    @Test
    void aWalletHasARowForEachOfItsStates() {
        assertThat(of(Table.BALANCES))
                .hasSize(8)
                .contains(Row.of(Table.BALANCES, "sue", 0L, "SOL", 0L, 3L, 0L, 3L, 19L))
                .endsWith(Row.of(Table.BALANCES, "sue", 0L, "SOL", 3L, 0L, 0L, 3L, 24L));
    }

    @Test
    void anInstrumentKeepsItsRulesWhenItIsHalted() {
        var halted = new Tape()
                .command(Tape.listed("SOL-USD"))
                .command(Tape.halted("SOL-USD"))
                .rows();

        assertThat(halted).containsExactly(instrument("instrument_open", 1L), instrument("instrument_halted", 2L));
    }

    private List<Row> of(Table table) {
        return rows.stream().filter(row -> row.table() == table).toList();
    }

    private static Row o1(
            Long quantity,
            Long filled,
            Long remaining,
            @Nullable Long average,
            String status,
            String reason,
            Long sequence) {
        return Row.of(
                Table.ORDERS,
                "o1",
                "sue",
                "key-o1",
                "SOL-USD",
                "sell",
                "limit",
                "gtc",
                false,
                100L,
                null,
                quantity,
                null,
                filled,
                remaining,
                average,
                status,
                reason,
                "cancel_newest",
                false,
                NOON,
                NOON,
                null,
                0L,
                sequence);
    }

    private static MarketEvent trade(String id, long quantity) {
        return Tape.traded(
                id,
                quantity,
                Tape.side("sue", Tape.order("o1", Side.SELL, 8, 5, OrderStatus.PARTIALLY_FILLED), 1),
                Tape.side("bob", Tape.order("o2", Side.BUY, 8, 5, OrderStatus.PARTIALLY_FILLED), 2));
    }

    /** Of 3 and 4 pieces, both at 100. */
    private static Row candle(long minutes, String openedAt, long sequence) {
        return Row.of(
                Table.CANDLES,
                "SOL-USD",
                minutes,
                Instant.parse(openedAt),
                100L,
                100L,
                100L,
                100L,
                2L,
                BigInteger.valueOf(7),
                BigInteger.valueOf(700),
                BigInteger.valueOf(200),
                0L,
                sequence);
    }

    private static Row instrument(String status, Long sequence) {
        return Row.of(
                Table.INSTRUMENTS,
                "SOL-USD",
                "spot",
                "SOL",
                "USD",
                1L,
                2L,
                3L,
                4L,
                5L,
                6L,
                7L,
                0L,
                0L,
                status,
                0L,
                sequence);
    }
}
