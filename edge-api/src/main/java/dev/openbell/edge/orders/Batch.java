package dev.openbell.edge.orders;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.edge.orders.Answers.Result;
import dev.openbell.edge.orders.Answers.Results;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.PlaceOrdersRequest;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceBlockingStub;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders that come together, each for itself: one that cannot be read, or is refused, stops no other. */
@Singleton
final class Batch {
    private static final int MOST = 50;

    private final TradingServiceBlockingStub matcher;

    Batch(TradingServiceBlockingStub matcher) {
        this.matcher = matcher;
    }

    Results place(@Nullable List<@Nullable OrderTicket> tickets, String requestId) {
        if (tickets == null || tickets.isEmpty() || tickets.size() > MOST) {
            throw Refusal.invalid("orders", "must be 1 to " + MOST + " orders");
        }
        var readable = PlaceOrdersRequest.newBuilder();
        var unreadable = new HashMap<Integer, Refusal>();
        for (int i = 0; i < tickets.size(); i++) {
            try {
                readable.addOrders(request(tickets.get(i)));
            } catch (Refusal refusal) {
                unreadable.put(i, refusal);
            }
        }
        var placed = send(readable.build(), requestId).iterator();
        var results = new ArrayList<Result>(tickets.size());
        for (int i = 0; i < tickets.size(); i++) {
            var refusal = unreadable.get(i);
            results.add(refusal == null ? placed.next() : OrderShapes.refused(refusal, requestId));
        }
        return new Results(results);
    }

    private static PlaceOrderRequest.Builder request(@Nullable OrderTicket ticket) {
        if (ticket == null) throw new Refusal(Code.VALIDATION, "An order must be a JSON object");
        return OrderShapes.request(ticket, null);
    }

    private List<Result> send(PlaceOrdersRequest batch, String requestId) {
        if (batch.getOrdersCount() == 0) return List.of();
        var orders = batch.getOrdersList();
        try {
            var answers = matcher.placeOrders(batch).getResultsList();
            var results = new ArrayList<Result>(orders.size());
            for (int i = 0; i < orders.size(); i++) {
                results.add(OrderShapes.result(answers.get(i), orders.get(i).getIdempotencyKey(), requestId));
            }
            return results;
        } catch (StatusRuntimeException failure) {
            var refusal = GrpcErrors.refusal(failure);
            if (refusal.code() != Code.OUTCOME_UNKNOWN) throw failure;
            // Each order has a key of its own to be asked for again, also where the edge has made it.
            return orders.stream()
                    .map(order -> Refusal.outcomeUnknown(refusal.detail(), order.getIdempotencyKey()))
                    .map(unknown -> OrderShapes.refused(unknown, requestId))
                    .toList();
        }
    }
}
