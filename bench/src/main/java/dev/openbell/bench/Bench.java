package dev.openbell.bench;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** {@code ./openbell bench}: which benchmarks there are, and runs them against a venue on this machine. */
public final class Bench {
    /** Those of the contract that measure what this version does not have. */
    private static final List<String> TO_COME =
            List.of("engine", "rest", "grpc", "ws", "recovery", "startup", "fixtures", "all");

    private static final int DEFAULT_ORDERS = 1_000;

    private Bench() {}

    public static void main(String[] args) {
        var which = args.length == 0 ? "" : args[0];
        switch (which) {
            case "way" -> way(args);
            case "" -> list();
            default -> {
                var known = TO_COME.contains(which) ? " is not part of this version." : " is not known.";
                System.err.println("The benchmark " + which + known);
                list();
                System.exit(2);
            }
        }
    }

    private static void list() {
        System.out.println("""
                ./openbell bench way [--total N]   sign-up, mail, code; then N orders (1000), each until its frame is on the WebSocket
                Not part of this version: engine, rest, grpc, ws, recovery, startup, fixtures, all.
                A venue must be up (./openbell up); it is asked at OPENBELL_EDGE_PORT, OPENBELL_INBOX_PORT and OPENBELL_GATEWAY_PORT.""");
    }

    private static void way(String[] args) {
        int orders = DEFAULT_ORDERS;
        for (int i = 1; i < args.length - 1; i++) if (args[i].equals("--total")) orders = Integer.parseInt(args[i + 1]);
        new WayThrough(
                        local("http", "OPENBELL_EDGE_PORT", 8080, "/"),
                        local("http", "OPENBELL_INBOX_PORT", 8025, "/"),
                        local("ws", "OPENBELL_GATEWAY_PORT", 8081, "/ws"))
                .run(orders);
    }

    /** Load goes to this machine and nowhere else. */
    private static URI local(String scheme, String variable, int port, String path) {
        Map<String, String> environment = System.getenv();
        return URI.create("%s://127.0.0.1:%s%s".formatted(scheme, environment.getOrDefault(variable, "" + port), path));
    }
}
