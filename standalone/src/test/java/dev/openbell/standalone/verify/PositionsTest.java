package dev.openbell.standalone.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.Traded;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every number here was worked out on paper: quantities and prices in whole units, and what they come to. */
class PositionsTest {
    private static final long UNIT = 100_000_000;

    private final List<Row> rows = new ArrayList<>();
    private final Fold fold = new Fold(rows::add);
    private long sequence;

    @Test
    void whatIsHeldCostsItsAverage() {
        bobBuys(2, 100);
        assertThat(bob()).containsExactly(2L, 200L, 0L);

        bobBuys(1, 130);
        assertThat(bob()).containsExactly(3L, 330L, 0L);

        bobSells(1, 120);
        assertThat(bob()).containsExactly(2L, 220L, 10L);
    }

    @Test
    void aTradeThroughNothingClosesAndOpens() {
        bobBuys(2, 110);

        bobSells(3, 90);
        assertThat(bob()).containsExactly(-1L, -90L, -40L);

        bobBuys(1, 80);
        assertThat(bob()).containsExactly(0L, 0L, -30L);
    }

    @Test
    void bothSidesOfATradeAreToldInTheOrderOfTheirNames() {
        bobBuys(1, 100);

        var positions =
                rows.stream().filter(row -> row.table() == Table.POSITIONS).toList();
        assertThat(positions).extracting(row -> row.get("account")).containsExactly("bob", "sue");
        assertThat(positions).extracting(row -> row.get("net_quantity_e8")).containsExactly(UNIT, -UNIT);
    }

    @Test
    void aCfdPositionIsARowAndAnEvent() {
        var opened = Tape.opened("bob", "p1");
        add(opened.toBuilder());

        assertThat(rows).extracting(Row::table).containsExactly(Table.CFD_POSITIONS, Table.CFD_EVENTS);
        assertThat(rows.getFirst().get("status")).isEqualTo("position_open");
        assertThat(rows.getFirst().get("closed_at")).isNull();
        assertThat(rows.getLast())
                .isEqualTo(Row.of(
                        Table.CFD_EVENTS,
                        "p1",
                        1L,
                        Tape.NOON,
                        0L,
                        "bob",
                        "position_opened",
                        0L,
                        opened.getPositionChanged().getPosition().toByteString()));
    }

    @Test
    void aMarkBelongsToItsMinute() {
        add(Tape.marked("SOL_USDC", 7, 8).toBuilder());

        assertThat(rows)
                .containsExactly(Row.of(
                        Table.CFD_MARKS, "SOL_USDC", Instant.parse("2026-01-01T12:00:00Z"), 7L, 8L, Tape.NOON, 0L, 1L));
    }

    private void bobBuys(long quantity, long price) {
        trade(Side.BUY, quantity, price);
    }

    private void bobSells(long quantity, long price) {
        trade(Side.SELL, quantity, price);
    }

    private void trade(Side bobs, long quantity, long price) {
        add(MarketEvent.newBuilder()
                .setTraded(Traded.newBuilder()
                        .setTrade(Trade.newBuilder()
                                .setTradeId("t")
                                .setInstrument("SOL-USD")
                                .setPriceE8(price * UNIT)
                                .setQuantityE8(quantity * UNIT))
                        .setMaker(side("sue", bobs == Side.BUY ? Side.SELL : Side.BUY))
                        .setTaker(side("bob", bobs))));
    }

    private static TradedSide side(String account, Side side) {
        return TradedSide.newBuilder()
                .setAccount(account)
                .setOrder(Order.newBuilder().setOrderId("of " + account).setSide(side))
                .build();
    }

    private void add(MarketEvent.Builder event) {
        sequence++;
        fold.add(MarketEvents.newBuilder()
                .setFirstSequence(sequence)
                .setTimeMicros(Tape.NOON_MICROS)
                .addEvents(event)
                .build());
    }

    /** Quantity, cost and what was realized, in whole units. */
    private List<Long> bob() {
        var last = rows.stream()
                .filter(row -> row.table() == Table.POSITIONS && "bob".equals(row.get("account")))
                .reduce((first, second) -> second)
                .orElseThrow();
        return List.of(units(last, "net_quantity_e8"), units(last, "total_cost_e8"), units(last, "realized_pnl_e8"));
    }

    private static long units(Row row, String column) {
        return row.get(column) instanceof Long number ? number / UNIT : Long.MIN_VALUE;
    }
}
