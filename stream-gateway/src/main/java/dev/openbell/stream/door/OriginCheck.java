package dev.openbell.stream.door;

import dev.openbell.chassis.network.Origins;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets only pages of this venue open a socket. A browser always says whose page asks; a bot says nothing and may come in.
 *
 * <p>Allowed are the host that was asked, what {@code OPENBELL_ALLOWED_ORIGINS} names, and in the embedded venue any page of this machine.
 */
@ServerFilter("/ws")
final class OriginCheck {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    private final Origins allowed;
    private final boolean embedded;

    OriginCheck(
            @Value("${openbell.allowed-origins}") List<String> allowed,
            @Value("${openbell.embedded}") boolean embedded) {
        this.allowed = new Origins(allowed);
        this.embedded = embedded;
    }

    /** Null lets the request in. */
    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        var origins = request.getHeaders().getAll(HttpHeaders.ORIGIN);
        var host = request.getHeaders().get(HttpHeaders.HOST);
        if (origins.stream().allMatch(origin -> isAllowed(origin, host))) return null;
        var refusal = new Refusal(Code.FORBIDDEN, "No page of " + origins.getFirst() + " may open a socket here");
        return Problems.response(request, refusal);
    }

    private boolean isAllowed(String origin, @Nullable String host) {
        return allowed.include(origin, host) || (embedded && isOfThisMachine(origin));
    }

    private static boolean isOfThisMachine(String origin) {
        try {
            var page = new URI(origin);
            return "http".equals(page.getScheme()) && THIS_MACHINE.contains(page.getHost());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
