package dev.openbell.e2e.security;

import dev.openbell.bench.bots.LoneService;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Ports;
import dev.openbell.standalone.parts.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A second edge before the running venue, set up as one that faces the internet. */
record PublicEdge(LoneService service, URI address) implements AutoCloseable {
    private static final String USER = "public-edge", DRAWN = "5e0f3a9b7c1d8264e0";

    /** Starts it when the first test wants it; it is closed before the venue. */
    static final class Opening implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == PublicEdge.class;
        }

        @Override
        public PublicEdge resolveParameter(ParameterContext parameter, ExtensionContext test) {
            var venue = RunningVenue.of(test);
            return test.getRoot()
                    .getStore(Namespace.create(PublicEdge.class))
                    .getOrComputeIfAbsent(PublicEdge.class, key -> before(venue), PublicEdge.class);
        }
    }

    Rest rest() {
        return new Rest(address);
    }

    private static PublicEdge before(Venue venue) {
        try (var redis = new RedisContents(venue)) {
            redis.admit(USER, DRAWN);
        }
        var addresses = venue.addresses();
        var ports = Ports.free();
        var setup = venue.setup()
                .with("OPENBELL_EMBEDDED", "false")
                .with("REFRESH_COOKIE_SECURE", "true")
                // Not the venue's own, which nobody is told: to its services this edge is a stranger.
                .with("OPENBELL_SERVICE_SECRET", DRAWN.repeat(2))
                .with("AUTH_TARGET", addresses.hostAndPort(Port.AUTH))
                .with("MATCHER_TARGET", addresses.hostAndPort(Port.MATCHER))
                .with("HISTORY_TARGET", addresses.hostAndPort(Port.HISTORY))
                .with("KAFKA_BOOTSTRAP_SERVERS", addresses.kafka())
                .with("REDIS_URL", "redis://" + USER + ":" + DRAWN + "@" + addresses.hostAndPort(Port.REDIS));
        var log = venue.log("edge-api").resolveSibling("public-edge.log");
        var service = new LoneService(Service.EDGE_API, setup, ports, log);
        try {
            service.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return new PublicEdge(service, URI.create("http://localhost:" + ports.of(Port.EDGE)));
    }

    @Override
    public void close() {
        service.close();
    }
}
