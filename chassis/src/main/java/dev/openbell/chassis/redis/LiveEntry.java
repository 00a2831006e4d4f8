package dev.openbell.chassis.redis;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.time.Duration;
import java.util.Base64;

/**
 * What the gateway lays into Redis several times a second, so that passers-by need not ask the matcher: books, prices, tickers. Redis
 * itself drops an entry that is not renewed; so whatever is found there is fresh, whoever's clock goes wrong.
 */
public final class LiveEntry {
    public static final Duration LIVES = Duration.ofMillis(250);
    public static final String PRICES = "prices";
    public static final String TICKERS = "tickers";

    private LiveEntry() {}

    public static String book(String symbol) {
        return "book:" + symbol;
    }

    public static String write(MessageLite entry) {
        return Base64.getEncoder().encodeToString(entry.toByteArray());
    }

    /**
     * Reads what was written.
     *
     * @throws InvalidProtocolBufferException when it is something else
     */
    public static <T> T read(Parser<T> parser, String text) throws InvalidProtocolBufferException {
        try {
            return parser.parseFrom(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidProtocolBufferException(e.toString());
        }
    }
}
