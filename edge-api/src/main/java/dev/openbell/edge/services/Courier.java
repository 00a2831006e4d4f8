package dev.openbell.edge.services;

import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.grpc.Unanswered;
import dev.openbell.edge.door.Visitor;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Sends the visitor's own token, request id and address along with every call made for him, and waits only so long for
 * the answer.
 */
@Singleton
final class Courier implements ClientInterceptor {
    private final Duration forReads;
    private final Duration forChanges;

    Courier(
            @Value("${openbell.deadlines.reads}") Duration forReads,
            @Value("${openbell.deadlines.changes}") Duration forChanges) {
        this.forReads = forReads;
        this.forChanges = forChanges;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        var sent = options.getDeadline() == null
                ? options.withDeadlineAfter(Unanswered.isRead(method) ? forReads : forChanges)
                : options;
        var credentials = Visitor.current().map(Courier::credentials);
        return next.newCall(method, credentials.map(sent::withCallCredentials).orElse(sent));
    }

    private static BearerToken credentials(Visitor visitor) {
        var token = visitor.token();
        return new BearerToken(token == null ? null : token.text(), visitor.requestId())
                .from(visitor.address(), visitor.userAgent());
    }
}
