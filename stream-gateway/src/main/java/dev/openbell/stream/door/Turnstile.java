package dev.openbell.stream.door;

import dev.openbell.chassis.limits.RateLimits;
import dev.openbell.chassis.network.ClientAddress;
import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/** To open a socket is a request like any other, by somebody of whom nothing but the address is known. */
@ServerFilter("/ws")
final class Turnstile implements Ordered {
    private final RateLimits limits;
    private final ClientAddress addresses;

    Turnstile(RateLimits limits, ClientAddress addresses) {
        this.limits = limits;
        this.addresses = addresses;
    }

    /** Null lets the request in. */
    @RequestFilter
    @Nullable
    HttpResponse<?> count(HttpRequest<?> request) {
        try {
            limits.countAddress(addresses.of(request)).orRefuse();
            return null;
        } catch (Refusal refusal) {
            return Problems.response(request, refusal);
        }
    }

    /** Before anybody looks closer. */
    @Override
    public int getOrder() {
        return -100;
    }
}
