package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.edge.TestVenue.Answer;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.SelfTradePrevention;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersTest {
    private static final String TICKET = """
            {"instrument": "BTC-USD", "side": "buy", "type": "limit", "price": "1", "quantity": "2"}
            """;

    private static final TestVenue venue = new TestVenue(Map.of());

    @AfterAll
    static void close() {
        venue.close();
    }

    @BeforeEach
    void reset() {
        venue.matcher.reset();
    }

    @Test
    void anOrderIsPlacedWithTheVeryNumbersThatWereWritten() {
        var answer = venue.places("""
                {"idempotency_key": "exact-1", "instrument": "BTC-USD", "side": "buy", "type": "limit",
                 "price": 92233720368.54775807, "quantity": "0.00000001"}
                """);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body())
                .contains("\"price\":\"92233720368.54775807\"", "\"quantity\":\"0.00000001\"")
                .contains("\"idempotency_key\":\"exact-1\"", "\"status\":\"open\"", "\"stop_price\":null")
                .contains("\"created_at\":\"2026-01-01T12:00:00.123456Z\"")
                .contains("\"trades\":[]", "\"sequence\":42")
                .doesNotContain("orderbook");
        var placed = venue.matcher.placed();
        assertThat(placed.getPriceE8()).isEqualTo(Long.MAX_VALUE);
        assertThat(placed.getQuantityE8()).isEqualTo(1);
        assertThat(placed.getSide()).isEqualTo(Side.BUY);
    }

    @Test
    void everyFieldOfATicketReachesTheMatcher() {
        venue.places("""
                {"instrument": "ETH-USD", "side": "sell", "type": "stop_limit", "price": "3000", "stop_price": 3.1e3,
                 "quantity": "1.5", "time_in_force": "gtd", "expires_at": "2026-01-01T12:00:00.5+01:00",
                 "post_only": true, "self_trade_prevention": "cancel_oldest"}
                """);

        var placed = venue.matcher.placed();
        assertThat(placed.getType()).isEqualTo(OrderType.STOP_LIMIT);
        assertThat(placed.getStopPriceE8()).isEqualTo(310_000_000_000L);
        assertThat(placed.getTimeInForce()).isEqualTo(TimeInForce.GTD);
        assertThat(placed.getExpiresAtMicros()).isEqualTo(1_767_265_200_500_000L);
        assertThat(placed.getPostOnly()).isTrue();
        assertThat(placed.getSelfTradePrevention()).isEqualTo(SelfTradePrevention.CANCEL_OLDEST);
        assertThat(placed.hasQuoteQuantityE8()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0          | must be greater than zero",
                "-1         | must be greater than zero",
                "1e400      | is too large",
                "9223372036854775808 | is too large",
                "0.123456789 | has more than 8 decimals",
                "\"1,5\"    | must be a decimal number",
                "\"NaN\"    | must be a decimal number",
                "\"\"       | must be a decimal number",
                "NaN        | is not JSON",
                "true       | must be a decimal number",
                "{\"a\": 1} | has the wrong type",
            })
    void aNumberThatCannotBeRightIsRefusedByItsField(String quantity, String message) {
        var answer = venue.places("""
                {"instrument": "BTC-USD", "side": "buy", "type": "limit", "price": "1", "quantity": %s}
                """.formatted(quantity));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"code\":\"VALIDATION\"")
                .contains("\"errors\":[{\"field\":\"quantity\",\"message\":\"" + message + "\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order_id   | use idempotency_key",
                "client_id  | use idempotency_key",
                "account_id | is not known here",
                "role       | is not known here",
            })
    void aFieldThatNobodyAskedForIsNamed(String field, String message) {
        var answer = venue.places("{\"%s\": \"x\", \"instrument\": \"BTC-USD\"}".formatted(field));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"side\": \"buy\", \"type\": \"limit\"} | instrument | is required",
                "{\"instrument\": \"BTC-USD\", \"side\": \"long\"} | side | must be one of buy, sell",
                "{\"instrument\": \"X\", \"side\": \"buy\", \"type\": \"stop\", \"post_only\": 1} | post_only | must be true or false",
                "{\"instrument\": \"BTC-USD\", \"idempotency_key\": \"a b\"} | idempotency_key | must be 1 to 64",
                "{\"side\": \"buy\", \"side\": \"sell\"} | side | is given twice",
            })
    void aTicketThatIsFilledInWronglyNamesItsField(String ticket, String field, String message) {
        var answer = venue.places(ticket);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "[]", "null", "7", "{", "x", "[[[[[[[[[[[[[[[["})
    void whatIsNoJsonObjectIsNoOrder(String body) {
        var answer = venue.places(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"VALIDATION\"", "The body ");
    }

    @Test
    void theSameKeyAnswersWithTheOriginalOrder() {
        var first = venue.ask("POST", "/api/v1/orders", TICKET)
                .as(venue.trader)
                .header("Idempotency-Key", "again-1")
                .send();
        var second = venue.ask("POST", "/api/v1/orders", TICKET)
                .as(venue.trader)
                .header("Idempotency-Key", "again-1")
                .send();

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void anOrderWithoutAKeyIsGivenOne() {
        venue.places(TICKET);

        assertThat(venue.matcher.placed().getIdempotencyKey()).matches("[0-9a-z]{13}");
    }

    @Test
    void whoDoesNotWaitIsToldWhereTheCommandIs() {
        var answer = venue.ask(
                        "POST",
                        "/api/v1/orders",
                        "{\"instrument\": \"BTC-USD\", \"side\": \"buy\", \"type\": \"market\", \"quantity\": \"2\"}")
                .as(venue.trader)
                .header("Prefer", "respond-async, wait=10")
                .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"command_id\":\"command-1\",\"status\":\"queued\"}");
    }

    @Test
    void theBookComesAlongWhenItIsAskedFor() {
        var answer = venue.ask("POST", "/api/v1/orders?include=orderbook", TICKET)
                .as(venue.trader)
                .send();

        assertThat(answer.body()).contains("\"orderbook\":{\"instrument\":\"BTC-USD\",\"sequence\":7,\"bids\":[");
    }

    @Test
    void aPreviewTellsWhatWouldTradeAndWhatWouldBeHeld() {
        var answer = venue.ask("POST", "/api/v1/orders/preview", TICKET)
                .as(venue.tokens.of("bob", "read"))
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"fills\":[{\"price\":\"60000.5\",\"quantity\":\"0.5\"}],\"average_price\":\"60000.5\","
                        + "\"fee\":\"30.00025\",\"fee_asset\":\"USD\",\"hold\":\"0\",\"hold_asset\":\"USD\"}");
        assertThat(venue.matcher.placed().getQuantityE8()).isEqualTo(200_000_000L);
    }

    @Test
    void anOrderOfABatchIsAnsweredAsIfItHadComeAlone() {
        var answer = batch("""
                {"orders": [
                    {"idempotency_key": "b-1", "instrument": "BTC-USD", "side": "buy", "type": "limit", "price": "1", "quantity": "2"},
                    {"instrument": "BTC-USD", "side": "buy", "type": "limit", "price": "1,5"},
                    {"instrument": "XYZ-USD", "side": "buy", "type": "market", "quantity": "2"},
                    null,
                    {"idempotency_key": "b-1", "instrument": "BTC-USD", "side": "buy", "type": "limit", "price": "1", "quantity": "2"}]}
                """);

        assertThat(answer.status()).isEqualTo(200);
        var results = answer.body().split("\\{\"status\":", -1);
        assertThat(results).hasSize(6);
        assertThat(results[1])
                .startsWith("201,\"order\":{")
                .contains("\"idempotency_key\":\"b-1\"", "\"trades\":[],\"error\":null");
        assertThat(results[2])
                .startsWith("400,\"order\":null,\"trades\":null,\"error\":{")
                .contains("\"code\":\"VALIDATION\"", "\"field\":\"price\"")
                .contains("\"request_id\":\"" + answer.header("X-Request-Id") + "\"");
        assertThat(results[3])
                .startsWith("404,")
                .contains("\"code\":\"UNKNOWN_INSTRUMENT\"", "\"detail\":\"Not traded here\"");
        assertThat(results[4]).startsWith("400,").contains("An order must be a JSON object");
        assertThat(results[5]).startsWith("200,").contains("\"idempotency_key\":\"b-1\"");
    }

    @Test
    void aBatchHasOneToFiftyOrders() {
        var ticket = TICKET.strip();

        assertThat(batch("{\"orders\": [%s]}".formatted(String.join(",", Collections.nCopies(50, ticket))))
                        .status())
                .isEqualTo(200);
        for (var orders : new String[] {
            "{\"orders\": [%s]}".formatted(String.join(",", Collections.nCopies(51, ticket))), "{\"orders\": []}", "{}"
        }) {
            var answer = batch(orders);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("\"field\":\"orders\"", "must be 1 to 50 orders");
        }
    }

    @Test
    void aMisfitWithinABatchIsNamedWithItsPlace() {
        var answer = batch("{\"orders\": [%s, {\"client_id\": \"x\"}]}".formatted(TICKET));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"orders[1].client_id\"", "use idempotency_key");
    }

    @Test
    void oneKeyForAWholeBatchIsRefusedBecauseItWouldProtectNothing() {
        var answer = venue.ask("POST", "/api/v1/orders/batch", "{\"orders\": [%s]}".formatted(TICKET))
                .as(venue.trader)
                .header("Idempotency-Key", "all-of-them")
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"idempotency_key\"", "belongs to each order");
    }

    @Test
    void anAmendmentSaysOnlyWhatChanges() {
        var answer = venue.ask("PATCH", "/api/v1/orders/client:my-order", "{\"price\": 60000.50}")
                .as(venue.trader)
                .header("Idempotency-Key", "amend-1")
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"order\":{")
                .contains("\"price\":\"60000.5\"")
                .endsWith("\"trades\":[]}");
        var amended = venue.matcher.amended();
        assertThat(amended.getOrderId()).isEqualTo("client:my-order");
        assertThat(amended.getIdempotencyKey()).isEqualTo("amend-1");
        assertThat(amended.hasQuantityE8()).isFalse();
    }

    @Test
    void theDeadMansSwitchSaysWhenItStrikes() {
        assertThat(cancelAfter("1500").body()).isEqualTo("{\"strikes_at\":\"2026-01-01T12:00:01.623456Z\"}");
        assertThat(cancelAfter("0").body()).isEqualTo("{\"strikes_at\":null}");
        assertThat(cancelAfter("1.5").body()).contains("\"field\":\"timeout_ms\"", "must be a whole number");
        assertThat(cancelAfter("null").body()).contains("\"field\":\"timeout_ms\"", "is required");
    }

    @Test
    void allOrdersOrThoseOfOneInstrumentAreCancelledAtOnce() {
        venue.places(TICKET);
        venue.places(TICKET);
        venue.places(TICKET.replace("BTC", "ETH"));

        var ofOne = venue.ask("DELETE", "/api/v1/orders?instrument=BTC-USD")
                .as(venue.trader)
                .send();
        var all = venue.ask("DELETE", "/api/v1/orders").as(venue.trader).send();

        assertThat(ofOne.body()).isEqualTo("{\"cancelled\":2}");
        assertThat(all.body()).isEqualTo("{\"cancelled\":3}");
    }

    @Test
    void anIdThatWasForgottenDoesNotCancelEverything() {
        var answer = venue.ask("DELETE", "/api/v1/orders/").as(venue.trader).send();

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void whatBecameOfAQueuedCommandIsToldLater() {
        var answer =
                venue.ask("GET", "/api/v1/commands/command-1").as(venue.trader).send();

        assertThat(answer.body())
                .isEqualTo("{\"status\":\"rejected\",\"order\":null,\"code\":\"WOULD_TAKE\","
                        + "\"detail\":\"It would have traded\"}");
    }

    @Test
    void anOrderTellsWhatHappenedToIt() {
        var answer =
                venue.ask("GET", "/api/v1/orders/old/events").as(venue.trader).send();

        assertThat(answer.body())
                .startsWith("{\"events\":[{\"sequence\":7,\"kind\":\"placed\",\"order\":{\"order_id\":\"old\"")
                .endsWith("\"fill\":null,\"timestamp\":\"2026-01-01T12:00:00.123456Z\"}]}");
    }

    @Test
    void anOrderWhoseHistoryIsStillBeingWrittenIsNotCalledUnknown() {
        venue.places(TICKET.replace("{", "{\"idempotency_key\": \"just-now\", "));

        var justNow = venue.ask("GET", "/api/v1/orders/client:just-now/events")
                .as(venue.trader)
                .send();
        var nowhere = venue.ask("GET", "/api/v1/orders/nowhere/events")
                .as(venue.trader)
                .send();

        assertThat(justNow.status()).isEqualTo(503);
        assertThat(justNow.header("Retry-After")).isEqualTo("1");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.body()).contains("\"code\":\"UNKNOWN_ORDER\"");
    }

    @Test
    void whoComesWhenTooMuchIsGoingOnIsToldToComeAgain() {
        venue.matcher.refuses(Refusal.overloaded("Too many commands are on their way"));

        var answer = venue.places(TICKET);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.body()).contains("\"code\":\"OVERLOADED\"");
    }

    @Test
    void theMatchersRefusalIsPassedOn() {
        venue.matcher.refuses(new Refusal(Code.INSUFFICIENT_FUNDS, "You have 3 USD"));

        var answer = venue.places(TICKET);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .contains("\"code\":\"INSUFFICIENT_FUNDS\"", "\"status\":422", "\"detail\":\"You have 3 USD\"")
                .contains("\"request_id\":\"" + answer.header("X-Request-Id") + "\"");
    }

    @Test
    void anOrderIsFoundByItsIdByItsKeyAndInTheHistory() {
        venue.places(TICKET.replace("{", "{\"idempotency_key\": \"find-me\", "));

        assertThat(venue.ask("GET", "/api/v1/orders/client:find-me")
                        .as(venue.trader)
                        .send()
                        .body())
                .contains("\"idempotency_key\":\"find-me\"");
        assertThat(venue.ask("GET", "/api/v1/orders/old")
                        .as(venue.trader)
                        .send()
                        .body())
                .contains("\"order_id\":\"old\"", "\"status\":\"filled\"");
        var nowhere =
                venue.ask("GET", "/api/v1/orders/nowhere").as(venue.trader).send();
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.body()).contains("\"code\":\"UNKNOWN_ORDER\"");
    }

    @Test
    void anOrderIsCancelledByEitherCall() {
        var posted =
                venue.ask("POST", "/api/v1/orders/o1/cancel").as(venue.trader).send();
        var deleted = venue.ask("DELETE", "/api/v1/orders/o1").as(venue.trader).send();

        assertThat(posted.status()).isEqualTo(200);
        assertThat(posted.body()).contains("\"order_id\":\"o1\"", "\"status\":\"cancelled\"", "\"reason\":\"user\"");
        assertThat(deleted.body()).isEqualTo(posted.body());
    }

    private static Answer batch(String json) {
        return venue.ask("POST", "/api/v1/orders/batch", json).as(venue.trader).send();
    }

    private static Answer cancelAfter(String millis) {
        return venue.ask("POST", "/api/v1/orders/cancel-after", "{\"timeout_ms\": %s}".formatted(millis))
                .as(venue.trader)
                .send();
    }
}
