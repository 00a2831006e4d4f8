package dev.openbell.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.bench.client.Customer;
import dev.openbell.e2e.dsl.Bot;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A bot's line to the market, and what becomes of its orders when the line, the bot or the venue's instance is gone. */
@OnTheRunningVenue
@Isolated("it ends parts of the venue that all share")
class OrderSessionTest {
    private static final Duration SOON = Duration.ofSeconds(10), WHEN_NOBODY_SAYS_SO = Duration.ofSeconds(90);

    private final Venue venue;
    private final String matcher;
    private final Customer owner;

    OrderSessionTest(Venue venue) {
        this.venue = venue;
        matcher = venue.addresses().hostAndPort(Port.MATCHER);
        owner = Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "bot");
    }

    @Test
    void resultsComeInTheOrderOfTheRequests() {
        try (var bot = new Bot(matcher, owner.token()).starts()) {
            for (int i = 0; i < 50; i++) bot.bids("BOT-USD", "k" + i);
            bot.says(cancel("k0"));

            for (int i = 0; i < 50; i++) {
                var placed = bot.hears(OrderSessionResponse::hasPlaced);
                assertThat(placed.getPlaced().getOrder().getIdempotencyKey()).isEqualTo("k" + i);
            }
            assertThat(bot.hears(OrderSessionResponse::hasCancelled)
                            .getCancelled()
                            .getOrder()
                            .getIdempotencyKey())
                    .isEqualTo("k0");
        }
    }

    @Test
    void everyReportComesThoughTheBotHasSaidAll() {
        var bot = new Bot(matcher, owner.token()).starts();
        for (int i = 0; i < 50; i++) bot.bids("BOT-USD", "k" + i);
        bot.saysNoMore();

        for (int i = 0; i < 50; i++) assertThat(report(bot)).isEqualTo("k" + i);
        assertThat(bot.isOver()).isInstanceOf(Bot.AllSaid.class);
        bot.close();
        Eventually.holds(SOON, () -> isCancelled("k49"));
    }

    @Test
    void aBrokenLineTakesTheOrdersOfItsSessionWithIt() {
        try (var stays = new Bot(matcher, owner.token()).starts()) {
            stays.bids("BOT-USD", "stays");
            stays.hears(OrderSessionResponse::hasPlaced);
            var goes = new Bot(matcher, owner.token()).starts();
            goes.bids("BOT-USD", "goes");
            goes.hears(OrderSessionResponse::hasPlaced);

            goes.close();

            Eventually.holds(SOON, () -> isCancelled("goes"));
            assertThat(order("stays").get("status").asText()).isEqualTo("open");
        }
    }

    @Test
    void soDoesAnInstanceThatDies() throws InterruptedException {
        try (var bot = new Bot(matcher, owner.token()).starts()) {
            bot.bids("BOT-USD", "orphan");
            bot.hears(OrderSessionResponse::hasPlaced);

            venue.kill("matcher");

            Eventually.holds(WHEN_NOBODY_SAYS_SO, () -> isCancelled("orphan"));
        }
    }

    @Test
    void nothingIsHeardBeforeTheSessionHasStarted() {
        try (var bot = new Bot(matcher, owner.token())) {
            bot.bids("BOT-USD", "early");
            assertThat(bot.hears(OrderSessionResponse::hasRefused).getRefused().getDetail())
                    .contains("must be the first request");

            bot.starts();
            bot.bids("BOT-USD", "early");
            bot.hears(OrderSessionResponse::hasPlaced);
        }
    }

    private static String report(Bot bot) {
        return bot.hears(OrderSessionResponse::hasReport).getReport().getOrder().getIdempotencyKey();
    }

    private static OrderSessionRequest.Builder cancel(String key) {
        return OrderSessionRequest.newBuilder()
                .setCancel(CancelOrderRequest.newBuilder().setOrderId("client:" + key));
    }

    private void isCancelled(String key) {
        var order = order(key);
        assertThat(order.get("status").asText()).isEqualTo("cancelled");
        assertThat(order.get("reason").asText()).isEqualTo("disconnect");
    }

    private JsonNode order(String key) {
        return owner.rest().get("/api/v1/orders/client:" + key).expect(200).get("order");
    }
}
