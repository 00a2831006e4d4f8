package dev.openbell.stream.book;

import dev.openbell.chassis.money.E8;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;

/** The best prices of a book, best first, as of a sequence of the shard. */
public record BookWindow(long sequence, long checksum, List<Level> bids, List<Level> asks) {
    /** How many prices of each side a client sees. */
    public static final int DEPTH = 100;

    private static final int CHECKED = 10;

    static BookWindow of(long sequence, Collection<Level> allBids, Collection<Level> allAsks) {
        var bids = allBids.stream().limit(DEPTH).toList();
        var asks = allAsks.stream().limit(DEPTH).toList();
        return new BookWindow(sequence, checksum(bids, asks), bids, asks);
    }

    /** CRC32 of the ten best bids, then the ten best asks, each {@code price:quantity;} as the frames write them. */
    private static long checksum(List<Level> bids, List<Level> asks) {
        var text = new StringBuilder(512);
        for (var side : List.of(bids, asks)) {
            for (var level : side.subList(0, Math.min(CHECKED, side.size()))) {
                E8.append(level.priceE8(), text);
                text.append(':');
                E8.append(level.quantityE8(), text);
                text.append(';');
            }
        }
        var crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
