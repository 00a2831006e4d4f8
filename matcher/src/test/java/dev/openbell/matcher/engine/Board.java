package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.money.E8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The board above the floor that shows the book of an instrument. */
final class Board {
    private final MarketFloor floor;
    private final String symbol;

    Board(MarketFloor floor, String symbol) {
        this.floor = floor;
        this.symbol = symbol;
    }

    /** The book as it is drawn, the highest price first. */
    void shows(String drawn) {
        var lines = drawn.strip().lines().toList();
        assertThat(row(lines.getFirst())).containsExactly("bid", "price", "ask");
        var expected = lines.stream().skip(1).map(Board::row).map(Board::plain).toList();
        assertThat(rows()).isEqualTo(expected);
    }

    void isEmpty() {
        assertThat(rows()).isEmpty();
    }

    private static List<String> row(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    }

    private static List<String> plain(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.isEmpty() ? "" : E8.format(E8.parse(cell)))
                .toList();
    }

    private List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        for (var ask : floor.engine().book(symbol, Side.SELL, 100).reversed()) {
            rows.add(List.of("", E8.format(ask.price()), E8.format(ask.quantity())));
        }
        for (var bid : floor.engine().book(symbol, Side.BUY, 100)) {
            rows.add(List.of(E8.format(bid.quantity()), E8.format(bid.price()), ""));
        }
        return rows;
    }
}
