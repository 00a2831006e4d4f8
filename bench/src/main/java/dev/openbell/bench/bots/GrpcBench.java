package dev.openbell.bench.bots;

import static dev.openbell.bench.bots.Tickets.ONE;
import static dev.openbell.bench.stand.BenchFolder.INSTRUMENT;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.stand.BenchFolder;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.trading.v1.CancelAllOrdersRequest;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import dev.openbell.trading.v1.TradingServiceGrpc;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceBlockingStub;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * The answer to one order at a time, and what one order session sustains: every service runs and persists on the same machine.
 *
 * <p>The session's flow: of six requests two rest, two cancel what rests, and two trade with what another account offers.
 */
public final class GrpcBench {
    private static final long LOT = ONE / 500;
    private static final long BID = 4_999 * ONE, ASK = 5_001 * ONE;
    private static final int RESTING = 100;

    private final int calls;
    private final Duration each;

    /**
     * A benchmark.
     *
     * @param calls how many single orders
     * @param each how long each step of the session takes
     */
    public GrpcBench(int calls, Duration each) {
        this.calls = calls;
        this.each = each;
    }

    /** Runs against a venue of its own. */
    public void run() throws IOException, InterruptedException, SQLException {
        try (var folder = new BenchFolder();
                var venue = Venue.start(folder.setup())) {
            var addresses = venue.addresses();
            var target = addresses.hostAndPort(Port.MATCHER);
            var bot = Customer.signUp(addresses.edge(), addresses.inbox(), "bot");
            var dealer = Customer.signUp(addresses.edge(), addresses.inbox(), "dealer");
            var channel = NettyChannelBuilder.forTarget(target).usePlaintext().build();
            try {
                var calls = TradingServiceGrpc.newBlockingStub(channel);
                one(calls.withCallCredentials(new BearerToken(bot.token(), "bench")));
                deposit(bot, "SOL", "1000");
                deposit(bot, "USD", "900000");
                deposit(dealer, "SOL", "1000");
                deposit(dealer, "USD", "900000");
                var offers = new Offers(calls.withCallCredentials(new BearerToken(dealer.token(), "bench")));
                System.out.printf(
                        "%n%-28s %12s %12s %8s %8s %8s%n",
                        "one order session", "orders/s", "requests/s", "p50", "p99", "max");
                for (int window : new int[] {64, 256, 1_024}) session(target, bot.token(), window, offers);
                lag(addresses.database());
            } finally {
                channel.shutdownNow();
            }
        }
    }

    private static void deposit(Customer who, String asset, String amount) {
        who.rest()
                .post("/api/v1/account/deposits", Map.of("asset", asset, "amount", amount))
                .expect(201);
    }

    private void one(TradingServiceBlockingStub market) {
        var took = new Histogram(3);
        // A venue that has just started still compiles its code.
        for (int i = -calls * 3; i < calls; i++) {
            if (i == 0) took.reset();
            var order = Tickets.limit("one" + i, INSTRUMENT, Side.BUY, LOT * 10, 1_000 * ONE, TimeInForce.GTC);
            long start = System.nanoTime();
            market.placeOrder(order.build());
            took.recordValue((System.nanoTime() - start) / 1_000);
            if (i % RESTING == 0) cancelAll(market);
        }
        System.out.printf("%-28s %12s %12s %8s %8s %8s%n", "one order at a time", "", "", "p50", "p99", "max");
        System.out.printf(
                "%-28s %12s %12s %8.2f %8.2f %8.2f   ms of %d%n",
                "  answer over gRPC",
                "",
                "",
                took.getValueAtPercentile(50) / 1e3,
                took.getValueAtPercentile(99) / 1e3,
                took.getMaxValue() / 1e3,
                calls);
    }

    private static void cancelAll(TradingServiceBlockingStub market) {
        var _ = market.cancelAllOrders(CancelAllOrdersRequest.getDefaultInstance());
    }

    private void session(String target, String token, int window, Offers offers) throws InterruptedException {
        var took = new SynchronizedHistogram(3);
        var answered = new AtomicLong();
        var refused = new AtomicLong();
        long orders = 0, requests = 0;
        try (var line = new BotLine(target, token, window)) {
            var prefix = "s" + window + "-";
            long warm = System.nanoTime() + each.toNanos() / 4;
            long begin = 0, end = Long.MAX_VALUE;
            for (long i = 0; System.nanoTime() < end; i++) {
                if (begin == 0 && System.nanoTime() > warm) {
                    begin = System.nanoTime();
                    end = begin + each.toNanos();
                    took.reset();
                    answered.set(0);
                    orders = 0;
                    requests = 0;
                }
                offers.renew();
                requests++;
                boolean isOrder = i % 3 != 1;
                if (isOrder) orders++;
                long start = System.nanoTime();
                line.send(next(prefix, i), response -> {
                    took.recordValue((System.nanoTime() - start) / 1_000);
                    answered.incrementAndGet();
                    if (response.hasRefused()) refused.incrementAndGet();
                });
            }
            line.drain();
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    "%-28s %,12.0f %,12.0f %8.2f %8.2f %8.2f   ms; %,d answers, %,d refusals%n",
                    "  window of " + window,
                    orders / seconds,
                    requests / seconds,
                    took.getValueAtPercentile(50) / 1e3,
                    took.getValueAtPercentile(99) / 1e3,
                    took.getMaxValue() / 1e3,
                    answered.get(),
                    refused.get());
        }
    }

    private static OrderSessionRequest.Builder next(String prefix, long i) {
        long round = i / 6;
        return switch ((int) (i % 6)) {
            case 0, 3 -> {
                var side = i % 6 == 0 ? Side.BUY : Side.SELL;
                long price = side == Side.BUY ? BID - (1 + round % 50) * ONE : ASK + (1 + round % 50) * ONE;
                yield Tickets.place(Tickets.limit(prefix + i, INSTRUMENT, side, LOT, price, TimeInForce.GTC));
            }
            case 1, 4 -> Tickets.cancel(prefix + (i - 1));
            case 2 -> Tickets.place(Tickets.limit(prefix + i, INSTRUMENT, Side.BUY, LOT, ASK, TimeInForce.IOC));
            default -> Tickets.place(Tickets.limit(prefix + i, INSTRUMENT, Side.SELL, LOT, BID, TimeInForce.IOC));
        };
    }

    /** What the other account offers, made new before it is used up. */
    private static final class Offers {
        private static final long QUANTITY = 50 * ONE;

        private final TradingServiceBlockingStub market;
        private long made;
        private long next;

        Offers(TradingServiceBlockingStub market) {
            this.market = market;
        }

        void renew() {
            if (System.nanoTime() < next) return;
            var _ = market.cancelAllOrders(CancelAllOrdersRequest.getDefaultInstance());
            offer(Side.BUY, BID);
            offer(Side.SELL, ASK);
            next = System.nanoTime() + 1_000_000_000L;
        }

        private void offer(Side side, long price) {
            var order = Tickets.limit("offer" + ++made, INSTRUMENT, side, QUANTITY, price, TimeInForce.GTC);
            var _ = market.placeOrder(order.build());
        }
    }

    /** How far the tables are behind when the load ends, and how quickly they catch up. */
    private static void lag(String database) throws SQLException, InterruptedException {
        try (var connection = DriverManager.getConnection(database)) {
            long start = System.nanoTime(), first = rows(connection), before = first;
            while (true) {
                Thread.sleep(1_000);
                long now = rows(connection);
                if (now == before) break;
                before = now;
            }
            double seconds = (System.nanoTime() - start) / 1e9 - 1;
            System.out.printf(
                    "%n%-28s %,d orders were still to be written when the load ended; caught up in %.1f s (%,.0f orders/s)%n",
                    "the database", before - first, seconds, (before - first) / Math.max(seconds, 0.001));
        }
    }

    private static long rows(Connection connection) throws SQLException {
        try (var rows = connection.createStatement().executeQuery("SELECT count(*) FROM orders")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
