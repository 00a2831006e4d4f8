package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.BTC_USD;
import static dev.openbell.matcher.engine.Floor.ETH_USD;
import static dev.openbell.matcher.engine.Floor.e8;

import dev.openbell.matcher.engine.Command.AmendOrder;
import dev.openbell.matcher.engine.Command.CancelAfter;
import dev.openbell.matcher.engine.Command.CancelAllOrders;
import dev.openbell.matcher.engine.Command.CancelOrder;
import dev.openbell.matcher.engine.Command.Deposit;
import dev.openbell.matcher.engine.Command.HaltInstrument;
import dev.openbell.matcher.engine.Command.KeepSessions;
import dev.openbell.matcher.engine.Command.ListInstrument;
import dev.openbell.matcher.engine.Command.OpenAccount;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Command.PlaceOrder;
import dev.openbell.matcher.engine.Command.ResumeAccount;
import dev.openbell.matcher.engine.Command.ResumeInstrument;
import dev.openbell.matcher.engine.Command.SetLimits;
import dev.openbell.matcher.engine.Command.SetRules;
import dev.openbell.matcher.engine.Command.SuspendAccount;
import dev.openbell.matcher.engine.Command.TimePassed;
import dev.openbell.matcher.engine.Command.Unreadable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A busy day that never was: the same seed always gives the same one. Six traders, two of them the venue's own, trade two instruments
 * near a price that wanders; now and then somebody repeats themselves, is silent too long, or is suspended.
 */
final class RandomCommands {
    static final int TRADERS = 6;

    /** A command, and when it was accepted. */
    record Logged(long at, Command command) {}

    private final Random random;
    private final List<Logged> log = new ArrayList<>();
    private final List<Command> keyed = new ArrayList<>();
    private final long[] middle = {60_000 * Money.ONE, 3_000 * Money.ONE};
    private final long[] tick = new long[2];
    private long now = 1_000_000;
    private final List<PlaceOrder> placed = new ArrayList<>();
    private final @Nullable RandomPositions broker;

    private RandomCommands(long seed, boolean withBroker) {
        random = new Random(seed);
        broker = withBroker ? new RandomPositions(seed) : null;
        // A broker's day is long enough to pass the hour at which holding is paid for.
        if (withBroker) now = RandomPositions.BEGINS;
    }

    static List<Logged> from(long seed, int count) {
        return new RandomCommands(seed, false).until(count);
    }

    /** And half of it is the broker's business. */
    static List<Logged> withBroker(long seed, int count) {
        return new RandomCommands(seed, true).until(count);
    }

    private List<Logged> until(int count) {
        open();
        while (log.size() < count) next();
        return log;
    }

    private void open() {
        for (int instrument = 0; instrument < 2; instrument++) add(new ListInstrument(onGrid(instrument, 12)));
        for (long trader = 1; trader <= TRADERS; trader++) {
            add(new OpenAccount(trader, trader > TRADERS - 2));
            add(new Deposit(trader, "BTC", e8("10"), "", false));
            add(new Deposit(trader, "ETH", e8("100"), "", false));
        }
        if (broker != null) broker.open().forEach(this::add);
    }

    private void add(Command command) {
        log.add(new Logged(now, command));
    }

    private void next() {
        pass();
        if (broker != null && random.nextBoolean()) {
            add(broker.next());
            return;
        }
        int dice = random.nextInt(1_000);
        if (dice < 560) add(arrived(place()));
        else if (dice < 740) add(cancel());
        else if (dice < 880) add(remembered(amend()));
        else if (dice < 940) add(again());
        else if (dice < 955) add(remembered(deposit()));
        else add(seldom(dice));
    }

    private void pass() {
        now += switch (random.nextInt(1_000)) {
            case 0 -> 400_000_000;
            case 1, 2, 3, 4, 5 -> 30_000_000;
            case 6, 7, 8, 9 -> -1_000_000;
            default -> random.nextInt(40_000);
        };
        for (int i = 0; i < middle.length; i++) middle[i] += random.nextInt(-2, 3) * rules(i).tick();
    }

    private Command seldom(int dice) {
        return switch (dice) {
            case 955, 956, 957, 958 -> new CancelAllOrders(trader(), "", 0, Reason.USER);
            case 959, 960, 961, 962 -> new CancelAllOrders(trader(), symbol(), 0, Reason.USER);
            case 963, 964 -> new CancelAllOrders(trader(), "", random.nextLong(1, 5), Reason.DISCONNECT);
            case 965, 966, 967, 968 -> new CancelAfter(trader(), random.nextInt(4) * 10_000L);
            case 969 -> new SuspendAccount(trader());
            case 970 -> new HaltInstrument(symbol());
            case 971 -> new SetLimits(trader(), new Limits(random.nextInt(60), 0, random.nextInt(40) * e8("25000")));
            case 972, 973 -> new SetLimits(trader(), new Limits(0, 0, 0));
            case 974, 975 -> new ListInstrument(onAnotherGrid());
            case 976 -> new SetRules(1);
            case 977 -> new Unreadable(trader());
            case 978 -> new OpenAccount(trader(), false);
            case 979, 980, 981 -> scribble();
            case 982, 983, 984, 985, 986 -> new ResumeAccount(trader());
            case 987, 988, 989, 990, 991, 992, 993 -> new ResumeInstrument(symbol());
            case 994 -> new ListInstrument(Floor.ofOtherAssets(rules(random.nextInt(2))));
            case 995, 996 -> new KeepSessions(List.of(session(), session()));
            default -> new TimePassed();
        };
    }

    private KeepSessions.Session session() {
        return new KeepSessions.Session(trader(), random.nextLong(1, 5));
    }

    private long trader() {
        return random.nextLong(1, TRADERS + 1);
    }

    private static Instrument rules(int instrument) {
        return instrument == 0 ? BTC_USD : ETH_USD;
    }

    private String symbol() {
        return rules(random.nextInt(2)).symbol();
    }

    private Instrument onAnotherGrid() {
        return onGrid(random.nextInt(2), List.of(12, 8, 6, 4, 3, 2, 1).get(random.nextInt(7)));
    }

    /** The tick becomes a tenth of the usual one, or some tenths; the lot stays, and so what rests stays tradable lot by lot. */
    private Instrument onGrid(int instrument, int tenths) {
        var usual = rules(instrument);
        tick[instrument] = usual.tick() / 10 * tenths;
        return new Instrument(
                usual.symbol(),
                usual.base(),
                usual.quote(),
                tick[instrument],
                usual.lot(),
                usual.minNotional(),
                usual.priceBand(),
                usual.collar(),
                usual.makerFee(),
                usual.takerFee(),
                false);
    }

    private PlaceOrder place() {
        int instrument = random.nextInt(2);
        var rules = rules(instrument);
        var type = anyOf(OrderType.values(), 70, 12, 9, 9);
        var side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long price = near(instrument, 25), stop = near(instrument, 40);
        long quantity = random.nextInt(1, instrument == 0 ? 4_000 : 40_000) * rules.lot();
        if (random.nextInt(20) == 0) quantity *= 20;
        boolean bySum = type == OrderType.MARKET && side == Side.BUY && random.nextInt(3) == 0;
        var timeInForce = type == OrderType.MARKET
                ? anyOf(TimeInForce.values(), 0, 85, 15, 0)
                : anyOf(TimeInForce.values(), 66, type == OrderType.STOP ? 0 : 9, type == OrderType.STOP ? 0 : 7, 18);
        boolean mayRest = timeInForce == TimeInForce.GTC || timeInForce == TimeInForce.GTD;
        return new PlaceOrder(
                trader(),
                random.nextInt(10) < 7 ? "key-" + log.size() : "",
                rules.symbol(),
                side,
                type,
                type.hasLimit() ? price : 0,
                type.waits() ? stop : 0,
                bySum ? 0 : quantity,
                bySum ? sum(price, quantity) : 0,
                timeInForce,
                timeInForce == TimeInForce.GTD ? now + random.nextInt(60_000_000) : 0,
                type.hasLimit() && mayRest && random.nextInt(8) == 0,
                anyOf(SelfTrade.values(), 60, 20, 20),
                random.nextLong(0, 5));
    }

    /** Now and then a very small one. */
    private long sum(long price, long quantity) {
        return random.nextInt(10) == 0 ? random.nextInt(3, 8) * Money.ONE : Money.times(price, quantity);
    }

    /** A ticket that is filled in at random, by somebody who may not even have an account. */
    private PlaceOrder scribble() {
        return new PlaceOrder(
                trader() + random.nextInt(2),
                "",
                random.nextInt(8) == 0 ? "DOGE-USD" : symbol(),
                anyOf(Side.values(), 1, 1),
                anyOf(OrderType.values(), 1, 1, 1, 1),
                random.nextInt(3) * middle[0],
                random.nextInt(3) * middle[0],
                random.nextInt(4) * Money.ONE / 2 + random.nextInt(2),
                random.nextInt(2) * Money.ONE * 10,
                anyOf(TimeInForce.values(), 1, 1, 1, 1),
                random.nextInt(2) * (now + 1_000_000),
                random.nextBoolean(),
                SelfTrade.CANCEL_NEWEST,
                0);
    }

    /** On the grid as a rule, and now and then beside it or far away. */
    private long near(int instrument, int ticks) {
        long grid = tick[instrument], onGrid = middle[instrument] / grid * grid;
        return switch (random.nextInt(200)) {
            case 0 -> onGrid + 1;
            case 1 -> onGrid * 2;
            case 2, 3, 4 -> onGrid + random.nextInt(-20_000, 20_001) * grid;
            default -> onGrid + random.nextInt(-ticks, ticks + 1) * grid;
        };
    }

    private <T> T anyOf(T[] choices, int... shares) {
        int dice = random.nextInt(Arrays.stream(shares).sum());
        int at = 0;
        while (dice >= shares[at]) dice -= shares[at++];
        return choices[at];
    }

    private CancelOrder cancel() {
        var order = anyPlaced();
        return new CancelOrder(ownerOf(order), nameOf(order));
    }

    private AmendOrder amend() {
        var order = anyPlaced();
        int instrument = order.instrument().equals(BTC_USD.symbol()) ? 0 : 1;
        boolean price = random.nextInt(2) > 0, quantity = random.nextInt(3) > 0;
        return new AmendOrder(
                ownerOf(order),
                nameOf(order),
                price ? near(instrument, 25) : 0,
                quantity
                        ? order.quantity()
                                * random.nextInt(1, 20)
                                / 10
                                / rules(instrument).lot()
                                * rules(instrument).lot()
                        : 0,
                random.nextInt(3) > 0 ? "amend-" + log.size() : "");
    }

    /** One of the orders that have come in lately. */
    private PlaceOrder anyPlaced() {
        return placed.isEmpty() ? place() : placed.get(random.nextInt(Math.max(0, placed.size() - 100), placed.size()));
    }

    /** And now and then somebody else. */
    private long ownerOf(PlaceOrder order) {
        return random.nextInt(12) == 0 ? trader() : order.account();
    }

    /** By its key if it has one; by an id, it is any order of all. */
    private OrderName nameOf(PlaceOrder order) {
        if (!order.key().isEmpty()) return OrderName.byKey(order.key());
        return OrderName.byId(Floor.orderId(random.nextInt(1, log.size())));
    }

    private Deposit deposit() {
        var asset = List.of("USD", "BTC", "ETH", "DOGE").get(random.nextInt(4));
        return new Deposit(
                trader(), asset, random.nextInt(200) * Money.ONE / 10, "deposit-" + log.size(), random.nextInt(9) == 0);
    }

    private Command arrived(PlaceOrder place) {
        placed.add(place);
        return remembered(place);
    }

    private Command remembered(Command command) {
        keyed.add(command);
        return command;
    }

    /** The same command as lately, or another one with its key. */
    private Command again() {
        if (keyed.isEmpty()) return new TimePassed();
        var command = keyed.get(random.nextInt(Math.max(0, keyed.size() - 60), keyed.size()));
        if (random.nextInt(3) > 0) return command;
        return switch (command) {
            case PlaceOrder place
            when random.nextBoolean() ->
                new AmendOrder(place.account(), OrderName.byKey(place.key()), 0, place.quantity(), place.key());
            case PlaceOrder place ->
                PlaceOrder.limit(
                        place.account(),
                        place.key(),
                        place.instrument(),
                        place.side(),
                        middle[1],
                        place.quantity() + Money.ONE);
            case AmendOrder amend -> new Deposit(amend.account(), "USD", Money.ONE, amend.key(), false);
            default -> command;
        };
    }
}
