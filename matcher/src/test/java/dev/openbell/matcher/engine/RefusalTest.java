package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.money.E8;
import dev.openbell.matcher.engine.Command.AmendOrder;
import dev.openbell.matcher.engine.Command.AmendPosition;
import dev.openbell.matcher.engine.Command.CancelAllOrders;
import dev.openbell.matcher.engine.Command.CancelOrder;
import dev.openbell.matcher.engine.Command.ClosePosition;
import dev.openbell.matcher.engine.Command.Deposit;
import dev.openbell.matcher.engine.Command.OpenPosition;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Command.PlaceOrder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that a command can be refused for, and that it has then done nothing. */
class RefusalTest extends CfdFloor {
    /** A new reason does not compile until it stands here. */
    @ParameterizedTest
    @EnumSource(Why.class)
    void aRefusedCommandDoesNothing(Why why) {
        var command = refusedFor(why);
        int before = told().size();

        var answer = apply(command);

        assertThat(answer.kind()).isEqualTo(Answer.Kind.REFUSED);
        assertThat(answer.refused().why()).isEqualTo(why);
        var since = told().subList(before, told().size());
        assertThat(since).hasSize(1);
        assertThat(since.getFirst())
                .isInstanceOfSatisfying(
                        Told.CommandRefused.class,
                        told -> assertThat(told.refused()).isEqualTo(answer.refused()));
    }

    private Command refusedFor(Why why) {
        return switch (why) {
            case ACCOUNT_NOT_OPEN -> Call.order(999, Side.BUY, "1 @ 100.00", now());
            case ACCOUNT_SUSPENDED -> {
                apply(new Command.SuspendAccount(alice.account));
                yield buy("1 @ 100.00");
            }
            case UNKNOWN_INSTRUMENT -> buy("1 @ 100.00 of DOGE-USD");
            case INSTRUMENT_HALTED -> {
                apply(new Command.HaltInstrument("ETH-USD"));
                yield buy("1 @ 100.00");
            }
            case UNKNOWN_ORDER -> new CancelOrder(alice.account, OrderName.byId(12345));
            case ORDER_CLOSED -> new CancelOrder(alice.account, closed());
            case KEY_USED -> {
                alice.buys("1 @ 100.00 key k1");
                yield buy("2 @ 100.00 key k1");
            }
            case PRICE_NEEDED -> buy("1 @ 0");
            case PRICE_UNFIT -> buy("1 @ market price 100.00");
            case STOP_NEEDED -> buy("1 @ market when 0");
            case STOP_UNFIT -> buy("1 @ 100.00 stop 90.00");
            case QUANTITY_NEEDED -> buy("0 @ 100.00");
            case ONE_QUANTITY -> buy("1 @ market sum 100");
            case TIME_IN_FORCE_UNFIT -> buy("1 @ market gtc");
            case EXPIRY_NEEDED -> buy("1 @ 100.00 until 0");
            case EXPIRY_UNFIT -> buy("1 @ 100.00 until 1 gtc");
            case POST_ONLY_UNFIT -> buy("1 @ 100.00 ioc post_only");
            case NOTHING_TO_AMEND -> amend(alice.buys("1 @ 100.00"), "0", "0");
            case QUANTITY_FILLED -> {
                var bid = alice.buys("2 @ 100.00");
                bob.sells("1 @ 100.00");
                yield amend(bid, "0", "1");
            }
            case ASSET_UNKNOWN -> alice.deposit("1 DOGE", "");
            case AMOUNT_NEEDED -> alice.deposit("0 BTC", "");
            case ASSETS_STAY -> new Command.ListInstrument(Floor.ofOtherAssets(Floor.ETH_USD));
            case KIND_STAYS -> new Command.ListInstrument(rules("0.1", null));
            case GRID_STAYS -> new Command.ListInstrument(rules("0.5", BTC_USDC.cfd()));
            case NO_PRICE -> new Command.PriceTick(BTC_USDC.symbol(), 0, 0, 0, 1, 1);
            case UNKNOWN_POSITION -> new ClosePosition(alice.account, 12345, 0, "");
            case POSITION_CLOSED -> {
                var stake = opened();
                apply(new ClosePosition(alice.account, stake, 0, ""));
                yield new ClosePosition(alice.account, stake, 0, "");
            }
            case MARGIN_NEEDED -> open("0", 10);
            case MARGIN_TOO_SMALL -> open("0.99", 10);
            case NO_CHANGE -> {
                long keep = AmendPosition.KEEP;
                yield new AmendPosition(alice.account, opened(), keep, keep, keep);
            }
            case MORE_THAN_OPEN -> new ClosePosition(alice.account, opened(), e8("0.1001"), "");
            case LEVERAGE_OUT_OF_RANGE -> open("600", 101);
            case LIQUIDATED_AT_ONCE -> {
                feed("59600 / 60000");
                yield open("600", 100);
            }
            case STALE_PRICE -> {
                feed("59990 / 60000");
                secondsUnnoticed(6);
                yield open("600", 10);
            }
            case SLIPPAGE -> {
                feed("59990 / 60000");
                yield open("600", 10, 0, 0, "59989", "10.9");
            }
            case TOO_MANY_POSITIONS -> {
                apply(new Command.SetLimits(alice.account, new Limits(0, 1, 0)));
                opened();
                yield open("600", 10);
            }
            case TOO_MUCH_AT_RISK -> {
                alice.isLimitedTo(0, "11999");
                opened();
                yield open("600", 10);
            }
            case REACHED_ALREADY -> {
                feed("59990 / 60000");
                yield open("600", 10, e8("59990"), 0, "0", "0");
            }
            case BEYOND_LIQUIDATION -> {
                feed("59990 / 60000");
                yield open("600", 10, e8("54271.2"), 0, "0", "0");
            }
            case TRIGGER_BELOW_ZERO -> {
                feed("59990 / 60000");
                yield open("600", 10, 0, -1, "0", "0");
            }
            case UNREADABLE -> new Command.Unreadable(alice.account);
            case INVALID_TICK -> buy("1 @ 100.001");
            case INVALID_LOT -> buy("0.10001 @ 100.00");
            case BELOW_MIN_NOTIONAL -> buy("0.0499 @ 100.00");
            case BELOW_ONE_LOT -> {
                bob.deposits("1 BTC");
                bob.sells("1 @ 60000 of BTC-USD");
                yield buy("6 USD @ market of BTC-USD");
            }
            case PRICE_OUT_OF_BAND -> {
                lastTradeAt("100.00");
                yield buy("1 @ 150.01");
            }
            case WRONG_SIDE_OF_LAST -> {
                lastTradeAt("100.00");
                yield buy("1 @ market when 99.00");
            }
            case WOULD_TAKE -> {
                bob.sells("1 @ 100.00");
                yield buy("1 @ 100.00 post_only");
            }
            case UNFILLABLE -> buy("1 @ 100.00 fok");
            case NO_LIQUIDITY -> buy("1 @ market");
            case INSUFFICIENT_FUNDS -> buy("1000 @ 100.00");
            case TOO_LARGE -> buy("90000000000 @ 90000000000");
            case TOO_MANY_ORDERS -> {
                alice.isLimitedTo(1, "0");
                alice.buys("1 @ 100.00");
                yield buy("1 @ 100.00");
            }
            case TOO_MUCH_OPEN -> {
                alice.isLimitedTo(0, "150");
                alice.buys("1 @ 100.00");
                yield buy("1 @ 100.00");
            }
            case DEPOSITS_TODAY -> alice.deposit("1 ETH", "");
            case DEPOSIT_TOO_LARGE -> new Deposit(alice.account, "ETH", Long.MAX_VALUE, "", true);
        };
    }

    private PlaceOrder buy(String words) {
        return Call.order(alice.account, Side.BUY, words, now());
    }

    private OrderName closed() {
        var bid = alice.buys("1 @ 100.00");
        alice.cancels(bid);
        return bid.name();
    }

    private AmendOrder amend(Slip order, String price, String quantity) {
        return new AmendOrder(alice.account, order.name(), e8(price), e8(quantity), "");
    }

    @Test
    void aTicketThatContradictsItselfIsRefused() {
        alice.buys("1 @ market when 105.00 price 100.00")
                .isRefused("VALIDATION: price does not go with this type of order");
        alice.buys("1 @ 0 when 105.00").isRefused("VALIDATION: price must be above zero");
        alice.buys("1 @ market when 105.00 ioc")
                .isRefused("VALIDATION: time_in_force does not go with this type of order");
        alice.buys("100 USD @ 100.00")
                .isRefused("VALIDATION: quote_quantity is given for a market buy, and then instead of quantity");
        alice.buys("-1 USD @ market").isRefused("VALIDATION: quantity must be above zero");
        alice.buys("1 @ market post_only").isRefused("VALIDATION: post_only goes with a limit order that may rest");
        alice.buys("1 @ 100.00 gtd").isRefused("VALIDATION: expires_at must be given for gtd, and lie ahead");
    }

    @Test
    void onlyABuyCanBeBySum() {
        bob.buys("1 @ 100.00");

        alice.sells("100 USD @ market")
                .isRefused("VALIDATION: quote_quantity is given for a market buy, and then instead of quantity");
    }

    @Test
    void aRefusalSaysWhatWouldDo() {
        lastTradeAt("100.00");

        alice.buys("1 @ 150.01").isRefused("PRICE_OUT_OF_BAND: The price must lie between 50 and 150");
        alice.sells("1 @ 49.99").isRefused("PRICE_OUT_OF_BAND: The price must lie between 50 and 150");
        alice.buys("1 @ 50.00").is("open 0/1");
        alice.sells("1 @ 150.00").is("open 0/1");
        alice.buys("999 @ 101.00").isRefused("INSUFFICIENT_FUNDS: 100999.899 is needed and 99949.95 is available");
        alice.sells("100 @ 101.00").isRefused("INSUFFICIENT_FUNDS: 100 is needed and 99 is available");
        isRefused(
                new CancelAllOrders(alice.account, "DOGE-USD", 0, Reason.USER),
                "UNKNOWN_INSTRUMENT: No such instrument is traded here");
    }

    /** Numbers near what a number can hold are refused, and never wrap around. */
    @ParameterizedTest
    @EnumSource(OrderType.class)
    void nothingOverflows(OrderType type) {
        bob.sells("1 @ 100.00");
        bob.buys("1 @ 99.00");
        var price = E8.format(Long.MAX_VALUE / 1_000_000 * 1_000_000);
        var quantity = E8.format(Long.MAX_VALUE / 10_000 * 10_000);
        var words = switch (type) {
            case LIMIT -> quantity + " @ " + price;
            case MARKET -> quantity + " @ market";
            case STOP -> quantity + " @ market when " + price;
            case STOP_LIMIT -> quantity + " @ " + price + " when " + price;
        };
        for (var side : Side.values()) {
            var answer = apply(Call.order(alice.account, side, words, now()));
            assertThat(answer.kind()).isEqualTo(Answer.Kind.REFUSED);
            assertThat(answer.refused().why()).isEqualTo(Why.TOO_LARGE);
        }
        alice.has("100000 USD", "100 ETH");
    }

    private static Instrument rules(String tick, @Nullable CfdTerms terms) {
        return new Instrument(BTC_USDC.symbol(), "BTC", "USD", e8(tick), BTC_USDC.lot(), 0, 0, 0, 0, 0, false, terms);
    }

    /** A long of 0.1 BTC. */
    private long opened() {
        feed("59990 / 60000");
        return apply(open("600", 10)).position().id();
    }

    private Command open(String margin, int leverage) {
        return open(margin, leverage, 0, 0, "0", "0");
    }

    private Command open(
            String margin, int leverage, long stopLoss, long takeProfit, String expected, String slippage) {
        return new OpenPosition(
                alice.account,
                "",
                BTC_USDC.symbol(),
                Direction.LONG,
                e8(margin),
                leverage,
                stopLoss,
                takeProfit,
                0,
                e8(expected),
                e8(slippage));
    }
}
