package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.bots.LoneMatcher;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Rest;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.money.E8;
import dev.openbell.e2e.dsl.Bot;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.PlaceOrderResponse;
import dev.openbell.trading.v1.Refusal;
import dev.openbell.trading.v1.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two market groups behind one sign-up: each has instruments and wallets of its own, and neither notices when the other is gone. */
class TwoShardsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String FIRST = "T1-USD", SECOND = "GOLD-USD";

    @TempDir
    Path data;

    @Test
    void eachTradesOnItsOwn() throws IOException, InterruptedException {
        var listed = Files.writeString(data.resolve("second.yml"), """
                - {symbol: GOLD-USD, base: SOL, quote: USD, tick: "0.01", lot: "0.001", min_notional: "5", price_band: "0.5", \
                collar: "0.05", maker_fee: "0.0005", taker_fee: "0.001"}
                """);
        var setup = RunningVenue.small(data).with("OPENBELL_SHARDS", "2");
        var secondSetup = setup.with("OPENBELL_SHARD", "1").with("OPENBELL_INSTRUMENTS", listed.toString());
        try (var venue = Venue.start(setup);
                var second = new LoneMatcher("second", secondSetup, venue)) {
            second.start();
            var addresses = venue.addresses();
            var trader = Customer.signUp(addresses.edge(), addresses.inbox(), "trader");
            var first = addresses.hostAndPort(Port.MATCHER);
            try (var here = new Bot(first, trader.token()).starts();
                    var there = new Bot(second.target(), trader.token()).starts()) {
                var hereFirst = placed(here, FIRST, "a");
                var thereFirst = placed(there, SECOND, "a");

                // One key, two groups: two orders, whose ids name their shards.
                assertThat(hereFirst.getRepeatedKey()).isFalse();
                assertThat(thereFirst.getRepeatedKey()).isFalse();
                assertThat(Ids.shard(Ids.parse(hereFirst.getOrder().getOrderId())))
                        .isZero();
                assertThat(Ids.shard(Ids.parse(thereFirst.getOrder().getOrderId())))
                        .isEqualTo(1);
                assertThat(refused(here, SECOND).getCode()).isEqualTo("UNKNOWN_INSTRUMENT");
                assertThat(refused(there, FIRST).getCode()).isEqualTo("UNKNOWN_INSTRUMENT");

                second.kill();
                assertThat(placed(here, FIRST, "b").getRepeatedKey()).isFalse();
            }
            second.start();
            try (var there = new Bot(second.target(), trader.token()).starts()) {
                assertThat(placed(there, SECOND, "a").getRepeatedKey()).isTrue();
                placed(there, SECOND, "c");
            }
            var history = new Rest(addresses.edge()).as(trader.token());
            Eventually.holds(SOON, () -> {
                var rows = history.get("/api/v1/orders").expect(200).get("orders");
                assertThat(rows)
                        .extracting(row -> row.get("idempotency_key").asText())
                        .containsExactlyInAnyOrder("a", "b", "a", "c");
            });
        }
    }

    private static PlaceOrderResponse placed(Bot bot, String instrument, String key) {
        bot.says(bid(instrument, key));
        return bot.hears(OrderSessionResponse::hasPlaced).getPlaced();
    }

    private static Refusal refused(Bot bot, String instrument) {
        bot.says(bid(instrument, "elsewhere"));
        return bot.hears(OrderSessionResponse::hasRefused).getRefused();
    }

    private static OrderSessionRequest.Builder bid(String instrument, String key) {
        return OrderSessionRequest.newBuilder()
                .setPlace(PlaceOrderRequest.newBuilder()
                        .setIdempotencyKey(key)
                        .setInstrument(instrument)
                        .setSide(Side.BUY)
                        .setType(OrderType.LIMIT)
                        .setPriceE8(E8.parse("10"))
                        .setQuantityE8(E8.parse("1")));
    }
}
