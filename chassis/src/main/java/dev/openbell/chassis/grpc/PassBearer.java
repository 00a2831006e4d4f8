package dev.openbell.chassis.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Shows this service's pass with every call that it makes. */
@Singleton
@Requires(beans = ServicePass.class)
final class PassBearer implements ClientInterceptor {
    private final ServicePass pass;

    PassBearer(ServicePass pass) {
        this.pass = pass;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> caller, Metadata headers) {
                headers.put(ServicePass.HEADER, pass.text());
                super.start(caller, headers);
            }
        };
    }
}
