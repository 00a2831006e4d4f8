package dev.openbell.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** A book as a client rebuilds it from its frames. A gap between two of them, or another book than the venue's, is an error. */
public final class ShownBook {
    private static final int CHECKED = 10;

    private final NavigableMap<BigDecimal, String> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, String> asks = new TreeMap<>();
    private long sequence = -1;

    /** Takes the next frame of the book. */
    public void show(JsonNode frame) {
        if (frame.get("type").asText().equals("orderbook_snapshot")) {
            bids.clear();
            asks.clear();
        } else if (frame.get("previous_sequence").asLong() != sequence) {
            throw new IllegalStateException("after " + sequence + " comes " + frame);
        }
        apply(frame.get("bids"), bids);
        apply(frame.get("asks"), asks);
        sequence = frame.get("sequence").asLong();
        if (checksum() != frame.get("checksum").asLong()) {
            throw new IllegalStateException("the book is not the venue's after " + frame);
        }
    }

    public long sequence() {
        return sequence;
    }

    /** Each price with its quantity, best first: {@code 60000=0.5}. */
    public List<String> bids() {
        return levels(bids);
    }

    public List<String> asks() {
        return levels(asks);
    }

    private static List<String> levels(NavigableMap<BigDecimal, String> side) {
        return side.entrySet().stream()
                .map(level -> level.getKey().toPlainString() + "=" + level.getValue())
                .toList();
    }

    private static void apply(Iterable<JsonNode> levels, NavigableMap<BigDecimal, String> side) {
        for (var level : levels) {
            var price = new BigDecimal(level.get(0).asText());
            var quantity = level.get(1).asText();
            if (quantity.equals("0")) side.remove(price);
            else side.put(price, quantity);
        }
    }

    private long checksum() {
        var crc = new CRC32();
        for (var side : List.of(bids, asks)) {
            side.entrySet().stream()
                    .limit(CHECKED)
                    .map(level -> level.getKey().toPlainString() + ":" + level.getValue() + ";")
                    .forEach(text -> crc.update(text.getBytes(StandardCharsets.US_ASCII)));
        }
        return crc.getValue();
    }
}
