package dev.openbell.bench;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.LiveSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * One newcomer after the other signs up; then one order after the other is placed, and the frame in which the whole market learns of it
 * is awaited on the WebSocket. One at a time: this is how a quiet venue feels.
 */
final class WayThrough {
    private static final int NEWCOMERS = 10, WARM_UP = 200;
    private static final String INSTRUMENT = "SOL-USD";
    /** Below any seller, so that nothing trades, and within the band around the last trade. */
    private static final double BELOW_THE_MARKET = 0.8;

    private static final double WITHOUT_A_MARKET = 100;

    private final URI venue, inbox, socket;

    WayThrough(URI venue, URI inbox, URI socket) {
        this.venue = venue;
        this.inbox = inbox;
        this.socket = socket;
    }

    void run(int orders) {
        var newcomers = new ArrayList<Customer.Took>();
        Customer customer = null;
        for (int i = 0; i < NEWCOMERS; i++) {
            customer = Customer.signUp(venue, inbox, "bench");
            newcomers.add(customer.signUpTook());
        }
        if (customer == null) throw new IllegalStateException("nobody signed up");
        System.out.printf("%-34s %8s %8s %8s   of %d, in ms%n", "sign-up", "p50", "max", "min", NEWCOMERS);
        print("  answer to the sign-up", newcomers, Customer.Took::answer);
        print("  the mail is in the inbox", newcomers, Customer.Took::mail);
        print("  answer to the code", newcomers, Customer.Took::verify);

        double lowest = lowestPrice(customer);
        var answers = new Histogram(3);
        var frames = new Histogram(3);
        try (var live = new LiveSocket(socket).subscribe(List.of("orderbook"), List.of(INSTRUMENT))) {
            for (int i = 0; i < WARM_UP + orders; i++) {
                if (i == WARM_UP) {
                    answers.reset();
                    frames.reset();
                }
                measure(customer, live, lowest + i % 100 * 0.01, answers, frames);
            }
        }
        System.out.printf("%-34s %8s %8s %8s   of %d, in ms%n", "an order", "p50", "p99", "max", orders);
        print("  answer over REST", answers);
        print("  frame on the WebSocket", frames);
    }

    private static void measure(Customer customer, LiveSocket live, double at, Histogram answers, Histogram frames) {
        var price = "%.2f".formatted(at);
        var order = Map.of("instrument", INSTRUMENT, "side", "buy", "type", "limit", "price", price, "quantity", "0.1");
        long start = System.nanoTime();
        var placed = customer.rest().post("/api/v1/orders", order).expect(201);
        answers.recordValue((System.nanoTime() - start) / 1_000);
        frames.recordValue((live.await(frame -> shows(frame, price)).at() - start) / 1_000);
        customer.rest()
                .delete("/api/v1/orders/" + placed.get("order").get("order_id").asText())
                .expect(200);
    }

    private static double lowestPrice(Customer customer) {
        var bids = customer.rest().get("/api/v1/book/" + INSTRUMENT).expect(200).get("bids");
        return bids.isEmpty() ? WITHOUT_A_MARKET : bids.get(0).get("price").asDouble() * BELOW_THE_MARKET;
    }

    private static boolean shows(LiveSocket.Frame frame, String price) {
        if (!frame.type().equals("orderbook_delta")) return false;
        double wanted = Double.parseDouble(price);
        for (var level : frame.json().get("bids")) {
            if (level.get(0).asDouble() == wanted && level.get(1).asDouble() > 0) return true;
        }
        return false;
    }

    private static void print(String what, List<Customer.Took> all, ToDoubleFunction<Customer.Took> part) {
        var sorted = all.stream().mapToDouble(part).sorted().toArray();
        System.out.printf(
                "%-34s %8.1f %8.1f %8.1f%n", what, sorted[sorted.length / 2], sorted[sorted.length - 1], sorted[0]);
    }

    private static void print(String what, Histogram times) {
        System.out.printf(
                "%-34s %8.1f %8.1f %8.1f%n",
                what,
                times.getValueAtPercentile(50) / 1e3,
                times.getValueAtPercentile(99) / 1e3,
                times.getMaxValue() / 1e3);
    }
}
