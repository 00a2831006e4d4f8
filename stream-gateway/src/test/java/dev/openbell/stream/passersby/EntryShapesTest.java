package dev.openbell.stream.passersby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.redis.LiveEntry;
import dev.openbell.history.v1.GetStatsResponse;
import dev.openbell.stream.book.BookImage;
import dev.openbell.stream.candles.Candle;
import dev.openbell.stream.candles.Summary;
import dev.openbell.stream.candles.Ticker;
import dev.openbell.stream.floor.News;
import dev.openbell.trading.v1.OrderBook;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryShapesTest {
    @Test
    void aBookIsLaidOutAsTheMatcherWouldTellIt() throws Exception {
        var book = News.book(10, News.level("60000", "1"), News.level("59999", "2"));

        var entry = LiveEntry.write(EntryShapes.book("BTC-USD", new BookImage(book).window(), 77));

        assertThat(LiveEntry.read(OrderBook.parser(), entry))
                .isEqualTo(book.toBuilder().setTimestampMicros(77).build());
    }

    @Test
    void aTickerIsLaidOutAsTheHistoryWouldTellIt() throws Exception {
        var day = new Candle(0, e8("100"), e8("120"), e8("90"), e8("110"), e8("2"), e8("210"), 2);
        var ticker = new Ticker("BTC-USD", new Summary(e8("110"), e8("100"), day), e8("109"), null, 77);

        var entry = LiveEntry.write(EntryShapes.tickers(List.of(ticker)));

        var told = LiveEntry.read(GetStatsResponse.parser(), entry).getTickers(0);
        assertThat(told.getLastE8()).isEqualTo(e8("110"));
        assertThat(told.getChangeE8()).isEqualTo(e8("10"));
        assertThat(told.getChangePercentE8()).isEqualTo(e8("10"));
        assertThat(told.getVwapE8()).isEqualTo(e8("105"));
        assertThat(told.getBestBidE8()).isEqualTo(e8("109"));
        assertThat(told.hasBestAskE8()).isFalse();
    }

    private static Long e8(String amount) {
        return E8.parse(amount);
    }
}
