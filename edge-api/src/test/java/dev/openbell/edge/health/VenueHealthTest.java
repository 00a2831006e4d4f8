package dev.openbell.edge.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.edge.health.VenueHealth.Checks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VenueHealthTest {
    @ParameterizedTest
    @CsvSource({
        "up,   up,   up,   up,   up,   up,   healthy",
        "up,   down, up,   up,   up,   up,   degraded",
        "up,   up,   down, down, up,   up,   degraded",
        "up,   up,   up,   up,   down, up,   degraded",
        "down, up,   up,   up,   up,   up,   unhealthy",
        "up,   up,   up,   up,   up,   down, unhealthy",
    })
    void onlyMatcherAndKafkaAreNeededToTrade(
            String matcher, String auth, String history, String postgres, String redis, String kafka, String summary) {
        assertThat(new Checks(matcher, auth, history, postgres, redis, kafka).summary())
                .isEqualTo(summary);
    }
}
