package dev.openbell.edge.door;

import dev.openbell.chassis.network.Origins;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;

/**
 * Identity calls, which a browser sends the refresh cookie along with, are taken from the venue's own pages only. Who
 * is no browser sends no Origin, and has no cookie that a foreign page could make use of.
 */
@ServerFilter("/api/v1/auth/**")
final class OwnPages implements Ordered {
    private final Origins allowed;

    OwnPages(@Value("${openbell.allowed-origins:}") List<String> allowed) {
        this.allowed = new Origins(allowed);
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        var headers = request.getHeaders();
        var origin = headers.get(HttpHeaders.ORIGIN);
        if (origin == null || allowed.include(origin, headers.get(HttpHeaders.HOST))) return;
        throw new Refusal(Code.FORBIDDEN, "This may be called from the venue's own pages only");
    }

    @Override
    public int getOrder() {
        return 200;
    }
}
