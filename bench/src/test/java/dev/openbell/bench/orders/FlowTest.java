package dev.openbell.bench.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.orders.Request.Cancel;
import dev.openbell.bench.orders.Request.Place;
import dev.openbell.bench.orders.Request.Take;
import dev.openbell.bench.stand.Book;
import dev.openbell.trading.v1.Side;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every answer is known before, because the flow never cancels what may have traded, and never takes from itself. */
class FlowTest {
    private static final int CUSTOMERS = 100, REQUESTS = 100_000;

    private final Flow flow = new Flow(CUSTOMERS);
    private final Map<String, Place> placed = new HashMap<>();

    @Test
    void ofTenRequestsSixPlaceThreeCancelAndOneTakes() {
        var kinds = IntStream.range(0, REQUESTS)
                .mapToObj(i -> flow.next().getClass().getSimpleName())
                .toList();

        assertThat(kinds).filteredOn("Place"::equals).hasSize(REQUESTS * 6 / 10);
        assertThat(kinds).filteredOn("Cancel"::equals).hasSize(REQUESTS * 3 / 10);
        assertThat(kinds).filteredOn("Take"::equals).hasSize(REQUESTS / 10);
    }

    @Test
    void whatIsCancelledWasPlacedLongBeforeByTheSameCustomerAndOnce() {
        fill();
        for (int i = 0; i < REQUESTS; i++) {
            switch (flow.next()) {
                case Place place -> placed.put(place.key(), place);
                case Cancel cancel -> {
                    var order = Optional.ofNullable(placed.remove(cancel.key()));
                    assertThat(order.map(Place::customer)).hasValue(cancel.customer());
                }
                case Take take -> {}
            }
        }
    }

    @Test
    void theMarketStaysAsLargeAsItIs() {
        fill();
        var open = new HashMap<String, Long>();
        for (int i = 0; i < REQUESTS; i++) {
            switch (flow.next()) {
                case Place place -> {
                    placed.put(place.key(), place);
                    open.merge(place.book() + " " + place.side(), place.quantity(), Long::sum);
                }
                case Cancel cancel -> {
                    var order = Objects.requireNonNull(placed.get(cancel.key()));
                    open.merge(order.book() + " " + order.side(), -order.quantity(), Long::sum);
                }
                case Take take -> {
                    var other = take.side() == Side.BUY ? "SELL" : "BUY";
                    open.merge(take.book() + " " + other, -take.quantity(), Long::sum);
                }
            }
        }

        assertThat(open).hasSize(6).allSatisfy((side, more) -> {
            var lot = Book.valueOf(side.substring(0, 3)).lot();
            assertThat(Math.abs(more / lot)).isLessThan(10);
        });
    }

    @Test
    void whoTakesHasNoOrderInTheBook() {
        var makers = new HashSet<Integer>();
        var takers = new HashSet<Integer>();
        for (int i = 0; i < REQUESTS; i++) {
            var request = flow.next();
            (request instanceof Take ? takers : makers).add(request.customer());
        }

        assertThat(makers).hasSize(80).doesNotContainAnyElementsOf(takers);
        assertThat(takers).hasSize(20);
    }

    private void fill() {
        for (int i = 0; i < flow.toFill(); i++) {
            if (flow.fill() instanceof Place place) placed.put(place.key(), place);
        }
    }
}
