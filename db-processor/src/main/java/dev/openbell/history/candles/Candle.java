package dev.openbell.history.candles;

import dev.openbell.history.database.Row;
import java.math.BigInteger;
import java.sql.SQLException;

/**
 * Where the price was in some stretch of time, and how much was traded.
 *
 * @param quoteVolumeE16 the sum of price × quantity, in units of 1e-16: exact
 * @param priceSumE8 for the average price of a trade, however large it was
 */
public record Candle(
        long openE8,
        long highE8,
        long lowE8,
        long closeE8,
        long trades,
        BigInteger volumeE8,
        BigInteger quoteVolumeE16,
        BigInteger priceSumE8) {

    static Candle ofTrade(long priceE8, long quantityE8) {
        var price = BigInteger.valueOf(priceE8);
        var quantity = BigInteger.valueOf(quantityE8);
        return new Candle(priceE8, priceE8, priceE8, priceE8, 1, quantity, price.multiply(quantity), price);
    }

    /** At a price at which nothing was traded. */
    static Candle ofPrice(long priceE8) {
        return new Candle(priceE8, priceE8, priceE8, priceE8, 0, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
    }

    public static Candle read(Row row) throws SQLException {
        return new Candle(
                row.number("open_e8"),
                row.number("high_e8"),
                row.number("low_e8"),
                row.number("close_e8"),
                row.number("trades"),
                row.sum("volume_e8"),
                row.sum("quote_volume_e16"),
                row.sum("price_sum_e8"));
    }

    /** This one and what came after it, in one. */
    public Candle then(Candle later) {
        return new Candle(
                openE8,
                Math.max(highE8, later.highE8),
                Math.min(lowE8, later.lowE8),
                later.closeE8,
                trades + later.trades,
                volumeE8.add(later.volumeE8),
                quoteVolumeE16.add(later.quoteVolumeE16),
                priceSumE8.add(later.priceSumE8));
    }
}
