package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.money.E8;
import dev.openbell.trading.v1.AmendPositionRequest;
import dev.openbell.trading.v1.ClosePositionRequest;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.ListPositionsRequest;
import dev.openbell.trading.v1.OpenPositionRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CFD positions over REST, and the door for programs. */
class CfdTest {
    private static final TestVenue venue = new TestVenue(Map.of());
    private static final String POSITIONS = "/api/v1/cfd/positions", ENGINE = "/api/v1/engine";

    private static final String OPEN = """
            {"position_id":"p1","asset":"BTC_USDC","direction":"LONG","margin":"600","leverage":10,"quantity":"0.1",\
            "entry_price":"60000","mark_price":"59990","stop_loss_price":"58000","take_profit_price":null,\
            "trailing_distance":null,"liquidation_price":"54271.3","margin_level":"19.96999499","unrealized_pnl":"-1",\
            "realized_pnl":"0","fees":"3","financing":"0","status":"open","close_reason":null,"close_price":null,\
            "opened_at":"2026-01-01T12:00:00.123456Z","closed_at":null}""";

    private static final String CLOSED = """
            {"position_id":"p1","asset":"BTC_USDC","direction":"LONG","margin":"600","leverage":10,"quantity":"0.1",\
            "entry_price":"60000","mark_price":null,"stop_loss_price":"58000","take_profit_price":null,\
            "trailing_distance":null,"liquidation_price":"54271.3","margin_level":null,"unrealized_pnl":"0",\
            "realized_pnl":"-200","fees":"3","financing":"0","status":"closed","close_reason":"closed",\
            "close_price":"58000","opened_at":"2026-01-01T12:00:00.123456Z","closed_at":"2026-01-01T12:00:00.123457Z"}""";

    @AfterAll
    static void close() {
        venue.close();
    }

    private static TestVenue.Answer does(String method, String path, String json) {
        return venue.ask(method, path, json).as(venue.trader).send();
    }

    private static TestVenue.Answer reads(String path) {
        return venue.ask("GET", path).as(venue.trader).send();
    }

    @Test
    void aPositionIsOpenedAsItWasAskedFor() {
        var answer = does("POST", POSITIONS, """
                {"idempotency_key":"k1","asset":"BTC_USDC","direction":"LONG","margin":600,"leverage":10,
                 "stop_loss_price":"58000","take_profit_price":"65000.5","trailing_distance":"100",
                 "expected_price":"60000","max_slippage":0}""");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"position\":" + OPEN + "}");
        assertThat(venue.matcher.cfds.lastAsked)
                .isEqualTo(OpenPositionRequest.newBuilder()
                        .setIdempotencyKey("k1")
                        .setAsset("BTC_USDC")
                        .setDirection(Direction.LONG)
                        .setMarginE8(E8.parse("600"))
                        .setLeverage(10)
                        .setStopLossPriceE8(E8.parse("58000"))
                        .setTakeProfitPriceE8(E8.parse("65000.5"))
                        .setTrailingDistanceE8(E8.parse("100"))
                        .setExpectedPriceE8(E8.parse("60000"))
                        .setMaxSlippageE8(0)
                        .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                                             | asset",
                "{'asset':'BTC_USDC'}                                                           | direction",
                "{'asset':'BTC_USDC','direction':'UP'}                                          | direction",
                "{'asset':'BTC_USDC','direction':'LONG','margin':'0'}                           | margin",
                "{'asset':'BTC_USDC','direction':'LONG','margin':'1','leverage':'ten'}          | leverage",
                "{'asset':'BTC_USDC','direction':'LONG','margin':'1','leverage':''}             | leverage",
                "{'asset':'BTC_USDC','direction':'LONG','margin':'1','leverage':1,'stop_loss_price':0} | stop_loss_price",
                "{'asset':'BTC_USDC','direction':'LONG','margin':'1','leverage':1,'max_slippage':-1} | max_slippage",
                "{'order_id':'x'}                                                               | order_id",
            })
    void whatCannotBeIsNamed(String json, String field) {
        var answer = does("POST", POSITIONS, json.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"VALIDATION\"", "\"field\":\"" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "'\"10\"', 10", "10.0, 10", "1e1, 10", "'\"10.00\"', 10", "-7, 0", "1e30, 2147483647"})
    void theLeverageIsAWholeNumberHoweverItIsWritten(String written, int leverage) {
        assertThat(opensWith(written).status()).isEqualTo(201);
        assertThat(venue.matcher.cfds.lastAsked)
                .isInstanceOfSatisfying(
                        OpenPositionRequest.class,
                        asked -> assertThat(asked.getLeverage()).isEqualTo(leverage));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"1.5\"", "1.123456789", "1e-999999999"})
    void aLeverageThatIsNoWholeNumberIsOutOfRange(String written) {
        var answer = opensWith(written);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("\"code\":\"LEVERAGE_OUT_OF_RANGE\"", "The leverage is a whole number");
    }

    @Test
    void aLeverageHasNoEndlessDigits() {
        var answer = opensWith("1." + "0".repeat(64));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"leverage\"");
    }

    private static TestVenue.Answer opensWith(String leverage) {
        return does(
                "POST",
                POSITIONS,
                "{\"asset\":\"BTC_USDC\",\"direction\":\"LONG\",\"margin\":1,\"leverage\":" + leverage + "}");
    }

    @Test
    void theSameKeyAgainOpensNothing() {
        var ticket = "{\"idempotency_key\":\"again\",\"asset\":\"BTC_USDC\",\"direction\":\"LONG\",\"margin\":600,"
                + "\"leverage\":10}";

        assertThat(does("POST", POSITIONS, ticket).status()).isEqualTo(201);
        var again = does("POST", POSITIONS, ticket);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo("{\"position\":" + OPEN + "}");
    }

    @Test
    void thePriceThatIsExpectedNeedsNoSlippageBesideIt() {
        does("POST", POSITIONS, """
                {"asset":"BTC_USDC","direction":"LONG","margin":600,"leverage":10,"expected_price":"60000"}""");

        assertThat(venue.matcher.cfds.lastAsked).isInstanceOfSatisfying(OpenPositionRequest.class, asked -> {
            assertThat(asked.getExpectedPriceE8()).isEqualTo(E8.parse("60000"));
            assertThat(asked.hasMaxSlippageE8()).isFalse();
        });
    }

    @Test
    void openOnesAreTheMatchersAndClosedOnesTheHistorys() {
        assertThat(reads(POSITIONS).body()).isEqualTo("{\"positions\":[" + OPEN + "],\"next_cursor\":\"p1\"}");
        assertThat(reads(POSITIONS + "?status=open&limit=7&cursor=p9").status()).isEqualTo(200);
        assertThat(venue.matcher.cfds.lastAsked)
                .isEqualTo(ListPositionsRequest.newBuilder()
                        .setLimit(7)
                        .setCursor("p9")
                        .build());
        assertThat(reads(POSITIONS + "?status=closed").body()).isEqualTo("{\"positions\":[" + CLOSED + "]}");
        assertThat(reads(POSITIONS + "?status=lost").status()).isEqualTo(400);
        assertThat(reads(POSITIONS + "/p1").body()).isEqualTo("{\"position\":" + OPEN + "}");
    }

    @Test
    void whatTheMatcherHasForgottenTheHistoryKnows() {
        assertThat(reads(POSITIONS + "/old").body()).isEqualTo("{\"position\":" + CLOSED + "}");
        var unknown = reads(POSITIONS + "/p2");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("\"code\":\"UNKNOWN_POSITION\"");
    }

    @ParameterizedTest
    @CsvSource({
        "old,         409, POSITION_CLOSED",
        "untold,      404, UNKNOWN_POSITION",
        "p2,          404, UNKNOWN_POSITION",
        "unread,      404, UNKNOWN_POSITION",
        "unavailable, 503, UNAVAILABLE"
    })
    void whatTheMatcherHasForgottenIsNotChanged(String id, int status, String code) {
        var amended = does("PATCH", POSITIONS + "/" + id, "{\"stop_loss_price\":\"57000\"}");
        var closed = does("POST", POSITIONS + "/" + id + "/close", "{}");
        var byProgram = does("POST", ENGINE, "{\"command\":\"CLOSE_TRADE\",\"tradeId\":\"" + id + "\"}");

        assertThat(List.of(amended, closed, byProgram)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "\"0\""})
    void whatIsNotGivenStaysAndNullOrZeroTakesAway(String nothing) {
        var triggers = "{\"stop_loss_price\":\"57000\",\"trailing_distance\":" + nothing + "}";

        assertThat(does("PATCH", POSITIONS + "/p1", triggers).status()).isEqualTo(200);

        assertThat(venue.matcher.cfds.lastAsked)
                .isEqualTo(AmendPositionRequest.newBuilder()
                        .setPositionId("p1")
                        .setStopLossPriceE8(E8.parse("57000"))
                        .setTrailingDistanceE8(0)
                        .build());
    }

    @Test
    void nullAloneTakesAwayToo() {
        does("PATCH", POSITIONS + "/p1", "{\"stop_loss_price\":null}");

        assertThat(venue.matcher.cfds.lastAsked)
                .isEqualTo(AmendPositionRequest.newBuilder()
                        .setPositionId("p1")
                        .setStopLossPriceE8(0)
                        .build());
        assertThat(does("PATCH", POSITIONS + "/p1", "{\"stop_loss_price\":{}}").body())
                .contains("\"field\":\"stop_loss_price\"", "has the wrong type");
    }

    @Test
    void aPositionIsClosedInPartOrAltogether() {
        var part = venue.ask("POST", POSITIONS + "/p1/close", "{\"quantity\":\"0.04\"}")
                .header("Idempotency-Key", "k2")
                .as(venue.trader)
                .send();
        assertThat(part.body()).isEqualTo("{\"position\":" + CLOSED + "}");
        assertThat(venue.matcher.cfds.lastAsked)
                .isEqualTo(ClosePositionRequest.newBuilder()
                        .setPositionId("p1")
                        .setQuantityE8(E8.parse("0.04"))
                        .setIdempotencyKey("k2")
                        .build());

        assertThat(venue.ask("POST", POSITIONS + "/p1/close")
                        .as(venue.trader)
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(does("POST", POSITIONS + "/p2/close", "{}").body()).contains("\"code\":\"UNKNOWN_POSITION\"");
    }

    @Test
    void whoMayOnlyReadOpensNothing() {
        var reader = venue.tokens.of("bob", "read");

        assertThat(venue.ask("POST", POSITIONS, "{}").as(reader).send().status())
                .isEqualTo(403);
        assertThat(venue.get(POSITIONS).status()).isEqualTo(401);
        assertThat(venue.ask("POST", ENGINE, "{}").send().status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'command':'CREATE_TRADE','asset':'BTC_USDC','direction':'LONG','margin':600,'leverage':10,'stopLossPrice':58000} | p1",
                "{'command':'CLOSE_TRADE','tradeId':'p1'}  | p1",
                "{'command':'GET_BALANCE'}                 | `null`",
                "{'command':'GET_USD_BALANCE'}             | `null`",
                "{'command':'CREATE_ACCOUNT'}              | `null`",
            })
    void aProgramAsksByAWord(String json, String orderId) {
        var answer = does("POST", ENGINE, json.replace('\'', '"'));

        var id = orderId.equals("null") ? orderId : '"' + orderId + '"';
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"success\":true,\"orderId\":" + id + ",\"engineResponse\":{\"status\":\"ok\",\"data\":{")
                .containsPattern("\"latency\":[0-9.]+}$");
    }

    @Test
    void whatAProgramIsToldIsWhatEverybodyIsTold() {
        assertThat(does("POST", ENGINE, "{\"command\":\"CLOSE_TRADE\",\"tradeId\":\"p1\"}")
                        .body())
                .contains("\"data\":" + CLOSED);
        assertThat(does("POST", ENGINE, "{\"command\":\"GET_USD_BALANCE\"}").body())
                .contains("\"data\":{\"asset\":\"USD\",\"available\":\"99999.5\"");
    }

    @Test
    void aRefusalHasTheStatusOfTheOtherDoors() {
        var unknown = does("POST", ENGINE, "{\"command\":\"CLOSE_TRADE\",\"tradeId\":\"p2\"}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(unknown.body())
                .contains("\"code\":\"UNKNOWN_POSITION\"", "\"status\":404", "\"request_id\":\"")
                .contains("\"success\":false,\"orderId\":null,\"engineResponse\":{\"status\":\"UNKNOWN_POSITION\","
                        + "\"data\":null,\"message\":\"No such position\"},\"latency\":");

        var nonsense = does("POST", ENGINE, "{\"command\":\"DANCE\"}");
        assertThat(nonsense.status()).isEqualTo(400);
        assertThat(nonsense.body()).contains("\"success\":false", "command must be one of CREATE_ACCOUNT, GET_BALANCE");
    }

    @Test
    void whatIsRefusedBeforeACommandIsReadHasTheSameShape() {
        var token = venue.tokens.of("bob", "read");
        isRefusedInItsShape(does("POST", ENGINE, "CLOSE_TRADE"), 400, "VALIDATION");
        isRefusedInItsShape(does("POST", ENGINE, "{\"command\":[]}"), 400, "VALIDATION");
        isRefusedInItsShape(does("POST", ENGINE, "{\"command\":\"GET_BALANCE\",\"colour\":1}"), 400, "VALIDATION");
        isRefusedInItsShape(does("POST", ENGINE, "x".repeat(65 * 1024)), 413, "BODY_TOO_LARGE");
        isRefusedInItsShape(venue.ask("POST", ENGINE, "{}").send(), 401, "UNAUTHENTICATED");
        isRefusedInItsShape(venue.ask("POST", ENGINE + "/", "{}").send(), 401, "UNAUTHENTICATED");
        isRefusedInItsShape(venue.ask("GET", ENGINE).as(token).send(), 405, "METHOD_NOT_ALLOWED");
        var form = venue.ask("POST", ENGINE).header("Content-Type", "application/x-www-form-urlencoded");
        isRefusedInItsShape(form.as(token).send(), 415, "UNSUPPORTED_MEDIA_TYPE");
        assertThat(venue.get(POSITIONS).body()).doesNotContain("success");
    }

    @Test
    void whoAsksTooOftenIsToldInTheSameShape() {
        try (var strict = new TestVenue(Map.of("openbell.rate-limit.anonymous", 1))) {
            strict.get("/api/v1/instruments");

            isRefusedInItsShape(strict.ask("POST", ENGINE, "{}").send(), 429, "RATE_LIMITED");
        }
    }

    private static void isRefusedInItsShape(TestVenue.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .contains("\"code\":\"" + code + "\"", "\"status\":" + status, "\"request_id\":\"")
                .contains("\"success\":false,\"orderId\":null,\"engineResponse\":{\"status\":\"" + code
                        + "\",\"data\":null,\"message\":\"")
                .containsPattern("\"latency\":[0-9.]+}$");
    }

    /** Its fields have other names than everybody else's. */
    @Test
    void theDoorForProgramsIsDescribedAsItIs() {
        assertThat(venue.get("/openapi.yml").body())
                .contains("stopLossPrice:", "tradeId:", "orderId:", "engineResponse:");
    }
}
