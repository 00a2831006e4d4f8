package dev.openbell.chassis.grpc;

import dev.openbell.chassis.network.AccessLine;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many streams one caller may hold open. Each costs memory for as long as it lasts, which only the caller decides; so nobody gets
 * another before one of his is over, on however many connections.
 */
@Singleton
@Requires(beans = AccessRules.class)
final class OpenStreams implements ServerInterceptor, Ordered {
    static final int MOST = 100;

    private final ConcurrentHashMap<String, Integer> open = new ConcurrentHashMap<>();

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (call.getMethodDescriptor().getType() == MethodType.UNARY) return next.startCall(call, headers);
        var caller = caller();
        if (!opens(caller)) {
            var refusal = new Refusal(Code.RATE_LIMITED, "More than " + MOST + " streams at once");
            call.close(GrpcErrors.status(refusal), GrpcErrors.trailers(refusal));
            return new ServerCall.Listener<>() {};
        }
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            @Override
            public void onComplete() {
                closes(caller);
                super.onComplete();
            }

            @Override
            public void onCancel() {
                closes(caller);
                super.onCancel();
            }
        };
    }

    private static String caller() {
        var token = Caller.tokenIfAny();
        return token == null ? "address " + AccessLine.of(Caller.origin().address()) : "user " + token.userId();
    }

    private boolean opens(String caller) {
        var before = new int[1];
        open.compute(caller, (key, count) -> {
            before[0] = count == null ? 0 : count;
            return Math.min(before[0] + 1, MOST);
        });
        return before[0] < MOST;
    }

    private void closes(String caller) {
        open.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
    }

    /** Inside of {@link Doorman}, who knows the caller. */
    @Override
    public int getOrder() {
        return 150;
    }
}
