package dev.openbell.edge.health;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** This service's metrics on the public port, where that is wanted; the management port has them always. */
@Controller
final class MetricsController {
    private final PrometheusMeterRegistry metrics;
    private final boolean open;

    MetricsController(
            PrometheusMeterRegistry metrics,
            @Value("${openbell.embedded}") boolean embedded,
            @Value("${openbell.public-metrics}") boolean wanted) {
        this.metrics = metrics;
        this.open = embedded || wanted;
    }

    @Get("/metrics")
    @Produces(MediaType.TEXT_PLAIN)
    @ExecuteOn(TaskExecutors.BLOCKING)
    String metrics() {
        if (!open) throw new Refusal(Code.NOT_FOUND);
        return metrics.scrape();
    }
}
