package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
    private static final TestVenue venue = new TestVenue(Map.of("openbell.ws-url", "ws://localhost:8081/ws"));

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void whatIsThereWantsATokenAndWhatIsNotThereIsNotFound() {
        assertThat(venue.get("/api/v1/orders").status()).isEqualTo(401);
        assertThat(venue.get("/api/v1/orders").header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(venue.get("/api/v1/account/balances").status()).isEqualTo(401);
        assertThat(venue.get("/api/v1/nothing").status()).isEqualTo(404);
        assertThat(venue.get("/api/v1/nothing").body()).contains("\"code\":\"NOT_FOUND\"");
        assertThat(venue.get("/api/v1/instruments").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/v1/orders",
                "/api/v1/%6Frders",
                "//api/v1/orders",
                "/api//v1/orders",
                "/api/v1/../v1/orders"
            })
    void noSpellingOfAPathGoesRoundTheDoor(String path) {
        assertThat(venue.get(path).status()).isEqualTo(404);
    }

    @Test
    void aTokenThatIsNotRightIsRefusedEvenWhereNoneIsWanted() {
        for (var token :
                new String[] {"x", venue.trader + "x", venue.tokens.expired("alice"), new Tokens().of("alice", "read")
                }) {
            assertThat(venue.ask("GET", "/api/v1/orders").as(token).send().status())
                    .isEqualTo(401);
            assertThat(venue.ask("GET", "/api/v1/instruments").as(token).send().status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aTokenWhoseSessionHasEndedIsRefused() {
        var token = venue.tokens.of("quitter", "read trade");
        assertThat(venue.ask("GET", "/api/v1/orders").as(token).send().status()).isEqualTo(200);

        venue.signOut("quitter");

        var answer = venue.ask("GET", "/api/v1/orders").as(token).send();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body())
                .contains("\"code\":\"UNAUTHENTICATED\"", "\"detail\":\"The session has ended; sign in again\"");
        assertThat(venue.ask("GET", "/api/v1/orders").as(venue.trader).send().status())
                .isEqualTo(200);
    }

    @Test
    void aTokenMayDoWhatItsScopesSay() {
        var reader = venue.tokens.of("bob", "read");

        assertThat(venue.ask("GET", "/api/v1/account/balances")
                        .as(reader)
                        .send()
                        .body())
                .contains("\"asset\":\"USD\",\"available\":\"99999.5\",\"held\":\"0.5\"")
                .contains("\"margin\":\"0\",\"total\":\"100000\"");
        var deposit = venue.ask("POST", "/api/v1/account/deposits", "{\"asset\":\"USD\",\"amount\":1}");
        assertThat(deposit.as(reader).send().status()).isEqualTo(403);
        var key = venue.ask("POST", "/api/v1/api-keys", "{\"name\":\"bot\",\"scopes\":[\"read\"]}");
        assertThat(key.as(venue.tokens.ofKey("bob", "read trade")).send().status())
                .isEqualTo(403);
    }

    @Test
    void theCallersOwnTokenAndRequestIdGoAlong() {
        venue.ask("GET", "/api/v1/account/balances")
                .as(venue.trader)
                .header("X-Request-Id", "my.request-1")
                .send();

        assertThat(sent("authorization")).isEqualTo("Bearer " + venue.trader);
        assertThat(sent("x-request-id")).isEqualTo("my.request-1");
        assertThat(sent("x-client-address")).isEqualTo("127.0.0.1");
    }

    @Test
    void aRequestIdIsTakenWhereItIsHarmlessAndMadeElsewhere() {
        var taken =
                venue.ask("GET", "/nothing.js").header("X-Request-Id", "abc-1").send();
        var made = venue.ask("GET", "/nothing.js").header("X-Request-Id", "a b").send();

        assertThat(taken.header("X-Request-Id")).isEqualTo("abc-1");
        assertThat(taken.body()).contains("\"request_id\":\"abc-1\"");
        assertThat(made.header("X-Request-Id")).matches("[0-9a-z]{13}");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/v1/orders",
        "TRACE, /api/v1/orders",
        "GET, /api/v1/auth/refresh",
        "POST, /trade",
        "OPTIONS, /api/v1/orders"
    })
    void aMethodThatIsNotMeantIsNotAllowed(String method, String path) {
        var answer = venue.ask(method, path).as(venue.trader).send();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isNotEmpty();
        assertThat(answer.body()).contains("\"code\":\"METHOD_NOT_ALLOWED\"");
    }

    @Test
    void onlyJsonIsReadAndNotTooMuchOfIt() {
        var form = venue.ask("POST", "/api/v1/auth/refresh")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send();
        var large = venue.places("{\"instrument\":\"" + "x".repeat(65 * 1024) + "\"}");

        assertThat(form.status()).isEqualTo(415);
        assertThat(form.body()).contains("\"code\":\"UNSUPPORTED_MEDIA_TYPE\"");
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.body()).contains("\"code\":\"BODY_TOO_LARGE\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/instruments", "/api/v1/nothing", "/healthz", "/nothing.js"})
    void everyAnswerHasTheHeadersThatABrowserShouldSee(String path) {
        var answer = venue.get(path);

        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'", "connect-src 'self' ws://localhost:8081;", "frame-ancestors 'none'")
                .doesNotContain("unsafe-inline");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=");
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("Cache-Control")).isEqualTo(path.equals("/") ? "no-cache" : "no-store");
    }

    @Test
    void aForeignOriginIsAllowedNothing() {
        var answer = venue.ask("GET", "/api/v1/instruments")
                .header("Origin", "https://elsewhere.example")
                .send();

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    private static String sent(String header) {
        var value = venue.lastHeaders.get(Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER));
        return value == null ? "" : value;
    }
}
