package dev.openbell.history.database;

import dev.openbell.chassis.health.Probe;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;

/** Ready only while PostgreSQL answers. */
@Singleton
@Readiness
final class DatabaseHealth extends Probe {
    DatabaseHealth(Database database) {
        super("postgres", database::ping, "no answer from " + database.name());
    }
}
