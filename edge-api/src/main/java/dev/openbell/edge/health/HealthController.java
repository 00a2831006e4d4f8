package dev.openbell.edge.health;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The venue's health for people, launchers and load balancers. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {
    private final Rounds rounds;

    HealthController(Rounds rounds) {
        this.rounds = rounds;
    }

    @Get(uris = {"/healthz", "/health"})
    HttpResponse<VenueHealth> health() {
        var health = rounds.latest();
        return HttpResponse.status(health.checks().canTrade() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(health);
    }
}
