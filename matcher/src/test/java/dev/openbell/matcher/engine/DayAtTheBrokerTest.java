package dev.openbell.matcher.engine;

import static dev.openbell.events.v1.PositionChange.POSITION_ENDED;
import static dev.openbell.events.v1.PositionChange.POSITION_OPENED;
import static dev.openbell.matcher.engine.Floor.e8;
import static dev.openbell.trading.v1.CloseReason.LIQUIDATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.PositionChanged;
import dev.openbell.matcher.engine.Command.AmendPosition;
import dev.openbell.matcher.engine.Command.ClosePosition;
import dev.openbell.matcher.engine.Command.OpenPosition;
import dev.openbell.matcher.engine.Command.PriceTick;
import dev.openbell.matcher.log.Reporter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A day of a market that a random walk makes, with a thousand traders: nothing is made or lost, nobody's wallet is below zero, and in the
 * evening everybody gets out. An hour of it as a rule; the whole day with {@code ./openbell test --long}.
 */
class DayAtTheBrokerTest {
    private static final int TRADERS = 1_000;
    private static final long SECOND = 1_000_000, HOUR = 3600 * SECOND;
    private static final long BEGINS = 21 * HOUR + 55 * 60 * SECOND;
    /** Past the hour at which holding is paid for. */
    private static final long LASTS = Boolean.getBoolean("openbell.long") ? 24 * HOUR : HOUR;

    private static final List<Instrument> CFDS = List.of(
            cfd("BTC_USDC", "BTC", "0.1", "0.0001"),
            cfd("ETH_USDC", "ETH", "0.01", "0.0001"),
            cfd("SOL_USDC", "SOL", "0.001", "0.001"),
            cfd("DOGE_USDC", "DOGE", "0.00001", "1"),
            cfd("BNB_USDC", "BNB", "0.01", "0.001"));

    private final Random random = new Random(2026);
    private final double[] price = {60_000, 3_000, 150, 0.2, 600};
    private double mood = 1;
    private long ticks;
    private long now = BEGINS;

    private static Instrument cfd(String symbol, String base, String tick, String lot) {
        var terms = new CfdTerms(100, e8("0.005"), e8("0.0001"));
        return new Instrument(symbol, base, "USD", e8(tick), e8(lot), e8("1"), 0, 0, 0, e8("0.0005"), false, terms);
    }

    @Test
    void aDayPasses() {
        var one = new Run();
        var other = new Run();
        both(one, other, opening());
        for (; now < BEGINS + LASTS; now += SECOND / 4) {
            both(one, other, List.of(tick(random.nextInt(CFDS.size()))));
            if (random.nextInt(4) == 0) both(one, other, List.of(request(one)));
        }
        evening(one, other);

        one.saysTheSameAs(other);
        one.isSettled();
    }

    private void both(Run one, Run other, List<Command> commands) {
        for (var command : commands) {
            one.does(now, command);
            other.does(now, command);
        }
    }

    private static List<Command> opening() {
        var commands = new ArrayList<Command>();
        for (var cfd : CFDS) commands.add(new Command.ListInstrument(cfd));
        for (long trader = 1; trader <= TRADERS; trader++) commands.add(new Command.OpenAccount(trader, false));
        return commands;
    }

    /** Calm for a while, then wild: volatility comes in clusters, and now and then a price jumps. */
    private PriceTick tick(int cfd) {
        mood = Math.clamp(mood * (1 + random.nextGaussian() * 0.02), 0.2, 8);
        double step =
                random.nextGaussian() * 0.0004 * mood + (random.nextInt(4_000) == 0 ? random.nextGaussian() * 0.03 : 0);
        double[] home = {60_000, 3_000, 150, 0.2, 600};
        price[cfd] = price[cfd] * (1 + step) + (home[cfd] - price[cfd]) * 0.0005;
        double half = price[cfd] * 0.0001 * (1 + random.nextInt(3));
        return new PriceTick(CFDS.get(cfd).symbol(), units(price[cfd] - half), units(price[cfd] + half), 0, 1, ++ticks);
    }

    private static long units(double price) {
        return Math.max(1, Math.round(price * 1e6)) * 100;
    }

    private Command request(Run run) {
        long trader = 1L + random.nextInt(TRADERS);
        var mine = run.openPositions(trader);
        if (mine.isEmpty() || random.nextInt(3) > 0) return open(trader);
        long position = mine.get(random.nextInt(mine.size()));
        return switch (random.nextInt(3)) {
            case 0 -> new AmendPosition(trader, position, AmendPosition.KEEP, AmendPosition.KEEP, 0);
            default -> new ClosePosition(trader, position, 0, "close-" + ticks);
        };
    }

    private OpenPosition open(long trader) {
        int at = random.nextInt(CFDS.size());
        var cfd = CFDS.get(at);
        var direction = random.nextBoolean() ? Direction.LONG : Direction.SHORT;
        double away = price[at] * (0.001 + random.nextDouble() * 0.02);
        return new OpenPosition(
                trader,
                "open-" + ticks,
                cfd.symbol(),
                direction,
                units(10 + random.nextInt(5_000)),
                List.of(1, 5, 10, 20, 50, 100).get(random.nextInt(6)),
                sometimes(cfd, price[at] - direction.gain(1) * away),
                sometimes(cfd, price[at] + direction.gain(1) * away),
                sometimes(cfd, away),
                0,
                0);
    }

    private long sometimes(Instrument cfd, double price) {
        if (random.nextInt(3) > 0) return 0;
        long units = units(price);
        return units - units % cfd.tick();
    }

    /** Everybody closes what is still open, at a fresh price: no position is stuck. */
    private void evening(Run one, Run other) {
        for (long trader = 1; trader <= TRADERS; trader++) {
            if (trader % 100 == 1) for (int cfd = 0; cfd < CFDS.size(); cfd++) both(one, other, List.of(tick(cfd)));
            for (long position : one.openPositions(trader)) {
                both(one, other, List.of(new ClosePosition(trader, position, 0, "")));
            }
        }
    }

    /** An engine, and what it has told: all of it as a hash of its bytes. */
    private static final class Run {
        private final Engine engine = new Engine(Floor.SHARD);
        private final Reporter reporter = new Reporter();
        private final MessageDigest told = sha256();
        private int opened, ended, liquidated, gapped;

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        void does(long at, Command command) {
            var _ = engine.apply(at, command, reporter);
            for (var event : reporter.take()) {
                told.update(event.toByteArray());
                if (event.hasPositionChanged()) count(event.getPositionChanged());
            }
        }

        private void count(PositionChanged changed) {
            if (changed.getChange() == POSITION_OPENED) opened++;
            if (changed.getChange() == POSITION_ENDED) ended++;
            if (changed.getPosition().getCloseReason() == LIQUIDATED) liquidated++;
            if (changed.getGapE8() > 0) gapped++;
        }

        List<Long> openPositions(long trader) {
            var ids = new ArrayList<Long>();
            engine.positions(trader, position -> ids.add(position.id()));
            return ids;
        }

        void saysTheSameAs(Run other) {
            assertThat(told.digest()).isEqualTo(other.told.digest());
            assertThat(StateTape.hash(engine)).isEqualTo(StateTape.hash(other.engine));
        }

        void isSettled() {
            long total = 0;
            for (long trader = 1; trader <= TRADERS; trader++) {
                assertThat(openPositions(trader)).isEmpty();
                for (var balance : engine.balances(trader)) {
                    assertThat(balance.margin()).isZero();
                    assertThat(balance.available()).isNotNegative();
                    total += balance.total();
                }
            }
            for (var pocket : House.values()) {
                for (var balance : engine.balances(pocket.account())) total += balance.total();
            }
            assertThat(total).isZero();
            assertThat(opened).isEqualTo(ended);
            assertThat(liquidated).isPositive();
            assertThat(gapped).isPositive();
        }
    }
}
