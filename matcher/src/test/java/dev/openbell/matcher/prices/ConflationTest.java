package dev.openbell.matcher.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.PriceTick;
import dev.openbell.events.v1.PriceUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConflationTest {
    private final Conflation conflation = new Conflation(ms(50));
    private long now = ms(1_000_000);
    private long sequence;

    @Test
    void theFirstPriceIsToldAtOnce() {
        conflation.offer(price("BTC_USDC", 100), now);

        assertThat(conflation.due(now)).singleElement().satisfies(tick -> {
            assertThat(tick.getSymbol()).isEqualTo("BTC_USDC");
            assertThat(tick.getBidE8()).isEqualTo(100);
            assertThat(tick.getAskE8()).isEqualTo(102);
            assertThat(tick.getLastE8()).isEqualTo(101);
            assertThat(tick.getSourceEpoch()).isEqualTo(1);
            assertThat(tick.getSourceSequence()).isEqualTo(1);
            assertThat(tick.getSourceTimeMicros()).isEqualTo(77);
        });
        assertThat(conflation.due(now)).isEmpty();
        assertThat(conflation.dueIn(now)).isEqualTo(Conflation.NEVER);
    }

    @Test
    void ofManyPricesWithinTheIntervalTheNewestIsTold() {
        tell(price("BTC_USDC", 100));
        for (int i = 1; i <= 9; i++)
            assertThat(tell(price("BTC_USDC", 100 + i), ms(5))).isEmpty();
        assertThat(conflation.dueIn(now)).isEqualTo(ms(5));

        now += ms(5);

        assertThat(conflation.due(now)).extracting(PriceTick::getBidE8).containsExactly(109L);
    }

    @Test
    void aPriceThatStaysIsToldEveryTwoSeconds() {
        int told = 0;
        for (int second = 0; second < 10; second++)
            told += tell(price("BTC_USDC", 100), ms(1_000)).size();

        assertThat(told).isEqualTo(5);
    }

    @Test
    void symbolsDoNotWaitForEachOther() {
        conflation.offer(price("BTC_USDC", 100), now);
        conflation.offer(price("SOL_USDC", 200), now);

        assertThat(conflation.due(now)).extracting(PriceTick::getSymbol).containsExactly("BTC_USDC", "SOL_USDC");
    }

    @Test
    void whatIsOlderThanWhatIsKnownIsPassedOver() {
        tell(update("BTC_USDC", 100, 2, 5));

        assertThat(tell(update("BTC_USDC", 200, 2, 5), ms(100))).isEmpty();
        assertThat(tell(update("BTC_USDC", 300, 2, 4), ms(100))).isEmpty();
        assertThat(tell(update("BTC_USDC", 400, 1, 9), ms(100))).isEmpty();
        assertThat(tell(update("BTC_USDC", 500, 3, 1), ms(100)))
                .as("a source that was started again")
                .hasSize(1);
    }

    /** A standby reads and does not tell; when it takes over long after the feed has died, it must not revive the last price. */
    @Test
    void whatCouldNotBeToldInTimeIsNotToldAtAll() {
        conflation.offer(price("BTC_USDC", 100), now);
        now += ms(1_500);

        assertThat(conflation.due(now)).isEmpty();
        assertThat(conflation.dueIn(now)).isEqualTo(Conflation.NEVER);
    }

    /** However the feed behaves, the log takes no more than one tick of a symbol in an interval. */
    @Property(tries = 200)
    void theLogGrowsNoFaster(@ForAll List<@IntRange(max = 200) Integer> pauses) {
        var toldAt = new ArrayList<Long>();
        for (int pause : pauses) {
            if (!tell(price("BTC_USDC", pause), ms(pause)).isEmpty()) toldAt.add(now);
        }

        for (int i = 1; i < toldAt.size(); i++) {
            assertThat(toldAt.get(i) - toldAt.get(i - 1)).isGreaterThanOrEqualTo(ms(50));
        }
    }

    private List<PriceTick> tell(PriceUpdate price) {
        return tell(price, 0);
    }

    private List<PriceTick> tell(PriceUpdate price, long later) {
        now += later;
        conflation.offer(price, now);
        return conflation.due(now);
    }

    private PriceUpdate price(String symbol, long bid) {
        return update(symbol, bid, 1, ++sequence);
    }

    private static PriceUpdate update(String symbol, long bid, long epoch, long sequence) {
        return PriceUpdate.newBuilder()
                .setSymbol(symbol)
                .setBidE8(bid)
                .setAskE8(bid + 2)
                .setLastE8(bid + 1)
                .setSourceEpoch(epoch)
                .setSourceSequence(sequence)
                .setSourceTimeMicros(77)
                .build();
    }

    private static long ms(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
