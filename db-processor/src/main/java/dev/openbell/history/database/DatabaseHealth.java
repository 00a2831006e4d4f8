package dev.openbell.history.database;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;

/** Ready only while PostgreSQL answers. */
@Singleton
@Readiness
final class DatabaseHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final Database database;

    DatabaseHealth(Database database) {
        this.database = database;
    }

    @Override
    protected String getName() {
        return "postgres";
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        boolean answers = database.answers();
        healthStatus = answers ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of(answers ? "at" : "no answer from", database.name());
    }
}
