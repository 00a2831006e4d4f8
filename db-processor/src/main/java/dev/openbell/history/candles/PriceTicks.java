package dev.openbell.history.candles;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.history.candles.Tick.Mark;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the feed: at each price, a tick at the middle between bid and ask, which is rounded down where it lies between two units. */
final class PriceTicks {
    private static final int LONGEST_SYMBOL = 64;

    /** A clock at the source may be a little ahead of the broker's; one that is far ahead would be the newest for ever. */
    private static final long FARTHEST_AHEAD = TimeUnit.MINUTES.toMicros(1);

    private PriceTicks() {}

    /** A record that is no price, and why. */
    static final class NoPrice extends Exception {
        private static final long serialVersionUID = 1L;

        NoPrice(String why) {
            super(why);
        }
    }

    static Tick read(ConsumerRecord<byte[], byte[]> record) throws NoPrice {
        var price = parse(record);
        var symbol = price.getSymbol();
        check(!symbol.isBlank() && symbol.length() <= LONGEST_SYMBOL, "the symbol is missing or too long");
        long bid = price.getBidE8();
        long ask = price.getAskE8();
        check(bid > 0 && bid <= ask, "bid and ask are no prices");
        long time = price.getSourceTimeMicros();
        check(time > 0, "it has no time");
        check(time - FARTHEST_AHEAD <= TimeUnit.MILLISECONDS.toMicros(record.timestamp()), "its time has not come");
        var mark = new Mark(price.getSourceEpoch(), price.getSourceSequence());
        return new Tick(symbol, time, Candle.ofPrice(bid + (ask - bid) / 2), mark);
    }

    private static PriceUpdate parse(ConsumerRecord<byte[], byte[]> record) throws NoPrice {
        check(record.value() != null, "it is empty");
        try {
            return PriceUpdate.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new NoPrice("it cannot be read: " + e.getMessage());
        }
    }

    private static void check(boolean holds, String otherwise) throws NoPrice {
        if (!holds) throw new NoPrice(otherwise);
    }
}
