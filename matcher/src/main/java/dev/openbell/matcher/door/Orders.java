package dev.openbell.matcher.door;

import dev.openbell.chassis.ids.IdempotencyKey;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.AmendOrder;
import dev.openbell.events.v1.CancelAllOrders;
import dev.openbell.events.v1.CancelOrder;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.matcher.engine.Answer;
import dev.openbell.matcher.engine.Fill;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.matcher.shard.Outcome;
import dev.openbell.trading.v1.AmendOrderRequest;
import dev.openbell.trading.v1.AmendOrderResponse;
import dev.openbell.trading.v1.CancelAllOrdersRequest;
import dev.openbell.trading.v1.CancelAllOrdersResponse;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.CancelOrderResponse;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.PlaceOrderResponse;
import java.util.List;

/** Requests about orders as commands of the log, and what came of them as answers: the same on every door. */
final class Orders {
    private Orders() {}

    /** A command, and the key to ask again with. */
    record Keyed(LoggedCommand.Builder command, String key) {}

    /** @param session the order session that is to take the order with it when it ends; empty for none */
    static Keyed place(PlaceOrderRequest request, String session) {
        var key = keyOf(request.getIdempotencyKey());
        var place = Tickets.read(request, key).setSessionId(session);
        return new Keyed(LoggedCommand.newBuilder().setPlaceOrder(place), key);
    }

    static PlaceOrderResponse.Builder placed(Outcome outcome) {
        var answer = Desk.done(outcome);
        return PlaceOrderResponse.newBuilder()
                .setOrder(Shapes.order(answer.order()))
                .addAllTrades(fills(answer.trades()))
                .setRepeatedKey(answer.kind() == Answer.Kind.REPEATED)
                .setSequence(outcome.sequence())
                .setCommandId(outcome.commandId());
    }

    static LoggedCommand.Builder cancel(CancelOrderRequest request) {
        var cancel = CancelOrder.newBuilder().setOrderId(Forms.named("order_id", request.getOrderId()));
        return LoggedCommand.newBuilder().setCancelOrder(cancel);
    }

    static CancelOrderResponse cancelled(Outcome outcome) {
        return CancelOrderResponse.newBuilder()
                .setOrder(Shapes.order(Desk.done(outcome).order()))
                .setSequence(outcome.sequence())
                .build();
    }

    static Keyed amend(AmendOrderRequest request) {
        var key = keyOf(request.getIdempotencyKey());
        var amend = AmendOrder.newBuilder()
                .setOrderId(Forms.named("order_id", request.getOrderId()))
                .setIdempotencyKey(key);
        if (request.hasPriceE8()) amend.setPriceE8(positive("price", request.getPriceE8()));
        if (request.hasQuantityE8()) amend.setQuantityE8(positive("quantity", request.getQuantityE8()));
        if (!request.hasPriceE8() && !request.hasQuantityE8()) {
            throw Refusal.invalid("quantity", "or price must be given");
        }
        return new Keyed(LoggedCommand.newBuilder().setAmendOrder(amend), key);
    }

    static AmendOrderResponse amended(Outcome outcome) {
        var answer = Desk.done(outcome);
        return AmendOrderResponse.newBuilder()
                .setOrder(Shapes.order(answer.order()))
                .addAllTrades(fills(answer.trades()))
                .setSequence(outcome.sequence())
                .build();
    }

    static LoggedCommand.Builder cancelAll(CancelAllOrdersRequest request) {
        var cancel = CancelAllOrders.newBuilder()
                .setInstrument(request.getInstrument())
                .setReason("user");
        return LoggedCommand.newBuilder().setCancelAllOrders(cancel);
    }

    static CancelAllOrdersResponse cancelledAll(Outcome outcome) {
        return CancelAllOrdersResponse.newBuilder()
                .setCancelled(Math.toIntExact(Desk.done(outcome).number()))
                .setSequence(outcome.sequence())
                .build();
    }

    static List<dev.openbell.trading.v1.Fill> fills(List<Fill> fills) {
        return fills.stream().map(Shapes::fill).toList();
    }

    /** Who gives no key is given one, so that asking again is always possible. */
    static String keyOf(String given) {
        if (given.isEmpty()) return Ids.random();
        if (!IdempotencyKey.isAllowed(given)) throw Refusal.invalid("idempotency_key", IdempotencyKey.RULE);
        return given;
    }

    private static long positive(String field, long value) {
        if (value <= 0) throw Refusal.invalid(field, "must be above zero");
        return value;
    }
}
