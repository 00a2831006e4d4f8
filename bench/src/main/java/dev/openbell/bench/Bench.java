package dev.openbell.bench;

import dev.openbell.bench.bots.GrpcBench;
import dev.openbell.bench.bots.RecoveryBench;
import dev.openbell.bench.bots.SnapshotBench;
import dev.openbell.bench.bots.TakeOverBench;
import dev.openbell.bench.engine.CfdBench;
import dev.openbell.bench.engine.EngineBench;
import dev.openbell.bench.history.HistoryBench;
import dev.openbell.bench.identity.IdentityBench;
import dev.openbell.bench.orders.OrderBench;
import dev.openbell.bench.orders.OrderBench.Doors;
import dev.openbell.bench.prices.PricesBench;
import dev.openbell.bench.sockets.SocketBench;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code ./openbell bench}: which benchmarks there are, and runs one. */
public final class Bench {
    /** Those of the contract that measure what this version does not have. */
    private static final List<String> TO_COME = List.of("startup", "fixtures", "all");

    private static final int DEFAULT_ORDERS = 1_000;

    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        var which = args.length == 0 ? "" : args[0];
        switch (which) {
            case "way" -> way(args);
            case "engine" -> new EngineBench().run();
            case "cfd" -> new CfdBench().run();
            case "identity" -> {
                int people = number(args, "--total", 100);
                inOrder(() -> new IdentityBench(people, 2 * people).run());
            }
            case "history" ->
                inOrder(() ->
                        new HistoryBench(number(args, "--orders", 300_000), number(args, "--trades", 5_000_000)).run());
            case "grpc" -> {
                var each = Duration.ofSeconds(number(args, "--duration", 20));
                inOrder(() -> new GrpcBench(number(args, "--total", 5_000), each).run());
            }
            case "ws" -> {
                int clients = number(args, "--connections", 0), slow = number(args, "--slow", 0);
                var sizes = clients > 0 ? List.of(clients) : slow > 0 ? List.of(1_000) : List.of(1_000, 10_000);
                var each = Duration.ofSeconds(number(args, "--duration", 20));
                inOrder(() -> new SocketBench(sizes, slow, number(args, "--rate", 1_000), each).run());
            }
            case "rest", "session" -> {
                var each = Duration.ofSeconds(number(args, "--duration", 20));
                int from = number(args, "--rate", 0);
                inOrder(() -> new OrderBench(Doors.valueOf(which.toUpperCase(Locale.ROOT)), from, each).run());
            }
            case "recovery" -> {
                int orders = number(args, "--total", 1_000_000);
                inOrder(() -> new RecoveryBench(orders, orders, 3).run());
            }
            case "snapshots" -> {
                var each = Duration.ofSeconds(number(args, "--duration", 45));
                inOrder(() -> new SnapshotBench(number(args, "--total", 1_000_000), 2, each).run());
            }
            case "prices" -> inOrder(() -> new PricesBench(number(args, "--total", 2_000), 10).run());
            case "takeover" -> inOrder(() -> TakeOverBench.print(new TakeOverBench(number(args, "--total", 20)).run()));
            case "" -> list();
            default -> {
                var known = TO_COME.contains(which) ? " is not part of this version." : " is not known.";
                System.err.println("The benchmark " + which + known);
                list();
                System.exit(2);
            }
        }
    }

    private interface Benchmark {
        void run() throws IOException, InterruptedException, SQLException;
    }

    /** One that is told to end (Ctrl-C, TERM) is interrupted, and ends on its way out whatever it has started. */
    private static void inOrder(Benchmark benchmark) throws IOException, InterruptedException, SQLException {
        var told = new AtomicBoolean();
        var runner = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            told.set(true);
            end(runner);
        }));
        try {
            benchmark.run();
        } catch (IOException | InterruptedException | SQLException | RuntimeException e) {
            if (!told.get()) throw e;
        }
    }

    private static void end(Thread runner) {
        runner.interrupt();
        try {
            runner.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void list() {
        System.out.println("""
                ./openbell bench engine            the engine alone, without a venue: its book beside exchange-core's, then the whole, then
                                                   what it remembers; about four minutes, 3 GB
                ./openbell bench cfd               the broker alone: prices that meet 100,000 open positions, positions that open and
                                                   close; about a minute, 3 GB
                ./openbell bench way [--total N]   sign-up, mail, code; then N orders (1000), each until its frame is on the WebSocket.
                                                   A venue must be up (./openbell up); it is asked at OPENBELL_EDGE_PORT,
                                                   OPENBELL_INBOX_PORT and OPENBELL_GATEWAY_PORT
                ./openbell bench grpc [--total N] [--duration S]
                                                   N orders (5000), one at a time; then one order session with several windows, S
                                                   seconds (20) each; every service runs and persists
                ./openbell bench rest [--rate R] [--duration S]
                                                   orders over REST: of ten requests six place, three cancel, one trades at once; ever
                                                   more a second, from R on, S seconds (20) each, until the answers come too late
                ./openbell bench session [--rate R] [--duration S]
                                                   the same over order sessions
                ./openbell bench ws [--connections N] [--rate R] [--duration S] [--slow N]
                                                   R book changes a second (1000), until they are with N clients (1000, then 10,000);
                                                   --slow: and then beside so many who never read
                ./openbell bench identity [--total N]
                                                   N people (100) sign up, in, on and out, one after the other; then twice as many sign up
                                                   at once while no mail goes out
                ./openbell bench history [--orders N] [--trades N]
                                                   N orders (300,000) become rows, then a minute's while PostgreSQL was away; then every call of the
                                                   history on tables with N trades (5 million) and a fifth as many orders; 0 leaves a part out
                ./openbell bench recovery [--total N]
                                                   a matcher with N open orders (1 million) and N commands behind its snapshot is killed
                ./openbell bench snapshots [--total N] [--duration S]
                                                   answers with a snapshot every 15 s and without, in turn, S seconds (45) each, on a
                                                   market with N open orders (1 million)
                ./openbell bench prices [--total N]
                                                   N prices (2000), each from the exchange's message to its frame on the WebSocket; then how
                                                   soon a fresh one is there after the line broke, and after the feed was killed, ten times each
                ./openbell bench takeover [--total N]
                                                   two matchers under load; N times (20) the one that publishes is killed
                identity, grpc, rest, session, ws, history, prices, recovery, snapshots and takeover start a venue of their own, on free ports.
                Not part of this version: startup, fixtures, all.""");
    }

    private static void way(String[] args) {
        new WayThrough(
                        local("http", "OPENBELL_EDGE_PORT", 8080, "/"),
                        local("http", "OPENBELL_INBOX_PORT", 8025, "/"),
                        local("ws", "OPENBELL_GATEWAY_PORT", 8081, "/ws"))
                .run(number(args, "--total", DEFAULT_ORDERS));
    }

    private static int number(String[] args, String option, int usual) {
        for (int i = 1; i < args.length - 1; i++) if (args[i].equals(option)) return Integer.parseInt(args[i + 1]);
        return usual;
    }

    /** Load goes to this machine and nowhere else. */
    private static URI local(String scheme, String variable, int port, String path) {
        Map<String, String> environment = System.getenv();
        return URI.create("%s://127.0.0.1:%s%s".formatted(scheme, environment.getOrDefault(variable, "" + port), path));
    }
}
