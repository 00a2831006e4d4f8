package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Market.e8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.matcher.engine.Answer.NotDone;
import dev.openbell.matcher.engine.Answer.Placed;
import dev.openbell.matcher.engine.Command.CancelOrder;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Command.PlaceOrder;
import dev.openbell.matcher.engine.Refused.Reason;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of the market with numbers that anyone can compute by hand. */
class EngineTest {
    private static final long ALICE = 11, BOB = 12, CAROL = 13;

    private final Market market = new Market();

    @BeforeEach
    void everybodyHasAnAccount() {
        market.opens(ALICE);
        market.opens(BOB);
        market.opens(CAROL);
    }

    @Test
    void theOlderOrderTradesFirst() {
        var alice = sells(ALICE, "0.5", "60000");
        var bob = sells(BOB, "0.5", "60000");

        var carol = placed(buys(CAROL, "0.7", "60000"));

        assertThat(carol.trades()).extracting(fill -> fill.trade().quantity()).containsExactly(e8("0.5"), e8("0.2"));
        assertThat(now(ALICE, alice).status()).isEqualTo(OrderState.Status.FILLED);
        assertThat(now(BOB, bob).remaining()).isEqualTo(e8("0.3"));
    }

    @Test
    void theBetterPriceTradesFirstAndATradeHappensAtTheRestingPrice() {
        sells(ALICE, "1", "60001");
        sells(BOB, "1", "60000");

        var carol = placed(buys(CAROL, "1.5", "60001"));

        assertThat(carol.trades()).extracting(fill -> fill.trade().price()).containsExactly(e8("60000"), e8("60001"));
        assertThat(carol.order().averagePrice()).isEqualTo(e8("60000.33333333"));
    }

    @Test
    void aBuyHoldsItsPriceAndTheTakerFeeAndGetsBackWhatItDidNotNeed() {
        buys(CAROL, "1", "60000");
        assertThat(market.balance(CAROL, "USD").held()).isEqualTo(e8("60060"));
        assertThat(market.balance(CAROL, "USD").available()).isEqualTo(e8("39940"));

        sells(ALICE, "1", "60000");

        // Carol made the market: her fee is 0.05 %, Alice's 0.1 %.
        assertThat(market.balance(CAROL, "USD")).isEqualTo(new Event.Balance("USD", e8("39970"), 0, 0));
        assertThat(market.balance(CAROL, "BTC").available()).isEqualTo(e8("11"));
        assertThat(market.balance(ALICE, "USD").available()).isEqualTo(e8("159940"));
        assertThat(market.balance(ALICE, "BTC").available()).isEqualTo(e8("9"));
    }

    @Test
    void aCancelledOrderGivesBackWhatItHeld() {
        var id = placed(buys(CAROL, "1", "60000")).order().id();

        market.apply(new CancelOrder(CAROL, OrderName.byId(id)));

        assertThat(market.balance(CAROL, "USD")).isEqualTo(new Event.Balance("USD", e8("100000"), 0, 0));
        assertThat(market.engine.book("BTC-USD", Side.BUY, 10)).isEmpty();
        assertThat(refusal(market.apply(new CancelOrder(CAROL, OrderName.byId(id)))))
                .isEqualTo(Reason.ORDER_CLOSED);
    }

    @Test
    void nobodyTradesWithThemselves() {
        sells(ALICE, "1", "60000");

        var order = placed(buys(ALICE, "1", "60000")).order();

        assertThat(order.status()).isEqualTo(OrderState.Status.CANCELLED);
        assertThat(order.reason()).isEqualTo("self_trade");
        assertThat(market.balance(ALICE, "USD").held()).isZero();
    }

    @Test
    void whatIsNotOnTheGridOrNotAffordableIsRefusedAndChangesNothing() {
        assertThat(refusal(buys(CAROL, "1", "60000.25"))).isEqualTo(Reason.INVALID_TICK);
        assertThat(refusal(buys(CAROL, "0.00005", "60000"))).isEqualTo(Reason.INVALID_LOT);
        assertThat(refusal(buys(CAROL, "0.0001", "1000"))).isEqualTo(Reason.BELOW_MIN_NOTIONAL);
        assertThat(refusal(buys(CAROL, "2", "60000"))).isEqualTo(Reason.INSUFFICIENT_FUNDS);
        assertThat(refusal(buys(CAROL, "90000000000", "90000000000"))).isEqualTo(Reason.LIMIT_EXCEEDED);
        assertThat(refusal(order(CAROL, "DOGE-USD", Side.BUY, "1", "1"))).isEqualTo(Reason.UNKNOWN_INSTRUMENT);
        assertThat(market.balance(CAROL, "USD")).isEqualTo(new Event.Balance("USD", e8("100000"), 0, 0));
    }

    @Test
    void aPriceFarFromTheLastTradeIsRefused() {
        sells(ALICE, "0.1", "60000");
        buys(CAROL, "0.1", "60000");

        assertThat(refusal(buys(CAROL, "0.1", "29999.5"))).isEqualTo(Reason.PRICE_OUT_OF_BAND);
        placed(buys(CAROL, "0.1", "30000"));
    }

    @Test
    void theSameKeyGivesTheSameOrderAndOtherContentIsAConflict() {
        var first = placed(market.apply(keyed("k1", "0.1", "50000")));

        var again = market.apply(keyed("k1", "0.1", "50000"));
        var other = market.apply(keyed("k1", "0.2", "50000"));

        assertThat(again).isEqualTo(new Answer.PlacedBefore(first.order()));
        assertThat(refusal(other)).isEqualTo(Reason.IDEMPOTENCY_CONFLICT);
        assertThat(market.engine.openOrders(CAROL)).hasSize(1);
    }

    @Test
    void aRefusalIsRememberedToo() {
        assertThat(refusal(market.apply(keyed("k2", "3", "50000")))).isEqualTo(Reason.INSUFFICIENT_FUNDS);
        market.apply(new Command.Deposit(CAROL, "USD", e8("500000"), "", false));

        assertThat(refusal(market.apply(keyed("k2", "3", "50000")))).isEqualTo(Reason.INSUFFICIENT_FUNDS);
    }

    @Test
    void aClosedOrderIsRememberedForFiveMinutesOfLogTime() {
        var order = placed(market.apply(keyed("k3", "0.1", "50000"))).order();
        market.apply(new CancelOrder(CAROL, OrderName.byKey("k3")), 10_000_000);

        market.apply(new Command.TimePassed(), 10_000_000 + 300_000_000);
        assertThat(market.engine.order(CAROL, OrderName.byId(order.id()))).isNotNull();

        market.apply(new Command.TimePassed(), 10_000_001 + 300_000_000);
        assertThat(market.engine.order(CAROL, OrderName.byId(order.id()))).isNull();
    }

    @Test
    void aRefusedDepositStaysRefusedUnderItsKey() {
        var tooMuch = new Command.Deposit(ALICE, "BTC", e8("1"), "d1", false);
        assertThat(refusal(market.apply(tooMuch))).isEqualTo(Reason.LIMIT_EXCEEDED);

        assertThat(refusal(market.apply(tooMuch, 200_000_000))).isEqualTo(Reason.LIMIT_EXCEEDED);
        var other = new Command.Deposit(ALICE, "BTC", e8("2"), "d1", false);
        assertThat(refusal(market.apply(other))).isEqualTo(Reason.IDEMPOTENCY_CONFLICT);
    }

    @Test
    void noDepositIsLargerThanANumberCanHold() {
        market.apply(new Command.Deposit(ALICE, "BTC", Long.MAX_VALUE / 2, "", true));
        market.apply(new Command.Deposit(BOB, "BTC", Long.MAX_VALUE / 3, "", true));

        assertThat(refusal(market.apply(new Command.Deposit(CAROL, "BTC", Long.MAX_VALUE / 3, "", true))))
                .isEqualTo(Reason.LIMIT_EXCEEDED);
    }

    @Test
    void depositsEndAtTheLimitOfTheDay() {
        assertThat(refusal(market.apply(new Command.Deposit(ALICE, "BTC", e8("0.1"), "", false))))
                .isEqualTo(Reason.LIMIT_EXCEEDED);

        market.apply(new Command.Deposit(ALICE, "BTC", e8("10"), "", false), 90_000_000_000L);

        assertThat(market.balance(ALICE, "BTC").available()).isEqualTo(e8("20"));
    }

    private PlaceOrder keyed(String key, String quantity, String price) {
        return new PlaceOrder(CAROL, key, "BTC-USD", Side.BUY, e8(price), e8(quantity));
    }

    private Answer buys(long account, String quantity, String price) {
        return order(account, "BTC-USD", Side.BUY, quantity, price);
    }

    private long sells(long account, String quantity, String price) {
        return placed(order(account, "BTC-USD", Side.SELL, quantity, price))
                .order()
                .id();
    }

    private Answer order(long account, String instrument, Side side, String quantity, String price) {
        return market.apply(new PlaceOrder(account, "", instrument, side, e8(price), e8(quantity)));
    }

    private OrderState now(long account, long id) {
        return Objects.requireNonNull(market.engine.order(account, OrderName.byId(id)));
    }

    private static Placed placed(Answer answer) {
        assertThat(answer).isInstanceOf(Placed.class);
        return (Placed) answer;
    }

    private static Reason refusal(Answer answer) {
        assertThat(answer).isInstanceOf(NotDone.class);
        return ((NotDone) answer).refused().reason();
    }
}
