package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.edge.TestVenue.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenLineTest {
    private static final String ORDER = """
            {"idempotency_key": "key-1", "instrument": "BTC-USD", "side": "buy", "type": "market", "quantity": "2"}
            """;

    private final TestVenue venue = new TestVenue(Map.of());

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void aMatcherThatDiesUnderAnOrderLeavesTheOutcomeUnknownAndTheKeyToAskAgain() {
        venue.matcher.accident = venue::matcherDies;

        var answer = venue.places(ORDER);

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"OUTCOME_UNKNOWN\"", "\"idempotency_key\":\"key-1\"");
    }

    @Test
    void aMatcherThatIsNotThereMeansThatNothingHappenedUntilItIsBack() {
        venue.matcherDies();

        var answer = venue.places(ORDER);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.body()).contains("\"code\":\"UNAVAILABLE\"");

        venue.matcherComesBack();

        assertThat(placesUntilItWorks().status()).isEqualTo(201);
    }

    @Test
    void aBatchThatBreaksOffLeavesEachOrderAKeyToAskAgainWith() {
        venue.matcher.accident = venue::matcherDies;

        var answer = venue.ask(
                        "POST",
                        "/api/v1/orders/batch",
                        "{\"orders\":[%s,%s,{}]}".formatted(ORDER, ORDER.replace("key-1", "key-2")))
                .as(venue.trader)
                .send();

        assertThat(answer.status()).isEqualTo(200);
        var results = answer.body().split("\\{\"status\":", -1);
        assertThat(results[1])
                .startsWith("504,")
                .contains("\"code\":\"OUTCOME_UNKNOWN\"", "\"idempotency_key\":\"key-1\"");
        assertThat(results[2]).startsWith("504,").contains("\"idempotency_key\":\"key-2\"");
        assertThat(results[3]).startsWith("400,");
    }

    @Test
    void aPreviewThatBreaksOffChangedNothing() {
        venue.matcher.accident = venue::matcherDies;

        var answer = venue.ask("POST", "/api/v1/orders/preview", ORDER)
                .as(venue.trader)
                .send();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"UNAVAILABLE\"");
    }

    @Test
    void aDepositThatBreaksOffHasAKeyToAskAgainWithToo() {
        venue.matcher.accident = venue::matcherDies;

        var answer = venue.ask(
                        "POST",
                        "/api/v1/account/deposits",
                        "{\"asset\":\"USD\",\"amount\":1,\"idempotency_key\":\"key-2\"}")
                .as(venue.trader)
                .send();

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"OUTCOME_UNKNOWN\"", "\"idempotency_key\":\"key-2\"");
    }

    @Test
    void aCancelThatBreaksOffMayHaveHappenedAndOneThatNeverLeftHasNot() {
        venue.matcher.accident = venue::matcherDies;

        var brokenOff =
                venue.ask("POST", "/api/v1/orders/o1/cancel").as(venue.trader).send();
        var neverLeft =
                venue.ask("POST", "/api/v1/orders/o1/cancel").as(venue.trader).send();

        assertThat(brokenOff.status()).isEqualTo(504);
        assertThat(brokenOff.body()).contains("\"code\":\"OUTCOME_UNKNOWN\"").doesNotContain("idempotency_key");
        assertThat(neverLeft.status()).isEqualTo(503);
        assertThat(neverLeft.body()).contains("\"code\":\"UNAVAILABLE\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signup     | {\"email\":\"alice@example.com\",\"password\":\"correct horse\"}",
                "signin     | {\"email\":\"alice@example.com\",\"password\":\"correct horse\"}",
                "verify-otp | {\"flow_id\":\"flow-1\",\"otp\":\"123456\"}",
                "refresh    | {}"
            })
    void anIdentityCallThatBreaksOffMayHaveHappenedAndOneThatNeverLeftHasNot(String call, String json) {
        venue.auth.accident = venue::authDies;

        var brokenOff = identity(call, json);
        var neverLeft = identity(call, json);

        assertThat(brokenOff.status()).isEqualTo(504);
        assertThat(brokenOff.body()).contains("\"code\":\"OUTCOME_UNKNOWN\"");
        assertThat(neverLeft.status()).isEqualTo(503);
    }

    @Test
    void aReadThatBreaksOffChangedNothing() {
        venue.matcher.accident = venue::matcherDies;

        var answer =
                venue.ask("GET", "/api/v1/account/balances").as(venue.trader).send();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"UNAVAILABLE\"");
    }

    @Test
    void aMatcherThatSaysNothingLeavesOnlyAChangeOpen() {
        try (var hurried =
                new TestVenue(Map.of("openbell.deadlines.changes", "2s", "openbell.deadlines.reads", "2s"))) {
            hurried.matcher.accident = () -> {};

            var change = hurried.ask("DELETE", "/api/v1/orders/o1")
                    .as(hurried.trader)
                    .send();
            var read = hurried.ask("GET", "/api/v1/account/balances")
                    .as(hurried.trader)
                    .send();

            assertThat(change.status()).isEqualTo(504);
            assertThat(read.status()).isEqualTo(503);
            assertThat(read.body()).contains("\"code\":\"UNAVAILABLE\"");
        }
    }

    @Test
    void whatAServiceDoesNotHaveDidNotHappen() {
        var answer = identity("resend-otp", "{\"flow_id\":\"flow-1\"}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("\"code\":\"INTERNAL\"");
    }

    @Test
    void whoSignsOutLosesTheCookieAlsoWhenNobodyIsThereToEndTheSession() {
        venue.auth.accident = venue::authDies;

        var brokenOff = identity("logout", "{}");
        var neverLeft = identity("logout", "{}");

        assertThat(brokenOff.status()).isEqualTo(504);
        assertThat(neverLeft.status()).isEqualTo(503);
        assertThat(List.of(brokenOff, neverLeft))
                .allSatisfy(answer -> assertThat(answer.header("Set-Cookie"))
                        .startsWith("openbell_refresh=;")
                        .contains("Max-Age=0", "Path=/api/v1/auth"));
    }

    private Answer identity(String call, String json) {
        return venue.ask("POST", "/api/v1/auth/" + call, json)
                .header("Cookie", "openbell_refresh=refresh-1")
                .send();
    }

    private Answer placesUntilItWorks() {
        var patience = Instant.now().plusSeconds(20);
        var answer = venue.places(ORDER);
        while (answer.status() == 503 && Instant.now().isBefore(patience)) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            answer = venue.places(ORDER);
        }
        return answer;
    }
}
