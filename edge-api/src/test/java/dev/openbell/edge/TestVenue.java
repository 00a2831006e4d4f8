package dev.openbell.edge;

import dev.openbell.events.v1.Revocation;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A real edge, and behind it hand-made services over real sockets. */
final class TestVenue implements AutoCloseable {
    final Tokens tokens = new Tokens();
    final FakeMatcher matcher = new FakeMatcher();
    final FakeAuth auth = new FakeAuth(tokens);
    final FakeHistory history = new FakeHistory();
    final String trader = tokens.of("alice", "read trade");

    /** What came along with the last call to the matcher. */
    volatile Metadata lastHeaders = new Metadata();

    private final int matcherPort = freePort();
    private Server matcherServer = serve(matcherPort, matcher.doors());
    private final Server authServer = serve(0, List.of(auth, auth.users));
    private final Server historyServer = serve(0, List.of(history));
    private final HttpClient client = HttpClient.newHttpClient();
    private final EmbeddedServer edge;
    final int managementPort = freePort();

    TestVenue(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Map.of(
                "micronaut.server.port",
                -1,
                "endpoints.all.port",
                managementPort,
                "grpc.channels.auth.target",
                "127.0.0.1:" + authServer.getPort(),
                "grpc.channels.matcher.target",
                "127.0.0.1:" + matcherPort,
                "grpc.channels.history.target",
                "127.0.0.1:" + historyServer.getPort(),
                "kafka.bootstrap.servers",
                "127.0.0.1:1",
                "openbell.redis-url",
                "redis://:16-and-more-letters@127.0.0.1:1",
                "openbell.service-secret",
                "what the services of this venue share with each other"));
        // A busy machine is no broken one.
        all.putAll(Map.of(
                "openbell.deadlines.reads",
                "60s",
                "openbell.deadlines.changes",
                "60s",
                "openbell.deadlines.health",
                "5s",
                "openbell.deadlines.keys",
                "60s"));
        all.putAll(settings);
        edge = ApplicationContext.run(EmbeddedServer.class, all);
    }

    int port() {
        return edge.getPort();
    }

    /** An answer of the edge. */
    record Answer(int status, String body, HttpHeaders headers) {
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /** A request that is being written. */
    final class Ask {

        private final HttpRequest.Builder request;

        private Ask(String method, URI uri, HttpRequest.BodyPublisher body) {
            request = HttpRequest.newBuilder(uri).method(method, body);
        }

        Ask header(String name, String value) {
            request.header(name, value);
            return this;
        }

        Ask as(String token) {
            return header("Authorization", "Bearer " + token);
        }

        Answer send() {
            try {
                var response = client.send(request.build(), BodyHandlers.ofString());
                return new Answer(response.statusCode(), response.body(), response.headers());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    Ask ask(String method, String path) {
        return new Ask(method, uri(port(), path), BodyPublishers.noBody());
    }

    Ask ask(String method, String path, String json) {
        return new Ask(method, uri(port(), path), BodyPublishers.ofString(json))
                .header("Content-Type", "application/json");
    }

    Ask askManagement(String path) {
        return new Ask("GET", uri(managementPort, path), BodyPublishers.noBody());
    }

    Answer get(String path) {
        return ask("GET", path).send();
    }

    /** An order of alice's. */
    Answer places(String json) {
        return ask("POST", "/api/v1/orders", json).as(trader).send();
    }

    void signOut(String user) {
        var revocation =
                Revocation.newBuilder().setSessionId("session-of-" + user).build();
        edge.getApplicationContext().getBean(HandFedRevocations.class).add(revocation);
    }

    /** kill -9 of the matcher. */
    void matcherDies() {
        matcherServer.shutdownNow();
    }

    void authDies() {
        authServer.shutdownNow();
    }

    void matcherComesBack() {
        matcher.reset();
        matcherServer = serve(matcherPort, matcher.doors());
    }

    @Override
    public void close() {
        edge.stop();
        for (var server : List.of(matcherServer, authServer, historyServer)) server.shutdownNow();
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private Server serve(int port, List<BindableService> services) {
        var server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .intercept(new Eavesdropper())
                .addService(new HealthStatusManager().getHealthService());
        services.forEach(server::addService);
        try {
            return server.build().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Eavesdropper implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            if (call.getMethodDescriptor().getFullMethodName().startsWith("openbell.trading")) lastHeaders = headers;
            return next.startCall(call, headers);
        }
    }

    /** Below the range from which systems take the ports of connections and of whoever does not mind, so that none of those gets in between. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var _ = new ServerSocket(port)) {
                return port;
            } catch (IOException e) {
                // Taken: there are others.
            }
        }
    }
}
