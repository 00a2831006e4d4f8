package dev.openbell.e2e.bots;

import static dev.openbell.e2e.bots.VenuesBot.RUNGS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.e2e.dsl.SyntheticMarket;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue's own bot, when the market does not let it do what it wants. On a venue of its own, whose last trades matter to nobody else. */
class MarketMakerInTroubleTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String INSTRUMENTS = """
            - {symbol: SOL-USD, base: SOL, quote: USD, tick: "0.01", lot: "0.001", min_notional: "5", price_band: "0.5", \
            collar: "0.05", maker_fee: "0.0005", taker_fee: "0.001"}
            """;

    @TempDir
    Path folder;

    @Test
    void oldQuotesNeverStand() throws IOException, InterruptedException {
        var setup = RunningVenue.quiet(folder)
                .with("SYNTHETIC_TRADES_INTERVAL_MS", "250")
                .with(
                        "OPENBELL_INSTRUMENTS",
                        Files.writeString(folder.resolve("one.yml"), INSTRUMENTS)
                                .toString());
        try (var venue = Venue.start(setup)) {
            var maker = VenuesBot.marketMaker(venue);
            Eventually.holds(SOON, () -> assertThat(maker.open("SOL-USD")).hasSize(2 * RUNGS));
            Eventually.holds(SOON, () -> assertThat(trades(venue)).isNotEmpty());

            whenThePriceLeavesTheBandTheBandIsTakenAlong(venue, maker, -70);
            whenThePriceLeavesTheBandTheBandIsTakenAlong(venue, maker, 300);
            whileTheMarketIsHaltedNothingStands(venue, maker);
        }
    }

    private static void whenThePriceLeavesTheBandTheBandIsTakenAlong(Venue venue, VenuesBot maker, int percent) {
        var landed = new SyntheticMarket(venue).jumps("SOL_USDC", percent);

        Eventually.holds(SOON, () -> {
            var open = maker.open("SOL-USD");
            assertThat(VenuesBot.prices(open, "buy")).hasSize(RUNGS).allMatch(price -> isNear(price, landed));
            assertThat(VenuesBot.prices(open, "sell")).hasSize(RUNGS).allMatch(price -> isNear(price, landed));
        });
        Eventually.holds(
                SOON,
                () -> assertThat(isNear(
                                new BigDecimal(trades(venue).get(0).get("price").asText()), landed))
                        .isTrue());
    }

    private static void whileTheMarketIsHaltedNothingStands(Venue venue, VenuesBot maker) {
        var addresses = venue.addresses();
        var operator = Customer.signUp(
                        addresses.edge(), addresses.inbox(), "operator", RunningVenue.OPERATORS.getFirst())
                .rest();

        operator.post("/api/v1/admin/instruments/SOL-USD/halt").expect(200);
        Eventually.holds(SOON, () -> assertThat(maker.open()).isEmpty());

        operator.post("/api/v1/admin/instruments/SOL-USD/resume").expect(200);
        Eventually.holds(SOON, () -> assertThat(maker.open("SOL-USD")).hasSize(2 * RUNGS));
    }

    /** Within a fiftieth. */
    private static boolean isNear(BigDecimal price, BigDecimal other) {
        return price.subtract(other).abs().multiply(BigDecimal.valueOf(50)).compareTo(other) < 0;
    }

    /** The newest first. */
    private static JsonNode trades(Venue venue) {
        return new Rest(venue.addresses().edge())
                .get("/api/v1/market/trades?limit=5&instrument=SOL-USD")
                .expect(200)
                .get("trades");
    }
}
