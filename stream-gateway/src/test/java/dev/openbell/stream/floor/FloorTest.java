package dev.openbell.stream.floor;

import static dev.openbell.stream.floor.News.balance;
import static dev.openbell.stream.floor.News.bid;
import static dev.openbell.stream.floor.News.book;
import static dev.openbell.stream.floor.News.level;
import static dev.openbell.stream.floor.News.marked;
import static dev.openbell.stream.floor.News.placed;
import static dev.openbell.stream.floor.News.position;
import static dev.openbell.stream.floor.News.price;
import static dev.openbell.stream.floor.News.traded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.KnownRevocations;
import dev.openbell.events.v1.PositionChange;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.events.v1.Revocation;
import dev.openbell.stream.frames.AccountWorth;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.FromClient;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.trading.v1.CloseReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FloorTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static final long NOW_MICROS = ChronoUnit.MICROS.between(Instant.EPOCH, NOW);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FloorMetrics metrics = new FloorMetrics(registry);
    private final KnownRevocations revocations = new KnownRevocations();
    private final Floor floor = new Floor(Clock.fixed(NOW, ZoneOffset.UTC), revocations, metrics);
    private final News news = new News(10);

    @BeforeEach
    void theMarketOpens() {
        floor.open(List.of(News.BTC_USD), List.of(book(10, level("60000", "1"))));
    }

    @Test
    void aFollowerGetsTheBookAndThenItsChanges() {
        var alice = new Client();
        alice.follows(Channel.ORDERBOOK);

        floor.apply(news.record(bid("60001", "2"), bid("60002", "3")));
        floor.apply(news.record(bid("60001", "0")));
        floor.flush();

        assertThat(alice.types()).containsExactly("hello", "subscribed", "orderbook_snapshot", "orderbook_delta");
        assertThat(alice.lastOf("orderbook_snapshot"))
                .containsEntry("sequence", 10)
                .containsEntry("bids", List.of(List.of("60000", "1", 1)));
        assertThat(alice.last())
                .containsEntry("previous_sequence", 10)
                .containsEntry("sequence", 13)
                .containsEntry("bids", List.of(List.of("60002", "3", 1)));
    }

    @Test
    void halfACommandIsNeverShown() {
        var alice = new Client();
        alice.follows(Channel.ORDERBOOK);

        floor.apply(
                news.record(bid("60001", "2")).toBuilder().setLastPart(false).build());
        assertThat(floor.hasChanged()).isFalse();
        floor.flush();
        assertThat(alice.types()).doesNotContain("orderbook_delta");

        floor.apply(news.record(bid("60002", "2")));
        floor.flush();
        assertThat(alice.last()).containsEntry("previous_sequence", 10).containsEntry("sequence", 12);
    }

    @Test
    void whatWasSeenBeforeIsPassedOverAndWhatIsMissingIsNoticed() {
        var alice = new Client();
        alice.follows(Channel.TRADES);
        var first = news.record(traded("maker", "taker"));

        floor.apply(first);
        floor.apply(first);
        floor.flush();
        assertThat(alice.types()).containsOnlyOnce("trade");

        news.record(bid("1", "1"));
        var afterTheGap = news.record(bid("2", "1"));
        assertThatThrownBy(() -> floor.apply(afterTheGap)).isInstanceOf(LogBroken.class);
    }

    @Test
    void aNewLogEpochBeginsWithTheMatchersBooksAndWhatIsOverIsNotBelieved() {
        var alice = new Client();
        alice.follows(Channel.TRADES);
        floor.apply(news.record(bid("1", "1")));
        var statement =
                new News(1_000).record(bid("2", "1")).toBuilder().setLogEpoch(2).build();

        assertThatThrownBy(() -> floor.apply(statement))
                .isInstanceOf(LogBroken.class)
                .hasMessage("log epoch 2 has begun");
        floor.open(List.of(News.BTC_USD), List.of(book(1_001, level("2", "1"))));
        floor.apply(statement);
        floor.apply(new News(1_001).record(traded("late", "late")));
        floor.flush();
        assertThat(alice.types()).doesNotContain("trade");

        floor.apply(new News(1_001)
                .record(traded("maker", "taker")).toBuilder().setLogEpoch(2).build());
        floor.flush();
        assertThat(alice.types()).containsOnlyOnce("trade");
    }

    @Test
    void aTradeIsToldToEverybodyAndItsFillsToTheirOwnersOnly() {
        var alice = new Client().signedIn("alice");
        var bob = new Client().signedIn("bob");
        var carol = new Client().signedIn("carol");
        for (var client : List.of(alice, bob, carol)) {
            client.follows(Channel.TRADES);
            client.followsOrders();
        }

        floor.apply(news.record(traded("alice", "bob")));
        floor.flush();

        assertThat(carol.types().getLast()).isEqualTo("trade");
        assertThat(alice.types()).endsWith("fill", "order_update", "trade");
        assertThat(alice.lastOf("fill"))
                .containsEntry("order_id", "maker-order")
                .containsEntry("side", "buy")
                .containsEntry("liquidity", "maker")
                .containsEntry("price", "60000")
                .containsEntry("quantity", "0.5")
                .containsEntry("fee", "15")
                .containsEntry("fee_asset", "USD")
                .containsEntry("timestamp", "2023-11-14T22:13:20.123456Z")
                .containsEntry("sequence", 11);
        assertThat(bob.lastOf("fill")).containsEntry("order_id", "taker-order").containsEntry("liquidity", "taker");
        assertThat(alice.heard()).noneMatch(frame -> frame.contains("taker-order"));
        assertThat(bob.heard()).noneMatch(frame -> frame.contains("maker-order"));
    }

    @Test
    void aPrivateChannelNeedsAToken() {
        var stranger = new Client();

        assertThatThrownBy(stranger::followsOrders).isInstanceOf(Refusal.class).hasMessageContaining("UNAUTHENTICATED");

        floor.apply(news.record(placed("stranger", "o1")));
        assertThat(stranger.types()).containsExactly("hello");
    }

    @Test
    void whatHappensWhileTheSnapshotIsFetchedFollowsIt() {
        var alice = new Client().signedIn("alice");
        var held = alice.holds(Channel.ORDERS);
        floor.apply(news.record(placed("alice", "o1")));
        assertThat(alice.types()).doesNotContain("order_update");

        alice.begins(Channel.ORDERS, new ToClient.OrdersSnapshot(List.of(), held.sequence()), held.sequence());

        assertThat(alice.types()).endsWith("orders_snapshot", "order_update");
    }

    @Test
    void whatTheSnapshotHasAlreadyIsNotSaidAgain() {
        var alice = new Client().signedIn("alice");
        alice.holds(Channel.ACCOUNT);
        floor.apply(news.record(balance("alice", "100")));
        floor.apply(news.record(balance("alice", "90")));

        alice.begins(Channel.ACCOUNT, account(11), 11);

        assertThat(alice.types()).endsWith("account_snapshot", "balance");
        assertThat(alice.last()).containsEntry("available", "90").containsEntry("sequence", 12);
    }

    @Test
    void afterAGapEverybodyStartsAnew() {
        var alice = new Client().signedIn("alice");
        alice.follows(Channel.ORDERBOOK);
        alice.followsOrders();

        floor.open(List.of(News.BTC_USD), List.of(book(50, level("61000", "1"))));

        assertThat(alice.last()).containsEntry("type", "orderbook_snapshot").containsEntry("sequence", 50);
        assertThat(alice.missed).isEqualTo(1);
        floor.apply(new News(50).record(bid("61001", "1")));
        floor.flush();
        assertThat(alice.last()).containsEntry("previous_sequence", 50);
    }

    @Test
    void aSlowReaderGetsAFreshBookInsteadOfABacklog() {
        var alice = new Client();
        alice.follows(Channel.ORDERBOOK, Channel.TRADES, Channel.PRICES);
        alice.line.stopsReading();

        for (int i = 1; i <= 20_000; i++) {
            floor.apply(news.record(bid("60000", Integer.toString(i)), traded("maker", "taker")));
            floor.price(price(Integer.toString(i)));
            floor.flush();
        }
        assertThat(alice.line.unreadBytes()).isLessThan(OutTray.IN_FLIGHT + 1_000);
        assertThat(registry.get("openbell.gateway.frames.conflated").counter().count())
                .isGreaterThan(10_000);
        assertThat(alice.line.closed).isNull();

        int before = alice.heard().size();
        alice.line.readsAgain();
        alice.comesToItself();

        assertThat(alice.heard().size() - before).isLessThan(150);
        assertThat(alice.lastOf("orderbook_snapshot"))
                .containsEntry("sequence", 40_010)
                .containsEntry("bids", List.of(List.of("60000", "20000", 1)));
        assertThat(alice.lastOf("price")).containsEntry("bid", "20000");

        floor.apply(news.record(bid("60000", "7")));
        floor.flush();
        assertThat(alice.last()).containsEntry("type", "orderbook_delta").containsEntry("previous_sequence", 40_010);
    }

    @Test
    void aSlowReaderIsClosedRatherThanLosingAPrivateFrame() {
        var alice = new Client().signedIn("alice");
        var bob = new Client().signedIn("bob");
        alice.followsOrders();
        bob.followsOrders();
        alice.line.stopsReading();

        for (int i = 0; i < 10_000 && alice.line.closed == null; i++) {
            floor.apply(news.record(placed("alice", "o" + i), placed("bob", "o" + i)));
        }

        assertThat(alice.line.closed).isEqualTo(Closing.TOO_SLOW);
        assertThat(alice.line.unreadBytes()).isLessThan(OutTray.IN_FLIGHT + 1_000);
        assertThat(registry.get("openbell.gateway.queued.bytes").gauge().value())
                .isZero();
        assertThat(bob.types()).filteredOn("order_update"::equals).hasSize((int) (news.sequence() - 10) / 2);
    }

    @Test
    void privateFramesThatHadToWaitArriveInOrder() {
        var alice = new Client().signedIn("alice");
        alice.followsOrders();
        alice.line.stopsReading();
        for (int i = 0; i < 1_000; i++) floor.apply(news.record(placed("alice", "o" + i)));
        assertThat(alice.types()).filteredOn("order_update"::equals).hasSizeLessThan(1_000);

        alice.line.readsAgain();
        alice.comesToItself();

        assertThat(alice.types()).filteredOn("order_update"::equals).hasSize(1_000);
        assertThat(alice.last()).containsEntry("sequence", 1_010);
    }

    @Test
    void aSocketEndsWithItsToken() {
        var alice = new Client().signedIn("alice", NOW.plusSeconds(60));
        var bob = new Client().signedIn("bob", NOW);

        floor.tidyUp();

        assertThat(alice.line.closed).isNull();
        assertThat(bob.line.closed).isEqualTo(Closing.TOKEN_GONE);
    }

    @Test
    void aSocketEndsWithItsSession() {
        var alice = new Client().signedIn("alice");
        var bob = new Client().signedIn("bob");
        var visitor = new Client();
        revocations.add(Revocation.newBuilder().setSessionId("of-bob").build());

        floor.tidyUp();

        assertThat(alice.line.closed).isNull();
        assertThat(bob.line.closed).isEqualTo(Closing.SESSION_ENDED);
        assertThat(visitor.line.closed).isNull();
    }

    @Test
    void whoHasGoneHearsNothing() {
        var alice = new Client().signedIn("alice");
        alice.follows(Channel.ORDERBOOK, Channel.TRADES);
        alice.followsOrders();
        int before = alice.heard().size();

        floor.leave(alice.session);
        floor.apply(news.record(bid("1", "1"), traded("alice", "bob")));
        floor.flush();

        assertThat(alice.heard()).hasSize(before);
    }

    @Test
    void whoComesBackHearsWhatItHasMissed() {
        var alice = new Client().signedIn("alice");
        alice.followsOrders();
        alice.followsAccount();
        floor.apply(news.record(placed("alice", "o1"), balance("alice", "100")));
        floor.leave(alice.session);
        floor.apply(news.record(placed("alice", "o2"), placed("bob", "b1"), balance("alice", "90")));

        var again = new Client().signedIn("alice");
        assertThat(again.resumes(12, Channel.ORDERS, Channel.ACCOUNT)).isTrue();
        floor.apply(news.record(placed("alice", "o3")));

        assertThat(again.types())
                .containsExactly(
                        "hello",
                        "authenticated",
                        "subscribed",
                        "order_update",
                        "balance",
                        "account_summary",
                        "order_update");
        assertThat(again.heard()).noneMatch(frame -> frame.contains("o1") || frame.contains("b1"));
        assertThat(again.last()).containsEntry("sequence", 16);
    }

    /** Its line may have broken between the two, and nobody knows. */
    @Test
    void ofAnEventThatWasToldInTwoFramesBothAreToldAgain() {
        var alice = new Client().signedIn("alice");
        alice.followsOrders();
        floor.apply(news.record(traded("alice", "bob")));
        floor.leave(alice.session);
        floor.apply(news.record(placed("alice", "o2")));

        var again = new Client().signedIn("alice");
        again.resumes(11, Channel.ORDERS);

        assertThat(again.types()).endsWith("fill", "order_update", "order_update");
    }

    @Test
    void whatIsForgottenIsNotMadeUpFor() {
        var alice = new Client().signedIn("alice");
        alice.followsOrders();
        for (int i = 0; i <= Backlog.MOST; i++) floor.apply(news.record(placed("alice", "o" + i)));
        floor.leave(alice.session);
        int before = alice.heard().size();

        var again = new Client().signedIn("alice");
        assertThat(again.resumes(10, Channel.ORDERS)).isFalse();
        assertThat(again.resumes(11, Channel.ORDERS)).isTrue();
        assertThat(again.resumes(999_999, Channel.ORDERS)).isFalse();
        assertThat(new Client().signedIn("bob").resumes(10, Channel.ORDERS)).isFalse();
        assertThat(alice.heard()).hasSize(before);
    }

    @Test
    void afterAGapNobodyComesBackToWhatWasBefore() {
        var alice = new Client().signedIn("alice");
        alice.followsOrders();
        floor.apply(news.record(placed("alice", "o1")));
        floor.leave(alice.session);

        floor.open(List.of(News.BTC_USD), List.of(book(50, level("61000", "1"))));

        assertThat(new Client().signedIn("alice").resumes(11, Channel.ORDERS)).isFalse();
        assertThat(new Client().signedIn("alice").resumes(50, Channel.ORDERS)).isTrue();
    }

    @Test
    void aPositionIsToldWithWhatWasDoneToIt() {
        var alice = new Client().signedIn("alice");
        alice.followsAccount();

        floor.apply(news.record(
                position("alice", PositionChange.POSITION_OPENED, CloseReason.CLOSE_REASON_UNSPECIFIED),
                position("alice", PositionChange.MARGIN_CALLED, CloseReason.CLOSE_REASON_UNSPECIFIED),
                position("alice", PositionChange.POSITION_ENDED, CloseReason.LIQUIDATED),
                position("alice", PositionChange.POSITION_ENDED, CloseReason.CLOSED_BY_OWNER)));

        assertThat(alice.all("position_update"))
                .extracting(frame -> frame.get("reason"))
                .containsExactly("opened", "margin_call", "liquidated", "closed");
        assertThat(alice.lastOf("position_update"))
                .containsEntry("sequence", 14)
                .extracting("position")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("position_id", "p1")
                .containsEntry("status", "closed")
                .containsEntry("close_reason", "closed");
    }

    @Test
    void whatAnAccountIsWorthFollowsItsBalancesItsPositionsAndTheMarks() {
        var alice = new Client().signedIn("alice");
        alice.followsAccount();

        floor.apply(news.record(
                balance("alice", "1000"),
                position("alice", PositionChange.POSITION_OPENED, CloseReason.CLOSE_REASON_UNSPECIFIED),
                marked("107.5")));
        floor.draw();
        assertThat(alice.lastOf("account_summary"))
                .containsEntry("cash", "1000")
                .containsEntry("unrealized_pnl", "7.5")
                .containsEntry("equity", "1007.5")
                .containsEntry("margin_level", null);

        floor.draw();
        assertThat(alice.all("account_summary")).hasSize(1);
        floor.apply(news.record(position("alice", PositionChange.POSITION_ENDED, CloseReason.TAKE_PROFIT)));
        floor.draw();
        assertThat(alice.last()).containsEntry("unrealized_pnl", "0").containsEntry("equity", "1000");
    }

    @Test
    void aTickerTellsTheDayAndWhoBidsBest() {
        var alice = new Client();
        floor.apply(news.at(NOW.minusSeconds(60))
                .record(
                        News.traded(1, NOW.minusSeconds(60), "60000", "0.5"),
                        News.traded(2, NOW.minusSeconds(30), "60600", "1.5"),
                        bid("60001", "1")));
        floor.flush();
        floor.draw();

        alice.follows(Channel.TICKER);

        assertThat(alice.last())
                .containsEntry("type", "ticker")
                .containsEntry("instrument", "BTC-USD")
                .containsEntry("last", "60600")
                .containsEntry("change", "600")
                .containsEntry("change_percent", "1")
                .containsEntry("high", "60600")
                .containsEntry("low", "60000")
                .containsEntry("volume", "2")
                .containsEntry("quote_volume", "120900")
                .containsEntry("vwap", "60450")
                .containsEntry("best_bid", "60001")
                .containsEntry("best_ask", null)
                .containsEntry("timestamp", "2026-01-31T12:00:00.000000Z");
        floor.draw();
        assertThat(alice.all("ticker")).hasSize(1);
    }

    @Test
    void aCandleIsToldAsItBurnsAndOnceMoreWhenItHasBurntOut() {
        var alice = new Client();
        alice.followsCandles(Channel.CANDLES_1M, "BTC-USD");
        assertThat(alice.types()).endsWith("subscribed");

        floor.apply(news.at(NOW).record(News.traded(1, NOW, "100", "1"), News.traded(2, NOW, "103", "1")));
        floor.draw();
        assertThat(alice.last())
                .containsEntry("type", "candle")
                .containsEntry("interval", "1m")
                .containsEntry("open_time", "2026-01-31T12:00:00.000000Z")
                .containsEntry("open", "100")
                .containsEntry("close", "103")
                .containsEntry("trades", 2)
                .containsEntry("vwap", "101.5")
                .containsEntry("closed", false);

        var later = NOW.plusSeconds(61);
        floor.apply(news.at(later).record(News.traded(3, later, "99", "1")));
        floor.draw();
        assertThat(alice.all("candle"))
                .extracting(frame -> frame.get("close"), frame -> frame.get("closed"))
                .containsExactly(tuple("103", false), tuple("103", true), tuple("99", false));
    }

    @Test
    void theCandleOfACfdIsDrawnFromTheMiddleOfItsPrice() {
        var alice = new Client();
        floor.price(price("100").toBuilder().setSourceTimeMicros(NOW_MICROS).build());
        alice.followsCandles(Channel.CANDLES_1H, "BTC_USDC");

        assertThat(alice.last())
                .containsEntry("type", "candle")
                .containsEntry("open", "100.5")
                .containsEntry("volume", "0")
                .containsEntry("vwap", null);
    }

    @Test
    void anOlderPriceChangesNothing() {
        var alice = new Client();
        alice.follows(Channel.PRICES);
        var first = price("100").toBuilder().setSourceEpoch(2).setSourceSequence(7);
        floor.price(first.build());
        floor.price(
                price("90").toBuilder().setSourceEpoch(2).setSourceSequence(6).build());
        floor.price(
                price("80").toBuilder().setSourceEpoch(1).setSourceSequence(9).build());
        floor.flush();

        assertThat(alice.all("price")).hasSize(1);
        assertThat(alice.last()).containsEntry("bid", "100");
    }

    @Test
    void aPriceIsShownAsTheEngineTakesIt() {
        floor.open(List.of(News.BTC_USD, News.BTC_USDC), List.of(book(10, level("60000", "1"))));
        var alice = new Client();
        alice.follows(Channel.PRICES);

        floor.price(price("100").toBuilder()
                .setBidE8(E8.parse("100.7"))
                .setAskE8(E8.parse("101.1"))
                .build());
        floor.flush();

        assertThat(alice.last()).containsEntry("bid", "100.5").containsEntry("ask", "101.5");
    }

    @Test
    void thePricesAreThereWhenEachCfdHasOne() {
        var other = News.BTC_USDC.toBuilder().setSymbol("ETH_USDC").build();
        floor.open(List.of(News.BTC_USDC, other), List.of());

        floor.price(price("100"));
        assertThat(floor.shown().prices()).isEmpty();

        floor.price(price("90").toBuilder().setSymbol("ETH_USDC").build());
        floor.price(price("80").toBuilder().setSymbol("NOT_LISTED").build());
        assertThat(floor.shown().prices()).extracting(PriceUpdate::getSymbol).containsExactly("BTC_USDC", "ETH_USDC");
    }

    private static ToClient.AccountSnapshot account(long sequence) {
        return new ToClient.AccountSnapshot(List.of(), List.of(), AccountWorth.of(List.of(), 0), sequence);
    }

    /** Somebody on the floor. */
    private final class Client {
        final Listener line = new Listener();
        final Session session;
        int missed;
        private final List<Runnable> later = new ArrayList<>();

        Client() {
            var tray = new OutTray(line, metrics, () -> later.add(this::catchUp));
            session = new Session("s", tray, () -> missed++);
            floor.enter(session);
        }

        private void catchUp() {
            floor.catchUp(session);
        }

        Client signedIn(String user) {
            return signedIn(user, NOW.plusSeconds(900));
        }

        Client signedIn(String user, Instant until) {
            var token = new AccessToken("text", user, "of-" + user, Set.of("read"), false, NOW, until);
            floor.authenticate(session, new FromClient.Auth(null, "text"), token);
            return this;
        }

        void follows(Channel... channels) {
            for (var channel : channels) {
                Set<String> of = channel.needsInstruments() ? Set.of("BTC-USD") : Set.of();
                floor.follow(session, new FromClient.Subscribe(null, Set.of(channel), of, null));
            }
        }

        Floor.Held holds(Channel channel) {
            return floor.hold(session, new FromClient.Subscribe(null, Set.of(channel), Set.of(), null));
        }

        void begins(Channel channel, ToClient snapshot, long sequence) {
            floor.follow(session, new FromClient.Subscribe(null, Set.of(channel), Set.of(), null));
            floor.begin(session, channel, snapshot, sequence);
        }

        void followsCandles(Channel channel, String symbol) {
            floor.follow(session, new FromClient.Subscribe(null, Set.of(channel), Set.of(symbol), null));
        }

        boolean resumes(long since, Channel... channels) {
            return floor.resume(session, new FromClient.Subscribe(null, Set.of(channels), Set.of(), since));
        }

        void followsAccount() {
            var held = holds(Channel.ACCOUNT);
            begins(Channel.ACCOUNT, account(held.sequence()), held.sequence());
        }

        void followsOrders() {
            var held = holds(Channel.ORDERS);
            begins(Channel.ORDERS, new ToClient.OrdersSnapshot(List.of(), held.sequence()), held.sequence());
        }

        /** Its calls for room are heard. */
        void comesToItself() {
            while (!later.isEmpty()) later.removeFirst().run();
        }

        List<String> heard() {
            return line.heard;
        }

        List<String> types() {
            return line.types();
        }

        Map<String, Object> last() {
            return line.last();
        }

        List<Map<String, Object>> all(String type) {
            return line.all(type);
        }

        Map<String, Object> lastOf(String type) {
            return line.lastOf(type);
        }
    }
}
