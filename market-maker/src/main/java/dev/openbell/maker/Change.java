package dev.openbell.maker;

import dev.openbell.maker.Ladder.Rung;
import dev.openbell.trading.v1.AmendOrderRequest;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One step from the orders that stand to those that should. */
sealed interface Change {
    record Place(String instrument, Rung rung) implements Change {}

    record Amend(Order order, Rung rung) implements Change {
        /** Whether it comes nearer to the other side of the book. */
        boolean comesCloser() {
            boolean up = rung.priceE8() > order.getPriceE8();
            return rung.side() == Side.BUY ? up : !up;
        }
    }

    record Cancel(Order order) implements Change {}

    /**
     * What makes a ladder of what stands. An order that stands wrong is moved rather than taken away and placed anew: that is one command
     * instead of two, and there is no moment without a quote.
     *
     * <p>The steps are in such an order that the bot's own bids and asks never meet on the way: first those that go away from the other
     * side, then those that come towards it.
     */
    static List<Change> from(List<Order> standing, Ladder ladder, String instrument) {
        var changes = new ArrayList<Change>();
        var moved = new ArrayList<Amend>();
        var placed = new ArrayList<Change>();
        for (var side : List.of(Side.BUY, Side.SELL)) {
            var wrong = new ArrayList<>(standing.stream()
                    .filter(order -> order.getSide() == side)
                    .sorted(bestFirst(side))
                    .toList());
            var missing = ladder.rungs().stream()
                    .filter(rung -> rung.side() == side && !removeOne(wrong, rung))
                    .toList();
            for (var rung : missing) {
                if (wrong.isEmpty()) placed.add(new Place(instrument, rung));
                else moved.add(new Amend(wrong.removeFirst(), rung));
            }
            wrong.forEach(order -> changes.add(new Cancel(order)));
        }
        moved.stream().filter(amend -> !amend.comesCloser()).forEach(changes::add);
        moved.stream().filter(Amend::comesCloser).forEach(changes::add);
        changes.addAll(placed);
        return changes;
    }

    private static boolean removeOne(List<Order> standing, Rung rung) {
        return standing.stream()
                .filter(rung::isWhat)
                .findFirst()
                .map(standing::remove)
                .orElse(false);
    }

    private static Comparator<Order> bestFirst(Side side) {
        var byPrice = Comparator.comparingLong(Order::getPriceE8);
        return side == Side.BUY ? byPrice.reversed() : byPrice;
    }

    /** As it goes over the line. */
    static OrderSessionRequest.Builder request(Change change) {
        var request = OrderSessionRequest.newBuilder();
        return switch (change) {
            case Place(var instrument, var rung) ->
                request.setPlace(PlaceOrderRequest.newBuilder()
                        .setInstrument(instrument)
                        .setSide(rung.side())
                        .setType(OrderType.LIMIT)
                        .setPriceE8(rung.priceE8())
                        .setQuantityE8(rung.quantityE8()));
            // The new total: what has traded of it counts.
            case Amend(var order, var rung) ->
                request.setAmend(AmendOrderRequest.newBuilder()
                        .setOrderId(order.getOrderId())
                        .setPriceE8(rung.priceE8())
                        .setQuantityE8(order.getFilledQuantityE8() + rung.quantityE8()));
            case Cancel(var order) ->
                request.setCancel(CancelOrderRequest.newBuilder().setOrderId(order.getOrderId()));
        };
    }
}
