package dev.openbell.chassis.grpc;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Gives every line that a call logs its request id, and turns what a handler throws into an answer: a refusal or INTERNAL. */
@Singleton
final class CallGuard implements ServerInterceptor, Ordered {
    private static final Logger log = LoggerFactory.getLogger(CallGuard.class);

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            @Override
            public void onMessage(Q message) {
                guarded(() -> super.onMessage(message));
            }

            @Override
            public void onHalfClose() {
                guarded(super::onHalfClose);
            }

            private void guarded(Runnable step) {
                try (var _ = MDC.putCloseable("request_id", Caller.requestId())) {
                    try {
                        step.run();
                    } catch (RuntimeException e) {
                        close(call, e);
                    }
                }
            }
        };
    }

    private static void close(ServerCall<?, ?> call, RuntimeException e) {
        switch (e) {
            case Refusal refusal -> call.close(GrpcErrors.status(refusal), GrpcErrors.trailers(refusal));
            case StatusRuntimeException status -> {
                var trailers = status.getTrailers();
                call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
            }
            default -> {
                log.error("{} failed", call.getMethodDescriptor().getFullMethodName(), e);
                var refusal = new Refusal(Code.INTERNAL);
                call.close(GrpcErrors.status(refusal), GrpcErrors.trailers(refusal));
            }
        }
    }

    /** Innermost, so that it runs inside the context that {@link Doorman} made. */
    @Override
    public int getOrder() {
        return 200;
    }
}
