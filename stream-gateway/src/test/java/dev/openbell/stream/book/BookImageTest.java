package dev.openbell.stream.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.money.E8;
import dev.openbell.events.v1.BookLevelChanged;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.OrderBook;
import dev.openbell.trading.v1.Side;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class BookImageTest {
    /** Whatever changes, and whenever it is flushed: who applies the deltas to a snapshot holds the best of the book. */
    @Property(tries = 300)
    void aClientThatAppliesTheDeltasHoldsTheBook(@ForAll("markets") List<Move> market) {
        var image = BookImage.empty(0);
        var client = new ClientBook(image.window());
        var truth = new Sides();
        long sequence = 0;

        for (var move : market) {
            sequence++;
            truth.put(move.side, new Level(move.price, move.quantity, 1));
            image.apply(sequence, change(move.side, move.price, move.quantity));
            if (!move.flush) continue;

            var delta = image.flush(sequence);
            if (delta != null) client.apply(delta);

            assertThat(client.sides.best(Side.BUY)).isEqualTo(truth.best(Side.BUY));
            assertThat(client.sides.best(Side.SELL)).isEqualTo(truth.best(Side.SELL));
            assertThat(client.checksum).isEqualTo(truth.checksum());
        }
    }

    /** Somebody who comes in the middle and somebody who was there all along see the same. */
    @Property(tries = 100)
    void aSnapshotIsWhatTheDeltasLedTo(@ForAll("markets") List<Move> market) {
        var image = BookImage.empty(0);
        var early = new ClientBook(image.window());
        long sequence = 0;
        for (var move : market) {
            image.apply(++sequence, change(move.side, move.price, move.quantity));
            if (!move.flush) continue;
            var delta = image.flush(sequence);
            if (delta != null) early.apply(delta);
        }

        var late = new ClientBook(image.window());

        assertThat(late.sequence).isEqualTo(early.sequence);
        assertThat(late.sides.bids).isEqualTo(early.sides.bids);
        assertThat(late.sides.asks).isEqualTo(early.sides.asks);
    }

    @Example
    void whatTheMatchersBookHadAlreadyIsPassedOver() {
        var book = OrderBook.newBuilder()
                .setInstrument("BTC-USD")
                .setSequence(10)
                .addBids(level(100, 7))
                .build();
        var image = new BookImage(book);

        image.apply(9, change(Side.BUY, 100, 3));
        image.apply(10, change(Side.BUY, 100, 5));

        assertThat(image.flush(11)).isNull();
        assertThat(image.window().bids()).containsExactly(new Level(100, 7, 1));
    }

    @Example
    void aChangeOutOfSightLeavesNoGapInTheChain() {
        var image = BookImage.empty(0);
        for (int price = 1; price <= BookWindow.DEPTH; price++) image.apply(price, change(Side.SELL, price, 1));
        image.flush(100);

        image.apply(101, change(Side.SELL, 1_000, 1));
        assertThat(image.flush(101)).isNull();
        image.apply(102, change(Side.SELL, 5, 0));
        var delta = Objects.requireNonNull(image.flush(102));

        assertThat(delta.previousSequence()).isEqualTo(100);
        assertThat(delta.sequence()).isEqualTo(102);
        assertThat(delta.asks()).containsExactly(new Level(5, 0, 0), new Level(1_000, 1, 1));
    }

    @Example
    void theChecksumIsThatOfTheTextInTheFrames() {
        var image = BookImage.empty(0);
        image.apply(1, change(Side.BUY, E8.parse("60012.5"), E8.parse("0.4")));
        image.apply(2, change(Side.SELL, E8.parse("60013"), E8.parse("1.25")));
        image.flush(2);

        var crc = new CRC32();
        crc.update("60012.5:0.4;60013:1.25;".getBytes(StandardCharsets.US_ASCII));
        assertThat(image.window().checksum()).isEqualTo(crc.getValue());
    }

    record Move(Side side, long price, long quantity, boolean flush) {}

    /** Many prices, so that some lie out of sight; many removals, so that they come into it. */
    @Provide
    Arbitrary<List<Move>> markets() {
        return Combinators.combine(
                        Arbitraries.of(Side.BUY, Side.SELL),
                        Arbitraries.longs().between(1, 260),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just(0L)),
                                Tuple.of(3, Arbitraries.longs().between(1, 5))),
                        Arbitraries.of(true, false, false, false))
                .as(Move::new)
                .list()
                .ofMaxSize(1_500);
    }

    private static BookLevelChanged change(Side side, long price, long quantity) {
        return BookLevelChanged.newBuilder()
                .setInstrument("BTC-USD")
                .setSide(side)
                .setLevel(level(price, quantity))
                .build();
    }

    private static BookLevel level(long price, long quantity) {
        return BookLevel.newBuilder()
                .setPriceE8(price)
                .setQuantityE8(quantity)
                .setOrders(1)
                .build();
    }

    /** What a client does with the frames, knowing nothing of how they are made. */
    private static final class ClientBook {
        final Sides sides = new Sides();
        long sequence;
        long checksum;

        ClientBook(BookWindow snapshot) {
            sequence = snapshot.sequence();
            checksum = snapshot.checksum();
            for (var level : snapshot.bids()) sides.put(Side.BUY, level);
            for (var level : snapshot.asks()) sides.put(Side.SELL, level);
        }

        void apply(BookDelta delta) {
            assertThat(delta.previousSequence()).isEqualTo(sequence);
            assertThat(delta.sequence()).isGreaterThan(sequence);
            for (var level : delta.bids()) sides.put(Side.BUY, level);
            for (var level : delta.asks()) sides.put(Side.SELL, level);
            sequence = delta.sequence();
            checksum = delta.checksum();
            assertThat(checksum).isEqualTo(sides.checksum());
        }
    }

    private static final class Sides {
        final NavigableMap<Long, Level> bids = new TreeMap<>(Comparator.reverseOrder());
        final NavigableMap<Long, Level> asks = new TreeMap<>();

        void put(Side side, Level level) {
            var levels = side == Side.BUY ? bids : asks;
            if (level.quantityE8() == 0) levels.remove(level.priceE8());
            else levels.put(level.priceE8(), level);
        }

        List<Level> best(Side side) {
            return (side == Side.BUY ? bids : asks)
                    .values().stream().limit(BookWindow.DEPTH).toList();
        }

        long checksum() {
            var text = new StringBuilder();
            for (var side : List.of(best(Side.BUY), best(Side.SELL))) {
                side.stream()
                        .limit(10)
                        .forEach(level -> text.append(E8.format(level.priceE8()))
                                .append(':')
                                .append(E8.format(level.quantityE8()))
                                .append(';'));
            }
            var crc = new CRC32();
            crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
            return crc.getValue();
        }
    }
}
