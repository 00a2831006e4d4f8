package dev.openbell.stream.floor;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock on the wall of the floor: by it tokens end and prices grow old. */
@Factory
final class WallClock {
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
