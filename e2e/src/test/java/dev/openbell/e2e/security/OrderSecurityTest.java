package dev.openbell.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.admin.v1.AdminServiceGrpc;
import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Rest;
import dev.openbell.bench.client.Rest.Reply;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.history.v1.HistoryServiceGrpc;
import dev.openbell.market.v1.MarketDataServiceGrpc;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.trading.v1.AccountServiceGrpc;
import dev.openbell.trading.v1.AmendOrderRequest;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.GetBalancesRequest;
import dev.openbell.trading.v1.GetOrderRequest;
import dev.openbell.trading.v1.InstrumentServiceGrpc;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.StartSession;
import dev.openbell.trading.v1.TradingServiceGrpc;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceBlockingStub;
import dev.openbell.users.v1.UserServiceGrpc;
import io.grpc.Metadata;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Rows 21 to 28: other people's orders, impossible numbers, money that is spent twice, and the doors for bots. */
@OnTheRunningVenue
@Isolated("it ends parts of the venue that all share")
class OrderSecurityTest {
    private static final String ORDERS = "/api/v1/orders";
    private static final Duration BACK_WITHIN = Duration.ofMinutes(2);

    /** A body bigger than 64 KiB, and one that is deeper than anybody reads. */
    private static final String LARGE = "\"" + "9".repeat(65 * 1024) + "\"",
            DEEP = "[".repeat(10_000) + "]".repeat(10_000);

    private static final List<String> IMPOSSIBLE = List.of(
            "0",
            "\"0\"",
            "-1",
            "\"-1\"",
            "NaN",
            "\"NaN\"",
            "\"Infinity\"",
            "1e400",
            "\"1e400\"",
            "9223372036854775808",
            "1.123456789",
            "\"1.123456789\"",
            "\"1,5\"",
            "\"0x10\"",
            "\"١٢\"",
            "\"1 000\"",
            "\"\"",
            "true",
            "{}",
            "[]",
            "[1,2]",
            DEEP);

    /** What may be called by anybody; everything else wants a token. */
    private static final Set<String> PUBLIC = Set.of(
            "openbell.auth.v1.AuthService/SignUp",
            "openbell.auth.v1.AuthService/VerifyOtp",
            "openbell.auth.v1.AuthService/ResendOtp",
            "openbell.auth.v1.AuthService/SignIn",
            "openbell.auth.v1.AuthService/Refresh",
            "openbell.auth.v1.AuthService/SignOut",
            "openbell.auth.v1.AuthService/ForgotPassword",
            "openbell.auth.v1.AuthService/ResetPassword",
            "openbell.auth.v1.AuthService/IssueToken",
            "openbell.auth.v1.AuthService/GetJwks",
            "openbell.trading.v1.InstrumentService/ListInstruments",
            "openbell.trading.v1.InstrumentService/GetOrderBook",
            "openbell.history.v1.HistoryService/ListTrades",
            "openbell.history.v1.HistoryService/GetAnalytics",
            "openbell.history.v1.HistoryService/ListCandles",
            "openbell.history.v1.HistoryService/GetStats",
            "openbell.market.v1.MarketDataService/StreamOrderBook",
            "openbell.market.v1.MarketDataService/StreamTrades",
            "openbell.market.v1.MarketDataService/StreamPrices",
            "openbell.market.v1.MarketDataService/StreamCandles");

    private static final Map<Port, List<ServiceDescriptor>> SERVICES = Map.of(
            Port.AUTH, List.of(AuthServiceGrpc.getServiceDescriptor(), AdminServiceGrpc.getServiceDescriptor()),
            Port.MATCHER,
                    List.of(
                            TradingServiceGrpc.getServiceDescriptor(),
                            AccountServiceGrpc.getServiceDescriptor(),
                            InstrumentServiceGrpc.getServiceDescriptor(),
                            AdminServiceGrpc.getServiceDescriptor()),
            Port.HISTORY, List.of(HistoryServiceGrpc.getServiceDescriptor(), UserServiceGrpc.getServiceDescriptor()),
            Port.STREAM, List.of(MarketDataServiceGrpc.getServiceDescriptor()));

    private final Venue venue;
    private final Doors doors;
    private final String instrument = RunningVenue.freshInstrument();
    private final Customer alice, mallory;

    OrderSecurityTest(Venue venue) {
        this.venue = venue;
        doors = new Doors(venue);
        alice = Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "alice");
        mallory = Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "mallory");
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void row21_anotherUsersOrderIsNotThere() {
        var order =
                alice.rest().post(ORDERS, buys("1", "100", "hers")).expect(201).get("order");
        var id = order.get("order_id").asText();

        for (var name : List.of(id, "client:hers")) {
            var path = ORDERS + "/" + name;
            isNotThere(mallory.rest().get(path));
            isNotThere(mallory.rest().get(path + "/events"));
            isNotThere(mallory.rest().post(path + "/cancel"));
            isNotThere(mallory.rest().delete(path));
            isNotThere(mallory.rest().patch(path, Map.of("price", "1", "quantity", "1")));
            assertThat(Doors.codeOf(() -> get(mallory, name))).isEqualTo("UNKNOWN_ORDER");
            assertThat(Doors.codeOf(() -> cancel(mallory, name))).isEqualTo("UNKNOWN_ORDER");
            assertThat(Doors.codeOf(() -> amend(mallory, name))).isEqualTo("UNKNOWN_ORDER");
        }
        mallory.rest().delete(ORDERS).expect(200);

        assertThat(alice.rest().get(ORDERS + "/" + id).expect(200).get("order")).isEqualTo(order);
        assertThat(mallory.rest().get(ORDERS).expect(200).get("orders")).isEmpty();
    }

    @Test
    void row21_anotherUsersKeyIsNotThere() {
        var key = newKey(alice, "read");

        isNotThere(mallory.rest().delete("/api/v1/api-keys/" + key.get("key_id").asText()));

        assertThat(mallory.rest().get("/api/v1/api-keys").expect(200).get("api_keys"))
                .isEmpty();
        assertThat(tokenFor(key).status()).isEqualTo(200);
    }

    @Test
    void row21_anotherUsersSessionIsNotThere() {
        var session = session(alice);
        assertThat(session(mallory).get("session_id")).isNotEqualTo(session.get("session_id"));

        isNotThere(mallory.rest()
                .delete("/api/v1/auth/sessions/" + session.get("session_id").asText()));

        assertThat(session(alice)).isEqualTo(session);
        alice.rest().get(ORDERS).expect(200);
    }

    /** The only one that somebody has. */
    private static JsonNode session(Customer customer) {
        var sessions = customer.rest().get("/api/v1/auth/sessions").expect(200).get("sessions");
        assertThat(sessions).hasSize(1);
        return sessions.get(0);
    }

    @Test
    void row22_aFieldThatACallDoesNotHaveIsNamed() {
        var bodies = new Bodies(Map.of());
        Api.of(venue.addresses().edge()).callsWithABody().forEach(call -> {
            for (var more : List.of("role", "balance", "account_id")) {
                var body = bodies.with(more, "\"admin\"", List.of());
                var reply = alice.rest().send(call.method(), pathOf(call), "application/json", body);

                assertThat(reply.status()).as(call + " with " + more).isEqualTo(400);
                assertThat(reply.fields()).as(call + " with " + more).containsExactly(more);
            }
        });
    }

    @Test
    void row23_aNumberThatIsNoneIsNamed() {
        var limit = Map.of("instrument", instrument, "side", "buy", "type", "limit", "price", "100", "quantity", "1");
        var stop = Map.of(
                "instrument",
                instrument,
                "side",
                "buy",
                "type",
                "stop_limit",
                "price",
                "100",
                "stop_price",
                "90",
                "quantity",
                "1");
        var market = Map.of("instrument", instrument, "side", "buy", "type", "market", "quote_quantity", "100");
        var resting = alice.rest()
                .post(ORDERS, buys("1", "100", "resting"))
                .expect(201)
                .get("order")
                .get("order_id")
                .asText();

        for (var number : IMPOSSIBLE) {
            for (var path : List.of(ORDERS, ORDERS + "/preview")) {
                refused("POST", path, limit, "price", number);
                refused("POST", path, limit, "quantity", number);
                refused("POST", path, stop, "stop_price", number);
                refused("POST", path, market, "quote_quantity", number);
            }
            refused("PATCH", ORDERS + "/" + resting, Map.of(), "price", number);
            refused("PATCH", ORDERS + "/" + resting, Map.of(), "quantity", number);
            refused("POST", "/api/v1/account/deposits", Map.of("asset", "USD"), "amount", number);
        }
        for (var field : List.of("price", "quantity")) {
            assertThat(sent("POST", ORDERS, limit, field, LARGE).status()).isEqualTo(413);
        }
        assertThat(alice.rest().get(ORDERS + "?status=open").expect(200).get("orders"))
                .hasSize(1);
    }

    @Test
    void row24_fiftyParallelOrdersSpendTheMoneyOnce() {
        var replies = AtOnce.times(50, () -> alice.rest().post(ORDERS, buys("100", "100", "")));

        var taken = replies.stream().filter(reply -> reply.status() == 201).count();
        assertThat(replies)
                .allMatch(reply -> reply.status() == 201 || reply.code().equals("INSUFFICIENT_FUNDS"));
        var usd = balance(alice, "USD");
        var each = decimal(usd, "held").divide(BigDecimal.valueOf(taken));
        assertThat(each).isGreaterThanOrEqualTo(new BigDecimal("10000"));
        assertThat(decimal(usd, "available")).isBetween(BigDecimal.ZERO, each);
        assertThat(decimal(usd, "total")).isEqualByComparingTo("100000");
    }

    @Test
    void row25_oneKeyIsOneOrderInParallelAndAfterARestart() throws InterruptedException {
        var same = buys("1", "100", "once");
        var other = buys("2", "100", "once");

        var first = AtOnce.times(20, () -> alice.rest().post(ORDERS, same));
        var clash = AtOnce.times(20, () -> alice.rest().post(ORDERS, other));

        assertThat(first).extracting(Reply::status).containsOnlyOnce(201).containsOnly(201, 200);
        assertThat(first).extracting(OrderSecurityTest::orderId).containsOnly(orderId(first.getFirst()));
        assertThat(clash).extracting(Reply::code).containsOnly("IDEMPOTENCY_CONFLICT");

        var before = venue.process("matcher");
        venue.kill("matcher");
        Eventually.holds(BACK_WITHIN, () -> assertThat(venue.process("matcher")).isNotEqualTo(before));
        venue.awaitReady("matcher", BACK_WITHIN);

        Eventually.holds(BACK_WITHIN, () -> {
            var again = alice.rest().post(ORDERS, same);
            assertThat(again.status()).isEqualTo(200);
            assertThat(orderId(again)).isEqualTo(orderId(first.getFirst()));
        });
        assertThat(alice.rest().post(ORDERS, other).status()).isEqualTo(409);
        assertThat(alice.rest().get(ORDERS + "?status=open").expect(200).get("orders"))
                .hasSize(1);
    }

    @Test
    void row26_aKeyOpensWhatItWasMadeForWithItsOwnSecretAlone() {
        var key = newKey(alice, "read");
        var id = key.get("key_id").asText();
        var secret = key.get("secret").asText();

        for (var wrong : List.of(secret.substring(1), secret + "A", secret.toLowerCase(Locale.ROOT), "", "' OR ''='")) {
            assertThat(rest().post("/api/v1/auth/token", Map.of("key_id", id, "secret", wrong))
                            .status())
                    .isIn(400, 401);
        }
        var token = tokenFor(key).expect(200).get("access_token").asText();
        doors.letIn(token);

        var reader = rest().as(token);
        assertThat(reader.post(ORDERS, buys("1", "100", "")).status()).isEqualTo(403);
        assertThat(reader.delete(ORDERS).status()).isEqualTo(403);
        assertThat(reader.post("/api/v1/account/deposits", Map.of("asset", "USD", "amount", "1"))
                        .status())
                .isEqualTo(403);
        assertThat(reader.get("/api/v1/api-keys").status()).isEqualTo(403);
        assertThat(Doors.codeOf(() -> {
                    var _ = trading(token).placeOrder(PlaceOrderRequest.getDefaultInstance());
                }))
                .isEqualTo("FORBIDDEN");
        assertThat(Tables.of(venue).value("SELECT encode(secret_hash, 'hex') FROM api_keys WHERE key_id = ?", id))
                .isEqualTo(Sha256.of(secret));
    }

    @Test
    void row26_aKeyEndsWithItsTimeAndItsTokensWithIt() {
        var soon = Instant.now().plusSeconds(2).toString();
        var key = alice.rest()
                .post("/api/v1/api-keys", Map.of("name", "short", "scopes", List.of("read"), "expires_at", soon))
                .expect(201);
        var token = tokenFor(key).expect(200).get("access_token").asText();

        Eventually.holds(
                Duration.ofSeconds(20), () -> assertThat(tokenFor(key).status()).isEqualTo(401));

        doors.turnAway(token);
    }

    @Test
    void row28_noCallThatIsNotPublicGoesWithoutAToken() {
        var open = new HashSet<String>();
        SERVICES.forEach((port, services) ->
                services.forEach(service -> service.getMethods().forEach(method -> {
                    var code = new BareCall(doors.line(port)).answer(method);
                    if (!code.equals("UNAUTHENTICATED") && !code.equals("UNIMPLEMENTED")) {
                        open.add(method.getFullMethodName());
                    }
                })));

        assertThat(open).isSubsetOf(PUBLIC).contains("openbell.auth.v1.AuthService/SignUp");
    }

    @Test
    void row28_whoTheCallerIsDoesNotComeFromMetadata() {
        alice.rest()
                .post("/api/v1/account/deposits", Map.of("asset", "BTC", "amount", "1"))
                .expect(201);
        var forged = new Metadata();
        for (var name : List.of("x-user-id", "user-id", "x-account", "x-forwarded-user", "x-client-user", "sub")) {
            forged.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), alice.userId());
        }
        var accounts = AccountServiceGrpc.newBlockingStub(doors.line(Port.MATCHER))
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(forged));

        assertThat(Doors.codeOf(() -> {
                    var _ = accounts.getBalances(GetBalancesRequest.getDefaultInstance());
                }))
                .isEqualTo("UNAUTHENTICATED");
        assertThat(accounts.withCallCredentials(new BearerToken(mallory.token(), "test"))
                        .getBalances(GetBalancesRequest.getDefaultInstance())
                        .getBalancesList())
                .noneMatch(balance -> balance.getAsset().equals("BTC") && balance.getTotalE8() > 0);
    }

    @Test
    void row28_aMessageOf5MiBIsNotRead() {
        var large = PlaceOrderRequest.newBuilder()
                .setInstrument("x".repeat(5 << 20))
                .build();

        assertThat(BareCall.statusOf(() -> {
                    var _ = trading(mallory.token()).placeOrder(large);
                }))
                .isEqualTo("RESOURCE_EXHAUSTED");
    }

    @Test
    void row28_tenThousandStreamsAreCapped() throws InterruptedException {
        int streams = 10_000;
        var open = new AtomicInteger();
        var answered = new CountDownLatch(streams);
        var sessions = TradingServiceGrpc.newStub(doors.line(Port.MATCHER))
                .withCallCredentials(new BearerToken(mallory.token(), "test"));
        for (int i = 0; i < streams; i++) {
            var line = sessions.orderSession(new StreamObserver<>() {
                @Override
                public void onNext(OrderSessionResponse response) {
                    if (!response.hasStarted()) return;
                    open.incrementAndGet();
                    answered.countDown();
                }

                @Override
                public void onError(Throwable failure) {
                    answered.countDown();
                }

                @Override
                public void onCompleted() {
                    answered.countDown();
                }
            });
            line.onNext(OrderSessionRequest.newBuilder()
                    .setStart(StartSession.getDefaultInstance())
                    .build());
        }
        assertThat(answered.await(1, TimeUnit.MINUTES)).isTrue();

        assertThat(open.get()).isBetween(1, 100);
        try (var others = new Doors(venue)) {
            others.letIn(alice.token());
        }
    }

    private static void isNotThere(Reply reply) {
        assertThat(reply.status())
                .as(reply.response().request().method() + " " + reply.response().uri())
                .isEqualTo(404);
    }

    private void refused(String method, String path, Map<String, String> ticket, String field, String number) {
        var reply = sent(method, path, ticket, field, number);
        var what = "%s %s with %s %s".formatted(method, path, field, number.length() > 30 ? "nested deep" : number);

        assertThat(reply.status()).as(what).isEqualTo(400);
        assertThat(reply.code()).as(what).isEqualTo("VALIDATION");
        assertThat(reply.fields()).as(what).containsExactly(field);
    }

    private Reply sent(String method, String path, Map<String, String> ticket, String field, String json) {
        var body = ticket.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(field))
                .map(entry -> "\"%s\":\"%s\",".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        return alice.rest().send(method, path, "application/json", "{%s\"%s\":%s}".formatted(body, field, json));
    }

    private Map<String, String> buys(String quantity, String price, String key) {
        var order =
                Map.of("instrument", instrument, "side", "buy", "type", "limit", "price", price, "quantity", quantity);
        if (key.isEmpty()) return order;
        var named = new HashMap<>(order);
        named.put("idempotency_key", key);
        return named;
    }

    private static String orderId(Reply placed) {
        return placed.body().path("order").path("order_id").asText();
    }

    private static JsonNode newKey(Customer owner, String... scopes) {
        return owner.rest()
                .post("/api/v1/api-keys", Map.of("name", "a bot", "scopes", List.of(scopes)))
                .expect(201);
    }

    private Reply tokenFor(JsonNode key) {
        return rest().post(
                        "/api/v1/auth/token",
                        Map.of(
                                "key_id", key.get("key_id").asText(),
                                "secret", key.get("secret").asText()));
    }

    private Rest rest() {
        return new Rest(venue.addresses().edge());
    }

    private TradingServiceBlockingStub trading(String token) {
        return TradingServiceGrpc.newBlockingStub(doors.line(Port.MATCHER))
                .withCallCredentials(new BearerToken(token, "test"));
    }

    private void get(Customer who, String order) {
        var _ = trading(who.token())
                .getOrder(GetOrderRequest.newBuilder().setOrderId(order).build());
    }

    private void cancel(Customer who, String order) {
        var _ = trading(who.token())
                .cancelOrder(CancelOrderRequest.newBuilder().setOrderId(order).build());
    }

    private void amend(Customer who, String order) {
        var _ = trading(who.token())
                .amendOrder(AmendOrderRequest.newBuilder()
                        .setOrderId(order)
                        .setPriceE8(1)
                        .build());
    }

    private static JsonNode balance(Customer owner, String asset) {
        for (var balance :
                owner.rest().get("/api/v1/account/balances").expect(200).get("balances")) {
            if (balance.get("asset").asText().equals(asset)) return balance;
        }
        throw new AssertionError("There is no " + asset);
    }

    private static BigDecimal decimal(JsonNode node, String field) {
        return new BigDecimal(node.get(field).asText());
    }

    /** A call's path with something in the place of its ids. */
    private static String pathOf(Api.Call call) {
        return call.path().replaceAll("\\{[^}]+}", "0000000000000");
    }
}
