package dev.openbell.stream.venue;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.micronaut.grpc.annotation.GrpcChannel;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;

/** Ready only while there is a connection to the matcher; asking for it makes a lost one anew. */
@Singleton
@Readiness
final class MatcherHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final ManagedChannel matcher;

    MatcherHealth(@GrpcChannel("matcher") ManagedChannel matcher) {
        this.matcher = matcher;
    }

    @Override
    protected String getName() {
        return "matcher";
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        var state = matcher.getState(true);
        healthStatus = state == ConnectivityState.READY ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("connection", state.name().toLowerCase(Locale.ROOT));
    }
}
