package dev.openbell.edge.market;

import static dev.openbell.chassis.grpc.Access.PUBLIC;

import dev.openbell.chassis.fields.Written;
import dev.openbell.chassis.redis.LiveEntry;
import dev.openbell.edge.door.Wants;
import dev.openbell.trading.v1.CfdPrice;
import dev.openbell.trading.v1.CfdServiceGrpc.CfdServiceBlockingStub;
import dev.openbell.trading.v1.GetPricesRequest;
import dev.openbell.trading.v1.GetPricesResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The prices at which CFDs are opened and closed. */
@Controller("/api/v1/cfd/prices")
@ExecuteOn(TaskExecutors.BLOCKING)
@Wants(PUBLIC)
final class PricesController {
    private final CfdServiceBlockingStub matcher;
    private final ShopWindow window;
    private final InstantSource clock = InstantSource.system();

    PricesController(CfdServiceBlockingStub matcher, ShopWindow window) {
        this.matcher = matcher;
        this.window = window;
    }

    /** The last price of a symbol, and how old it is. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record PriceShape(String symbol, String bid, String ask, String last, String timestamp, long ageMs) {}

    @Serdeable.Serializable
    record Prices(List<PriceShape> prices) {}

    /** Bid, ask and last of every symbol, and how old they are. */
    @Get
    Prices prices() {
        var prices = window.look(LiveEntry.PRICES, GetPricesResponse.parser())
                .filter(shown -> shown.getPricesCount() > 0)
                .orElseGet(() -> matcher.getPrices(GetPricesRequest.getDefaultInstance()));
        return new Prices(prices.getPricesList().stream().map(this::shape).toList());
    }

    private PriceShape shape(CfdPrice price) {
        long ageMs = clock.millis() - TimeUnit.MICROSECONDS.toMillis(price.getTimestampMicros());
        return new PriceShape(
                price.getSymbol(),
                Written.amount(price.getBidE8()),
                Written.amount(price.getAskE8()),
                Written.amount(price.getLastE8()),
                Written.time(price.getTimestampMicros()),
                Math.max(0, ageMs));
    }
}
