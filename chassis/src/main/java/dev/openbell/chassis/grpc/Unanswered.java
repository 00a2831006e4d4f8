package dev.openbell.chassis.grpc;

import com.google.protobuf.Message;
import dev.openbell.chassis.refusal.Refusal;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is known of a call that ended without its service's answer. Nothing happened by a read, nor by a change that
 * never left; any other change may have happened, and where it has a key, the caller is given that to ask again with. It is for doors whose callers wait for a service behind them.
 */
@Singleton
@Requires(property = "openbell.deadlines.changes")
public final class Unanswered implements ClientInterceptor {
    private static final Logger log = LoggerFactory.getLogger(Unanswered.class);

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            private volatile @Nullable Q question;

            @Override
            public void sendMessage(Q message) {
                question = message;
                super.sendMessage(message);
            }

            @Override
            public void start(Listener<A> caller, Metadata headers) {
                super.start(
                        new SimpleForwardingClientCallListener<>(caller) {
                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                var refusal = instead(method, question, status, trailers);
                                if (refusal == null) {
                                    super.onClose(status, trailers);
                                    return;
                                }
                                var said = GrpcErrors.exception(refusal);
                                super.onClose(said.getStatus(), said.getTrailers());
                            }
                        },
                        headers);
            }
        };
    }

    /** What the caller is told; null where the status itself says what happened. */
    private static @Nullable Refusal instead(
            MethodDescriptor<?, ?> method, @Nullable Object question, Status status, Metadata trailers) {
        return switch (status.getCode()) {
            // Unimplemented is also the library's answer to a call that the service does not have.
            case OK, UNIMPLEMENTED -> null;
            case DEADLINE_EXCEEDED, CANCELLED -> unanswered(method, question, status, trailers);
            default ->
                isRead(method) || neverConnected(status.getCause()) || isServicesOwn(status, trailers)
                        ? null
                        : unanswered(method, question, status, trailers);
        };
    }

    private static Refusal unanswered(
            MethodDescriptor<?, ?> method, @Nullable Object question, Status status, Metadata trailers) {
        boolean own = isServicesOwn(status, trailers);
        if (!own) {
            log.warn("{}: {} {}", method.getFullMethodName(), status.getCode(), status.getDescription());
        }
        if (isRead(method)) return Refusal.unavailable("The service behind this call does not answer now");
        var detail = own ? status.getDescription() : "No answer came; it may have happened all the same";
        return Refusal.outcomeUnknown(String.valueOf(detail), key(question));
    }

    /** What a service of ours says comes with details, and says what happened. A line that broke says nothing of the kind. */
    private static boolean isServicesOwn(Status status, Metadata trailers) {
        var said = StatusProto.fromStatusAndTrailers(status, trailers);
        return said.getDetailsCount() > 0;
    }

    private static boolean neverConnected(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) return true;
            if (cause instanceof UnknownHostException) return true;
        }
        return false;
    }

    /** The contract names every read Get, List or Preview; gRPC's own question after a service's health is Check. */
    public static boolean isRead(MethodDescriptor<?, ?> method) {
        var name = String.valueOf(method.getBareMethodName());
        return name.startsWith("Get") || name.startsWith("List") || name.startsWith("Preview") || name.equals("Check");
    }

    private static @Nullable String key(@Nullable Object question) {
        if (!(question instanceof Message message)) return null;
        var field = message.getDescriptorForType().findFieldByName("idempotency_key");
        if (field == null) return null;
        var key = (String) message.getField(field);
        return key.isEmpty() ? null : key;
    }
}
