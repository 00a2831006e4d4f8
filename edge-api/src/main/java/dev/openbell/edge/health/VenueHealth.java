package dev.openbell.edge.health;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * How the venue is doing. Without matcher or Kafka nobody can trade, and it is unhealthy; without anything else it is
 * degraded.
 *
 * @param status healthy, degraded or unhealthy
 */
@Serdeable.Serializable
record VenueHealth(String status, String timestamp, List<String> symbols, Checks checks) {

    /** Each is {@code up} or {@code down}. */
    @Serdeable.Serializable
    record Checks(String matcher, String auth, String history, String postgres, String redis, String kafka) {
        static final String UP = "up", DOWN = "down";

        boolean canTrade() {
            return matcher.equals(UP) && kafka.equals(UP);
        }

        private boolean allUp() {
            return List.of(matcher, auth, history, postgres, redis, kafka).stream()
                    .allMatch(UP::equals);
        }

        String summary() {
            if (!canTrade()) return "unhealthy";
            return allUp() ? "healthy" : "degraded";
        }
    }
}
