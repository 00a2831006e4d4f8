package dev.openbell.feed.synthetic;

import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Post;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** At the management port: makes the price of a symbol jump, for who wants to see what a stop loss or a liquidation does. */
@Controller("/market")
@Requires(beans = SyntheticMarket.class)
final class JumpController {
    /** A price neither vanishes nor grows beyond what the venue can count in. */
    private static final double LEAST_PERCENT = -90, MOST_PERCENT = 900;

    /** @param percent by how much: {@code -5} takes a twentieth away */
    @Serdeable
    record Jump(String symbol, double percent) {}

    @Serdeable
    record Landing(String symbol, String bid, String ask) {}

    private final SyntheticMarket market;

    JumpController(SyntheticMarket market) {
        this.market = market;
    }

    @Post("/jump")
    CompletableFuture<Landing> jump(@Body Jump jump) {
        if (!(jump.percent >= LEAST_PERCENT && jump.percent <= MOST_PERCENT)) {
            throw Refusal.invalid("percent", "must be from -90 to 900");
        }
        return market.jump(jump.symbol, 1 + jump.percent / 100)
                .thenApply(quote -> new Landing(jump.symbol, E8.format(quote.bidE8()), E8.format(quote.askE8())));
    }

    @Error
    HttpResponse<Map<String, String>> refused(Refusal refusal) {
        return HttpResponse.<Map<String, String>>status(
                        io.micronaut.http.HttpStatus.valueOf(refusal.code().http()))
                .body(Map.of("code", refusal.code().name(), "detail", refusal.detail()));
    }
}
