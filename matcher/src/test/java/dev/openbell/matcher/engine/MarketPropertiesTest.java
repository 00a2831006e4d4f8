package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.matcher.engine.Command.PlaceOrder;
import dev.openbell.matcher.engine.RandomCommands.Logged;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for any market whatever happens on it. Most of it is checked by the {@link Auditor}, after every command: the book is not
 * crossed and is the sum of the open orders, priority is kept, holds are what open orders can cost, money is neither made nor lost.
 */
class MarketPropertiesTest {
    private static final int COMMANDS = 3_000;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    /** And a key is used once, a preview comes true, and what must not rest does not. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCommandLeavesTheMarketInOrder(long seed) {
        var floor = new Floor(new Engine(Floor.SHARD));
        var memory = new Memory();
        for (var logged : RandomCommands.withBroker(seed, COMMANDS)) {
            var preview = preview(floor.engine(), logged);
            int before = floor.told().size();

            var answer = floor.apply(logged.at(), logged.command());

            var news = floor.told().subList(before, floor.told().size());
            if (preview != null && logged.command() instanceof PlaceOrder place) {
                hasComeTrue(preview, place, answer);
                if (news.stream().noneMatch(Told.OrderTriggered.class::isInstance))
                    holdsWhatWasSaid(preview, answer, floor);
            }
            if (answer.kind() == Answer.Kind.REFUSED) {
                assertThat(news).noneMatch(MarketPropertiesTest::isMadeByATrader);
            } else if (logged.command() instanceof PlaceOrder place) {
                isAsItWasAskedFor(place, answer.order(), answer.trades());
            }
            memory.hears(logged.command(), answer, news, floor.engine().now());
        }
        assertThat(memory.repeats()).isGreaterThan(COMMANDS / 50);
        limitsCountWhatIsOpen(floor);
    }

    private static boolean isMadeByATrader(Told told) {
        return told instanceof Told.OrderPlaced
                || told instanceof Told.Traded
                || told instanceof Told.OrderAmended
                || told instanceof Told.PositionChanged;
    }

    /** What the engine says an order would do, unless something else becomes due before the order comes. */
    private static @Nullable Preview preview(Engine engine, Logged logged) {
        if (!(logged.command() instanceof PlaceOrder place) || engine.nextTimer() <= logged.at()) return null;
        if (place.expiresAt() != 0 || engine.refusal(place) != null) return null;
        if (engine.order(place.account(), Command.OrderName.byKey(place.key())) != null) return null;
        return engine.preview(place);
    }

    private static void hasComeTrue(Preview preview, PlaceOrder place, Answer answer) {
        if (answer.kind() == Answer.Kind.REFUSED) {
            if (answer.refused().why() == Why.KEY_USED) return;
            assertThat(preview.refused()).isEqualTo(answer.refused());
            return;
        }
        assertThat(preview.refused()).as("%s", place).isNull();
        long quantity = 0, fee = 0, cost = 0;
        for (var fill : answer.trades()) {
            // What it made the market for comes later, when stops are set off.
            if (fill.maker()) continue;
            quantity += fill.trade().quantity();
            cost += Money.times(fill.trade().price(), fill.trade().quantity());
            fee += fill.fee();
        }
        assertThat(preview.fills().stream().mapToLong(BookLevel::quantity).sum())
                .as("%s", place)
                .isEqualTo(quantity);
        assertThat(preview.averagePrice()).isEqualTo(quantity == 0 ? 0 : Order.average(cost, quantity));
        assertThat(preview.fee()).isEqualTo(fee);
    }

    /** Unless a stop that was set off has changed it again. */
    private static void holdsWhatWasSaid(Preview preview, Answer answer, Floor floor) {
        if (answer.kind() != Answer.Kind.PLACED) return;
        assertThat(preview.hold()).isEqualTo(floor.auditor().hold(answer.order().id()));
    }

    private static void isAsItWasAskedFor(PlaceOrder place, Order order, List<Fill> trades) {
        switch (place.timeInForce()) {
            case FOK -> {
                if (!place.type().waits()) assertThat(order.status()).isEqualTo(Status.FILLED);
            }
            case IOC -> {
                if (!place.type().waits()) assertThat(order.status().isLive()).isFalse();
            }
            case GTC, GTD -> {}
        }
        if (place.type() == OrderType.MARKET)
            assertThat(order.status().isLive()).isFalse();
        if (place.postOnly()) assertThat(trades).allMatch(Fill::maker);
        if (place.quoteQuantity() > 0) {
            long paid = trades.stream()
                    .mapToLong(fill ->
                            Money.times(fill.trade().price(), fill.trade().quantity()) + fill.fee())
                    .sum();
            assertThat(paid).isLessThanOrEqualTo(place.quoteQuantity());
        }
    }

    /** What is counted against the limits of an account is what it has open: one more is too much, and one less is not. */
    private static void limitsCountWhatIsOpen(Floor floor) {
        for (long trader = 1; trader <= RandomCommands.TRADERS; trader++) {
            apply(floor, new Command.ResumeAccount(trader));
            for (var rules : List.of(Floor.BTC_USD, Floor.ETH_USD)) {
                apply(floor, new Command.ResumeInstrument(rules.symbol()));
                apply(floor, new Command.ListInstrument(rules));
                int open = floor.auditor().openOrders(trader, rules.symbol());
                apply(floor, new Command.SetLimits(trader, new Limits(open + 1, 0, 0)));
                assertThat(tooMuch(floor, trader, rules).why()).isEqualTo(Why.TOO_MUCH_OPEN);
                assertThat(tooMuch(floor, trader, rules).second())
                        .isEqualTo(floor.auditor().openNotional(trader));
                if (open == 0) continue;
                apply(floor, new Command.SetLimits(trader, new Limits(open, 0, 0)));
                assertThat(tooMuch(floor, trader, rules).why()).isEqualTo(Why.TOO_MANY_ORDERS);
            }
        }
    }

    private static void apply(Floor floor, Command command) {
        var _ = floor.apply(floor.engine().now(), command);
    }

    private static Refused tooMuch(Floor floor, long trader, Instrument rules) {
        var refused = floor.engine()
                .preview(PlaceOrder.limit(trader, "", rules.symbol(), Side.BUY, e8("5000001"), Money.ONE))
                .refused();
        if (refused == null) throw new AssertionError("five million and one USD are not too much");
        return refused;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSameLogIsTheSameMarket(long seed) {
        var log = RandomCommands.withBroker(seed, COMMANDS);
        var one = new Run(new Engine(Floor.SHARD)).goesOn(log);
        var other = new Run(new Engine(Floor.SHARD)).goesOn(log);

        assertThat(other.told()).isEqualTo(one.told());
        assertThat(other.state()).isEqualTo(one.state());
    }

    /** Any market, cut off after any command, is rebuilt from what it wrote down and the rest of the log. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRestartChangesNothing(long seed) {
        var log = RandomCommands.withBroker(seed, COMMANDS);
        int cut = new Random(seed).nextInt(1, COMMANDS);
        var live = new Run(new Engine(Floor.SHARD)).goesOn(log);

        var before = new Run(new Engine(Floor.SHARD)).goesOn(log.subList(0, cut));
        var restored = StateTape.of(before.engine).restored();
        assertThat(StateTape.hash(restored)).isEqualTo(before.state());
        var after = new Run(restored).goesOn(log.subList(cut, log.size()));

        before.notebook.notes.addAll(after.notebook.notes);
        assertThat(before.told()).isEqualTo(live.told());
        assertThat(after.state()).isEqualTo(live.state());
    }

    @Test
    void evenARestartAfterEveryCommandChangesNothing() {
        var log = RandomCommands.withBroker(4711, 1_000);
        var live = new Run(new Engine(Floor.SHARD)).goesOn(log);

        var floor = new Floor(new Engine(Floor.SHARD));
        for (var logged : log) {
            var _ = floor.apply(logged.at(), logged.command());
            floor.restart();
        }

        assertThat(floor.told()).isEqualTo(live.told());
        assertThat(StateTape.hash(floor.engine())).isEqualTo(live.state());
    }

    /** A random market that never comes by a place proves nothing about it. */
    @Test
    void theRandomMarketsHaveSeenEverything() {
        var kinds = EnumSet.noneOf(Answer.Kind.class);
        var whys = EnumSet.noneOf(Why.class);
        var reasons = EnumSet.noneOf(Reason.class);
        var statuses = EnumSet.noneOf(Status.class);
        var closings = EnumSet.noneOf(CloseReason.class);
        var changes = EnumSet.noneOf(PositionChange.class);
        long trades = 0, gapped = 0;
        for (long seed : seeds().toArray()) {
            var run = new Run(new Engine(Floor.SHARD));
            for (var logged : RandomCommands.withBroker(seed, COMMANDS)) {
                var answer = run.engine.apply(logged.at(), logged.command(), run.notebook);
                kinds.add(answer.kind());
                if (answer.kind() == Answer.Kind.REFUSED)
                    whys.add(answer.refused().why());
                if (answer.kind() == Answer.Kind.PLACED)
                    statuses.add(answer.order().status());
            }
            for (var told : run.notebook.notes) {
                if (told instanceof Told.OrderClosed closed) {
                    reasons.add(closed.order().reason());
                    statuses.add(closed.order().status());
                }
                if (told instanceof Told.Traded) trades++;
                if (told instanceof Told.PositionChanged changed) {
                    changes.add(changed.change());
                    if (changed.change() == PositionChange.ENDED)
                        closings.add(changed.position().reason());
                    if (changed.gap() > 0) gapped++;
                }
            }
        }
        assertThat(kinds).containsExactlyInAnyOrder(Answer.Kind.values());
        assertThat(statuses).containsExactlyInAnyOrder(Status.values());
        assertThat(whys).containsExactlyInAnyOrderElementsOf(allBut(Why.DEPOSIT_TOO_LARGE));
        assertThat(reasons)
                .contains(
                        Reason.USER,
                        Reason.IOC,
                        Reason.COLLAR,
                        Reason.NO_LIQUIDITY,
                        Reason.SELF_TRADE,
                        Reason.DEAD_MAN,
                        Reason.DISCONNECT,
                        Reason.SUSPENDED,
                        Reason.EXPIRED,
                        Reason.WOULD_TAKE,
                        Reason.UNFILLABLE,
                        Reason.INVALID_TICK);
        assertThat(trades).isGreaterThan(10_000);
        assertThat(closings).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(CloseReason.NONE)));
        assertThat(changes).containsExactlyInAnyOrder(PositionChange.values());
        assertThat(gapped).isGreaterThan(100);
    }

    private static EnumSet<Why> allBut(Why one) {
        return EnumSet.complementOf(EnumSet.of(one));
    }

    private static final class Run {
        final Engine engine;
        final Notebook notebook = new Notebook();

        Run(Engine engine) {
            this.engine = engine;
        }

        Run goesOn(List<Logged> log) {
            for (var logged : log) {
                var _ = engine.apply(logged.at(), logged.command(), notebook);
            }
            return this;
        }

        /** Every event with every number in it. */
        List<Told> told() {
            return notebook.notes;
        }

        String state() {
            return StateTape.hash(engine);
        }
    }
}
