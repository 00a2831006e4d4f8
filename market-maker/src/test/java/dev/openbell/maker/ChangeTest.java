package dev.openbell.maker;

import static dev.openbell.maker.Venue.SOL;
import static dev.openbell.maker.Venue.filled;
import static dev.openbell.maker.Venue.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ChangeTest {
    private static final long PRICE = 150_00000000L;

    @Example
    void anEmptyBookIsFilled() {
        var ladder = Ladder.around(PRICE, Reach.NEAR, 0, SOL);

        assertThat(Change.from(List.of(), ladder, "SOL-USD")).hasSize(10).hasOnlyElementsOfType(Change.Place.class);
    }

    @Example
    void whatStandsRightIsLeftAlone() {
        var ladder = Ladder.around(PRICE, Reach.NEAR, 0, SOL);

        assertThat(Change.from(standing(ladder), ladder, "SOL-USD")).isEmpty();
    }

    @Example
    void whenThePriceMovesOrdersMoveWithIt() {
        var moved = Ladder.around(PRICE * 101 / 100, Reach.NEAR, 0, SOL);

        assertThat(Change.from(standing(Ladder.around(PRICE, Reach.NEAR, 0, SOL)), moved, "SOL-USD"))
                .hasSize(10)
                .hasOnlyElementsOfType(Change.Amend.class);
    }

    @Example
    void whatWasTakenIsPlacedAnewAndTheRestStays() {
        var ladder = Ladder.around(PRICE, Reach.NEAR, 0, SOL);
        var standing = new ArrayList<>(standing(ladder));
        standing.removeFirst();

        assertThat(Change.from(standing, ladder, "SOL-USD"))
                .containsExactly(new Change.Place("SOL-USD", ladder.rungs().getFirst()));
    }

    @Example
    void whatWasPartlyTakenIsFilledUpToItsSize() {
        var ladder = Ladder.around(PRICE, Reach.NEAR, 0, SOL);
        var standing = new ArrayList<>(standing(ladder));
        var first = filled(standing.getFirst(), 10_00000000L);
        standing.set(0, first);

        var change = Change.from(standing, ladder, "SOL-USD");

        assertThat(change)
                .containsExactly(new Change.Amend(first, ladder.rungs().getFirst()));
        var amend = Change.request(change.getFirst()).getAmend();
        assertThat(amend.getQuantityE8()).as("the new total").isEqualTo(23_33300000L);
    }

    @Example
    void whatIsTooManyIsCancelled() {
        var ladder = Ladder.around(PRICE, Reach.NEAR, 0, SOL);
        var standing = new ArrayList<>(standing(ladder));
        var stray = order(Side.SELL, PRICE * 2, 100_000_000);
        standing.add(stray);

        assertThat(Change.from(standing, ladder, "SOL-USD")).containsExactly(new Change.Cancel(stray));
    }

    /** From any ladder to any other, with any of its orders gone: the end is the new ladder, and on no step does a bid meet an ask. */
    @Property
    void theBotNeverMeetsItselfOnTheWay(
            @ForAll @IntRange(min = 100, max = 20_000) int before,
            @ForAll @IntRange(min = 100, max = 20_000) int after,
            @ForAll @IntRange(min = -10_000, max = 10_000) int lean,
            @ForAll long seed) {
        var book = new ArrayList<>(standing(Ladder.around(before * 1_000_000L * 10, Reach.NEAR, 0, SOL)));
        var random = new Random(seed);
        Collections.shuffle(book, random);
        book.subList(0, random.nextInt(book.size())).clear();
        var ladder = Ladder.around(after * 1_000_000L * 10, Reach.NEAR, lean, SOL);

        for (var change : Change.from(List.copyOf(book), ladder, "SOL-USD")) {
            switch (change) {
                case Change.Place(var instrument, var rung) -> book.add(order(rung));
                case Change.Amend(var order, var rung) -> {
                    book.remove(order);
                    book.add(order(rung));
                }
                case Change.Cancel(var order) -> book.remove(order);
            }
            assertThat(best(book, Side.BUY, -1)).isLessThan(best(book, Side.SELL, Long.MAX_VALUE));
        }

        assertThat(Change.from(book, ladder, "SOL-USD")).isEmpty();
        assertThat(book).hasSameSizeAs(ladder.rungs());
    }

    private static long best(List<Order> book, Side side, long none) {
        var prices = book.stream().filter(order -> order.getSide() == side).mapToLong(Order::getPriceE8);
        return (side == Side.BUY ? prices.max() : prices.min()).orElse(none);
    }

    private static List<Order> standing(Ladder ladder) {
        return ladder.rungs().stream().map(Venue::order).toList();
    }
}
