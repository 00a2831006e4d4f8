package dev.openbell.e2e.dsl;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order as a trader says it:
 *
 * <pre>
 *   buy 5 @ 100.00                  a limit order that stands
 *   sell 5 @ 100.00 ioc             … and what does not trade at once is cancelled; likewise fok
 *   buy 5 @ 100.00 post_only        … that never takes
 *   buy 5 @ 100.00 cancel_oldest    … and of two orders of one's own the older gives way; likewise cancel_both
 *   sell 5 market                   whatever is bid
 *   buy for 500 market              as much as 500 buys
 *   sell 5 stop 95.00               at the market once somebody trades at 95.00
 *   sell 5 @ 94.00 stop 95.00       at a limit then
 * </pre>
 */
public record Ticket(
        boolean buys,
        String type,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal quoteQuantity,
        @Nullable BigDecimal price,
        @Nullable BigDecimal stopPrice,
        String timeInForce,
        boolean postOnly,
        String selfTrade) {
    static Ticket read(String text) {
        var words = text.split(" +", -1);
        boolean buys = words[0].equals("buy");
        if (!buys && !words[0].equals("sell")) throw new IllegalArgumentException("buy or sell? " + text);
        BigDecimal quantity = null, sum = null, price = null, stop = null;
        String timeInForce = "gtc", selfTrade = "cancel_newest";
        boolean market = false, postOnly = false;
        for (int i = 1; i < words.length; i++) {
            switch (words[i]) {
                case "for" -> sum = new BigDecimal(words[++i]);
                case "@" -> price = new BigDecimal(words[++i]);
                case "stop" -> stop = new BigDecimal(words[++i]);
                case "market" -> market = true;
                case "post_only" -> postOnly = true;
                case "gtc", "ioc", "fok" -> timeInForce = words[i];
                case "cancel_newest", "cancel_oldest", "cancel_both" -> selfTrade = words[i];
                default -> quantity = new BigDecimal(words[i]);
            }
        }
        if (market && timeInForce.equals("gtc")) timeInForce = "ioc";
        var type = market ? "market" : stop == null ? "limit" : price == null ? "stop" : "stop_limit";
        return new Ticket(buys, type, quantity, sum, price, stop, timeInForce, postOnly, selfTrade);
    }
}
