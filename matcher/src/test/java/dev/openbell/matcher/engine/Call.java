package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;

import dev.openbell.matcher.engine.Command.PlaceOrder;
import java.util.Iterator;
import java.util.List;

/**
 * What is called across the floor.
 *
 * <pre>
 *   5 @ 100.00                        a limit order            2 @ market             a market order
 *   2 @ market when 95.00             a stop                   300 USD @ market       a market buy by a sum
 *   2 @ 94.00 when 95.00              a stop-limit order
 * </pre>
 *
 * After that may stand {@code gtc}, {@code ioc}, {@code fok}, {@code gtd}, {@code until 60} (seconds from now), {@code post_only}, {@code
 * cancel_oldest}, {@code cancel_both}, {@code of BTC-USD}, {@code key k1}, {@code session 7}. Who contradicts themselves adds {@code price
 * 100.00}, {@code stop 95.00}, {@code sum 300}.
 */
final class Call {
    private final long now;
    private final Iterator<String> words;

    private String instrument = Floor.ETH_USD.symbol();
    private String key = "";
    private OrderType type = OrderType.LIMIT;
    private long price, stop, quantity, sum, expiresAt, session;
    private TimeInForce timeInForce = TimeInForce.GTC;
    private boolean postOnly;
    private SelfTrade selfTrade = SelfTrade.CANCEL_NEWEST;

    private Call(String words, long now) {
        this.now = now;
        this.words = List.of(words.split(" ", -1)).iterator();
        quantity = e8(this.words.next());
        while (this.words.hasNext()) take(this.words.next());
    }

    static PlaceOrder order(long account, Side side, String words, long now) {
        var call = new Call(words, now);
        return new PlaceOrder(
                account,
                call.key,
                call.instrument,
                side,
                call.type,
                call.price,
                call.stop,
                call.quantity,
                call.sum,
                call.timeInForce,
                call.expiresAt,
                call.postOnly,
                call.selfTrade,
                call.session);
    }

    private void take(String word) {
        switch (word) {
            case "USD" -> {
                sum = quantity;
                quantity = 0;
            }
            case "@" -> at(words.next());
            case "when" -> {
                stop = e8(words.next());
                type = type == OrderType.MARKET ? OrderType.STOP : OrderType.STOP_LIMIT;
                if (type == OrderType.STOP) timeInForce = TimeInForce.GTC;
            }
            case "price" -> price = e8(words.next());
            case "stop" -> stop = e8(words.next());
            case "sum" -> sum = e8(words.next());
            case "gtc" -> timeInForce = TimeInForce.GTC;
            case "gtd" -> timeInForce = TimeInForce.GTD;
            case "ioc" -> timeInForce = TimeInForce.IOC;
            case "fok" -> timeInForce = TimeInForce.FOK;
            case "until" -> {
                timeInForce = TimeInForce.GTD;
                expiresAt = now + Long.parseLong(words.next()) * 1_000_000;
            }
            case "post_only" -> postOnly = true;
            case "cancel_oldest" -> selfTrade = SelfTrade.CANCEL_OLDEST;
            case "cancel_both" -> selfTrade = SelfTrade.CANCEL_BOTH;
            case "of" -> instrument = words.next();
            case "key" -> key = words.next();
            case "session" -> session = Long.parseLong(words.next());
            default -> throw new IllegalArgumentException("nobody says " + word);
        }
    }

    private void at(String where) {
        if (where.equals("market")) {
            type = OrderType.MARKET;
            timeInForce = TimeInForce.IOC;
        } else {
            price = e8(where);
        }
    }
}
