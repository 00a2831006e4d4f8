package dev.openbell.feed.backpack;

import io.micronaut.json.JsonMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Frames as the exchange sent them one day, and what is like them. */
final class Recorded {
    static final String TOP = """
            {"data":{"A":"22.39","B":"288.77","E":1788367430247487,"T":1788367430246081,"a":"98.97","b":"98.96","e":"bookTicker",\
            "s":"SOL_USDC","u":4330360995},"stream":"bookTicker.SOL_USDC"}""";
    static final String LAST = """
            {"data":{"E":1788367430549233,"V":"1498114.9234","c":"98.98","e":"ticker","h":"101.19","l":"97.38","n":6796,"o":"100.87",\
            "s":"SOL_USDC","v":"15089.56"},"stream":"ticker.SOL_USDC"}""";
    static final String TRADE = """
            {"data":{"E":1788367430000000,"T":1788367430000000,"a":"113782701997686784","b":"113782700596854784","e":"trade","m":true,\
            "p":"218.50","q":"0.07","s":"SOL_USDC","t":341399899},"stream":"trade.SOL_USDC"}""";
    static final String INVALID_STREAM = """
            {"id":null,"error":{"code":4006,"message":"Invalid stream"}}""";

    static final long TOP_UPDATE = 4330360995L, TOP_TIME = 1788367430247487L, NOW_MICROS = 1788367431000000L;
    static final long LAST_TIME = 1788367430549233L;

    private Recorded() {}

    /** On the day on which they were recorded. */
    static FrameReader reader() {
        var then = Instant.ofEpochMilli(NOW_MICROS / 1_000);
        return new FrameReader(JsonMapper.createDefault(), Clock.fixed(then, ZoneOffset.UTC));
    }

    /** The recorded top with another bid, ask, count and time; prices as JSON has them. */
    static String top(String bid, String ask, long update, long time) {
        return TOP.replace("\"98.96\"", bid)
                .replace("\"98.97\"", ask)
                .replace("" + TOP_UPDATE, "" + update)
                .replace("" + TOP_TIME, "" + time);
    }

    static String top(String bid, String ask, long update) {
        return top("\"" + bid + "\"", "\"" + ask + "\"", update, TOP_TIME + update - TOP_UPDATE);
    }
}
