package dev.openbell.edge.orders;

import dev.openbell.chassis.fields.Fields;
import dev.openbell.chassis.fields.Written;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.refusal.Refusal.FieldError;
import dev.openbell.edge.errors.Problem;
import dev.openbell.edge.market.BookShape;
import dev.openbell.edge.orders.Answers.CommandShape;
import dev.openbell.edge.orders.Answers.EventShape;
import dev.openbell.edge.orders.Answers.Events;
import dev.openbell.edge.orders.Answers.OneOrder;
import dev.openbell.edge.orders.Answers.OrderAndTrades;
import dev.openbell.edge.orders.Answers.Orders;
import dev.openbell.edge.orders.Answers.Placed;
import dev.openbell.edge.orders.Answers.PreviewFillShape;
import dev.openbell.edge.orders.Answers.PreviewShape;
import dev.openbell.edge.orders.Answers.Queued;
import dev.openbell.edge.orders.Answers.Result;
import dev.openbell.edge.orders.Answers.SwitchShape;
import dev.openbell.edge.orders.Requests.Amendment;
import dev.openbell.history.v1.OrderEvent;
import dev.openbell.trading.v1.AmendOrderRequest;
import dev.openbell.trading.v1.CancelAfterResponse;
import dev.openbell.trading.v1.Fill;
import dev.openbell.trading.v1.GetCommandResponse;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.PlaceOrderResponse;
import dev.openbell.trading.v1.PlaceOrderResult;
import dev.openbell.trading.v1.PreviewOrderResponse;
import dev.openbell.trading.v1.SelfTradePrevention;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import io.micronaut.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders between JSON and the trading contract. */
final class OrderShapes {
    private static final String COMMAND_PREFIX = "COMMAND_";

    private OrderShapes() {}

    /** Every field by itself; what they mean together is the engine's to judge. */
    static PlaceOrderRequest.Builder request(OrderTicket ticket, @Nullable String keyHeader) {
        var order = PlaceOrderRequest.newBuilder()
                .setIdempotencyKey(Fields.key(keyHeader, ticket.idempotencyKey()))
                .setInstrument(Fields.required("instrument", ticket.instrument()))
                .setSide(Fields.word("side", Fields.required("side", ticket.side()), Side.values()))
                .setType(Fields.word("type", Fields.required("type", ticket.type()), OrderType.values()))
                .setPostOnly(Fields.flag("post_only", ticket.postOnly()));
        if (ticket.price() != null) order.setPriceE8(Fields.amount("price", ticket.price()));
        if (ticket.stopPrice() != null) order.setStopPriceE8(Fields.amount("stop_price", ticket.stopPrice()));
        if (ticket.quantity() != null) order.setQuantityE8(Fields.amount("quantity", ticket.quantity()));
        if (ticket.quoteQuantity() != null) {
            order.setQuoteQuantityE8(Fields.amount("quote_quantity", ticket.quoteQuantity()));
        }
        if (ticket.timeInForce() != null) {
            order.setTimeInForce(Fields.word("time_in_force", ticket.timeInForce(), TimeInForce.values()));
        }
        if (ticket.expiresAt() != null) order.setExpiresAtMicros(Fields.time("expires_at", ticket.expiresAt()));
        if (ticket.selfTradePrevention() != null) {
            order.setSelfTradePrevention(
                    Fields.word("self_trade_prevention", ticket.selfTradePrevention(), SelfTradePrevention.values()));
        }
        return order;
    }

    static AmendOrderRequest request(String id, Amendment amendment, @Nullable String keyHeader) {
        var amend = AmendOrderRequest.newBuilder()
                .setOrderId(id)
                .setIdempotencyKey(Fields.key(keyHeader, amendment.idempotencyKey()));
        if (amendment.price() != null) amend.setPriceE8(Fields.amount("price", amendment.price()));
        if (amendment.quantity() != null) amend.setQuantityE8(Fields.amount("quantity", amendment.quantity()));
        return amend.build();
    }

    static Placed placed(PlaceOrderResponse response) {
        return new Placed(
                order(response.getOrder()),
                FillShape.of(response.getTradesList()),
                response.getSequence(),
                response.hasOrderBook() ? BookShape.of(response.getOrderBook()) : null);
    }

    static Queued queued(PlaceOrderResponse response) {
        return new Queued(response.getCommandId(), "queued");
    }

    /** 200 where the key had been used before for the same order, 201 for a new one. */
    static HttpStatus status(PlaceOrderResponse response) {
        return response.getRepeatedKey() ? HttpStatus.OK : HttpStatus.CREATED;
    }

    /** @param key the order's own, to ask again with where nobody knows what became of it */
    static Result result(PlaceOrderResult result, String key, String requestId) {
        if (result.hasRefused()) return refused(refusal(result.getRefused(), key), requestId);
        var placed = result.getPlaced();
        return new Result(
                status(placed).getCode(), order(placed.getOrder()), FillShape.of(placed.getTradesList()), null);
    }

    static Result refused(Refusal refusal, String requestId) {
        return new Result(refusal.code().http(), null, null, Problem.of(refusal, requestId));
    }

    private static Refusal refusal(dev.openbell.trading.v1.Refusal refused, String key) {
        var code = Code.valueOf(refused.getCode());
        if (code == Code.OUTCOME_UNKNOWN) return Refusal.outcomeUnknown(refused.getDetail(), key);
        var errors = refused.getErrorsList().stream()
                .map(error -> new FieldError(error.getField(), error.getMessage()))
                .toList();
        return new Refusal(code, refused.getDetail(), errors, null, null);
    }

    static PreviewShape preview(PreviewOrderResponse preview) {
        return new PreviewShape(
                preview.getFillsList().stream()
                        .map(fill -> new PreviewFillShape(
                                Written.amount(fill.getPriceE8()), Written.amount(fill.getQuantityE8())))
                        .toList(),
                preview.hasAveragePriceE8() ? Written.amount(preview.getAveragePriceE8()) : null,
                Written.amount(preview.getFeeE8()),
                Written.orNull(preview.getFeeAsset()),
                Written.amount(preview.getHoldE8()),
                Written.orNull(preview.getHoldAsset()));
    }

    static SwitchShape deadMansSwitch(CancelAfterResponse response) {
        return new SwitchShape(response.hasStrikesAtMicros() ? Written.time(response.getStrikesAtMicros()) : null);
    }

    static OrderAndTrades orderAndTrades(Order order, List<Fill> trades) {
        return new OrderAndTrades(order(order), FillShape.of(trades));
    }

    static OneOrder one(Order order) {
        return new OneOrder(order(order));
    }

    static Orders page(List<Order> orders, String nextCursor) {
        return new Orders(orders.stream().map(OrderShapes::order).toList(), Written.orNull(nextCursor));
    }

    static Events events(List<OrderEvent> events) {
        return new Events(events.stream().map(OrderShapes::event).toList());
    }

    static CommandShape command(GetCommandResponse command) {
        var refusal = command.hasRefusal() ? command.getRefusal() : null;
        return new CommandShape(
                Written.word(command.getStatus()).substring(COMMAND_PREFIX.length()),
                command.hasOrder() ? order(command.getOrder()) : null,
                refusal == null ? null : refusal.getCode(),
                refusal == null ? null : refusal.getDetail());
    }

    private static EventShape event(OrderEvent event) {
        return new EventShape(
                event.getSequence(),
                event.getKind(),
                order(event.getOrder()),
                event.hasFill() ? FillShape.of(event.getFill()) : null,
                Written.time(event.getTimestampMicros()));
    }

    private static OrderShape order(Order order) {
        return new OrderShape(
                order.getOrderId(),
                Written.orNull(order.getIdempotencyKey()),
                order.getInstrument(),
                Written.word(order.getSide()),
                Written.word(order.getType()),
                Written.word(order.getTimeInForce()),
                order.getPostOnly(),
                order.hasPriceE8() ? Written.amount(order.getPriceE8()) : null,
                order.hasStopPriceE8() ? Written.amount(order.getStopPriceE8()) : null,
                order.hasQuantityE8() ? Written.amount(order.getQuantityE8()) : null,
                order.hasQuoteQuantityE8() ? Written.amount(order.getQuoteQuantityE8()) : null,
                Written.amount(order.getFilledQuantityE8()),
                Written.amount(order.getRemainingQuantityE8()),
                order.hasAveragePriceE8() ? Written.amount(order.getAveragePriceE8()) : null,
                Written.word(order.getStatus()),
                Written.orNull(order.getReason()),
                Written.time(order.getCreatedAtMicros()),
                Written.time(order.getUpdatedAtMicros()),
                order.hasExpiresAtMicros() ? Written.time(order.getExpiresAtMicros()) : null);
    }
}
