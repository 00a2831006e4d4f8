package dev.openbell.chassis.grpc;

import dev.openbell.chassis.ids.RequestId;
import dev.openbell.chassis.network.Networks;
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
import io.micronaut.context.annotation.Value;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a gRPC call in when its token allows it, and keeps who is calling beside the call. */
@Singleton
@Requires(beans = AccessRules.class)
final class Doorman implements ServerInterceptor, Ordered {
    private static final Logger log = LoggerFactory.getLogger(Doorman.class);
    private static final String BEARER = "Bearer ";

    private final AccessRules rules;
    private final TokenVerifier verifier;
    private final Networks trusted;

    Doorman(
            AccessRules rules,
            TokenVerifier verifier,
            @Value("${openbell.grpc.trusted-callers}") List<String> trusted) {
        this.rules = rules;
        this.verifier = verifier;
        this.trusted = Networks.of(trusted);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var context = Context.current()
                .withValue(Caller.REQUEST_ID, RequestId.of(headers.get(BearerToken.REQUEST_ID)))
                .withValue(Caller.ORIGIN, origin(call, headers));
        try {
            var token = admit(call.getMethodDescriptor().getFullMethodName(), headers);
            if (token != null) context = context.withValue(Caller.TOKEN, token);
        } catch (Refusal refusal) {
            return turnAway(call, refusal);
        } catch (RuntimeException e) {
            log.error(
                    "The caller of {} could not be identified",
                    call.getMethodDescriptor().getFullMethodName(),
                    e);
            return turnAway(call, new Refusal(Code.INTERNAL));
        }
        return Contexts.interceptCall(context, call, headers, next);
    }

    private static <Q> ServerCall.Listener<Q> turnAway(ServerCall<Q, ?> call, Refusal refusal) {
        call.close(GrpcErrors.status(refusal), GrpcErrors.trailers(refusal));
        return new ServerCall.Listener<>() {};
    }

    private @Nullable AccessToken admit(String method, Metadata headers) {
        var access = rules.of(method);
        if (access == null) throw new Refusal(Code.METHOD_NOT_ALLOWED, method + " is not served here");
        var bearer = headers.get(BearerToken.AUTHORIZATION);
        boolean shown = bearer != null && bearer.regionMatches(true, 0, BEARER, 0, BEARER.length());
        if (access == Access.PUBLIC)
            return shown ? ifGood(bearer.substring(BEARER.length()).strip()) : null;
        if (!shown) throw new Refusal(Code.UNAUTHENTICATED, "Send an access token: authorization: Bearer …");
        var token = verify(bearer.substring(BEARER.length()).strip(), access);
        if (access == Access.OWN_SESSION && token.viaKey()) {
            throw new Refusal(Code.FORBIDDEN, "An API key may not do this; sign in");
        }
        if (!access.scope.isEmpty() && !token.may(access.scope)) {
            throw new Refusal(Code.FORBIDDEN, "The token lacks the scope " + access.scope);
        }
        return token;
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
    private Caller.Origin origin(ServerCall<?, ?> call, Metadata headers) {
        if (!(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress remote)) {
            return new Caller.Origin("", "");
        }
        var peer = remote.getAddress();
        if (!trusted.contain(peer)) return new Caller.Origin(peer.getHostAddress(), "");
        var address = headers.get(BearerToken.CLIENT_ADDRESS);
        var agent = headers.get(BearerToken.CLIENT_AGENT);
        return new Caller.Origin(address == null ? peer.getHostAddress() : address, agent == null ? "" : agent);
    }

    /** Outside of {@link CallGuard}: Micronaut puts the lowest order outermost. */
    @Override
    public int getOrder() {
        return 100;
    }
}
