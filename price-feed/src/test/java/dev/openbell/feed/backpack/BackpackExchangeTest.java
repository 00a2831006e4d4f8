package dev.openbell.feed.backpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.feed.Published;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against an exchange on this machine that speaks the same protocol, well and badly. */
class BackpackExchangeTest {
    private static final Duration LONG = Duration.ofMinutes(1), SHORT = Duration.ofMillis(300);
    private static final long FIRST = Recorded.TOP_UPDATE;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Waiting waiting = new Waiting();
    private final Published published = new Published("backpack", Duration.ZERO);
    private final ScriptedExchange exchange = new ScriptedExchange();
    private @Nullable BackpackExchange feed;

    BackpackExchangeTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        if (feed != null) feed.close();
        published.close();
        exchange.close();
    }

    /**
     * Starts the feed.
     *
     * @param patience with what is silent
     */
    private BackpackExchange start(Duration patience, String... symbols) {
        var soon = Duration.ofMillis(10);
        var started = new BackpackExchange(
                exchange.address(),
                List.of(symbols),
                Recorded.reader(),
                new Patience(patience, patience, SHORT, soon, soon, soon),
                waiting,
                metrics);
        feed = started;
        started.start(published.outlet());
        return started;
    }

    @Test
    void itAsksForTopAndLastOfEverySymbolAndPublishesWhatComes() throws Exception {
        start(LONG, "SOL_USDC", "BTC_USDC");
        assertThat(waiting.isReady()).isFalse();
        var line = exchange.accept();
        assertThat(line.hears()).isEqualTo("""
                {"method":"SUBSCRIBE","params":["bookTicker.SOL_USDC","ticker.SOL_USDC","bookTicker.BTC_USDC","ticker.BTC_USDC"]}""");

        line.says(Recorded.TOP);

        var price = published.next().price();
        assertThat(price.getSymbol()).isEqualTo("SOL_USDC");
        assertThat(price.getBidE8()).isEqualTo(98_96000000L);
        assertThat(price.getAskE8()).isEqualTo(98_97000000L);
        assertThat(price.getLastE8())
                .as("the middle, while nothing is heard to trade")
                .isEqualTo(98_96500000L);
        assertThat(price.getSourceTimeMicros()).isEqualTo(Recorded.TOP_TIME);
        assertThat(price.getSource()).isEqualTo("backpack");

        line.says(Recorded.LAST);

        price = published.next(next -> next.getLastE8() == 98_98000000L);
        assertThat(waiting.isReady()).isTrue();
        assertThat(price.getBidE8()).isEqualTo(98_96000000L);
        assertThat(price.getSourceTimeMicros()).as("bid and ask still hold").isEqualTo(Recorded.LAST_TIME);
    }

    @Test
    void whatCannotBeBelievedIsPassedOver() throws Exception {
        start(LONG, "SOL_USDC");
        var line = exchange.accept();
        for (var nonsense : List.of(
                "garbage",
                "{\"stream\":\"bookTicker.SOL_USDC\"",
                Recorded.TRADE,
                Recorded.INVALID_STREAM,
                Recorded.TOP.replace("SOL_USDC", "XRP_USDC"),
                Recorded.LAST,
                Recorded.top("1e99", "98.97", FIRST),
                Recorded.top("\"98.96\"", "\"98.97\"", FIRST, Recorded.TOP_TIME + 1_000_000_000_000L))) {
            line.says(nonsense);
        }

        line.saysInPieces(Recorded.top("98.5", "98.6", FIRST + 1));

        assertThat(published.next().price().getBidE8()).isEqualTo(98_50000000L);
        assertThat(frames("garbled")).isEqualTo(4);
        assertThat(frames("other")).isEqualTo(2);
        assertThat(frames("refused")).isEqualTo(1);
    }

    @Test
    void whatIsOldOrRepeatedChangesNothing() throws Exception {
        start(LONG, "SOL_USDC");
        var line = exchange.accept();
        line.says(Recorded.top("10", "11", FIRST + 5));
        line.says(Recorded.top("20", "21", FIRST + 5));
        line.says(Recorded.top("30", "31", FIRST + 4));
        // A clock that was put back is no reason to go on with an old price, and its time is not believed.
        line.says(Recorded.top("\"40\"", "\"41\"", FIRST + 6, Recorded.TOP_TIME - 3_600_000_000L));
        // Nor is a count that begins anew.
        line.says(Recorded.top("\"50\"", "\"51\"", 1, Recorded.TOP_TIME + 1_000_000));

        published.next(price -> {
            assertThat(bidOf(price)).isIn(10_00000000L, 40_00000000L, 50_00000000L);
            return bidOf(price) == 50_00000000L;
        });
        assertThat(frames("old")).isEqualTo(2);
    }

    @Test
    void aMarketWithoutATwoSidedPriceHasNone() throws Exception {
        start(LONG, "SOL_USDC");
        var line = exchange.accept();
        line.says(Recorded.top("10", "11", FIRST));
        assertThat(bidOf(published.next().price())).isEqualTo(10_00000000L);

        line.says(Recorded.top("null", "\"11\"", FIRST + 1, Recorded.TOP_TIME + 1));
        line.says(Recorded.LAST);
        line.says(Recorded.top("12", "12", FIRST + 2));
        line.says(Recorded.top("13", "12", FIRST + 3));
        line.says(Recorded.top("0", "12", FIRST + 4));
        line.says(Recorded.top("14", "15", FIRST + 5));

        // The first may have been told again meanwhile; what had no price was never published.
        published.next(price -> {
            assertThat(bidOf(price)).isIn(10_00000000L, 14_00000000L);
            return bidOf(price) == 14_00000000L;
        });
    }

    @Test
    void aLineThatBreaksIsTakenUpAgain() throws Exception {
        start(LONG, "SOL_USDC");
        var first = exchange.accept();
        first.says(Recorded.top("10", "11", FIRST + 100));
        assertThat(bidOf(published.next().price())).isEqualTo(10_00000000L);
        first.breaksOffWithin(Recorded.TOP);

        // Whatever the exchange does to the next lines, one comes after them.
        exchange.accept().saysGoodbye();
        exchange.accept().saysNonsense();
        exchange.accept().says("x".repeat(70_000));
        exchange.acceptMutely().close();
        var last = exchange.accept();
        assertThat(last.hears()).contains("bookTicker.SOL_USDC");

        // It counts anew, and what was quoted before the break is no price until it is quoted again.
        last.says(Recorded.LAST);
        last.says(Recorded.top("20", "21", 1));
        var price = published.next(next -> bidOf(next) != 10_00000000L);
        assertThat(bidOf(price)).isEqualTo(20_00000000L);
        assertThat(price.getSourceEpoch()).isEqualTo(Published.RUN);
        assertThat(last.pings("are you there")).isEqualTo("are you there");
    }

    @Test
    void anExchangeThatNeverSpeaksIsGivenUp() throws Exception {
        start(SHORT, "SOL_USDC");
        // It takes the connection and does not open the line; then it opens the line and has nothing to say.
        var mute = exchange.acceptMutely();
        var silent = exchange.accept();
        assertThat(silent.hears()).contains("SUBSCRIBE");

        var third = exchange.accept();
        third.says(Recorded.TOP);

        assertThat(bidOf(published.next().price())).isEqualTo(98_96000000L);
        mute.close();
    }

    @Test
    void aSymbolThatIsNotHeardOfIsNamedAndAskedForAgain() throws Exception {
        var started = start(Duration.ofSeconds(3), "SOL_USDC", "NOPE_USDC");
        var line = exchange.accept();
        assertThat(line.hears()).contains("NOPE_USDC");

        // The other one speaks, so the line lives.
        String again = "";
        for (int i = 0; again.isEmpty(); i++) {
            line.says(Recorded.top("10", "11", FIRST + i));
            Thread.sleep(20);
            again = line.heardMeanwhile();
        }

        assertThat(again).isEqualTo("""
                {"method":"SUBSCRIBE","params":["bookTicker.NOPE_USDC","ticker.NOPE_USDC"]}""");
        assertThat(started.silent()).containsExactly("NOPE_USDC");
    }

    /** It trades, as its ticker says every second; what is bid and asked is not told any more. */
    @Test
    void aMarketOfWhichOnlyTradesAreToldIsSilent() throws Exception {
        var started = start(Duration.ofSeconds(3), "SOL_USDC");
        var line = exchange.accept();
        assertThat(line.hears()).contains("bookTicker.SOL_USDC");
        line.says(Recorded.top("10", "11", FIRST));

        String again = "";
        for (int i = 0; again.isEmpty(); i++) {
            line.says(Recorded.LAST);
            // Neither what is garbled nor what was told before says how the market is now.
            line.says(Recorded.top("nonsense", "11", FIRST + 1 + i));
            line.says(Recorded.top("10", "11", FIRST));
            Thread.sleep(20);
            again = line.heardMeanwhile();
        }

        assertThat(again).isEqualTo("""
                {"method":"SUBSCRIBE","params":["bookTicker.SOL_USDC","ticker.SOL_USDC"]}""");
        assertThat(started.silent()).containsExactly("SOL_USDC");
        assertThat(frames("garbled")).isPositive();
    }

    /** Bid and ask are told when they change. */
    @Test
    void aCalmMarketIsNotSilent() throws Exception {
        var started = start(Duration.ofSeconds(1), "SOL_USDC");
        var line = exchange.accept();
        assertThat(line.hears()).contains("bookTicker.SOL_USDC");
        line.says(Recorded.TOP);

        for (int i = 0; i < 100; i++) {
            line.says(Recorded.LAST);
            Thread.sleep(20);
            assertThat(line.heardMeanwhile()).isEmpty();
        }

        assertThat(started.silent()).isEmpty();
    }

    @Test
    void bidAndAskAreInDoubtWhenItTradesFarFromThem() throws Exception {
        var started = start(Duration.ofSeconds(1), "SOL_USDC");
        var line = exchange.accept();
        assertThat(line.hears()).contains("bookTicker.SOL_USDC");
        line.says(Recorded.TOP);
        line.says(Recorded.LAST);

        String again = "";
        while (again.isEmpty()) {
            line.says(Recorded.LAST.replace("\"c\":\"98.98\"", "\"c\":\"80.00\""));
            Thread.sleep(20);
            again = line.heardMeanwhile();
        }

        assertThat(again).contains("bookTicker.SOL_USDC");
        assertThat(started.silent()).containsExactly("SOL_USDC");
    }

    @Test
    void aLineOnWhichOnlyGarbageComesIsGivenUp() throws Exception {
        start(Duration.ofSeconds(1), "SOL_USDC");
        var stammering = exchange.accept();
        stammering.saysUntilItIsLeft(Recorded.top("nonsense", "11", FIRST));

        var next = exchange.accept();
        next.says(Recorded.TOP);

        assertThat(bidOf(published.next().price())).isEqualTo(98_96000000L);
    }

    private static long bidOf(PriceUpdate price) {
        return price.getBidE8();
    }

    private double frames(String result) {
        return metrics.get("openbell.feed.frames")
                .tag("result", result)
                .counter()
                .count();
    }
}
