package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;

import dev.openbell.matcher.engine.Command.AmendPosition;
import dev.openbell.matcher.engine.Command.ClosePosition;
import dev.openbell.matcher.engine.Command.OpenPosition;
import dev.openbell.matcher.engine.Command.PriceTick;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What the broker is asked on a day that never was, and what the feed says, which wanders, jumps, stops, and repeats itself. */
final class RandomPositions {
    /** Ten minutes before holding is paid for. */
    static final long BEGINS = 21 * 3600_000_000L + 50 * 60_000_000L;

    private static final Instrument ETH_USDC = new Instrument(
            "ETH_USDC",
            "ETH",
            "USD",
            e8("0.01"),
            e8("0.0001"),
            e8("1"),
            0,
            0,
            0,
            e8("0.0005"),
            false,
            new CfdTerms(50, e8("0.0195"), e8("0.0003")));
    private static final List<Instrument> CFDS = List.of(CfdFloor.BTC_USDC, ETH_USDC);

    private final Random random;
    private final long[] middle = {60_000 * Money.ONE, 3_000 * Money.ONE};
    private final List<Command> keyed = new ArrayList<>();
    private long ticks, epoch = 1, opened;
    private int asked;

    RandomPositions(long seed) {
        random = new Random(~seed);
    }

    List<Command> open() {
        var first = new ArrayList<Command>();
        for (var cfd : CFDS) first.add(new Command.ListInstrument(cfd));
        return first;
    }

    Command next() {
        asked++;
        int dice = random.nextInt(1_000);
        if (dice < 450) return tick();
        if (dice < 720) return remembered(openPosition());
        if (dice < 800) return amend();
        if (dice < 920) return remembered(close());
        if (dice < 950) return again();
        return seldom(dice);
    }

    private Command seldom(int dice) {
        return switch (dice) {
            case 950, 951 -> new Command.HaltInstrument(any().symbol());
            case 952, 953, 954, 955, 956, 957 -> new Command.ResumeInstrument(any().symbol());
            case 958, 959 -> new Command.SetLimits(trader(), new Limits(0, random.nextInt(1, 9), 0));
            case 960 -> new Command.SetLimits(trader(), new Limits(0, 0, random.nextInt(1, 9) * e8("100000")));
            case 961, 962, 963 -> new Command.SetLimits(trader(), new Limits(0, 0, 0));
            case 964 -> new Command.ListInstrument(listedAs(new CfdTerms(25, e8("0.004"), e8("0.0002")), 1));
            case 965 -> new Command.ListInstrument(listedAs(new CfdTerms(25, e8("0.004"), 0), 2));
            case 966 -> new Command.ListInstrument(listedAs(null, 1));
            case 967 -> new Command.ListInstrument(CFDS.get(1));
            case 968 -> new PriceTick(any().symbol(), 2 * Money.ONE, Money.ONE, 0, epoch, ++ticks);
            case 969 -> new PriceTick(any().symbol(), Money.ONE, Long.MAX_VALUE / 2, 0, epoch, ++ticks);
            case 970 -> new PriceTick("DOGE_USDC", Money.ONE, Money.ONE, 0, epoch, ++ticks);
            case 971 -> oldTick();
            case 972 -> newEpoch();
            case 973, 974 -> new Command.SuspendAccount(trader());
            case 975, 976, 977, 978, 979, 980 -> new Command.ResumeAccount(trader());
            default -> new Command.TimePassed();
        };
    }

    private Instrument any() {
        return CFDS.get(random.nextInt(2));
    }

    private long trader() {
        return random.nextLong(1, RandomCommands.TRADERS + 1);
    }

    private static Instrument listedAs(@Nullable CfdTerms terms, int ticks) {
        return new Instrument(
                ETH_USDC.symbol(),
                ETH_USDC.base(),
                ETH_USDC.quote(),
                ticks * ETH_USDC.tick(),
                ETH_USDC.lot(),
                ETH_USDC.minNotional(),
                0,
                0,
                0,
                ETH_USDC.takerFee(),
                false,
                terms);
    }

    /** As a rule by a little; now and then so far that whoever has leverage is in trouble. */
    private PriceTick tick() {
        int cfd = random.nextInt(2);
        long step = random.nextInt(60) == 0 ? middle[cfd] / 12 : middle[cfd] / 400;
        middle[cfd] = Math.max(middle[cfd] / 2, middle[cfd] + random.nextLong(-step, step + 1));
        // Far away it comes back.
        long home = cfd == 0 ? 60_000 * Money.ONE : 3_000 * Money.ONE;
        middle[cfd] += (home - middle[cfd]) / 100;
        long half = middle[cfd] / 10_000 * random.nextInt(1, 4);
        return new PriceTick(
                CFDS.get(cfd).symbol(), middle[cfd] - half, middle[cfd] + half, middle[cfd], epoch, ++ticks);
    }

    private PriceTick oldTick() {
        return new PriceTick(any().symbol(), Money.ONE, Money.ONE, 0, epoch - random.nextInt(2), ticks / 2);
    }

    private PriceTick newEpoch() {
        epoch++;
        ticks = 0;
        return tick();
    }

    private OpenPosition openPosition() {
        int at = random.nextInt(2);
        var cfd = CFDS.get(at);
        var direction = random.nextBoolean() ? Direction.LONG : Direction.SHORT;
        int leverage = List.of(1, 2, 5, 10, 10, 20, 25, 50, 100, 101, 0).get(random.nextInt(11));
        long margin = random.nextInt(30) == 0
                ? random.nextInt(3) * Money.ONE / 2
                : random.nextLong(10 * Money.ONE, 4_000 * Money.ONE);
        if (random.nextInt(50) == 0) margin *= 100;
        long expected = random.nextInt(6) == 0 ? onGrid(cfd, middle[at]) : 0;
        return new OpenPosition(
                random.nextInt(60) == 0 ? 99 : trader(),
                random.nextInt(3) > 0 ? "position-" + asked : "",
                random.nextInt(60) == 0 ? "BTC-USD" : cfd.symbol(),
                direction,
                margin,
                leverage,
                sometimes(3, cfd, middle[at] - direction.gain(away(at))),
                sometimes(3, cfd, middle[at] + direction.gain(away(at))),
                sometimes(4, cfd, away(at)),
                expected,
                expected == 0 ? 0 : middle[at] / 2_000);
    }

    private long away(int cfd) {
        return random.nextLong(middle[cfd] / 4_000, middle[cfd] / 40);
    }

    /** 0 for none, and now and then what cannot be. */
    private long sometimes(int often, Instrument cfd, long price) {
        if (random.nextInt(often) > 0) return 0;
        return switch (random.nextInt(40)) {
            case 0 -> price | 1;
            case 1 -> -price;
            case 2 -> onGrid(cfd, price * 2);
            case 3 -> onGrid(cfd, price / 2);
            default -> onGrid(cfd, price);
        };
    }

    private static long onGrid(Instrument cfd, long price) {
        return price - price % cfd.tick();
    }

    private AmendPosition amend() {
        int at = random.nextInt(2);
        var cfd = CFDS.get(at);
        long sign = random.nextBoolean() ? 1 : -1;
        return new AmendPosition(
                trader(),
                position(),
                random.nextInt(3) == 0 ? sometimes(1, cfd, middle[at] - sign * away(at)) : AmendPosition.KEEP,
                random.nextInt(3) == 0 ? sometimes(2, cfd, middle[at] + sign * away(at)) : AmendPosition.KEEP,
                random.nextInt(4) == 0 ? sometimes(2, cfd, away(at)) : AmendPosition.KEEP);
    }

    private ClosePosition close() {
        long lots = random.nextInt(3) == 0 ? random.nextLong(1, 400) : 0;
        return new ClosePosition(
                trader(),
                position(),
                lots * e8("0.0001") + (random.nextInt(40) == 0 ? 1 : 0),
                random.nextInt(3) > 0 ? "close-" + asked : "");
    }

    /** One that was opened lately, as far as openings are not refused; whose it is, is as it happens. */
    private long position() {
        return Floor.orderId(random.nextLong(Math.max(1, opened / 3 - 60), opened / 3 + 3));
    }

    private Command remembered(Command command) {
        if (command instanceof OpenPosition) opened++;
        keyed.add(command);
        return command;
    }

    /** The same as lately, or something else with its key. */
    private Command again() {
        if (keyed.isEmpty()) return new Command.TimePassed();
        var command = keyed.get(random.nextInt(Math.max(0, keyed.size() - 60), keyed.size()));
        if (random.nextInt(3) > 0) return command;
        return switch (command) {
            case OpenPosition open -> new ClosePosition(open.account(), position(), 0, open.key());
            case ClosePosition close -> new ClosePosition(close.account(), close.position() + 1, 0, close.key());
            default -> command;
        };
    }
}
