package dev.openbell.edge.door;

import dev.openbell.chassis.grpc.Access;
import dev.openbell.chassis.limits.Allowance;
import dev.openbell.chassis.limits.RateLimits;
import dev.openbell.chassis.network.ClientAddress;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.TokenVerifier;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request to the API, or for the public keys, in: its token is verified, it is counted, and it may do what its call wants.
 *
 * <p>A token is optional on a public call, but one that is sent must be right. A URL that leads nowhere is let through,
 * to its 404.
 */
@ServerFilter({"/api/**", "/.well-known/**"})
final class Doorkeeper implements Ordered {
    private static final String BEARER = "Bearer ";
    private static final String IDENTITY = "/api/v1/auth/";
    private static final String ALLOWANCE = "openbell.allowance";

    private final TokenVerifier verifier;
    private final RateLimits limits;
    private final ClientAddress addresses;

    Doorkeeper(TokenVerifier verifier, RateLimits limits, ClientAddress addresses) {
        this.verifier = verifier;
        this.limits = limits;
        this.addresses = addresses;
    }

    /** Not on the event loop: to verify a token may mean to fetch its key. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void admit(HttpRequest<?> request, MutablePropagatedContext context) {
        var address = addresses.of(request);
        var token = identify(request, address);
        RouteAttributes.getRouteMatch(request).ifPresent(route -> require(wantedBy(route), token));
        var agent = request.getHeaders().get(HttpHeaders.USER_AGENT);
        context.add(new Visitor(RequestIds.of(request), address, agent == null ? "" : agent, token));
    }

    /** Who is not known, or not who he says, is counted by his address: that slows the guessing of tokens too. */
    private @Nullable AccessToken identify(HttpRequest<?> request, String address) {
        var authorization = request.getHeaders().getAuthorization().orElse("");
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            note(request, limits.countAddress(address));
            return null;
        }
        AccessToken token;
        try {
            token = verifier.verify(authorization.substring(BEARER.length()).strip(), AccessToken.VENUE);
        } catch (Refusal refusal) {
            note(request, limits.countAddress(address));
            // On the way to a new token, or out, one that has run out is no obstacle.
            if (request.getPath().startsWith(IDENTITY) && !wantsToken(request)) return null;
            throw refusal;
        }
        note(request, limits.countUser(token.userId()));
        return token;
    }

    /** What the caller has left is told in the answer, whether the request goes on or not. */
    private static void note(HttpRequest<?> request, Allowance allowance) {
        request.setAttribute(ALLOWANCE, allowance);
        allowance.orRefuse();
    }

    static Optional<Allowance> allowance(HttpRequest<?> request) {
        return request.getAttribute(ALLOWANCE, Allowance.class);
    }

    private static boolean wantsToken(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .map(Doorkeeper::wantedBy)
                .filter(wanted -> wanted != Access.PUBLIC)
                .isPresent();
    }

    private static Access wantedBy(RouteMatch<?> route) {
        // Nobody holds what a service holds, so a call that forgot to say what it wants is closed.
        return route.getAnnotationMetadata()
                .enumValue(Wants.class, Access.class)
                .orElse(Access.SERVICE);
    }

    private static void require(Access wanted, @Nullable AccessToken token) {
        if (wanted == Access.PUBLIC) return;
        if (token == null) throw new Refusal(Code.UNAUTHENTICATED, "Send an access token: Authorization: Bearer …");
        if (wanted == Access.SERVICE) throw new Refusal(Code.FORBIDDEN);
        wanted.authorize(token);
    }

    @Override
    public int getOrder() {
        return 100;
    }
}
