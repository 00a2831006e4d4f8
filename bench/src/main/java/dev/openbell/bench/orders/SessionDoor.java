package dev.openbell.bench.orders;

import dev.openbell.bench.bots.BotLine;
import dev.openbell.bench.bots.Tickets;
import dev.openbell.bench.client.Customer;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.TimeInForce;
import java.util.List;

/** An order session for each customer. */
final class SessionDoor implements Door {
    /** A session takes 2,000 at most; who has so many under way waits, and his delay counts. */
    private static final int MOST_UNDER_WAY = 1_000;

    private final List<BotLine> lines;

    SessionDoor(String matcher, List<Customer> customers) {
        lines = customers.stream()
                .map(customer -> new BotLine(matcher, customer.token(), MOST_UNDER_WAY))
                .toList();
    }

    @Override
    public void send(Request request, Answered answered) {
        lines.get(request.customer()).send(message(request), response -> {
            var wrong = isRight(request, response) ? null : response.toString();
            answered.with(wrong, response.getPlaced().getTradesCount());
        });
    }

    private static OrderSessionRequest.Builder message(Request request) {
        return switch (request) {
            case Request.Place place ->
                Tickets.place(Tickets.limit(
                        place.key(),
                        place.book().symbol(),
                        place.side(),
                        place.quantity(),
                        place.price(),
                        TimeInForce.GTC));
            case Request.Cancel cancel -> Tickets.cancel(cancel.key());
            case Request.Take take ->
                Tickets.place(PlaceOrderRequest.newBuilder()
                        .setIdempotencyKey(take.key())
                        .setInstrument(take.book().symbol())
                        .setSide(take.side())
                        .setType(OrderType.MARKET)
                        .setQuantityE8(take.quantity()));
        };
    }

    private static boolean isRight(Request request, OrderSessionResponse response) {
        var order = request instanceof Request.Cancel
                ? response.getCancelled().getOrder()
                : response.getPlaced().getOrder();
        return order.getIdempotencyKey().equals(request.key())
                && order.getStatus() == wanted(request)
                && (request instanceof Request.Take) == (response.getPlaced().getTradesCount() > 0);
    }

    static OrderStatus wanted(Request request) {
        return switch (request) {
            case Request.Place place -> OrderStatus.OPEN;
            case Request.Cancel cancel -> OrderStatus.CANCELLED;
            case Request.Take take -> OrderStatus.FILLED;
        };
    }

    @Override
    public void close() {
        lines.forEach(BotLine::close);
    }
}
