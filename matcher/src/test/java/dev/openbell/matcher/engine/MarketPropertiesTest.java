package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Market.e8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.matcher.engine.Command.CancelOrder;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Command.PlaceOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any market whatever happens on it. {@link Market} checks after each command; the rest is checked here. */
class MarketPropertiesTest {
    private static final int COMMANDS = 5_000;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSameCommandsGiveTheSameMarket(long seed) {
        assertThat(run(seed).events).isEqualTo(run(seed).events);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsHeldIsWhatOpenOrdersCanCost(long seed) {
        var market = run(seed);
        for (long trader = 1; trader <= 5; trader++) {
            long usd = 0, btc = 0;
            for (var order : market.engine.openOrders(trader)) {
                var rules = order.instrument().equals("BTC-USD") ? Market.BTC_USD : Market.ETH_USD;
                long hold = Settlement.holdFor(rules, order.side(), order.price(), order.remaining());
                if (order.side() == Side.BUY) usd += hold;
                else if (rules.equals(Market.BTC_USD)) btc += hold;
            }
            assertThat(market.balance(trader, "USD").held()).isEqualTo(usd);
            assertThat(market.balance(trader, "BTC").held()).isEqualTo(btc);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theBookIsTheSumOfTheOpenOrders(long seed) {
        var market = run(seed);
        long open = LongStream.rangeClosed(1, 5)
                .mapToObj(market.engine::openOrders)
                .flatMap(List::stream)
                .filter(order -> order.instrument().equals("BTC-USD") && order.side() == Side.SELL)
                .mapToLong(OrderState::remaining)
                .sum();
        long book = market.engine.book("BTC-USD", Side.SELL, Integer.MAX_VALUE).stream()
                .mapToLong(Event.BookLevel::quantity)
                .sum();
        assertThat(book).isEqualTo(open);
    }

    private static Market run(long seed) {
        var market = new Market();
        var random = new Random(seed);
        var orders = new ArrayList<Long>();
        for (long trader = 1; trader <= 5; trader++) market.opens(trader);
        for (int i = 0; i < COMMANDS; i++) {
            long trader = random.nextLong(1, 6);
            if (!orders.isEmpty() && random.nextInt(10) < 3) {
                long order = orders.get(random.nextInt(orders.size()));
                market.apply(new CancelOrder(trader, OrderName.byId(order)));
                continue;
            }
            var answer = market.apply(anyOrder(random, trader, i));
            if (answer instanceof Answer.Placed placed)
                orders.add(placed.order().id());
        }
        return market;
    }

    private static PlaceOrder anyOrder(Random random, long trader, int number) {
        boolean btc = random.nextBoolean();
        var rules = btc ? Market.BTC_USD : Market.ETH_USD;
        long middle = btc ? e8("60000") : e8("3000");
        long price = middle + (random.nextInt(41) - 20L) * rules.tick();
        long quantity = (1L + random.nextInt(btc ? 2_000 : 20_000)) * rules.lot();
        var key = random.nextInt(4) == 0 ? "key-" + random.nextInt(number + 1) : "";
        return new PlaceOrder(
                trader, key, rules.symbol(), random.nextBoolean() ? Side.BUY : Side.SELL, price, quantity);
    }
}
