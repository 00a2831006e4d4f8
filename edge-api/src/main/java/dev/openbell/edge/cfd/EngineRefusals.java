package dev.openbell.edge.cfd;

import dev.openbell.edge.cfd.EngineShapes.EngineRefusal;
import dev.openbell.edge.errors.Problem;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** What is refused at the door for programs, by whomever and however early, is said in the shape of that door. */
@ServerFilter({EngineController.PATH, EngineController.PATH + "/"})
final class EngineRefusals implements Ordered {
    private static final String BEGAN = "openbell.engine-began";

    @RequestFilter
    void begin(HttpRequest<?> request) {
        request.setAttribute(BEGAN, System.nanoTime());
    }

    @ResponseFilter
    void shape(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.body() instanceof Problem problem) response.body(EngineRefusal.of(problem, millis(request)));
    }

    /** How long the edge has had this request; nothing where the server itself refused it. */
    static double millis(HttpRequest<?> request) {
        return request.getAttribute(BEGAN, Long.class)
                .map(began -> Math.round((System.nanoTime() - began) / 1e3) / 1e3)
                .orElse(0.0);
    }

    /** Before the doorkeeper, whose refusals it is to see. */
    @Override
    public int getOrder() {
        return 50;
    }
}
