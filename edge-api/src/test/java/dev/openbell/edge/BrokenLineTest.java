package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.edge.TestVenue.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
