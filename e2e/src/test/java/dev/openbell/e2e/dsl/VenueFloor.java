package dev.openbell.e2e.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.LiveSocket;
import dev.openbell.bench.client.Rest;
import dev.openbell.standalone.Venue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole venue, from outside: people sign up with a mailed code, orders go over REST, and executions come over the WebSocket. */
final class VenueFloor implements Floor {
    private final Venue venue;
    private final Feed feed;

    /** Of somebody who trades: a passer-by may be shown a book that is a quarter of a second old. */
    private volatile Rest eyes;

    VenueFloor(Venue venue, Feed feed) {
        this.venue = venue;
        this.feed = feed;
        this.eyes = new Rest(venue.addresses().edge());
    }

    @Override
    public String freshInstrument() {
        return RunningVenue.freshInstrument();
    }

    @Override
    public Seat seat(String name) {
        var addresses = venue.addresses();
        var customer = Customer.signUp(addresses.edge(), addresses.inbox(), name);
        customer.rest()
                .post("/api/v1/account/deposits", Map.of("asset", "SOL", "amount", "1000"))
                .expect(201);
        var live = new LiveSocket(addresses.webSocket())
                .authenticate(customer.token())
                .subscribe(List.of("orders"), List.of());
        eyes = customer.rest();
        return new VenueSeat(customer, live);
    }

    @Override
    public String freshCfd() {
        return RunningVenue.freshCfd();
    }

    @Override
    public void quotes(String cfd, BigDecimal bid, BigDecimal ask) {
        feed.says(cfd, bid, ask);
    }

    @Override
    public List<Level> book(String instrument, boolean bids) {
        var levels = new ArrayList<Level>();
        var book = eyes.get("/api/v1/book/" + instrument).expect(200);
        for (var level : book.get(bids ? "bids" : "asks")) {
            levels.add(new Level(decimal(level.get("price")), decimal(level.get("quantity"))));
        }
        return levels;
    }

    private static BigDecimal decimal(JsonNode node) {
        return new BigDecimal(node.asText());
    }

    private record VenueSeat(Customer customer, LiveSocket live) implements Seat {
        @Override
        public Receipt places(String instrument, Ticket ticket, String key) {
            var order = new HashMap<String, Object>();
            order.put("instrument", instrument);
            order.put("side", ticket.buys() ? "buy" : "sell");
            order.put("type", ticket.type());
            order.put("time_in_force", ticket.timeInForce());
            order.put("post_only", ticket.postOnly());
            order.put("self_trade_prevention", ticket.selfTrade());
            write(order, "quantity", ticket.quantity());
            write(order, "quote_quantity", ticket.quoteQuantity());
            write(order, "price", ticket.price());
            write(order, "stop_price", ticket.stopPrice());
            if (!key.isEmpty()) order.put("idempotency_key", key);
            return receipt(customer.rest().post("/api/v1/orders", order));
        }

        private static void write(Map<String, Object> order, String field, @Nullable BigDecimal value) {
            if (value != null) order.put(field, value.toPlainString());
        }

        @Override
        public Receipt amends(String orderId, BigDecimal quantity, BigDecimal price) {
            var change = Map.of("quantity", quantity.toPlainString(), "price", price.toPlainString());
            return receipt(customer.rest().patch("/api/v1/orders/" + orderId, change));
        }

        @Override
        public int cancelsAll() {
            return customer.rest()
                    .delete("/api/v1/orders")
                    .expect(200)
                    .get("cancelled")
                    .asInt();
        }

        @Override
        public Receipt cancels(String orderId) {
            return receipt(customer.rest().delete("/api/v1/orders/" + orderId));
        }

        @Override
        public Receipt order(String orderId) {
            return receipt(customer.rest().get("/api/v1/orders/" + orderId));
        }

        @Override
        public Execution nextExecution() {
            var fill = live.await(frame -> frame.type().equals("fill")).json();
            return new Execution(
                    fill.get("side").asText().equals("buy"), decimal(fill.get("quantity")), decimal(fill.get("price")));
        }

        @Override
        public BigDecimal available(String asset) {
            return decimal(balance(asset).get("available"));
        }

        @Override
        public BigDecimal held(String asset) {
            return decimal(balance(asset).get("held"));
        }

        @Override
        public BigDecimal margin(String asset) {
            return decimal(balance(asset).get("margin"));
        }

        @Override
        public Stake opens(String cfd, Bet bet) {
            var ticket = new HashMap<String, Object>();
            ticket.put("asset", cfd);
            ticket.put("direction", bet.rises() ? "LONG" : "SHORT");
            ticket.put("leverage", bet.leverage());
            write(ticket, "margin", bet.margin());
            write(ticket, "stop_loss_price", bet.stop());
            write(ticket, "take_profit_price", bet.take());
            write(ticket, "trailing_distance", bet.trail());
            return stake(customer.rest().post("/api/v1/cfd/positions", ticket));
        }

        @Override
        public Stake closes(String positionId) {
            return stake(customer.rest().post("/api/v1/cfd/positions/" + positionId + "/close", Map.of()));
        }

        @Override
        public Stake stake(String positionId) {
            return stake(customer.rest().get("/api/v1/cfd/positions/" + positionId));
        }

        private static Stake stake(Rest.Reply reply) {
            if (!reply.code().isEmpty()) return Stake.refused(reply.code());
            var position = reply.body().get("position");
            var reason = position.get("close_reason");
            return new Stake(
                    position.get("position_id").asText(),
                    reason.isNull() ? "open" : reason.asText(),
                    decimal(position.get("quantity")),
                    decimal(position.get("liquidation_price")),
                    "");
        }

        private JsonNode balance(String asset) {
            for (var balance :
                    customer.rest().get("/api/v1/account/balances").expect(200).get("balances")) {
                if (balance.get("asset").asText().equals(asset)) return balance;
            }
            throw new AssertionError("there is no " + asset);
        }

        private static Receipt receipt(Rest.Reply reply) {
            if (!reply.code().isEmpty()) return new Receipt("", "", reply.code());
            var order = reply.body().get("order");
            return new Receipt(
                    order.get("order_id").asText(), order.get("status").asText(), "");
        }
    }
}
