package dev.openbell.chassis.grpc;

import dev.openbell.chassis.ids.RequestId;
import dev.openbell.chassis.limits.RateLimits;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.TokenVerifier;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a gRPC call in when it is not one too many and its token allows it, and keeps who is calling beside the call.
 *
 * <p>What another service asks for somebody was counted where he came in; what it asks for itself is not counted.
 */
@Singleton
@Requires(beans = AccessRules.class)
final class Doorman implements ServerInterceptor, Ordered {
    private static final Logger log = LoggerFactory.getLogger(Doorman.class);
    private static final String BEARER = "Bearer ";
    private static final String HEALTH = "grpc.health.v1.Health/";

    private final AccessRules rules;
    private final TokenVerifier verifier;
    private final ServicePass pass;
    private final RateLimits limits;

    Doorman(AccessRules rules, TokenVerifier verifier, ServicePass pass, RateLimits limits) {
        this.rules = rules;
        this.verifier = verifier;
        this.pass = pass;
        this.limits = limits;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var method = call.getMethodDescriptor().getFullMethodName();
        boolean fromService = pass.isGood(headers.get(ServicePass.HEADER));
        var origin = origin(call, headers, fromService);
        var context = Context.current()
                .withValue(Caller.REQUEST_ID, RequestId.of(headers.get(BearerToken.REQUEST_ID)))
                .withValue(Caller.ORIGIN, origin);
        try {
            // A probe that is refused because its neighbours ask too much would take the service out of its rotation.
            boolean counts = !fromService && !method.startsWith(HEALTH);
            var token = admit(method, headers, counts ? origin.address() : null);
            if (token != null) context = context.withValue(Caller.TOKEN, token);
        } catch (Refusal refusal) {
            return turnAway(call, refusal);
        } catch (RuntimeException e) {
            log.error("The caller of {} could not be identified", method, e);
            return turnAway(call, new Refusal(Code.INTERNAL));
        }
        return Contexts.interceptCall(context, call, headers, next);
    }

    private static <Q> ServerCall.Listener<Q> turnAway(ServerCall<Q, ?> call, Refusal refusal) {
        call.close(GrpcErrors.status(refusal), GrpcErrors.trailers(refusal));
        return new ServerCall.Listener<>() {};
    }

    /** @param address by which whoever has no good token is counted; null for a call that does not count */
    private @Nullable AccessToken admit(String method, Metadata headers, @Nullable String address) {
        var access = rules.of(method);
        if (access == null) throw new Refusal(Code.METHOD_NOT_ALLOWED, method + " is not served here");
        AccessToken token;
        try {
            token = identify(access, headers);
        } catch (Refusal refusal) {
            if (address != null) limits.countAddress(address).orRefuse();
            throw refusal;
        }
        if (address != null) count(access, token, address);
        if (token != null) access.authorize(token);
        return token;
    }

    private @Nullable AccessToken identify(Access access, Metadata headers) {
        var bearer = headers.get(BearerToken.AUTHORIZATION);
        boolean shown = bearer != null && bearer.regionMatches(true, 0, BEARER, 0, BEARER.length());
        var text = shown ? bearer.substring(BEARER.length()).strip() : "";
        if (access == Access.PUBLIC) return shown ? ifGood(text) : null;
        if (!shown) throw new Refusal(Code.UNAUTHENTICATED, "Send an access token: authorization: Bearer …");
        return verify(text, access);
    }

    private void count(Access access, @Nullable AccessToken token, String address) {
        if (access == Access.SERVICE) return;
        var allowance = token == null ? limits.countAddress(address) : limits.countUser(token.userId());
        allowance.orRefuse();
    }

    /** Where nobody must be known, a token that has run out is no obstacle: it may be on its way to being renewed. */
    private @Nullable AccessToken ifGood(String text) {
        try {
            return verifier.verify(text, AccessToken.VENUE);
        } catch (Refusal refusal) {
            return null;
        }
    }

    /** A user's token is known to be good, but not here, where only services may come in. */
    private AccessToken verify(String text, Access access) {
        try {
            return verifier.verify(text, access.audience);
        } catch (Refusal refusal) {
            if (access == Access.SERVICE && refusal.code() == Code.UNAUTHENTICATED) {
                verifier.verify(text, AccessToken.VENUE);
                throw new Refusal(Code.FORBIDDEN, "Only services of the venue may call this");
            }
            throw refusal;
        }
    }

    /** A service of the venue says for whom it calls. Anybody else could say anything, and is himself where the call comes from. */
    private static Caller.Origin origin(ServerCall<?, ?> call, Metadata headers, boolean fromService) {
        var address = fromService ? headers.get(BearerToken.CLIENT_ADDRESS) : null;
        var agent = headers.get(fromService ? BearerToken.CLIENT_AGENT : BearerToken.USER_AGENT);
        return new Caller.Origin(
                address == null ? peer(call) : address, agent == null ? "" : BearerToken.printable(agent));
    }

    private static String peer(ServerCall<?, ?> call) {
        return call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "";
    }

    /** Outside of {@link CallGuard}: Micronaut puts the lowest order outermost. */
    @Override
    public int getOrder() {
        return 100;
    }
}
