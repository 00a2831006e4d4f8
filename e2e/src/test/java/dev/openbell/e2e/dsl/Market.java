package dev.openbell.e2e.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.e2e.dsl.Floor.Level;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The book of the scenario's instrument, as everybody sees it. */
public final class Market {
    private final Floor floor;
    private final String instrument;

    Market(Floor floor, String instrument) {
        this.floor = floor;
        this.instrument = instrument;
    }

    /**
     * The whole book, drawn with the highest price on top.
     *
     * <pre>
     * bid | price  | ask
     *     | 100.50 |   3
     *   2 | 100.00 |
     * </pre>
     */
    public void shows(String drawing) {
        assertThat(draw()).isEqualTo(rows(drawing));
    }

    private List<String> draw() {
        var rows = new ArrayList<String>();
        for (var ask : floor.book(instrument, false).reversed()) rows.add(row("", ask, quantity(ask)));
        for (var bid : floor.book(instrument, true)) rows.add(row(quantity(bid), bid, ""));
        return rows;
    }

    private static List<String> rows(String drawing) {
        return drawing.lines()
                .skip(1)
                .map(line -> line.split("\\|", -1))
                .map(cells -> cells[0].strip() + " | " + cells[1].strip() + " | " + cells[2].strip())
                .toList();
    }

    private static String row(String bid, Level level, String ask) {
        return bid + " | " + level.price().setScale(2, RoundingMode.UNNECESSARY) + " | " + ask;
    }

    private static String quantity(Level level) {
        BigDecimal plain = level.quantity().stripTrailingZeros();
        return plain.toPlainString();
    }
}
