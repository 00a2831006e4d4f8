package dev.openbell.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Rest;
import dev.openbell.bench.client.Rest.Reply;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Venue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Anything at all, thrown at every door: no answer is an accident, and each comes in time. What is thrown follows from a seed, which stands
 * in the test's name. {@code -Dopenbell.long=true} throws more.
 */
@OnTheRunningVenue
class FuzzTest {
    private static final boolean LONG = Boolean.getBoolean("openbell.long");
    private static final int TOKENS = 400, STEPS = 60, CALLS = 600;

    /** Writes the whole market down; ends the session of whoever throws. */
    private static final Set<String> TOO_MUCH = Set.of("/api/v1/market/orderbook/snapshot", "/api/v1/auth/logout");

    /** Nobody else minds what becomes of it. */
    private static final String INSTRUMENT = RunningVenue.freshInstrument();

    private static Rest operator;

    private final Venue venue;
    private final Rest rest;

    FuzzTest(Venue venue) {
        this.venue = venue;
        rest = new Rest(venue.addresses().edge());
    }

    @BeforeAll
    static void anOperatorSignsUp(Venue venue) {
        var addresses = venue.addresses();
        operator = Customer.signUp(addresses.edge(), addresses.inbox(), "fuzzer", "fuzzer@example.com")
                .rest();
    }

    /** Otherwise little of what was thrown would have come far. */
    @AfterAll
    static void theOperatorIsStillLetIn() {
        assertThat(operator.get("/api/v1/auth/me").status()).isEqualTo(200);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, LONG ? 20 : 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void row11_whatIsNoTokenOpensNoDoor(long seed) {
        var random = new Random(seed);
        var alice = customer("alice").token();
        var bob = customer("bob").token();
        try (var doors = new Doors(venue)) {
            for (int i = 0; i < TOKENS; i++) {
                var token = noToken(random, alice, bob);
                if (token.equals(alice) || token.equals(bob)) continue;

                assertThat(doors.overRest(token)).as(token).isEqualTo("UNAUTHENTICATED");
                assertThat(doors.overGrpc(token)).as(token).isEqualTo("UNAUTHENTICATED");
            }
        }
    }

    private static String noToken(Random random, String one, String other) {
        var token = new StringBuilder(one);
        int at = random.nextInt(token.length());
        return switch (random.nextInt(8)) {
            case 0 -> token.deleteCharAt(at).toString();
            case 1 -> token.insert(at, printable(random)).toString();
            case 2 -> token.substring(0, at);
            case 3 -> one.substring(0, at) + other.substring(Math.min(at, other.length()));
            case 4 -> spliced(random, one.split("\\.", -1), other.split("\\.", -1));
            case 5 -> base64(random, 1 + random.nextInt(200)) + "." + base64(random, 200) + "." + base64(random, 64);
            case 6 -> one + base64(random, 1 + random.nextInt(3_000));
            default -> base64(random, 1 + random.nextInt(30)) + ".".repeat(random.nextInt(6));
        };
    }

    private static String spliced(Random random, String[] one, String[] other) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < 3; i++) parts.add(random.nextBoolean() ? one[i] : other[i]);
        return String.join(".", parts);
    }

    private static String base64(Random random, int bytes) {
        var noise = new byte[bytes];
        random.nextBytes(noise);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
    }

    private static char printable(Random random) {
        return (char) ('!' + random.nextInt('~' - '!'));
    }

    /** Some sign up, some guess, some mix up what belongs to whom; nobody gets in twice with one code. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rows3To5_noOrderOfStepsLetsAnybodyInTwice(long seed) {
        var random = new Random(seed);
        var newcomers =
                Stream.generate(() -> Newcomer.of(venue, "walker")).limit(4).toList();
        var codes = newcomers.stream().map(Newcomer::code).toList();
        var letIn = new ArrayList<String>();
        for (int i = 0; i < STEPS; i++) {
            int who = random.nextInt(newcomers.size()), whose = random.nextInt(newcomers.size());
            var flow = switch (random.nextInt(6)) {
                case 0 -> garbage(random);
                case 1 -> "0000000000000";
                default -> newcomers.get(who).flow();
            };
            var reply = random.nextInt(6) == 0
                    ? rest.post("/api/v1/auth/resend-otp", Map.of("flow_id", flow))
                    : rest.post(Newcomer.VERIFY, Map.of("flow_id", flow, "otp", otp(random, codes.get(whose))));
            isNoAccident("step " + i, reply);
            if (reply.status() == 201) letIn.add(flow);
        }
        // Whatever was done to the others, the code still lets its owner in, unless he is in, or it was guessed at too
        // often.
        for (int i = 0; i < newcomers.size(); i++) {
            var reply = newcomers.get(i).shows(codes.get(i));
            isNoAccident("the last step", reply);
            if (reply.status() == 201) letIn.add(newcomers.get(i).flow());
        }
        assertThat(letIn).doesNotHaveDuplicates();
    }

    private static String otp(Random random, String right) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> right;
            case 2 -> garbage(random);
            case 3 -> " " + right;
            case 4 -> right + right;
            case 5 -> right.substring(1);
            default -> "%06d".formatted(random.nextInt(1_000_000));
        };
    }

    /** Every call that takes a body, with each of its fields as something that it cannot be. */
    @Test
    void everyFieldOfEveryBodyMayBeAnything() {
        var bodies = new Bodies(plausible());
        Api.of(venue.addresses().edge()).callsWithABody().forEach(call -> {
            for (var json : Nonsense.VALUES) {
                for (var changed : bodies.withEachFieldAs(json, call.body())) {
                    var what = "%s with %s as %s".formatted(call, changed.field(), cut(json));
                    isNoAccident(what, send(call, changed.body()));
                }
            }
            for (var body : Nonsense.BODIES) isNoAccident(call + " with " + cut(body), send(call, body));
            isNoAccident(call + " with a field more", send(call, bodies.with("more", "1", call.body())));
        });
    }

    /** The same with bodies, paths and queries that are put together by chance. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCallMayBeMadeAnyhow(long seed) {
        var random = new Random(seed);
        var calls = Api.of(venue.addresses().edge()).calls().stream()
                .filter(call -> !TOO_MUCH.contains(call.path()))
                .toList();
        for (int i = 0; i < CALLS; i++) {
            var call = calls.get(random.nextInt(calls.size()));
            var body = call.takesBody() ? body(random, call.body()) : "";
            isNoAccident(call + " with " + cut(body), send(call, pathOf(random, call), body));
        }
    }

    private static String body(Random random, List<Api.Field> fields) {
        var plausible = plausible();
        var members = new ArrayList<String>();
        for (var field : fields) {
            if (random.nextInt(5) == 0) continue;
            var value = random.nextInt(3) == 0
                    ? Nonsense.VALUES.get(random.nextInt(Nonsense.VALUES.size()))
                    : field.inside().isEmpty()
                            ? plausible.getOrDefault(field.name(), "\"x\"")
                            : body(random, field.inside());
            members.add("\"%s\":%s"
                    .formatted(field.name(), field.list() ? "[" + value + "]" : value.isEmpty() ? "null" : value));
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String pathOf(Random random, Api.Call call) {
        var path = call.path();
        for (var name : call.parametersIn("path").toList()) {
            path = path.replace("{" + name + "}", encoded(word(random)));
        }
        var query = call.parametersIn("query")
                .filter(name -> random.nextBoolean())
                .map(name -> name + "=" + encoded(word(random)))
                .toList();
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private static String word(Random random) {
        return random.nextBoolean()
                ? garbage(random)
                : List.of(INSTRUMENT, "1", "0", "-1", "open", "client:x", "0000000000000", "99999999999999999999", "")
                        .get(random.nextInt(9));
    }

    private static Reply send(Api.Call call, String body) {
        return send(call, call.path().replaceAll("\\{[^}]+}", "0000000000000"), body);
    }

    private static Reply send(Api.Call call, String path, String body) {
        return operator.send(call.method(), path, "application/json", body);
    }

    private static void isNoAccident(String what, Reply reply) {
        assertThat(reply.status()).as(what + ": " + reply.body()).isLessThan(500);
        if (reply.status() < 400) return;
        assertThat(reply.header("Content-Type")).as(what).isEqualTo("application/problem+json");
        assertThat(reply.code()).as(what).isNotEmpty();
        assertThat(reply.body().get("status").asInt()).as(what).isEqualTo(reply.status());
        assertThat(reply.body().get("request_id").asText()).as(what).isNotEmpty();
    }

    private static Map<String, String> plausible() {
        return Map.ofEntries(
                Map.entry("instrument", "\"" + INSTRUMENT + "\""),
                Map.entry("side", "\"buy\""),
                Map.entry("type", "\"limit\""),
                Map.entry("price", "\"1\""),
                Map.entry("quantity", "\"0.001\""),
                Map.entry("stop_price", ""),
                Map.entry("quote_quantity", ""),
                Map.entry("time_in_force", "\"ioc\""),
                Map.entry("expires_at", ""),
                Map.entry("post_only", "false"),
                Map.entry("idempotency_key", ""),
                Map.entry("self_trade_prevention", ""),
                Map.entry("asset", "\"USD\""),
                Map.entry("amount", "\"0.01\""),
                Map.entry("email", "\"fuzzed@example.com\""),
                Map.entry("password", "\"long enough for anybody\""),
                Map.entry("flow_id", "\"0000000000000\""),
                Map.entry("otp", "\"123456\""),
                Map.entry("scopes", "\"read\""),
                Map.entry("timeout_ms", "\"0\""));
    }

    private static String garbage(Random random) {
        var text = new StringBuilder();
        for (int length = 1 + random.nextInt(20); length > 0; length--) {
            text.appendCodePoint(
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(0x20);
                        case 1 -> random.nextInt(0xD800);
                        case 2 -> 0x1F600 + random.nextInt(0x50);
                        default -> ' ' + random.nextInt(95);
                    });
        }
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String cut(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private Customer customer(String name) {
        return Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), name);
    }
}
