package dev.openbell.e2e.security;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A gRPC call of any method, with an empty message. */
record BareCall(Channel line, CallOptions options) {
    private static final int PATIENCE_SECONDS = 20;

    BareCall(Channel line) {
        this(line, CallOptions.DEFAULT);
    }

    /** The status with which it ends; OK as soon as anything comes. */
    <Q, A> String answer(MethodDescriptor<Q, A> method) {
        var answer = new CompletableFuture<Status>();
        var call = line.newCall(method, options.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS));
        call.start(
                new ClientCall.Listener<A>() {
                    @Override
                    public void onMessage(A message) {
                        answer.complete(Status.OK);
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        answer.complete(status);
                    }
                },
                new Metadata());
        call.request(1);
        call.sendMessage(method.parseRequest(InputStream.nullInputStream()));
        call.halfClose();
        var status = answer.join();
        call.cancel("heard enough", null);
        return status.getCode().name();
    }

    /** The plain status, also of a call that no service of ours has answered. */
    static String statusOf(Runnable call) {
        try {
            call.run();
            return Status.Code.OK.name();
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode().name();
        }
    }
}
