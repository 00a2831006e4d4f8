package dev.openbell.edge.door;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Sees every request first and every answer last: the request's id, the headers that all answers have, the access log.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Arrivals implements Ordered {
    private static final Logger log = LoggerFactory.getLogger("access");
    private static final String MDC_KEY = "request_id";
    private static final String ARRIVED_AT = "openbell.arrived-at";

    private final AnswerHeaders headers;
    private final int managementPort;

    Arrivals(AnswerHeaders headers, @Value("${endpoints.all.port}") int managementPort) {
        this.headers = headers;
        this.managementPort = managementPort;
    }

    @RequestFilter
    void arrive(HttpRequest<?> request, MutablePropagatedContext context) {
        request.setAttribute(ARRIVED_AT, System.nanoTime());
        context.add(new MdcPropagationContext(Map.of(MDC_KEY, RequestIds.of(request))));
    }

    @ResponseFilter
    void leave(HttpRequest<?> request, MutableHttpResponse<?> response) {
        headers.add(request, response);
        long took = request.getAttribute(ARRIVED_AT, Long.class)
                .map(arrived -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - arrived))
                .orElse(0L);
        try (var _ = MDC.putCloseable(MDC_KEY, RequestIds.of(request))) {
            // The path as it was sent, still encoded, so that no line break gets into the log; no query, for its
            // secrets.
            log.atLevel(level(request))
                    .log(
                            "{} {} {} {} ms",
                            request.getMethodName(),
                            request.getUri().getRawPath(),
                            response.code(),
                            took);
        }
    }

    /** Probes and scrapes come every few seconds, for ever. */
    private Level level(HttpRequest<?> request) {
        return request.getServerAddress().getPort() == managementPort ? Level.DEBUG : Level.INFO;
    }

    @Override
    public int getOrder() {
        return 0;
    }
}
