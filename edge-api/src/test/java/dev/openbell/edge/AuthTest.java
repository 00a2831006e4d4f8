package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthTest {
    private static final TestVenue venue =
            new TestVenue(Map.of("openbell.allowed-origins", "https://desk.example, https://other.example"));

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void signingUpStartsAFlow() {
        var answer = venue.ask(
                        "POST",
                        "/api/v1/auth/signup",
                        "{\"email\":\"alice@example.com\",\"password\":\"correct horse\"}")
                .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"flow_id\":\"flow-1\",\"expires_in\":600}");
    }

    @Test
    void whatAuthRefusesComesWithItsField() {
        var answer = venue.ask(
                        "POST", "/api/v1/auth/signup", "{\"email\":\"alice@example.com\",\"password\":\"short\"}")
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("{\"field\":\"password\",\"message\":\"must have 8 to 72 bytes\"}");
    }

    @Test
    void theRefreshTokenTravelsInACookieThatNoScriptAndNoOtherSiteCanUse() {
        var answer = venue.ask("POST", "/api/v1/auth/verify-otp", "{\"flow_id\":\"flow-1\",\"otp\":\"123456\"}")
                .send();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body())
                .contains("\"user\":{\"user_id\":\"alice\",\"email\":\"alice@example.com\",\"name\":null,")
                .contains("\"token_type\":\"Bearer\"", "\"expires_in\":900")
                .doesNotContain("refresh");
        assertThat(answer.header("Set-Cookie"))
                .startsWith("openbell_refresh=refresh-1;")
                .containsIgnoringCase("HttpOnly")
                .contains("Secure", "SameSite=Strict", "Path=/api/v1/auth", "Max-Age=604800");
    }

    @Test
    void aRefreshRotatesTheCookieAndALogoutClearsIt() {
        var refreshed = venue.ask("POST", "/api/v1/auth/refresh")
                .header("Cookie", "openbell_refresh=refresh-6")
                .send();
        var signedOut = venue.ask("POST", "/api/v1/auth/logout")
                .header("Cookie", "openbell_refresh=refresh-7")
                .send();

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.header("Set-Cookie")).startsWith("openbell_refresh=refresh-7;");
        assertThat(signedOut.status()).isEqualTo(204);
        assertThat(signedOut.header("Set-Cookie"))
                .startsWith("openbell_refresh=;")
                .contains("Max-Age=0");
        assertThat(venue.auth.signedOut).isEqualTo("refresh-7");
    }

    @Test
    void aSessionThatNobodyKnowsLeavesTheBrowserToo() {
        var answer = venue.ask("POST", "/api/v1/auth/logout")
                .header("Cookie", "openbell_refresh=forgotten")
                .send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Set-Cookie")).startsWith("openbell_refresh=;").contains("Max-Age=0");
    }

    @Test
    void withoutACookieThereIsNothingToRefresh() {
        assertThat(venue.ask("POST", "/api/v1/auth/refresh").send().status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example", "null", "http://127.0.0.1:1", "not an origin"})
    void aForeignPageCannotUseTheCookie(String origin) {
        for (var call : new String[] {"refresh", "logout", "signin"}) {
            var answer = venue.ask("POST", "/api/v1/auth/" + call, "{}")
                    .header("Origin", origin)
                    .header("Cookie", "openbell_refresh=refresh-1")
                    .send();

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("\"code\":\"FORBIDDEN\"");
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void theVenuesOwnPagesAndTheAllowedOnesCan() {
        for (var origin : new String[] {"http://127.0.0.1:" + venue.port(), "https://desk.example"}) {
            var answer = venue.ask(
                            "POST",
                            "/api/v1/auth/signin",
                            "{\"email\":\"alice@example.com\",\"password\":\"correct horse\"}")
                    .header("Origin", origin)
                    .send();

            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void whoIsSignedInCanSeeWhoHeIs() {
        var answer = venue.ask("GET", "/api/v1/auth/me").as(venue.trader).send();

        assertThat(answer.body()).startsWith("{\"user_id\":\"alice\",").contains("\"scopes\":[\"read\",\"trade\"]");
    }

    @Test
    void whoForgotAPasswordGetsAFlowAndWhoBringsItsCodeAnotherPassword() {
        var forgot = venue.ask("POST", "/api/v1/auth/forgot-password", "{\"email\":\"alice\"}")
                .send();
        var reset = "{\"flow_id\":\"flow-1\",\"otp\":\"%s\",\"password\":\"correct horse\"}";
        var right = venue.ask("POST", "/api/v1/auth/reset-password", reset.formatted("123456"))
                .send();
        var wrong = venue.ask("POST", "/api/v1/auth/reset-password", reset.formatted("000000"))
                .send();

        assertThat(forgot.status()).isEqualTo(202);
        assertThat(forgot.body()).isEqualTo("{\"flow_id\":\"flow-of-alice\",\"expires_in\":600}");
        assertThat(right.status()).isEqualTo(204);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("\"code\":\"OTP_INVALID\"");
    }

    @Test
    void whoKnowsThePasswordMayChangeIt() {
        var form = "{\"password\":\"%s\",\"new_password\":\"battery staple\"}";

        assertThat(changes(form.formatted("correct horse"), venue.trader)).isEqualTo(204);
        assertThat(changes(form.formatted("a guess"), venue.trader)).isEqualTo(401);
        assertThat(changes("{\"password\":\"correct horse\"}", venue.trader)).isEqualTo(400);
        assertThat(changes(form.formatted("correct horse"), bot())).isEqualTo(403);
    }

    @Test
    void whoIsSignedInSeesWhereAndMayEndIt() {
        var list = venue.ask("GET", "/api/v1/auth/sessions").as(venue.trader).send();

        assertThat(list.body())
                .isEqualTo(
                        "{\"sessions\":[{\"session_id\":\"session-1\",\"created_at\":\"2026-01-01T12:00:00.123456Z\","
                                + "\"last_seen_at\":\"2026-01-01T12:00:00.123456Z\",\"address\":\"192.0.2.7\","
                                + "\"user_agent\":\"a laptop\",\"current\":true}]}");
        assertThat(ends("session-1", venue.trader)).isEqualTo(204);
        assertThat(ends("session-2", venue.trader)).isEqualTo(404);
    }

    @Test
    void aKeyHasNoBusinessWithSessions() {
        assertThat(venue.ask("GET", "/api/v1/auth/sessions").as(bot()).send().status())
                .isEqualTo(403);
        assertThat(ends("session-1", bot())).isEqualTo(403);
        assertThat(venue.ask("GET", "/api/v1/auth/sessions").send().status()).isEqualTo(401);
    }

    private static int changes(String form, String token) {
        return venue.ask("POST", "/api/v1/auth/change-password", form)
                .as(token)
                .send()
                .status();
    }

    private static int ends(String session, String token) {
        return venue.ask("DELETE", "/api/v1/auth/sessions/" + session)
                .as(token)
                .send()
                .status();
    }

    private static String bot() {
        return venue.tokens.ofKey("alice", "read trade");
    }

    @Test
    void thePublicKeysArePublic() {
        var answer = venue.get("/.well-known/jwks.json");

        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.body()).isEqualTo(venue.tokens.jwks());
    }

    @Test
    void whoAsksForThePublicKeysIsCounted() {
        var answer = venue.get("/.well-known/jwks.json");

        assertThat(answer.header("RateLimit-Limit")).isNotEmpty();
    }

    /** A machine so busy that each takes five seconds is not meant. */
    @Test
    void manyQuestionsForThePublicKeysAreFew() {
        long asked = venue.auth.keysAsked.get();
        for (int i = 0; i < 10; i++) venue.get("/.well-known/jwks.json");

        assertThat(venue.auth.keysAsked.get() - asked).isLessThan(10);
    }
}
