package dev.openbell.history.archive;

import static dev.openbell.events.v1.PositionChange.POSITION_ENDED;
import static dev.openbell.history.market.EventLog.BTC_USD;
import static dev.openbell.history.market.EventLog.balance;
import static dev.openbell.history.market.EventLog.changed;
import static dev.openbell.history.market.EventLog.expired;
import static dev.openbell.history.market.EventLog.filled;
import static dev.openbell.history.market.EventLog.listed;
import static dev.openbell.history.market.EventLog.marked;
import static dev.openbell.history.market.EventLog.placed;
import static dev.openbell.history.market.EventLog.posted;
import static dev.openbell.trading.v1.Side.BUY;
import static dev.openbell.trading.v1.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.auth.v1.GetJwksRequest;
import dev.openbell.auth.v1.GetJwksResponse;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal.FieldError;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.events.v1.LedgerKind;
import dev.openbell.events.v1.PositionChange;
import dev.openbell.history.candles.MarketClock;
import dev.openbell.history.database.Database;
import dev.openbell.history.database.RealPostgres;
import dev.openbell.history.log.Progress;
import dev.openbell.history.market.EventLog;
import dev.openbell.history.market.MarketReplay;
import dev.openbell.history.v1.GetAnalyticsRequest;
import dev.openbell.history.v1.GetCfdPositionRequest;
import dev.openbell.history.v1.GetEquityRequest;
import dev.openbell.history.v1.GetOrderEventsRequest;
import dev.openbell.history.v1.GetOrderRequest;
import dev.openbell.history.v1.GetPositionsRequest;
import dev.openbell.history.v1.GetStatsRequest;
import dev.openbell.history.v1.HistoryServiceGrpc;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.history.v1.LedgerEntry;
import dev.openbell.history.v1.ListCandlesRequest;
import dev.openbell.history.v1.ListCfdPositionsRequest;
import dev.openbell.history.v1.ListFillsRequest;
import dev.openbell.history.v1.ListLedgerRequest;
import dev.openbell.history.v1.ListLedgerResponse;
import dev.openbell.history.v1.ListOrdersRequest;
import dev.openbell.history.v1.ListOrdersResponse;
import dev.openbell.history.v1.ListTradesRequest;
import dev.openbell.history.v1.OrderEvent;
import dev.openbell.trading.v1.CloseReason;
import dev.openbell.trading.v1.Fill;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionStatus;
import dev.openbell.users.v1.FindByEmailRequest;
import dev.openbell.users.v1.UserServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.micronaut.context.ApplicationContext;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The doors as a client finds them: real tokens, a real database, and no Kafka, which no read needs. */
class HistoryDoorTest {
    private static final long MINUTE = 60_000_000L, HOUR = 60 * MINUTE;
    private static final ECKey KEY = key();
    private static Server auth;
    private static ApplicationContext service;
    private static ManagedChannel channel;
    private static MarketReplay market;

    private final HistoryServiceBlockingStub alice = history("alice", "read");
    private final HistoryServiceBlockingStub bob = history("bob", "read");

    @BeforeAll
    static void start() throws Exception {
        auth = ServerBuilder.forPort(0).addService(new KeysOnly()).build().start();
        service = ApplicationContext.run(Map.of(
                "openbell.embedded",
                true,
                "database.url",
                RealPostgres.url(),
                "kafka.bootstrap.servers",
                "127.0.0.1:1",
                "grpc.server.port",
                0,
                "openbell.deadlines.keys",
                "60s",
                "market.patience",
                "60s",
                "openbell.service-secret",
                "what the services of this venue share with each other",
                "openbell.redis-url",
                "redis://127.0.0.1:1",
                "openbell.rate-limit.anonymous",
                1_000,
                "grpc.channels.auth.target",
                "127.0.0.1:" + auth.getPort()));
        var doors = service.getBean(GrpcEmbeddedServer.class).start();
        channel = ManagedChannelBuilder.forAddress("127.0.0.1", doors.getPort())
                .usePlaintext()
                .build();
        var database = service.getBean(Database.class);
        database.open();
        market = new MarketReplay(database, service.getBean(MarketClock.class), service.getBean(Progress.class));
        market.apply(log -> log.command(listed(BTC_USD)));
        market.apply(HistoryDoorTest::threeOrdersAndATrade);
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        service.close();
        auth.shutdownNow();
    }

    @Test
    void anOrderComesWithItsTrades() {
        var answer =
                alice.getOrder(GetOrderRequest.newBuilder().setOrderId("ask").build());

        assertThat(answer.getOrder().getStatus()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(answer.getOrder().hasStopPriceE8()).isFalse();
        assertThat(answer.getTradesList()).singleElement().satisfies(fill -> {
            assertThat(fill.getTradeId()).isEqualTo("trade");
            assertThat(fill.getSide()).isEqualTo(SELL);
            assertThat(fill.getFeeE8()).isEqualTo(5);
            assertThat(fill.getFeeAsset()).isEqualTo("USD");
        });
        var byKey = alice.getOrder(
                GetOrderRequest.newBuilder().setOrderId("client:key-ask").build());
        assertThat(byKey).isEqualTo(answer);
    }

    @Test
    void theOrderOfAnotherIsNotThere() {
        refused(Code.UNKNOWN_ORDER, () -> bob.getOrder(request("ask")));
        refused(Code.UNKNOWN_ORDER, () -> bob.getOrder(request("client:key-ask")));
        refused(Code.UNKNOWN_ORDER, () -> bob.getOrder(request("client:")));
        refused(Code.UNKNOWN_ORDER, () -> bob.getOrder(request("' OR 1=1 --")));
        refused(
                Code.UNKNOWN_ORDER,
                () -> bob.getOrderEvents(
                        GetOrderEventsRequest.newBuilder().setOrderId("ask").build()));
    }

    @Test
    void anOrdersEventsAreToldFromTheFirst() {
        var events = alice.getOrderEvents(
                        GetOrderEventsRequest.newBuilder().setOrderId("ask").build())
                .getEventsList();

        assertThat(events).extracting(OrderEvent::getKind).containsExactly("placed", "traded");
        assertThat(events.getFirst().getOrder().getFilledQuantityE8()).isZero();
        assertThat(events.getFirst().hasFill()).isFalse();
        assertThat(events.getLast().getFill().getTradeId()).isEqualTo("trade");
        assertThat(events.getLast().getOrder())
                .isEqualTo(alice.getOrder(request("ask")).getOrder());
    }

    @Test
    void openOrdersIncludeThoseThatArePartlyFilled() {
        var open = ListOrdersRequest.newBuilder().setStatus(OrderStatus.OPEN).build();
        assertThat(alice.listOrders(open).getOrdersList())
                .extracting(Order::getOrderId)
                .containsExactly("other", "ask");
        var filled = open.toBuilder().setStatus(OrderStatus.FILLED).build();
        assertThat(alice.listOrders(filled).getOrdersList()).isEmpty();
        assertThat(bob.listOrders(filled).getOrdersList())
                .extracting(Order::getOrderId)
                .containsExactly("bid");
    }

    @Test
    void theFewThatExpiredAreFoundByThat() throws SQLException {
        market.apply(log -> {
            var first = log.order("expired1", BUY, "1", "1");
            var second = log.order("expired2", BUY, "1", "1");
            log.command(
                    placed("iris", first), placed("iris", second), placed("iris", log.order("stays", BUY, "1", "1")));
            log.command(expired("iris", first), expired("iris", second));
        });
        var iris = history("iris", "read");

        var expired = ListOrdersRequest.newBuilder().setStatus(OrderStatus.EXPIRED);
        assertThat(iris.listOrders(expired.build()).getOrdersList())
                .extracting(Order::getOrderId)
                .containsExactly("expired2", "expired1");
        var rejected = ListOrdersRequest.newBuilder().setStatus(OrderStatus.REJECTED);
        assertThat(iris.listOrders(rejected.build()).getOrdersList()).isEmpty();
    }

    @Test
    void whoWasToldOfAnOrderAlreadyIsNotAnsweredWithoutIt() throws Exception {
        var henry = history("henry", "read");
        var orders = ListOrdersRequest.newBuilder().setAtLeast(market.next()).build();
        var events = GetOrderEventsRequest.newBuilder()
                .setOrderId("told")
                .setAtLeast(market.next())
                .build();
        try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
            var listed = calls.submit(() -> henry.listOrders(orders));
            var happened = calls.submit(() -> henry.getOrderEvents(events));

            place("henry", "told");

            assertThat(listed.get().getOrdersList())
                    .extracting(Order::getOrderId)
                    .containsExactly("told");
            assertThat(happened.get().getEventsList())
                    .extracting(OrderEvent::getKind)
                    .containsExactly("placed");
        }
    }

    @Test
    void pagesStayInPlaceWhileOrdersArrive() throws SQLException {
        var carol = history("carol", "read");
        for (int i = 10; i < 17; i++) place("carol", "order" + i);

        var seen = new ArrayList<String>();
        var request = ListOrdersRequest.newBuilder().setLimit(3);
        ListOrdersResponse page;
        int arriving = 20;
        do {
            page = carol.listOrders(request.build());
            page.getOrdersList().forEach(order -> seen.add(order.getOrderId()));
            request.setCursor(page.getNextCursor());
            place("carol", "order" + arriving++);
        } while (!page.getNextCursor().isEmpty());

        assertThat(seen).containsExactly("order16", "order15", "order14", "order13", "order12", "order11", "order10");
    }

    @Test
    void ordersOfTheSameMomentAreNotLostBetweenPages() throws SQLException {
        market.apply(log -> log.command(
                placed("dave", log.order("a", BUY, "1", "1")),
                placed("dave", log.order("b", BUY, "1", "1")),
                placed("dave", log.order("c", BUY, "1", "1"))));
        var dave = history("dave", "read");

        var first = dave.listOrders(ListOrdersRequest.newBuilder().setLimit(2).build());
        var second = dave.listOrders(ListOrdersRequest.newBuilder()
                .setLimit(2)
                .setCursor(first.getNextCursor())
                .build());

        assertThat(first.getOrdersList()).extracting(Order::getOrderId).containsExactly("c", "b");
        assertThat(second.getOrdersList()).extracting(Order::getOrderId).containsExactly("a");
        assertThat(second.getNextCursor()).isEmpty();
    }

    @Test
    void tradesAreForEverybody() {
        var anybody = HistoryServiceGrpc.newBlockingStub(channel);

        assertThat(anybody.listTrades(trades(BTC_USD).build()).getTradesList())
                .last()
                .satisfies(trade -> assertThat(trade.getTakerSide()).isEqualTo(BUY));
        refused(
                Code.UNKNOWN_INSTRUMENT,
                () -> anybody.listTrades(trades("NO-SUCH").build()));
        refused(Code.VALIDATION, () -> anybody.listTrades(trades("").build()));
        refused(
                Code.VALIDATION,
                () -> anybody.listTrades(trades(BTC_USD).setLimit(1_001).build()));
    }

    @Test
    void whatTradesComeToIsForEverybody() {
        var anybody = HistoryServiceGrpc.newBlockingStub(channel);

        var analytics = GetAnalyticsRequest.newBuilder().setInstrument(BTC_USD);
        assertThat(anybody.getAnalytics(analytics.build()).getOverallVwapE8()).isEqualTo(E8.parse("70000"));
        var candles = ListCandlesRequest.newBuilder().setInstrument(BTC_USD).setInterval("1d");
        assertThat(anybody.listCandles(candles.build()).getCandlesList()).hasSize(1);
        var stats = GetStatsRequest.newBuilder().setInstrument(BTC_USD);
        assertThat(anybody.getStats(stats.build()).getTickersList())
                .singleElement()
                .satisfies(ticker -> assertThat(ticker.getLastE8()).isEqualTo(E8.parse("70000")));
    }

    @Test
    void fillsAndLedgerAreTheOwners() {
        assertThat(bob.listFills(ListFillsRequest.getDefaultInstance()).getFillsList())
                .extracting(Fill::getOrderId)
                .containsExactly("bid");
        assertThat(bob.listLedger(ListLedgerRequest.newBuilder().setAsset("USD").build())
                        .getEntriesList())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getKind()).isEqualTo("trade"));
        assertThat(bob.listLedger(ListLedgerRequest.newBuilder().setAsset("BTC").build())
                        .getEntriesList())
                .isEmpty();
    }

    @Test
    void listsTellOfTheTimeThatIsAskedFor() throws SQLException {
        var times = new ArrayList<Long>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            market.apply(log -> {
                times.add(log.time); // of the trade; its entries are posted right after it
                deal(log, "time" + number, "erin", "frank", "1", "100");
            });
        }
        var erin = history("erin", "read");
        long second = times.get(1), last = times.get(3);

        var fills = ListFillsRequest.newBuilder().setStartTimeMicros(second).setEndTimeMicros(last);
        assertThat(erin.listFills(fills.build()).getFillsList())
                .extracting(Fill::getTradeId)
                .containsExactly("time2", "time1");
        var entries =
                ListLedgerRequest.newBuilder().setStartTimeMicros(second + 1).setEndTimeMicros(last + 1);
        assertThat(erin.listLedger(entries.build()).getEntriesList())
                .extracting(LedgerEntry::getReference)
                .containsExactly("time2", "time1");
        var orders = ListOrdersRequest.newBuilder().setEndTimeMicros(second);
        assertThat(erin.listOrders(orders.build()).getOrdersList())
                .extracting(Order::getOrderId)
                .containsExactly("ask-time0");
    }

    @Test
    void aTimeThatCannotBeIsRefused() {
        var backwards = ListFillsRequest.newBuilder().setStartTimeMicros(7).setEndTimeMicros(7);
        refused("start_time", () -> alice.listFills(backwards.build()));
        var before1970 = ListLedgerRequest.newBuilder().setEndTimeMicros(Long.MIN_VALUE);
        refused("end_time", () -> alice.listLedger(before1970.build()));
        var orders = ListOrdersRequest.newBuilder().setStartTimeMicros(-1);
        refused("start_time", () -> alice.listOrders(orders.build()));
    }

    @Test
    void pagesOfTheLedgerStayInPlaceWhileEntriesArrive() throws SQLException {
        for (int i = 0; i < 7; i++) grant("gina", Integer.toString(i));
        var gina = history("gina", "read");

        var seen = new ArrayList<String>();
        var request = ListLedgerRequest.newBuilder().setLimit(2).setAsset("USD");
        ListLedgerResponse page;
        do {
            page = gina.listLedger(request.build());
            page.getEntriesList().forEach(entry -> seen.add(entry.getReference()));
            request.setCursor(page.getNextCursor());
            grant("gina", "late");
        } while (!page.getNextCursor().isEmpty());

        assertThat(seen).containsExactly("6", "5", "4", "3", "2", "1", "0");
    }

    @Test
    void aPositionIsWorthItsLastTrade() throws SQLException {
        market.apply(log -> {
            log.command(listed("ETH-USD"));
            deal(log, "p1", "henry", "iris", "2", "100");
            deal(log, "p2", "henry", "iris", "1", "130");
            deal(log, "p3", "iris", "henry", "1", "120");
        });

        assertThat(positionsOf("iris")).containsExactly("BTC-USD 2 for 220, 110 each, realized 10, worth 20 more");
        assertThat(positionsOf("henry")).containsExactly("BTC-USD -2 for -220, 110 each, realized -10, worth -20 more");

        market.apply(log -> deal(log, "p4", "iris", "henry", "2", "115"));

        assertThat(positionsOf("iris")).containsExactly("BTC-USD 0 for 0, nothing each, realized 20, worth 0 more");
        assertThat(positionsOf("nobody")).isEmpty();
    }

    @Test
    void cfdPositionsAreListedByWhatTheyAre() throws SQLException {
        for (int i = 0; i < 3; i++) {
            var id = "cfd" + i;
            market.apply(
                    log -> log.command(changed("jack", PositionChange.POSITION_OPENED, log.position(id, "2", "150"))));
        }
        market.apply(log -> log.command(changed("jack", POSITION_ENDED, closed(log, "cfd2"))));
        market.apply(log -> log.command(changed("jack", POSITION_ENDED, closed(log, "cfd0"))));
        var jack = history("jack", "read");

        assertThat(jack.listCfdPositions(ListCfdPositionsRequest.getDefaultInstance())
                        .getPositionsList())
                .extracting(Position::getPositionId)
                .containsExactly("cfd1");
        var closed = ListCfdPositionsRequest.newBuilder()
                .setStatus(PositionStatus.POSITION_CLOSED)
                .setLimit(1);
        var first = jack.listCfdPositions(closed.build());
        assertThat(first.getPositionsList()).singleElement().satisfies(position -> {
            assertThat(position.getPositionId()).isEqualTo("cfd0");
            assertThat(position.getCloseReason()).isEqualTo(CloseReason.TAKE_PROFIT);
            assertThat(position.getClosePriceE8()).isEqualTo(E8.parse("160"));
            assertThat(position.hasStopLossPriceE8()).isFalse();
        });
        market.apply(log -> log.command(changed("jack", POSITION_ENDED, closed(log, "cfd1"))));
        var second =
                jack.listCfdPositions(closed.setCursor(first.getNextCursor()).build());
        assertThat(second.getPositionsList())
                .extracting(Position::getPositionId)
                .containsExactly("cfd2");
        assertThat(second.getNextCursor()).isEmpty();
        assertThat(bob.listCfdPositions(ListCfdPositionsRequest.getDefaultInstance())
                        .getPositionsList())
                .isEmpty();
    }

    @Test
    void aCfdPositionIsFoundHoweverOldButByItsOwnerAlone() throws SQLException {
        market.apply(log ->
                log.command(changed("lena", PositionChange.POSITION_OPENED, log.position("cfd-lena", "2", "150"))));
        var lena = history("lena", "read");
        var request =
                GetCfdPositionRequest.newBuilder().setPositionId("cfd-lena").build();

        assertThat(lena.getCfdPosition(request).getPosition().getStatus()).isEqualTo(PositionStatus.POSITION_OPEN);
        market.apply(log -> log.command(changed("lena", POSITION_ENDED, closed(log, "cfd-lena"))));

        assertThat(lena.getCfdPosition(request).getPosition()).satisfies(position -> {
            assertThat(position.getPositionId()).isEqualTo("cfd-lena");
            assertThat(position.getStatus()).isEqualTo(PositionStatus.POSITION_CLOSED);
            assertThat(position.getClosePriceE8()).isEqualTo(E8.parse("160"));
        });
        refused(Code.UNKNOWN_POSITION, () -> bob.getCfdPosition(request));
        refused(Code.UNKNOWN_POSITION, () -> lena.getCfdPosition(GetCfdPositionRequest.getDefaultInstance()));
        refused(Code.FORBIDDEN, () -> history("lena", "trade").getCfdPosition(request));
    }

    @Test
    void equityIsWhatTheWalletHeldAndWhatPositionsWouldHaveBrought() throws SQLException {
        var hour = new long[1];
        market.apply(log -> {
            log.time += HOUR - log.time % HOUR; // on the hour
            hour[0] = log.time;
            money(log, "kate", "1000", "1000", LedgerKind.GRANT);
            log.time += 10 * MINUTE;
            log.command(changed("kate", PositionChange.POSITION_OPENED, log.position("k1", "2", "150")));
            log.command(marked("151", "152"));
            log.time += HOUR;
            log.command(marked("140", "141"));
            log.command(changed("kate", PositionChange.POSITION_PARTLY_CLOSED, log.position("k1", "1", "150")));
            money(log, "kate", "-10", "990", LedgerKind.CFD_PNL);
            log.time += HOUR;
            log.command(changed("kate", POSITION_ENDED, closed(log, "k1")));
            money(log, "kate", "10", "1000", LedgerKind.CFD_PNL);
        });
        long start = hour[0];
        var kate = history("kate", "read");
        var hourly = GetEquityRequest.newBuilder()
                .setInterval("1h")
                .setStartTimeMicros(start)
                .setEndTimeMicros(start + 3 * HOUR);

        var points = kate.getEquity(hourly.build()).getPointsList();

        assertThat(points)
                .extracting(point -> (point.getTimestampMicros() - start) / HOUR)
                .containsExactly(1L, 2L, 3L);
        // Two gain a dollar each; one has lost ten, as the half that was sold has; then all is sold.
        assertThat(points).extracting(point -> E8.format(point.getEquityE8())).containsExactly("1002", "980", "1000");
        var newest =
                kate.getEquity(GetEquityRequest.newBuilder().setInterval("1d").build());
        assertThat(E8.format(newest.getPoints(newest.getPointsCount() - 1).getEquityE8()))
                .isEqualTo("1000");
        assertThat(history("nobody", "read").getEquity(hourly.build()).getPointsList())
                .isEmpty();
    }

    @Test
    void anEquityLineThatCannotBeIsRefused() {
        refused(
                "interval",
                () -> alice.getEquity(
                        GetEquityRequest.newBuilder().setInterval("2h").build()));
        refused(
                "start_time",
                () -> alice.getEquity(GetEquityRequest.newBuilder()
                        .setInterval("1m")
                        .setStartTimeMicros(0)
                        .build()));
    }

    @Test
    void aPageThatCannotBeIsRefused() {
        for (int limit : new int[] {-1, 501, Integer.MAX_VALUE}) {
            refused(
                    Code.VALIDATION,
                    () -> alice.listOrders(
                            ListOrdersRequest.newBuilder().setLimit(limit).build()));
        }
        for (var cursor : new String[] {"?", "AAAA", "LTU6eA", "OTk5OTk5OTk5OTk5OTk5OTk5OTk6eA"}) {
            refused(
                    Code.VALIDATION,
                    () -> alice.listOrders(
                            ListOrdersRequest.newBuilder().setCursor(cursor).build()));
        }
    }

    @Test
    void whoMayComeIn() {
        refused(
                Code.UNAUTHENTICATED,
                () -> HistoryServiceGrpc.newBlockingStub(channel).listOrders(ListOrdersRequest.getDefaultInstance()));
        refused(Code.FORBIDDEN, () -> history("alice", "trade").listOrders(ListOrdersRequest.getDefaultInstance()));
        refused(
                Code.FORBIDDEN,
                () -> history("alice", "trade").listCfdPositions(ListCfdPositionsRequest.getDefaultInstance()));
        refused(
                Code.UNAUTHENTICATED,
                () -> HistoryServiceGrpc.newBlockingStub(channel).getEquity(GetEquityRequest.getDefaultInstance()));

        var byEmail =
                FindByEmailRequest.newBuilder().setEmail("alice@example.org").build();
        var users = UserServiceGrpc.newBlockingStub(channel);
        refused(Code.UNAUTHENTICATED, () -> users.findByEmail(byEmail));
        refused(
                Code.FORBIDDEN,
                () -> users.withCallCredentials(token("alice", AccessToken.VENUE, "read trade admin"))
                        .findByEmail(byEmail));
        refused(
                Code.NOT_FOUND,
                () -> users.withCallCredentials(token("auth-service", AccessToken.USERS, ""))
                        .findByEmail(byEmail));
    }

    /** Alice offers three, Bob takes one of them, and Alice has another order far away. */
    private static void threeOrdersAndATrade(EventLog log) {
        var ask = log.order("ask", SELL, "70000", "3");
        log.command(placed("alice", ask));
        var bid = log.order("bid", BUY, "70000", "1");
        log.command(
                placed("bob", bid),
                log.traded("trade", "1", "alice", filled(ask, "1"), "bob", filled(bid, "1")),
                posted("bob", "-70000", LedgerKind.TRADE, "trade"),
                posted("alice", "70000", LedgerKind.TRADE, "trade"));
        log.command(placed("alice", log.order("other", SELL, "90000", "1")));
    }

    private static void place(String account, String id) throws SQLException {
        market.apply(log -> log.command(placed(account, log.order(id, BUY, "1", "1"))));
    }

    /** One trade, and what it moves. */
    private static void deal(EventLog log, String id, String seller, String buyer, String quantity, String price) {
        var ask = log.order("ask-" + id, SELL, price, quantity);
        var bid = log.order("bid-" + id, BUY, price, quantity);
        log.command(
                placed(seller, ask),
                placed(buyer, bid),
                log.traded(id, quantity, seller, filled(ask, quantity), buyer, filled(bid, quantity)),
                posted(seller, price, LedgerKind.TRADE, id),
                posted(buyer, "-" + price, LedgerKind.TRADE, id));
    }

    private static void grant(String account, String reference) throws SQLException {
        market.apply(log -> log.command(posted(account, "1", LedgerKind.GRANT, reference)));
    }

    private static void money(EventLog log, String account, String amount, String total, LedgerKind kind) {
        log.command(posted(account, amount, total, kind, ""), balance(account, total, "0"));
    }

    private static Position.Builder closed(EventLog log, String id) {
        return log.position(id, "2", "150")
                .setStatus(PositionStatus.POSITION_CLOSED)
                .setCloseReason(CloseReason.TAKE_PROFIT)
                .setClosePriceE8(E8.parse("160"))
                .setClosedAtMicros(log.time);
    }

    private static List<String> positionsOf(String account) {
        return history(account, "read")
                .getPositions(GetPositionsRequest.getDefaultInstance())
                .getPositionsList()
                .stream()
                .map(position -> "%s %s for %s, %s each, realized %s, worth %s more"
                        .formatted(
                                position.getInstrument(),
                                E8.format(position.getNetQuantityE8()),
                                E8.format(position.getTotalCostE8()),
                                position.hasAvgPriceE8() ? E8.format(position.getAvgPriceE8()) : "nothing",
                                E8.format(position.getRealizedPnlE8()),
                                E8.format(position.getUnrealizedPnlE8())))
                .toList();
    }

    private static GetOrderRequest request(String order) {
        return GetOrderRequest.newBuilder().setOrderId(order).build();
    }

    private static ListTradesRequest.Builder trades(String instrument) {
        return ListTradesRequest.newBuilder().setInstrument(instrument);
    }

    private static void refused(String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(GrpcErrors.refusal(e).errors())
                                .extracting(FieldError::field)
                                .containsExactly(field));
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(GrpcErrors.refusal(e).code()).isEqualTo(code));
    }

    private static HistoryServiceBlockingStub history(String user, String scope) {
        return HistoryServiceGrpc.newBlockingStub(channel).withCallCredentials(token(user, AccessToken.VENUE, scope));
    }

    private static BearerToken token(String user, String audience, String scope) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(AccessToken.TYPE))
                .keyID(KEY.getKeyID())
                .build();
        var claims = new JWTClaimsSet.Builder()
                .issuer(AccessToken.ISSUER)
                .audience(audience)
                .subject(user)
                .claim(AccessToken.SESSION_CLAIM, "session")
                .claim(AccessToken.SCOPE_CLAIM, scope)
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(KEY));
            return new BearerToken(token.serialize(), "test");
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that this service wants of auth-service. */
    private static final class KeysOnly extends AuthServiceGrpc.AuthServiceImplBase {
        @Override
        public void getJwks(GetJwksRequest request, StreamObserver<GetJwksResponse> answer) {
            var keys = new JWKSet(KEY.toPublicJWK()).toString();
            answer.onNext(GetJwksResponse.newBuilder().setJwksJson(keys).build());
            answer.onCompleted();
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
