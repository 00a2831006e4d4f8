package dev.openbell.edge.door;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Identity calls, which a browser sends the refresh cookie along with, are taken from the venue's own pages only. Who
 * is no browser sends no Origin, and has no cookie that a foreign page could make use of.
 */
@ServerFilter("/api/v1/auth/**")
final class OwnPages implements Ordered {
    private final List<String> allowed;

    OwnPages(@Value("${openbell.allowed-origins:}") List<String> allowed) {
        this.allowed = allowed.stream()
                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                .filter(origin -> !origin.isEmpty())
                .toList();
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        var origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (origin == null || allowed.contains(origin.toLowerCase(Locale.ROOT)) || isOwn(origin, request)) return;
        throw new Refusal(Code.FORBIDDEN, "This may be called from the venue's own pages only");
    }

    private static boolean isOwn(String origin, HttpRequest<?> request) {
        try {
            var host = request.getHeaders().get(HttpHeaders.HOST);
            var authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public int getOrder() {
        return 200;
    }
}
