package dev.openbell.history.database;

import static java.time.temporal.ChronoUnit.MICROS;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Microseconds since 1970, which is how the venue tells time, as the timestamps that PostgreSQL keeps; exactly, both ways. */
final class Micros {
    private Micros() {}

    static OffsetDateTime time(long micros) {
        return Instant.EPOCH.plus(micros, MICROS).atOffset(ZoneOffset.UTC);
    }

    static long of(OffsetDateTime time) {
        return MICROS.between(Instant.EPOCH, time.toInstant());
    }
}
