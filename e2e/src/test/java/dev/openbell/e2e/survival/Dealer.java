package dev.openbell.e2e.survival;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Rest;
import dev.openbell.standalone.Venue;
import java.util.Map;

/** Somebody who deals in T1-USD over REST, and remembers their password for the next day. */
record Dealer(Customer customer) {
    static final String INSTRUMENT = "T1-USD";

    /** With 100 pieces to sell. */
    static Dealer arrives(Venue venue, String name) {
        var dealer = new Dealer(
                Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), name));
        dealer.deposits("100");
        return dealer;
    }

    Dealer comesBack(Venue venue) {
        return new Dealer(Customer.signIn(venue.addresses().edge(), customer.email(), customer.password()));
    }

    Rest rest() {
        return customer.rest();
    }

    void deposits(String amount) {
        rest().post("/api/v1/account/deposits", Map.of("asset", "SOL", "amount", amount))
                .expect(201);
    }

    /** {@code 5 @ 100}; the order's id. */
    String sells(String words) {
        return places("sell", words);
    }

    String buys(String words) {
        return places("buy", words);
    }

    private String places(String side, String words) {
        var parts = words.split(" @ ", -1);
        return rest().post(
                        "/api/v1/orders",
                        Map.of(
                                "instrument",
                                INSTRUMENT,
                                "side",
                                side,
                                "type",
                                "limit",
                                "quantity",
                                parts[0],
                                "price",
                                parts[1]))
                .expect(201)
                .get("order")
                .get("order_id")
                .asText();
    }
}
