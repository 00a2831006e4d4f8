package dev.openbell.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.PriceUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Quote LOW = new Quote(99, 101, 100),
            HIGH = new Quote(199, 201, 200),
            HIGHER = new Quote(299, 301, 300);
    private static final long EPOCH = 7;

    private final List<PriceUpdate> published = new ArrayList<>();
    private final Board board = new Board("test", EPOCH, ms(50), published::add);
    private long now = ms(1_000_000);

    @Test
    void aNewPriceGoesOutAtOnce() {
        board.quote("BTC_USDC", LOW, 5, now);

        assertThat(published).singleElement().satisfies(price -> {
            assertThat(price.getSymbol()).isEqualTo("BTC_USDC");
            assertThat(price.getBidE8()).isEqualTo(99);
            assertThat(price.getAskE8()).isEqualTo(101);
            assertThat(price.getLastE8()).isEqualTo(100);
            assertThat(price.getSourceEpoch()).isEqualTo(EPOCH);
            assertThat(price.getSourceSequence()).isEqualTo(1);
            assertThat(price.getSourceTimeMicros()).isEqualTo(5);
            assertThat(price.getSource()).isEqualTo("test");
        });
    }

    @Test
    void ofManyPricesWithinTheIntervalTheNewestGoesOut() {
        board.quote("BTC_USDC", LOW, 1, now);
        board.quote("BTC_USDC", HIGH, 2, now += ms(10));
        board.quote("BTC_USDC", HIGHER, 3, now += ms(10));
        assertThat(bids()).containsExactly(99L);

        assertThat(board.tend(now)).isEqualTo(ms(30));
        board.tend(now += ms(30));

        assertThat(bids()).containsExactly(99L, 299L);
        assertThat(published.getLast().getSourceSequence()).isEqualTo(2);
    }

    @Test
    void aPriceThatStaysIsToldAgainEverySecondWhileItsSourceLives() {
        board.quote("BTC_USDC", LOW, 1, now);
        for (int second = 1; second <= 3; second++) {
            board.quote("BTC_USDC", LOW, 1 + second, now += ms(1_000));
            board.tend(now);
        }

        assertThat(bids()).containsExactly(99L, 99L, 99L, 99L);
        assertThat(published).extracting(PriceUpdate::getSourceTimeMicros).containsExactly(1L, 2L, 3L, 4L);
        assertThat(published).extracting(PriceUpdate::getSourceSequence).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aSourceThatIsNotHeardOfIsNotSpokenFor() {
        board.quote("BTC_USDC", LOW, 1, now);
        for (int i = 0; i < 100; i++) board.tend(now += ms(100));

        assertThat(published).hasSize(1 + 3);
        assertThat(board.tend(now)).isEqualTo(Board.NEVER);
    }

    @Test
    void aTradeIsToldAndKeepsNoPriceAlive() {
        board.quote("BTC_USDC", LOW, 1, now);
        for (int i = 1; i <= 100; i++) board.traded("BTC_USDC", 99 + i % 2, now += ms(100));

        assertThat(published)
                .extracting(PriceUpdate::getLastE8)
                .startsWith(100L, 99L, 100L)
                .hasSize(1 + 30 - 1);
        assertThat(published).allMatch(price -> price.getBidE8() == 99 && price.getSourceTimeMicros() == 1);
        assertThat(board.tend(now)).isEqualTo(Board.NEVER);

        board.traded("SOL_USDC", 7, now);
        assertThat(published).noneMatch(price -> price.getSymbol().equals("SOL_USDC"));
    }

    @Test
    void whatHasNoPriceIsNotToldAgain() {
        board.quote("BTC_USDC", LOW, 1, now);
        board.quote("BTC_USDC", HIGH, 2, now += ms(10));

        board.withdraw("BTC_USDC");

        assertThat(board.tend(now += ms(2_000))).isEqualTo(Board.NEVER);
        assertThat(bids()).containsExactly(99L);

        board.quote("BTC_USDC", HIGHER, 3, now);
        assertThat(bids()).containsExactly(99L, 299L);
    }

    @Test
    void timeStampsNeverRunBack() {
        board.quote("BTC_USDC", LOW, 9, now);
        board.quote("BTC_USDC", HIGH, 3, now += ms(50));

        assertThat(published).extracting(PriceUpdate::getSourceTimeMicros).containsExactly(9L, 9L);
    }

    @Test
    void symbolsDoNotWaitForEachOther() {
        board.quote("BTC_USDC", LOW, 1, now);
        board.quote("SOL_USDC", HIGH, 1, now);

        assertThat(published).extracting(PriceUpdate::getSymbol).containsExactly("BTC_USDC", "SOL_USDC");
        assertThat(published).extracting(PriceUpdate::getSourceSequence).containsExactly(1L, 1L);
    }

    private List<Long> bids() {
        return published.stream().map(PriceUpdate::getBidE8).toList();
    }

    private static long ms(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
