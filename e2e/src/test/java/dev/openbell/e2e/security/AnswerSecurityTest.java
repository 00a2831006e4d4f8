package dev.openbell.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.openbell.bench.bots.LoneService;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Inbox;
import dev.openbell.bench.client.Rest;
import dev.openbell.bench.client.Rest.Reply;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Setup;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Ports;
import dev.openbell.standalone.parts.Service;
import dev.openbell.users.v1.UserServiceGrpc;
import io.grpc.CallOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows 29 to 40: what answers, pages and logs tell, how services start, and what is written down. */
@OnTheRunningVenue
@ExtendWith(PublicEdge.Opening.class)
class AnswerSecurityTest {
    private static final String MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    private static final Duration SOON = Duration.ofSeconds(20);

    /** One of each kind: pages, files, data, refusals of every layer. */
    private static final List<String> ANSWERS = List.of(
            "/",
            "/index.html",
            "/trade",
            "/missing.js",
            "/config.json",
            "/openapi.yml",
            "/docs",
            "/docs.css",
            "/healthz",
            "/metrics",
            "/.well-known/jwks.json",
            "/api/v1/instruments",
            "/api/v1/book/NO-SUCH",
            "/api/v1/orders",
            "/api/v1/account/balances",
            "/api/v1/nothing",
            "/api/v1/auth/refresh");

    private static final List<String> MANAGEMENT = List.of(
            "beans",
            "caches",
            "env",
            "health/liveness",
            "health/readiness",
            "info",
            "loggers",
            "prometheus",
            "refresh",
            "routes",
            "stop",
            "threaddump");

    private final Venue venue;
    private final Rest rest;
    private final Tables tables;
    private final VenueLogs logs;

    AnswerSecurityTest(Venue venue) {
        this.venue = venue;
        rest = new Rest(venue.addresses().edge());
        tables = Tables.of(venue);
        logs = new VenueLogs(venue);
    }

    @Test
    void row29_everyAnswerSaysWhatABrowserMayDoWithIt(PublicEdge edge) {
        var customer = customer("reader");
        for (var door : List.of(rest, rest.as(customer.token()))) {
            for (var path : ANSWERS) {
                var reply = door.get(path);
                guarded(path, reply);
                assertThat(reply.header("Strict-Transport-Security")).as(path).isEmpty();
                if (path.startsWith("/api/"))
                    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
            }
        }
        for (var path : ANSWERS) {
            var reply = edge.rest().get(path);
            guarded(path, reply);
            assertThat(reply.header("Strict-Transport-Security")).as(path).contains("max-age=");
        }
        for (var path : List.of("/", "/ws", "/nothing"))
            guarded("the gateway's " + path, gateway().get(path));
    }

    /** Of an order of one's own, a word in the database is made one that nobody can read. */
    @Test
    void row30_anInternalErrorTellsNothingButItsNumber() {
        var customer = customer("unlucky");
        var order = customer.rest()
                .post("/api/v1/orders", limitOrder())
                .expect(201)
                .get("order")
                .get("order_id")
                .asText();
        var broken = "UPDATE orders SET side = 'sideways' WHERE order_id = ?";
        Eventually.holds(SOON, () -> assertThat(tables.change(broken, order)).isEqualTo(1));
        var request = "row30-" + order;

        var reply = customer.rest().with("X-Request-Id", request).get("/api/v1/orders");

        assertThat(tables.change("UPDATE orders SET side = 'buy' WHERE order_id = ?", order))
                .isEqualTo(1);
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.code()).isEqualTo("INTERNAL");
        assertThat(reply.body().get("request_id").asText()).isEqualTo(request);
        assertThat(reply.body().toString()).doesNotContainIgnoringCase("sideways", "exception", "dev.openbell", "java");
        assertThat(logs.linesOf("db-processor"))
                .anyMatch(line -> line.contains(request) && line.contains("stack_trace"));
    }

    @Test
    void row31_markupInNamesIsText() {
        var customer = Customer.signUp(
                venue.addresses().edge(), venue.addresses().inbox(), MARKUP, Customer.freshEmail("markup"));
        var me = customer.rest().get("/api/v1/auth/me");
        assertThat(me.expect(200).get("name").asText()).isEqualTo(MARKUP);
        assertThat(me.header("Content-Type")).isEqualTo("application/json");
        assertThat(me.header("X-Content-Type-Options")).isEqualTo("nosniff");
        var key = customer.rest().post("/api/v1/api-keys", Map.of("name", MARKUP, "scopes", List.of("read")));
        assertThat(key.expect(201).get("name").asText()).isEqualTo(MARKUP);

        try (var redis = new RedisContents(venue)) {
            redis.pauseIsOver(customer.email());
        }
        Newcomer.asks(venue, customer.email(), "some other password").expect(202);
        var mail = new Inbox(venue.addresses().inbox())
                .await(customer.email(), letter -> letter.subject().contains("already have"));
        assertThat(mail.text()).contains(MARKUP);
        assertThat(mail.html()).contains("&lt;script&gt;").doesNotContain("<script", "<img");
        var page = new Rest(venue.addresses().inbox())
                .get("/mail/" + mail.id())
                .response()
                .body();
        assertThat(page).doesNotContain("<script", "<img");
    }

    @Test
    void row32_noLineOfALogIsWrittenByACaller() {
        var forged = "FORGED-" + System.nanoTime();
        var breaks = "x\r\n" + forged + " \u2028" + forged + "\u0085" + forged;
        var customer = customer("forger");
        var who = customer.rest();

        rest.post("/api/v1/auth/signin", Map.of("email", breaks, "password", breaks));
        rest.post("/api/v1/auth/signup", Map.of("email", breaks, "password", breaks, "name", breaks));
        rest.post("/api/v1/auth/token", Map.of("key_id", breaks, "secret", breaks));
        who.post("/api/v1/orders", Map.of("instrument", breaks, "side", "buy", "type", "market", "quantity", "1"));
        who.post("/api/v1/api-keys", Map.of("name", breaks, "scopes", List.of(breaks)));
        who.get("/api/v1/orders/x%0d%0a" + forged);
        who.get("/api/v1/orders?instrument=x%0d%0a" + forged + "&cursor=%0a" + forged);
        who.get("/%0d%0a" + forged);
        rest.with("User-Agent", forged).get("/api/v1/orders");

        assertThat(logs.lines())
                .noneMatch(line -> line.strip().startsWith(forged))
                // Some who read logs begin a new line at these, too.
                .noneMatch(line -> line.indexOf('\u2028') >= 0 || line.indexOf('\u0085') >= 0);
    }

    @Test
    void row32_noSecretIsInAnyLog() {
        // Six digits may stand in a log by chance, but not those of three people.
        var codes = Stream.generate(() -> Newcomer.of(venue, "discreet").code())
                .limit(2)
                .collect(Collectors.toCollection(ArrayList::new));
        var newcomer = Newcomer.of(venue, "discreet");
        var code = newcomer.code();
        codes.add(code);
        var verified = newcomer.shows(code);
        var signedIn = newcomer.signsIn();
        var refreshed = RefreshCookie.of(signedIn).refreshes(rest);
        var token = refreshed.expect(200).get("access_token").asText();
        var customer = rest.as(token);
        var key = customer.post("/api/v1/api-keys", Map.of("name", "bot", "scopes", List.of("read", "trade")))
                .expect(201);
        var byKey = rest.post(
                        "/api/v1/auth/token",
                        Map.of(
                                "key_id", key.get("key_id").asText(),
                                "secret", key.get("secret").asText()))
                .expect(200);
        rest.as(byKey.get("access_token").asText())
                .post("/api/v1/orders", limitOrder())
                .expect(201);
        rest.as(token + "x").get("/api/v1/orders");
        rest.post("/api/v1/auth/signin", Map.of("email", newcomer.email(), "password", "a wrong, telling password"));
        RefreshCookie.of(refreshed).at(rest).post("/api/v1/auth/logout");

        var secrets = Stream.concat(
                        Stream.of(
                                newcomer.password(), "a wrong, telling password", newcomer.flow(), text(key, "secret")),
                        Stream.of(verified.body(), signedIn.body(), refreshed.body(), byKey)
                                .map(body -> signature(text(body, "access_token"))))
                .toList();
        var cookies = Stream.of(verified, signedIn, refreshed)
                .map(RefreshCookie::of)
                .map(cookie -> cookie.value().substring(cookie.value().indexOf('.') + 1))
                .toList();
        assertThat(logs.lines())
                .noneMatch(line -> secrets.stream().anyMatch(line::contains))
                .noneMatch(line -> cookies.stream().anyMatch(line::contains));
        assertThat(codes)
                .anyMatch(digits -> logs.lines()
                        .noneMatch(Pattern.compile("\\b" + digits + "\\b").asPredicate()));
    }

    @Test
    void row33_whatIsSaidToDatabasesIsOnlyData() {
        var customer = customer("bobby-tables");
        var users = tables.value("SELECT count(*) FROM users");
        var names = tables.column("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
        try (var redis = new RedisContents(venue)) {
            redis.put("row33", "untouched");
            for (var said : List.of(
                    "'; DROP TABLE users; --",
                    "' OR '1'='1",
                    "x' UNION SELECT password_hash FROM users --",
                    "\\'; TRUNCATE audit; --",
                    "$$; DELETE FROM users; $$",
                    "%",
                    "_",
                    "*",
                    "]] redis.call('FLUSHALL') --[[",
                    "'); redis.call('FLUSHALL'); --",
                    "x\r\nFLUSHALL\r\n")) {
                notAnAccident(rest.post("/api/v1/auth/signin", Map.of("email", said, "password", said)));
                notAnAccident(rest.post(
                        "/api/v1/auth/signin", Map.of("email", customer.email(), "password", said + said + said)));
                notAnAccident(rest.post(
                        "/api/v1/auth/signup",
                        Map.of("email", Customer.freshEmail("x"), "password", "long enough", "name", said)));
                notAnAccident(rest.post("/api/v1/auth/verify-otp", Map.of("flow_id", said, "otp", said)));
                notAnAccident(rest.post("/api/v1/auth/resend-otp", Map.of("flow_id", said)));
                notAnAccident(rest.post("/api/v1/auth/token", Map.of("key_id", said, "secret", said)));
                notAnAccident(customer.rest()
                        .post("/api/v1/api-keys", Map.of("name", said.strip(), "scopes", List.of("read"))));
                notAnAccident(customer.rest().delete("/api/v1/api-keys/" + encoded(said)));
                notAnAccident(customer.rest().get("/api/v1/orders/" + encoded(said)));
                notAnAccident(customer.rest().get("/api/v1/orders/" + encoded("client:" + said)));
                for (var list : List.of("orders", "trades", "account/fills", "account/ledger")) {
                    var query =
                            "?instrument=%s&asset=%s&cursor=%s".formatted(encoded(said), encoded(said), encoded(said));
                    notAnAccident(customer.rest().get("/api/v1/" + list + query));
                    notAnAccident(customer.rest().get("/api/v1/" + list + "?instrument=" + encoded(said)));
                }
            }
            assertThat(redis.value("row33")).isEqualTo("untouched");
            redis.delete("row33");
        }
        assertThat(tables.column("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"))
                .isEqualTo(names);
        assertThat(Long.parseLong(tables.value("SELECT count(*) FROM users")))
                .isGreaterThanOrEqualTo(Long.parseLong(users));
        assertThat(customer.rest().get("/api/v1/auth/me").status()).isEqualTo(200);
    }

    @Test
    void row34_nothingStartsInPublicWithoutItsSecrets(@TempDir Path folder) throws Exception {
        var drawn = "8c1f0a5be92d4673";
        var keys = new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("drawn").generate()).toString(false);
        var printed = """
                {"keys":[{"kty":"EC","crv":"P-256","kid":"rfc7515","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",\
                "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}]}""";
        var redis = "redis://:%s@127.0.0.1:1";
        var refuses = List.of(
                refuses(
                        Service.AUTH_SERVICE,
                        "OPENBELL_SIGNING_KEYS",
                        "is not set",
                        Map.of("REDIS_URL", redis.formatted(drawn)),
                        folder),
                refuses(
                        Service.AUTH_SERVICE,
                        "OPENBELL_SIGNING_KEYS",
                        "everybody knows",
                        Map.of("REDIS_URL", redis.formatted(drawn), "OPENBELL_SIGNING_KEYS", printed),
                        folder),
                refuses(
                        Service.AUTH_SERVICE,
                        "REDIS_URL",
                        "fewer than 16",
                        Map.of("REDIS_URL", redis.formatted("short"), "OPENBELL_SIGNING_KEYS", keys),
                        folder),
                refuses(
                        Service.EDGE_API,
                        "OPENBELL_SERVICE_SECRET",
                        "is not set",
                        Map.of("REDIS_URL", redis.formatted(drawn)),
                        folder),
                refuses(
                        Service.EDGE_API,
                        "OPENBELL_SERVICE_SECRET",
                        "is too short",
                        Map.of("REDIS_URL", redis.formatted(drawn), "OPENBELL_SERVICE_SECRET", drawn),
                        folder),
                refuses(
                        Service.MATCHER,
                        "OPENBELL_SERVICE_SECRET",
                        "has a sample",
                        Map.of("REDIS_URL", redis.formatted(drawn), "OPENBELL_SERVICE_SECRET", "change-me-".repeat(4)),
                        folder),
                refuses(Service.EDGE_API, "REDIS_URL", "has no secret", Map.of(), folder),
                refuses(Service.MATCHER, "REDIS_URL", "has no secret", Map.of(), folder),
                refuses(Service.STREAM_GATEWAY, "REDIS_URL", "has no secret", Map.of(), folder),
                refuses(
                        Service.DB_PROCESSOR,
                        "DATABASE_URL",
                        "has a sample",
                        Map.of("REDIS_URL", redis.formatted(drawn)),
                        folder),
                refuses(
                        Service.DB_PROCESSOR,
                        "DATABASE_URL",
                        "fewer than 16",
                        Map.of(
                                "REDIS_URL",
                                redis.formatted(drawn),
                                "DATABASE_URL",
                                "jdbc:postgresql://127.0.0.1:1/openbell?user=openbell&password=short"),
                        folder),
                refuses(
                        Service.MARKET_MAKER,
                        "MARKET_MAKER_SECRET",
                        "has no secret",
                        Map.of("MARKET_MAKER_KEY_ID", "0000000000000"),
                        folder));

        AtOnce.all(refuses);
    }

    @Test
    void row35_whatOperatorsAskOfAServiceIsNotAskedFromOutside(PublicEdge edge) {
        for (var door : List.of(rest, edge.rest(), gateway())) {
            for (var endpoint : MANAGEMENT) {
                assertThat(door.get("/" + endpoint).status()).as(endpoint).isEqualTo(404);
                assertThat(door.post("/" + endpoint).status()).as(endpoint).isIn(404, 405);
            }
        }
        for (var endpoint : List.of("health", "metrics")) {
            assertThat(gateway().get("/" + endpoint).status()).as(endpoint).isEqualTo(404);
        }
        assertThat(edge.rest().get("/metrics").status()).isEqualTo(404);
        assertThat(edge.rest().get("/healthz").status())
                .as("a load balancer is answered, well or not")
                .isIn(200, 503);
        assertThat(rest.get("/metrics").status()).isEqualTo(200);
    }

    @Test
    void row36_whatTwoServersMightReadDifferentlyIsNotRead() {
        var edge = venue.addresses().edge();
        var wire = new Wire(edge);
        var host = "Host: " + edge.getAuthority();
        var json = "Content-Type: application/json";

        assertThat(wire.say("TRACE /api/v1/orders HTTP/1.1", host, "Connection: close", "", "")
                        .status())
                .isEqualTo(405);
        assertThat(wire.say("TRACE / HTTP/1.1", host, "Connection: close", "", "")
                        .status())
                .isEqualTo(405);
        // Either length would be the end of a good request.
        var body = "{\"email\":\"nobody@example.com\",\"password\":\"not the password\"}";
        var smuggled = wire.say(
                "POST /api/v1/auth/signin HTTP/1.1",
                host,
                json,
                "Content-Length: 6",
                "Transfer-Encoding: chunked",
                "",
                Integer.toHexString(body.length()),
                body,
                "0",
                "",
                "GET /healthz HTTP/1.1",
                host,
                "Connection: close",
                "",
                "");
        assertThat(smuggled.status()).isEqualTo(400);
        assertThat(smuggled.answers()).isEqualTo(1);
        assertThat(wire.say(
                                "POST /api/v1/auth/signin HTTP/1.1",
                                host,
                                json,
                                "Content-Length: 2",
                                "Content-Length: 3",
                                "Connection: close",
                                "",
                                "{} ")
                        .status())
                .isEqualTo(400);
        for (var type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "image/png")) {
            assertThat(rest.send("POST", "/api/v1/auth/signin", type, "{}").status())
                    .isEqualTo(415);
        }
    }

    @Test
    void row37_whatMattersIsWrittenDownForGood() {
        var agent = "row37-" + System.nanoTime();
        var browser = rest.with("User-Agent", agent);
        var customer = customer("audited");
        var credentials = Map.of("email", customer.email(), "password", customer.password());
        var token = browser.post("/api/v1/auth/signin", credentials)
                .expect(200)
                .get("access_token")
                .asText();
        browser.post("/api/v1/auth/signin", Map.of("email", customer.email(), "password", "not the password"));
        var nobody = Customer.freshEmail("nobody");
        browser.post("/api/v1/auth/signin", Map.of("email", nobody, "password", "not the password"));
        var key = browser.as(token)
                .post("/api/v1/api-keys", Map.of("name", "bot", "scopes", List.of("read")))
                .expect(201)
                .get("key_id")
                .asText();
        browser.post("/api/v1/auth/token", Map.of("key_id", key, "secret", "not the secret"));
        browser.as(token).delete("/api/v1/api-keys/" + key);
        var operator =
                Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "auditor", "auditor@example.com");
        var instrument = RunningVenue.freshInstrument();
        for (var action : List.of("halt", "resume")) {
            browser.as(operator.token())
                    .post("/api/v1/admin/instruments/" + instrument + "/" + action)
                    .expect(200);
        }

        assertThat(actionsOf(customer.userId()))
                .containsSubsequence(
                        "create_user", "start_session", "sign_in_failed", "create_api_key", "token_refused")
                .contains("revoke_api_key");
        assertThat(tables.column("SELECT detail FROM audit WHERE action = 'sign_in_failed'"))
                .contains(customer.email(), nobody);
        Eventually.holds(
                SOON, () -> assertThat(actionsOf(operator.userId())).contains("halt_instrument", "resume_instrument"));
        assertThat(tables.column("SELECT DISTINCT address FROM audit WHERE user_agent = ?", agent))
                .containsExactly("127.0.0.1");
        assertThat(tables.column("SELECT action FROM audit WHERE user_agent = ?", agent))
                .contains("start_session", "create_api_key", "halt_instrument");
        for (var change : List.of(
                "UPDATE audit SET outcome = 'fine'", "DELETE FROM audit", "TRUNCATE audit", "TRUNCATE audit CASCADE")) {
            assertThatThrownBy(() -> tables.change(change)).rootCause().hasMessageContaining("append-only");
        }
    }

    /** Maven makes it with the whole venue, unless it is told to stay offline; then this row is not proved, and says so. */
    @Test
    void row38_everyLibraryThatTheVenueShipsIsOnItsBillOfMaterials() throws IOException {
        var home = venue.setup().home();
        var bill = home.resolve("target").resolve("bom.json");
        assertThat(bill)
                .as("Maven makes it when it builds the whole venue, and not offline")
                .exists();
        var bom = new ObjectMapper().readTree(bill.toFile());
        assertThat(bom.get("bomFormat").asText()).isEqualTo("CycloneDX");
        var listed = new HashSet<String>();
        for (var component : bom.get("components")) {
            listed.add(text(component, "name") + "-" + text(component, "version"));
        }
        for (var service : Service.values()) {
            assertThat(listed)
                    .as("this is the bill of a part of the venue: build the whole")
                    .anyMatch(name -> name.startsWith(service.title() + "-"));
        }

        for (var service : Service.values()) {
            for (var library : libraries(home, service.title())) {
                // Behind the version there may be a platform's name.
                assertThat(listed)
                        .as(library)
                        .anyMatch(name -> library.equals(name + ".jar") || library.startsWith(name + "-"));
            }
        }
    }

    @Test
    void row39_passwordHashesAreForServicesOnly() {
        var customer = customer("curious");
        try (var doors = new Doors(venue)) {
            var line = doors.line(Port.HISTORY);
            var asCustomer = CallOptions.DEFAULT.withCallCredentials(new BearerToken(customer.token(), "test"));
            for (var method : UserServiceGrpc.getServiceDescriptor().getMethods()) {
                assertThat(new BareCall(line).answer(method)).isEqualTo("UNAUTHENTICATED");
                assertThat(new BareCall(line, asCustomer).answer(method)).isEqualTo("PERMISSION_DENIED");
            }
        }
    }

    private static void guarded(String what, Reply reply) {
        var headers = reply.response().headers().map().keySet().stream()
                .map(header -> header.toLowerCase(Locale.ROOT))
                .toList();
        assertThat(reply.header("Content-Security-Policy"))
                .as(what)
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe-", "*", "http:");
        assertThat(reply.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        assertThat(headers).as(what).doesNotContain("server", "x-powered-by", "via");
    }

    private static void notAnAccident(Reply reply) {
        assertThat(reply.status())
                .as(reply.response().uri() + " " + reply.body())
                .isLessThan(500);
    }

    private Callable<Boolean> refuses(
            Service service, String setting, String why, Map<String, String> environment, Path folder) {
        return () -> {
            var setup = Setup.onFreePorts(folder);
            for (var variable : environment.entrySet()) setup = setup.with(variable.getKey(), variable.getValue());
            var log = Files.createTempFile(folder, service.title(), ".log");
            try (var started = new LoneService(service, setup, Ports.free(), log)) {
                var process = started.begin();
                assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue()).isNotZero();
            }
            assertThat(Files.readString(log)).contains(setting, why);
            return true;
        };
    }

    private List<String> actionsOf(String userId) {
        return tables.column("SELECT action FROM audit WHERE user_id = ? ORDER BY entry", userId);
    }

    private static List<String> libraries(Path home, String service) throws IOException {
        try (var files = Files.list(home.resolve(service).resolve("target").resolve("lib"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Customer customer(String name) {
        return Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), name);
    }

    private Rest gateway() {
        var socket = venue.addresses().webSocket();
        return new Rest(URI.create("http://" + socket.getAuthority()));
    }

    private static Map<String, String> limitOrder() {
        return Map.of(
                "instrument",
                RunningVenue.freshInstrument(),
                "side",
                "buy",
                "type",
                "limit",
                "price",
                "100",
                "quantity",
                "1");
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asText();
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
