package dev.openbell.edge.services;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.function.Supplier;

/**
 * Commands that must not happen twice: when nobody can say whether one has happened, the caller is given the key to ask
 * again with.
 */
public final class OnceOnly {
    private OnceOnly() {}

    public static <A> A under(String idempotencyKey, Supplier<A> command) {
        try {
            return command.get();
        } catch (StatusRuntimeException failure) {
            if (saysWhatHappened(failure) || neverConnected(failure)) throw failure;
            throw Refusal.outcomeUnknown(Code.OUTCOME_UNKNOWN.title(), idempotencyKey);
        }
    }

    /**
     * The service's own refusal says what happened; it comes with details. Whatever else ends a call, time or a line
     * that broke, says nothing of the kind: the command may be in the log.
     */
    private static boolean saysWhatHappened(StatusRuntimeException failure) {
        if (failure.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) return false;
        var status = StatusProto.fromThrowable(failure);
        return status != null && status.getDetailsCount() > 0;
    }

    private static boolean neverConnected(Throwable failure) {
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) return true;
            if (cause instanceof UnknownHostException) return true;
        }
        return false;
    }
}
