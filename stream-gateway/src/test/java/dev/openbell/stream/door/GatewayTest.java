package dev.openbell.stream.door;

import static dev.openbell.stream.floor.News.bid;
import static dev.openbell.stream.floor.News.book;
import static dev.openbell.stream.floor.News.level;
import static dev.openbell.stream.floor.News.placed;
import static dev.openbell.stream.floor.News.price;
import static dev.openbell.stream.floor.News.traded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.money.E8;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.events.v1.Revocation;
import dev.openbell.market.v1.MarketDataServiceGrpc;
import dev.openbell.market.v1.StreamCandlesRequest;
import dev.openbell.market.v1.StreamOrderBookRequest;
import dev.openbell.market.v1.StreamPricesRequest;
import dev.openbell.market.v1.StreamTradesRequest;
import dev.openbell.stream.floor.FloorThread;
import dev.openbell.stream.floor.HandSetClock;
import dev.openbell.stream.floor.News;
import dev.openbell.stream.venue.HandFedKafka;
import dev.openbell.trading.v1.AmendOrderRequest;
import dev.openbell.trading.v1.CfdPrice;
import dev.openbell.trading.v1.Trade;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole gateway, with real sockets and real gRPC; only the log is fed by hand. */
class GatewayTest {
    private final List<Client> clients = new ArrayList<>();
    private final List<ManagedChannel> lines = new ArrayList<>();
    private final News news = new News(10);
    private FakeServices services;
    private EmbeddedServer gateway;
    private HandFedKafka log;

    @BeforeEach
    void theGatewayStarts() throws Exception {
        services = new FakeServices();
        gateway = gateway(Map.of("openbell.rate-limit.anonymous", 100_000));
        log = gateway.getApplicationContext().getBean(HandFedKafka.class);
    }

    private EmbeddedServer gateway(Map<String, Object> settings) {
        return ApplicationContext.builder(settings)
                .properties(Map.of(
                        "micronaut.server.port",
                        -1,
                        "endpoints.all.port",
                        freePort(),
                        "grpc.server.port",
                        0,
                        "kafka.bootstrap.servers",
                        "localhost:1",
                        "openbell.allowed-origins",
                        "https://trade.example.com",
                        "openbell.redis-url",
                        "redis://:16-and-more-letters@localhost:1",
                        "openbell.service-secret",
                        "what the services of this venue share with each other"))
                // A busy machine is no broken one.
                .properties(Map.of(
                        "openbell.deadlines.keys",
                        "60s",
                        "openbell.deadlines.reads",
                        "60s",
                        "openbell.deadlines.changes",
                        "60s"))
                .properties(Map.of(
                        "grpc.channels.auth.target",
                        services.target(),
                        "grpc.channels.matcher.target",
                        services.target(),
                        "grpc.channels.history.target",
                        services.target()))
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    @AfterEach
    void everythingStops() {
        clients.forEach(Client::close);
        lines.forEach(ManagedChannel::shutdownNow);
        gateway.close();
        services.close();
    }

    @Test
    void aTraderSeesTheBookTheTradeAndTheirOwnFill() {
        var alice = trader("alice");
        alice.says(
                "{'type':'subscribe','id':7,'channels':['orderbook','trades','orders','account'],'instrument':'BTC-USD'}");
        assertThat(alice.hears("subscribed"))
                .containsEntry("id", 7)
                .containsEntry("channels", List.of("orderbook", "trades", "orders", "account"))
                .containsEntry("instruments", List.of("BTC-USD"));
        assertThat(alice.hears("orderbook_snapshot"))
                .containsEntry("sequence", 10)
                .containsEntry("bids", List.of(List.of("60000", "1", 1)));
        assertThat(alice.hears("orders_snapshot"))
                .containsEntry("sequence", 10)
                .extracting("orders")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .extracting("order_id")
                .containsExactly("newer", "older");
        assertThat(alice.hears("account_snapshot")).containsEntry("sequence", 10);

        log.append(news.record(traded("alice", "bob"), bid("60000", "0.5")));

        assertThat(alice.hears("fill")).containsEntry("liquidity", "maker");
        assertThat(alice.hears("order_update")).containsEntry("sequence", 11);
        assertThat(alice.hears("trade")).containsEntry("price", "60000").containsEntry("taker_side", "sell");
        assertThat(alice.hears("orderbook_delta"))
                .containsEntry("previous_sequence", 10)
                .containsEntry("sequence", 12);
        assertThat(services.tokensSeen).hasSize(1);
    }

    @Test
    void anotherAccountsUpdatesNeverArrive() {
        var alice = trader("alice");
        var bob = trader("bob");
        for (var trader : List.of(alice, bob)) {
            trader.says("{'type':'subscribe','channels':['orders']}");
            trader.hears("subscribed");
            trader.hears("orders_snapshot");
        }

        log.append(news.record(placed("alice", "of-alice"), placed("bob", "of-bob")));

        assertThat(alice.hears("order_update").toString()).contains("of-alice");
        assertThat(bob.hears("order_update").toString()).contains("of-bob");
        alice.says("{'type':'ping'}").hears("pong");
        bob.says("{'type':'ping'}").hears("pong");
    }

    @Test
    void aPrivateChannelNeedsAuth() {
        var stranger = visitor();

        stranger.says("{'type':'subscribe','id':'a','channels':['orders']}");
        assertThat(stranger.hears("error")).containsEntry("id", "a").containsEntry("code", "UNAUTHENTICATED");
        stranger.says("{'type':'auth','token':'" + services.token("alice") + "x'}");
        assertThat(stranger.hears("error")).containsEntry("code", "UNAUTHENTICATED");
    }

    @Test
    void whatMakesNoSenseIsAnErrorAndTheConnectionLives() {
        var client = visitor();

        var nonsense = List.of(
                "no JSON",
                "[]",
                "null",
                "{}",
                "{'type':5}",
                "{'type':'buy'}",
                "{'type':'auth'}",
                "{'type':'subscribe'}",
                "{'type':'subscribe','channels':['gossip']}",
                "{'type':'subscribe','channels':['orderbook']}",
                "{'type':'ping','id':{}}",
                "{'type':'ping'",
                "[".repeat(10_000));
        for (var text : nonsense) {
            assertThat(client.says(text).hears("error")).as(text).containsEntry("code", "VALIDATION");
        }
        assertThat(client.says("{'type':'ping','id':'here'}").hears("pong")).containsEntry("id", "here");
    }

    @Test
    void anUnknownInstrumentIsNamed() {
        var client = visitor().says("{'type':'subscribe','channels':['trades'],'instruments':['BTC-USD','GOLD']}");

        assertThat(client.hears("error"))
                .containsEntry("code", "UNKNOWN_INSTRUMENT")
                .containsEntry("detail", "There is no instrument GOLD");
    }

    @Test
    void unsubscribedIsUnsubscribed() {
        var client = visitor();
        client.says("{'type':'subscribe','channels':['orderbook','trades'],'instruments':['BTC-USD']}");
        client.hears("subscribed");
        client.hears("orderbook_snapshot");
        client.says("{'type':'unsubscribe','channels':['orderbook','trades']}").hears("unsubscribed");
        var other = visitor().says("{'type':'subscribe','channels':['trades'],'instruments':['BTC-USD']}");
        other.hears("subscribed");

        log.append(news.record(traded("alice", "bob"), bid("60000", "0.5")));

        other.hearsAtLast("type", "trade");
        client.says("{'type':'ping'}").hears("pong");
    }

    @Test
    void whoAsksTooMuchIsToldSoAndTheConnectionLives() {
        try (var strict = gateway(Map.of("openbell.rate-limit.user", 1, "openbell.trusted-proxies", "127.0.0.0/8"))) {
            var alice = client(strict, "X-Forwarded-For", "203.0.113.7");
            alice.hears("hello");
            alice.says("{'type':'auth','token':'" + services.token("alice") + "'}")
                    .hears("authenticated");
            alice.says("{'type':'ping'}").hears("pong");

            assertThat(alice.says("{'type':'ping','id':8}").hears("error"))
                    .containsEntry("id", 8)
                    .containsEntry("code", "RATE_LIMITED")
                    .extracting("retry_after")
                    .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                    .isBetween(1, 60);
            assertThat(alice.says("{'type':'ping'}").hears("error")).containsEntry("code", "RATE_LIMITED");
        }
    }

    @Test
    void anAddressOpensSoManySocketsAndNoTaleOfOthersHelps() {
        try (var strict = gateway(
                Map.of("openbell.rate-limit.anonymous", 2, "openbell.trusted-proxies", "127.0.0.0/8, 10.0.0.1"))) {
            client(strict, "X-Forwarded-For", "203.0.113.7").hears("hello");
            client(strict, "X-Forwarded-For", "198.51.100.1, 203.0.113.7, 10.0.0.1")
                    .hears("hello");

            assertThatThrownBy(() -> client(strict, "X-Forwarded-For", "198.51.100.2, 203.0.113.7"))
                    .cause()
                    .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> {
                        assertThat(refused.getResponse().statusCode()).isEqualTo(429);
                        var retryAfter = refused.getResponse().headers().firstValueAsLong("Retry-After");
                        assertThat(retryAfter.orElse(0)).isBetween(1L, 30L);
                    });
            client(strict, "X-Forwarded-For", "203.0.113.8").hears("hello");
        }
    }

    @Test
    void onlyPagesOfTheVenueMayOpenASocket() throws Exception {
        for (var foreign : List.of("https://evil.example.com", "null", "http://localhost:5173")) {
            assertThatThrownBy(() -> client(foreign))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            WebSocketHandshakeException.class,
                            refused -> assertThat(refused.getResponse().statusCode())
                                    .isEqualTo(403));
        }
        client("https://trade.example.com").hears("hello");
        client("http://127.0.0.1:" + gateway.getPort()).hears("hello");
    }

    @Test
    void aFrameOver64KiBClosesTheSocket() {
        var half = "x".repeat(40_000);

        assertThat(visitor().says(half + half).closeCode()).isEqualTo(1009);
        assertThat(visitor().saysInParts(half, half).closeCode()).isEqualTo(1009);
    }

    @Test
    void aFloodClosesTheSocket() {
        assertThat(visitor().floods(250, "{'type':'ping'}").closeCode()).isEqualTo(1008);
    }

    /** A line cut in the middle of what is being said would take the reason with it. */
    @Test
    void whoStillTalksLearnsWhyTheSocketIsClosed() {
        var said = "{'type':'ping','id':'" + "x".repeat(60_000) + "'}";

        assertThat(visitor().floods(2_000, said).closeCode()).isEqualTo(1008);
    }

    @Test
    void aSocketEndsWithItsTokenUnlessANewOneComes() {
        var alice = trader("alice");
        var bob = trader("bob");
        var nextHour = services.token("bob", Instant.now().plus(Duration.ofHours(1)));
        bob.says("{'type':'auth','token':'" + nextHour + "'}").hears("authenticated");

        gateway.getApplicationContext().getBean(HandSetClock.class).goesForward(Duration.ofMinutes(30));

        assertThat(alice.closeCode()).isEqualTo(4401);
        bob.says("{'type':'ping'}").hears("pong");
    }

    @Test
    void nobodysTokenButTheirOwnKeepsASocketOpen() {
        var alice = trader("alice");

        alice.says("{'type':'auth','id':1,'token':'" + services.token("bob") + "'}");

        assertThat(alice.hears("error")).containsEntry("id", 1).containsEntry("code", "FORBIDDEN");
        alice.says("{'type':'ping'}").hears("pong");
    }

    @Test
    void whoSignsOutIsGoneAndStaysOut() {
        var alice = trader("alice");
        var bob = trader("bob");

        signedOut("alice");

        assertThat(alice.closeCode()).isEqualTo(4401);
        bob.says("{'type':'ping'}").hears("pong");
        var again = visitor().says("{'type':'auth','token':'" + services.token("alice") + "'}");
        assertThat(again.hears("error"))
                .containsEntry("code", "UNAUTHENTICATED")
                .containsEntry("detail", "The session has ended; sign in again");
    }

    @Test
    void aStreamOfPricesThatWasOpenedInSomebodysNameEndsWithTheirSession() throws Exception {
        var line = bots();
        var inAlicesName = prices(line, new BearerToken(services.token("alice"), "test"));
        var inNobodys = prices(line, new BearerToken(null, "test"));

        signedOut("alice");

        assertThatThrownBy(() -> inAlicesName.forEachRemaining(price -> {}))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
        tellAPrice();
        assertThat(inNobodys.next().getSymbol()).isEqualTo("BTC_USDC");
    }

    private ManagedChannel bots() {
        var doors = gateway.getApplicationContext().getBean(GrpcEmbeddedServer.class);
        var line = NettyChannelBuilder.forAddress("127.0.0.1", doors.getPort())
                .usePlaintext()
                .build();
        lines.add(line);
        return line;
    }

    @Test
    void aBotGetsTheSameBookOverGrpc() {
        var bot = MarketDataServiceGrpc.newBlockingStub(bots()).withDeadlineAfter(60, TimeUnit.SECONDS);
        visitor();
        var book = bot.streamOrderBook(
                StreamOrderBookRequest.newBuilder().setInstrument("BTC-USD").build());
        var snapshot = book.next();
        assertThat(snapshot.getSnapshot()).isTrue();
        assertThat(snapshot.getSequence()).isEqualTo(10);
        assertThat(snapshot.getBidsList()).containsExactly(level("60000", "1"));

        log.append(news.record(bid("60001", "2")));

        var delta = book.next();
        assertThat(delta.getSnapshot()).isFalse();
        assertThat(delta.getPreviousSequence()).isEqualTo(10);
        assertThat(delta.getSequence()).isEqualTo(11);
        assertThat(delta.getBidsList()).containsExactly(level("60001", "2"));
    }

    @Test
    void aBotGetsTradesAndCandlesOverGrpc() {
        var bot = MarketDataServiceGrpc.newBlockingStub(bots()).withDeadlineAfter(60, TimeUnit.SECONDS);
        visitor();
        var now = Instant.now();
        log.append(news.at(now).record(News.traded(1, now, "60000", "0.5")));
        var candles = bot.streamCandles(StreamCandlesRequest.newBuilder()
                .setInstrument("BTC-USD")
                .setInterval("1d")
                .build());
        assertThat(candles.next().getTrades()).isEqualTo(1);
        var trades = bot.streamTrades(
                StreamTradesRequest.newBuilder().setInstrument("BTC-USD").build());

        // A stream of trades has no snapshot by which it would show that it has begun.
        var heard = CompletableFuture.supplyAsync(trades::next);
        for (int id = 2; !heard.isDone(); id++) log.append(news.record(News.traded(id, now, "60001", "1")));

        assertThat(heard.join().getPriceE8()).isEqualTo(E8.parse("60001"));
        assertThat(candles.next().getCloseE8()).isEqualTo(E8.parse("60001"));
    }

    @Test
    void aBotIsToldWhatItCannotHave() {
        var bot = MarketDataServiceGrpc.newBlockingStub(bots()).withDeadlineAfter(60, TimeUnit.SECONDS);
        visitor();

        var unknown = StreamOrderBookRequest.newBuilder().setInstrument("GOLD").build();
        assertThatThrownBy(() -> bot.streamOrderBook(unknown).next()).hasMessageContaining("NOT_FOUND");
        var odd = StreamCandlesRequest.newBuilder()
                .setInstrument("BTC-USD")
                .setInterval("2m")
                .build();
        assertThatThrownBy(() -> bot.streamCandles(odd).next()).hasMessageContaining("interval must be one of 1m");
    }

    @Test
    void ordersArePlacedAmendedAndCancelledOverTheSocket() {
        var alice = trader("alice");

        alice.says("{'type':'order','id':1,'order':{'instrument':'BTC-USD','side':'buy','type':'limit',"
                + "'price':60000.5,'quantity':'0.00000001','idempotency_key':'mine'}}");
        assertThat(alice.hears("order_accepted"))
                .containsEntry("id", 1)
                .containsEntry("sequence", 12)
                .extracting("order", "trades")
                .asString()
                .contains("order_id=placed", "price=60000.5", "quantity=0.00000001", "trade_id=t1");
        alice.says("{'type':'amend','id':2,'order_id':'client:mine','price':60001}");
        assertThat(alice.hears("order_amended")).containsEntry("id", 2).containsEntry("trades", List.of());
        alice.says("{'type':'cancel','id':3,'order_id':'placed'}");
        assertThat(alice.hears("order_cancelled"))
                .containsEntry("id", 3)
                .extracting("order")
                .asString()
                .contains("order_id=placed");

        assertThat(services.orders)
                .element(1, InstanceOfAssertFactories.type(AmendOrderRequest.class))
                .satisfies(amend -> {
                    assertThat(amend.getOrderId()).isEqualTo("client:mine");
                    assertThat(amend.getPriceE8()).isEqualTo(E8.parse("60001"));
                    assertThat(amend.hasQuantityE8()).isFalse();
                    assertThat(amend.getIdempotencyKey()).isNotEmpty();
                });
        assertThat(services.tokensSeen).hasSize(1);
    }

    @Test
    void anOrderThatIsRefusedSaysWhyAndTheNextOneIsTaken() {
        var alice = trader("alice");
        var order = "'instrument':'BTC-USD','side':'buy','type':'limit','price':'1'";

        alice.says("{'type':'order','id':'a','order':{" + order + ",'quantity':1001}}");
        assertThat(alice.hears("error")).containsEntry("id", "a").containsEntry("code", "INSUFFICIENT_FUNDS");
        for (var wrong : Map.of(
                        ",'quantity':-1", "quantity",
                        ",'quantity':0.000000001", "quantity",
                        ",'quantity':{}", "quantity",
                        ",'time_in_force':'soon'", "time_in_force",
                        ",'post_only':1", "post_only",
                        ",'idempotency_key':'a key'", "idempotency_key",
                        ",'client_id':'alice'", "client_id",
                        ",'price':'2'", "price",
                        ",'colour':'red'", "colour")
                .entrySet()) {
            alice.says("{'type':'order','id':7,'order':{" + order + wrong.getKey() + "}}");
            assertThat(alice.hears("error"))
                    .as(wrong.getKey())
                    .containsEntry("id", 7)
                    .containsEntry("code", "VALIDATION")
                    .extracting("errors")
                    .asString()
                    .contains("field=" + wrong.getValue());
        }
        alice.says("{'type':'order','id':8}");
        assertThat(alice.hears("error")).containsEntry("id", 8).containsEntry("code", "VALIDATION");
        alice.says("{'type':'order','id':9,'order':{" + order + ",'quantity':1}}");
        assertThat(alice.hears("order_accepted")).containsEntry("id", 9);
        assertThat(services.orders).hasSize(2);
    }

    @Test
    void nobodyTradesWithoutAToken() {
        visitor().says("{'type':'cancel','id':1,'order_id':'placed'}").hears("error");

        assertThat(services.orders).isEmpty();
    }

    /** It may have been placed; asking again with the key finds out. */
    @Test
    void anOrderWhoseAnswerWasLostIsSaidToBeUnknown() {
        var alice = trader("alice");
        services.losesAnswers = true;

        alice.says("{'type':'order','id':1,'order':{'instrument':'BTC-USD','side':'sell','type':'market',"
                + "'quantity':1,'idempotency_key':'mine'}}");

        assertThat(alice.hears("error"))
                .containsEntry("code", "OUTCOME_UNKNOWN")
                .containsEntry("idempotency_key", "mine");
    }

    @Test
    void requestsAreAnsweredInTheirOrder() {
        var alice = trader("alice");
        for (int i = 0; i < 50; i++) alice.says("{'type':'cancel','id':" + i + ",'order_id':'o" + i + "'}");

        for (int i = 0; i < 50; i++) assertThat(alice.hears("order_cancelled")).containsEntry("id", i);
    }

    @Test
    void whoComesBackHearsWhatWasMissedOrGetsSnapshots() {
        var alice = trader("alice");
        alice.says("{'type':'subscribe','channels':['orders']}").hears("subscribed");
        alice.hears("orders_snapshot");
        log.append(news.record(placed("alice", "first")));
        alice.hears("order_update");
        alice.close();
        log.append(news.record(placed("alice", "second")));

        var again = trader("alice").says("{'type':'subscribe','channels':['orders'],'since':11}");
        again.hears("subscribed");
        assertThat(again.hears("order_update"))
                .containsEntry("sequence", 12)
                .asString()
                .contains("second");
        again.says("{'type':'ping'}").hears("pong");

        var late = trader("alice").says("{'type':'subscribe','channels':['orders'],'since':3}");
        late.hears("subscribed");
        assertThat(late.hears("resync")).containsEntry("channel", "orders");
        assertThat(late.hears("orders_snapshot")).containsEntry("sequence", 12);
    }

    @Test
    void theTickerKnowsWhatWasTradedBeforeTheGatewayBegan() {
        services.history = List.of(Trade.newBuilder()
                .setTradeId(Ids.text(1))
                .setInstrument("BTC-USD")
                .setPriceE8(E8.parse("50000"))
                .setQuantityE8(E8.parse("2"))
                .setTimestampMicros(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
                .build());
        try (var late = gateway(Map.of("openbell.rate-limit.anonymous", 100_000))) {
            var client = client(late, "User-Agent", "a bot");
            client.hearsAtLast("type", "hello");
            client.says("{'type':'subscribe','channels':['ticker']}").hears("subscribed");

            assertThat(client.hearsAtLast("last", "50000")).containsEntry("volume", "2");
        }
    }

    @Test
    void withoutTheHistoryTheGatewayBeginsAllTheSame() {
        services.historyAnswers = false;
        try (var alone = gateway(Map.of("openbell.rate-limit.anonymous", 100_000))) {
            var client = client(alone, "User-Agent", "a bot");
            client.hears("hello");
            client.says("{'type':'subscribe','channels':['ticker','prices']}").hears("subscribed");
            assertThat(client.hearsAtLast("instrument", "BTC-USD")).containsEntry("last", null);
        }
    }

    /** A stream that has begun: its first price has come. */
    private Iterator<CfdPrice> prices(ManagedChannel line, BearerToken caller) {
        tellAPrice();
        var prices = MarketDataServiceGrpc.newBlockingStub(line)
                .withCallCredentials(caller)
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .streamPrices(StreamPricesRequest.getDefaultInstance());
        assertThat(prices.next().getSymbol()).isEqualTo("BTC_USDC");
        return prices;
    }

    private void tellAPrice() {
        var price = PriceUpdate.newBuilder().setSymbol("BTC_USDC").build();
        gateway.getApplicationContext().getBean(FloorThread.class).run(f -> f.price(price));
    }

    private void signedOut(String user) {
        var revocation = Revocation.newBuilder().setSessionId("of-" + user).build();
        gateway.getApplicationContext().getBean(HandFedRevocations.class).add(revocation);
    }

    @Test
    void whenTheGatewayStopsItsClientsAreToldToComeAgain() {
        var client = visitor();

        gateway.stop();

        assertThat(client.closeCode()).isEqualTo(1012);
    }

    @Test
    void afterADamagedRecordTheBookComesFromTheMatcherAgain() {
        var alice = trader("alice");
        alice.says("{'type':'subscribe','channels':['orderbook','orders'],'instruments':['BTC-USD']}");
        alice.hears("subscribed");
        alice.hears("orderbook_snapshot");
        alice.hears("orders_snapshot");
        services.book = book(30, level("59000", "4"));

        log.appendDamaged(news.record(bid("60000", "0.5")));

        assertThat(alice.hears("orderbook_snapshot"))
                .containsEntry("sequence", 30)
                .containsEntry("bids", List.of(List.of("59000", "4", 1)));
        assertThat(alice.hears("resync")).containsEntry("channel", "orders");
        assertThat(alice.hears("orders_snapshot")).containsEntry("sequence", 30);
        log.append(new News(30).record(bid("59000", "5")));
        assertThat(alice.hears("orderbook_delta")).containsEntry("previous_sequence", 30);
        assertThat(meters().get("openbell.gateway.resyncs").counter().count()).isEqualTo(1);
    }

    /** It is older than the books, so the log does not tell of it any more. */
    @Test
    void whatIsListedWhileTheBooksAreTakenIsTradedToo() {
        var client = visitor().says("{'type':'subscribe','channels':['orderbook'],'instruments':['BTC-USD']}");
        client.hears("subscribed");
        client.hears("orderbook_snapshot");
        services.book = book(30, level("59000", "4"));
        services.meanwhile.set(() -> services.listed = List.of(News.BTC_USD, News.ETH_USD));

        log.appendDamaged(news.record(bid("60000", "0.5")));

        assertThat(client.hears("orderbook_snapshot")).containsEntry("sequence", 30);
        client.says("{'type':'subscribe','channels':['orderbook'],'instruments':['ETH-USD']}");
        client.hears("subscribed");
        assertThat(client.hears("orderbook_snapshot")).containsEntry("instrument", "ETH-USD");
    }

    @Test
    void withoutTheMatcherNothingFalseIsSaid() {
        var alice = trader("alice");
        services.matcherAnswers = false;

        alice.says("{'type':'subscribe','channels':['orders']}");
        assertThat(alice.hears("error")).containsEntry("code", "UNAVAILABLE");
        log.append(news.record(placed("alice", "o1")));
        services.matcherAnswers = true;

        alice.says("{'type':'subscribe','channels':['orders']}");
        alice.hears("subscribed");
        alice.hears("orders_snapshot");
    }

    /** A crowd that never reads is conflated, and costs those who read nothing. */
    @Test
    void aHundredWhoNeverReadHurtNobody() throws Exception {
        var subscription = "{'type':'subscribe','channels':['orderbook','trades'],'instruments':['BTC-USD']}";
        for (int i = 0; i < 100; i++) {
            var sleeper = visitor().says(subscription);
            sleeper.hears("subscribed");
            sleeper.stopsReading();
        }
        var reader = visitor().says(subscription);
        reader.hears("subscribed");
        reader.hears("orderbook_snapshot");

        long last = 10;
        for (int i = 1; i <= 3_000; i++) {
            log.append(news.record(bid("60000", Integer.toString(i)), traded("alice", "bob")));
            if (i % 100 != 0) continue;
            while (last < news.sequence()) {
                var frame = reader.hears();
                if (!"orderbook_delta".equals(frame.get("type"))) continue;
                assertThat(frame.get("previous_sequence")).hasToString(Long.toString(last));
                last = Long.parseLong(String.valueOf(frame.get("sequence")));
            }
        }

        assertThat(last).isEqualTo(news.sequence());
        assertThat(meters().get("openbell.gateway.sockets").gauge().value()).isEqualTo(101);
    }

    /** It costs the server no memory, and nobody else any time; when it reads again it is told how things stand. */
    @Test
    void aSlowReaderIsConflated() throws Exception {
        var slow = visitor().says("{'type':'subscribe','channels':['prices']}");
        var quick = visitor().says("{'type':'subscribe','channels':['prices']}");
        for (var client : List.of(slow, quick)) {
            client.hears("subscribed");
            client.says("{'type':'subscribe','channels':['trades'],'instrument':'BTC-USD'}");
            client.hearsAtLast("type", "subscribed");
        }
        slow.stopsReading();

        var floor = gateway.getApplicationContext().getBean(FloorThread.class);
        var manyTrades = Collections.nCopies(200, traded("alice", "bob")).toArray(MarketEvent[]::new);
        int prices = 0;
        while (meters().get("openbell.gateway.frames.conflated").counter().count() < 5_000) {
            prices++;
            log.append(news.record(manyTrades));
            var next = price(Integer.toString(prices));
            floor.tell(f -> f.price(next));
            quick.hearsAtLast("bid", Integer.toString(prices));
        }
        slow.readsAgain();

        assertThat(slow.hearsAtLast("bid", Integer.toString(prices))).containsEntry("symbol", "BTC_USDC");
    }

    /** Even if it never takes the farewell. */
    @Test
    void whoNeverReadsItsPrivateFramesIsGone() {
        var alice = trader("alice");
        alice.says("{'type':'subscribe','channels':['orders']}");
        alice.hears("subscribed");
        alice.hears("orders_snapshot");
        alice.stopsReading();

        var deadline = Instant.now().plusSeconds(60);
        var sockets = meters().get("openbell.gateway.sockets").gauge();
        while (sockets.value() > 0 && Instant.now().isBefore(deadline)) {
            log.append(
                    news.record(Collections.nCopies(200, placed("alice", "o")).toArray(MarketEvent[]::new)));
        }

        assertThat(sockets.value()).isZero();
    }

    /** Who reads again in time learns from the last word that private frames are missing, and may resume. */
    @Test
    void whoWasTooSlowForPrivateFramesLearnsIt() {
        var alice = trader("alice");
        alice.says("{'type':'subscribe','channels':['orders']}");
        alice.hears("subscribed");
        alice.hears("orders_snapshot");
        alice.stopsReading();

        var deadline = Instant.now().plusSeconds(60);
        var queued = meters().get("openbell.gateway.queued.bytes").gauge();
        boolean hasWaited = false;
        while ((!hasWaited || queued.value() > 0) && Instant.now().isBefore(deadline)) {
            hasWaited |= queued.value() > 500_000;
            log.append(
                    news.record(Collections.nCopies(200, placed("alice", "o")).toArray(MarketEvent[]::new)));
        }
        alice.readsAgain();

        assertThat(alice.closeCode()).isEqualTo(4408);
    }

    @Test
    void thereIsNothingElseOnThePublicPort() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            for (var path : List.of("/", "/health", "/prometheus", "/ws/orders")) {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.getPort() + path));
                var answer = http.send(request.build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
                assertThat(answer.body()).contains("\"code\":\"NOT_FOUND\"");
            }
        }
    }

    /** Below the range from which systems take the ports of connections and of whoever does not mind, so that none of those gets in between. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var _ = new ServerSocket(port)) {
                return port;
            } catch (IOException e) {
                // Taken: there are others.
            }
        }
    }

    private Client client(String origin) {
        return client(gateway, "Origin", origin);
    }

    private Client client(EmbeddedServer gateway, String header, String value) {
        var client = new Client(gateway.getPort(), header, value);
        clients.add(client);
        return client;
    }

    /** Somebody who has come in, once the market is known. */
    private Client visitor() {
        for (var deadline = Instant.now().plusSeconds(60); Instant.now().isBefore(deadline); ) {
            var client = new Client(gateway.getPort());
            clients.add(client);
            if (List.of("BTC-USD").equals(client.hears("hello").get("symbols"))) return client;
            client.close();
        }
        throw new AssertionError("The market did not open");
    }

    private Client trader(String user) {
        var client = visitor().says("{'type':'auth','token':'" + services.token(user) + "'}");
        assertThat(client.hears("authenticated")).containsEntry("user_id", user);
        return client;
    }

    private MeterRegistry meters() {
        return gateway.getApplicationContext().getBean(MeterRegistry.class);
    }
}
