package dev.openbell.matcher.recover;

import static dev.openbell.matcher.recover.Market.ALICE;
import static dev.openbell.matcher.recover.Market.BOB;
import static dev.openbell.trading.v1.Side.BUY;
import static dev.openbell.trading.v1.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.money.E8;
import dev.openbell.events.v1.LedgerKind;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.PositionChange;
import dev.openbell.matcher.engine.Balance;
import dev.openbell.matcher.log.LoggedCommands;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.matcher.snapshot.SnapshotFolder;
import dev.openbell.matcher.snapshot.SnapshotStore;
import dev.openbell.trading.v1.CloseReason;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Something is lost; the statement tells everybody what is left, and the market goes on. */
class StatementTest {
    private final Market market = new Market();
    private SnapshotStore snapshots = new SnapshotFolder(Path.of(""));

    @BeforeEach
    void anEmptyFolder(@TempDir Path folder) {
        snapshots = new SnapshotFolder(folder);
    }

    @Test
    void whatTheLogHasForgottenIsTakenBack() throws IOException {
        var kept = market.places(ALICE, SELL, "10", "100");
        int end = market.commands.size();
        market.places(BOB, BUY, "4", "100"); // takes 4 of Alice's
        var lost = market.places(ALICE, SELL, "3", "120");
        market.deposits(BOB, "USD", "5000");
        market.opens(Ids.text(9));
        market.loses(end);

        var recovered = market.recovers(snapshots);

        assertThat(closed(recovered.statement())).singleElement().satisfies(order -> {
            assertThat(order.getOrderId()).isEqualTo(lost);
            assertThat(order.getStatus()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(order.getReason()).isEqualTo("lost");
            assertThat(order.getRemainingQuantityE8()).isZero();
        });
        assertThat(amended(recovered.statement())).singleElement().satisfies(order -> {
            assertThat(order.getOrderId()).isEqualTo(kept);
            assertThat(order.getRemainingQuantityE8()).isEqualTo(E8.parse("10"));
        });
        assertThat(corrections(recovered.statement()))
                .contains(Map.entry(ALICE + " SOL", "4"), Map.entry(BOB + " SOL", "-4"))
                .contains(Map.entry("house:grants USD", "105000"), Map.entry(Ids.text(9) + " USD", "-100000"))
                .contains(Map.entry("house:fees USD", "-1.2")); // 0.1 % and 0.2 % of 400
        market.mustBeKnown(recovered.engine(), recovered.statement());
    }

    @Test
    void whatTheSnapshotKnowsIsKeptThoughTheLogHasForgottenIt() throws IOException {
        var kept = market.places(ALICE, SELL, "10", "100");
        int end = market.commands.size();
        var bid = market.places(BOB, BUY, "4", "100");
        market.save(snapshots);
        market.places(BOB, BUY, "1", "50");
        market.loses(end);

        var recovered = market.recovers(snapshots);

        assertThat(recovered.engine().order(Shapes.account(BOB), LoggedCommands.name(bid)))
                .isNotNull();
        assertThat(amended(recovered.statement())).singleElement().satisfies(order -> {
            assertThat(order.getOrderId()).isEqualTo(kept);
            assertThat(order.getRemainingQuantityE8()).isEqualTo(E8.parse("6"));
        });
        assertThat(corrections(recovered.statement())).isEmpty();
        assertThat(recovered.report().whole())
                .contains("Commands 5 to 6 are missing; what came of those up to 5 is in the snapshot");
        market.mustBeKnown(recovered.engine(), recovered.statement());
    }

    @Test
    void positionsAreToldAnewAndWhatNobodyRemembersIsLost() throws IOException {
        market.listsACfd();
        var kept = market.bets(ALICE, Direction.LONG);
        var closed = market.bets(BOB, Direction.SHORT);
        int end = market.commands.size();
        market.closes(BOB, closed);
        var lost = market.bets(ALICE, Direction.SHORT);
        market.loses(end);

        var recovered = market.recovers(snapshots);

        assertThat(positions(recovered.statement()))
                .satisfiesExactlyInAnyOrder(
                        position -> {
                            assertThat(position.getPositionId()).isEqualTo(lost);
                            assertThat(position.getStatus()).isEqualTo(PositionStatus.POSITION_CLOSED);
                            assertThat(position.getCloseReason()).isEqualTo(CloseReason.LOST);
                        },
                        position -> assertThat(position.getPositionId()).isEqualTo(kept),
                        position -> assertThat(position.getPositionId()).isEqualTo(closed));
        assertThat(corrections(recovered.statement()))
                .contains(Map.entry(ALICE + " USD", "3"), Map.entry(BOB + " USD", "3"))
                .contains(Map.entry("house:fees USD", "-6"));
        assertThat(recovered.report().whole())
                .contains("position %s of account %s: short 0.1 BTC_USDC at 60000".formatted(lost, ALICE));
        market.mustBeKnown(recovered.engine(), recovered.statement());
    }

    @Test
    void aPositionThatIsOpenedAfterAGapHasTheNumberThatItsOwnerKnows() throws IOException {
        market.listsACfd();
        market.save(snapshots);
        market.bets(BOB, Direction.LONG); // the log begins after this
        int begin = market.commands.size();
        var known = market.bets(ALICE, Direction.LONG);

        var recovered = market.recovers(snapshots, begin);

        assertThat(positions(recovered.statement()))
                .filteredOn(position -> position.getStatus() == PositionStatus.POSITION_OPEN)
                .extracting(Position::getPositionId)
                .containsExactly(known);
        market.mustBeKnown(recovered.engine(), recovered.statement());
    }

    @Test
    void eventsThatWereNeverPublishedAreMadeUpFor() throws IOException {
        int told = market.events.size();
        market.places(ALICE, SELL, "10", "100");
        market.places(BOB, BUY, "10", "100");
        market.deposits(BOB, "USD", "5");
        market.save(snapshots);
        market.loses(told + 1);
        market.events
                .subList(told + 1, market.events.size())
                .clear(); // Alice's order was told, and not that it was filled

        var recovered = market.recovers(snapshots);

        assertThat(recovered.report().whole()).contains(" happened, and were never told");
        assertThat(closed(recovered.statement()))
                .singleElement()
                .satisfies(order -> assertThat(order.getStatus()).isEqualTo(OrderStatus.FILLED));
        assertThat(corrections(recovered.statement())).contains(Map.entry(BOB + " SOL", "10"));
        market.mustBeKnown(recovered.engine(), recovered.statement());
    }

    @Test
    void anOrderThatIsPlacedAfterAGapHasTheNumberThatItsOwnerKnows() throws IOException {
        market.save(snapshots);
        market.places(ALICE, SELL, "1", "90"); // the log begins after this
        int begin = market.commands.size();
        var cancelled = market.places(ALICE, SELL, "2", "100");
        market.cancels(ALICE, cancelled);
        var stands = market.places(ALICE, SELL, "3", "110");
        var untraded = market.places(BOB, BUY, "1", "90"); // nobody sells at 90 now

        var recovered = market.recovers(snapshots, begin);

        assertThat(amended(recovered.statement()))
                .extracting(Order::getOrderId)
                .containsExactlyInAnyOrder(stands, untraded);
        assertThat(recovered.report().whole())
                .contains("Commands 4 to 4 are missing, and nothing holds what came of them");
        market.mustBeKnown(recovered.engine(), recovered.statement());
    }

    /** The statement is in the log, and the snapshot that belongs to it is not. */
    @Test
    void oneThatBrokeOffIsBegunOnceMore() throws IOException {
        var kept = market.places(ALICE, SELL, "10", "100");
        market.save(snapshots);
        int end = market.commands.size();
        market.places(BOB, BUY, "4", "100");
        market.places(ALICE, SELL, "3", "120");
        market.loses(end);
        market.events.addAll(market.recovers(snapshots).statement());

        var again = market.recovers(snapshots);

        assertThat(again.heard().lost).isEmpty();
        assertThat(corrections(again.statement())).isEmpty();
        assertThat(closed(again.statement())).isEmpty();
        assertThat(amended(again.statement())).extracting(Order::getOrderId).containsExactly(kept);
        market.mustBeKnown(again.engine(), again.statement());
    }

    /** The snapshot is of the epoch before, and counts other commands under the same offsets. */
    @Test
    void whatCameAfterTheBreakIsNotTakenForWhatCameBeforeIt() throws IOException {
        market.places(ALICE, SELL, "10", "100");
        market.places(ALICE, SELL, "5", "110");
        market.save(snapshots);
        market.loses(4);
        market.goesOn(market.recovers(snapshots));
        market.deposits(BOB, "SOL", "7");

        var again = market.recovers(snapshots);

        assertThat(corrections(again.statement())).isEmpty();
        assertThat(again.engine().balances(Shapes.account(BOB))).contains(new Balance("SOL", E8.parse("7"), 0, 0));
        assertThat(amended(again.statement())).hasSize(2);
    }

    @Test
    void oneOfWhichOnlyABeginningWasWrittenIsSetRightByTheNext() throws IOException {
        market.places(ALICE, SELL, "10", "100");
        market.save(snapshots);
        int end = market.commands.size();
        market.places(BOB, BUY, "4", "100");
        market.loses(end);
        var torn = upToTheFirstCorrection(market.recovers(snapshots).statement());
        market.events.add(torn);

        var again = market.recovers(snapshots);

        var sums = new HashMap<String, Long>();
        for (var part : List.of(torn, again.statement().getFirst())) {
            for (var event : part.getEventsList()) {
                var posted = event.getLedgerPosted();
                if (event.hasLedgerPosted()) sums.merge(posted.getAsset(), posted.getAmountE8(), Long::sum);
            }
        }
        assertThat(sums).isEqualTo(Map.of("SOL", 0L, "USD", 0L));
        market.mustBeKnown(again.engine(), again.statement());
    }

    @Test
    void numbersThatSomebodyMayKnowAreNeverGivenAgain() throws IOException {
        market.places(ALICE, SELL, "10", "100");
        int end = market.commands.size();
        market.places(BOB, BUY, "4", "100");
        var known = market.engine().numbers();
        market.loses(end);

        var recovered = market.recovers(snapshots);

        var first = recovered.statement().getFirst();
        assertThat(first.getLogEpoch()).isEqualTo(1);
        assertThat(first.getCommandOffset()).isEqualTo(end);
        assertThat(first.getFirstSequence()).isGreaterThan(known.event());
        var next = recovered.engine().numbers();
        assertThat(next.event()).isEqualTo(recovered.statement().getLast().getLastSequence());
        assertThat(next.order()).isGreaterThan(known.order());
        assertThat(next.trade()).isGreaterThan(known.trade());
    }

    @Test
    void anEventLogWithAGapIsNothingToGoBy() {
        market.places(ALICE, SELL, "10", "100");
        market.events.remove(2);

        assertThatThrownBy(() -> market.recovers(snapshots))
                .isInstanceOf(CannotRecover.class)
                .hasMessageContaining("gap");
    }

    @Test
    void theReportNamesWhatIsMissing() throws IOException {
        market.places(ALICE, SELL, "10", "100");
        int end = market.commands.size();
        var bid = market.places(BOB, BUY, "4", "100");
        var lost = market.places(ALICE, SELL, "3", "120");
        market.loses(end);

        assertThat(market.recovers(snapshots).report().whole())
                .contains("Commands 5 to 6 are missing")
                .contains("order %s of account %s: buy 4 SOL-USD at 100".formatted(bid, BOB))
                .contains(": 4 SOL-USD at 100, order ")
                .contains("to be open, and are lost: 1\n  order %s of account %s".formatted(lost, ALICE))
                .contains("account %s: SOL 90 available, 10 held, and was told SOL 87 available, 9 held"
                        .formatted(ALICE));
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    /** Losses after losses: whatever goes missing, events and market agree, and go on to. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverIsLost(long seed) throws IOException {
        var random = new Random(seed);
        if (random.nextInt(4) > 0) market.listsACfd();
        for (int loss = 0; loss < 3; loss++) {
            trade(random, 1 + random.nextInt(60));
            if (random.nextBoolean()) market.save(snapshots);
            trade(random, random.nextInt(60));
            int end = market.commands.size();
            market.loses(random.nextBoolean() ? random.nextInt(end) : end - 1 - random.nextInt(Math.min(end, 20)));

            var recovered = market.recovers(snapshots);
            var _ = corrections(recovered.statement());
            market.mustBeKnown(recovered.engine(), recovered.statement());

            market.goesOn(recovered);
            // Or that snapshot is lost as well.
            if (random.nextInt(3) > 0) market.save(snapshots);
            trade(random, 30);
            market.mustBeKnown(market.engine(), List.of());
        }
        var numbers = events(market.events).stream()
                .filter(event -> event.hasOrderPlaced()
                        || event.hasTraded()
                        || event.getPositionChanged().getChange() == PositionChange.POSITION_OPENED)
                .map(event -> event.getEventCase()
                        + event.getOrderPlaced().getOrder().getOrderId()
                        + event.getTraded().getTrade().getTradeId()
                        + event.getPositionChanged().getPosition().getPositionId());
        assertThat(numbers).doesNotHaveDuplicates();
    }

    private void trade(Random random, int times) {
        for (; times > 0; times--) {
            var who = Ids.text(7 + random.nextInt(4));
            switch (random.nextInt(12)) {
                case 0 -> market.opens(who);
                case 1 -> market.deposits(who, "SOL", "1" + random.nextInt(10));
                case 2 -> market.cancels(who, Ids.text(market.engine().numbers().order() - random.nextInt(5)));
                case 3 -> market.bets(who, random.nextBoolean() ? Direction.LONG : Direction.SHORT);
                case 4 -> market.closes(who, Ids.text(market.engine().numbers().position() - random.nextInt(5)));
                case 5 -> market.feeds(Integer.toString(54_000 + random.nextInt(12_000)));
                default ->
                    market.places(
                            who,
                            random.nextBoolean() ? BUY : SELL,
                            Integer.toString(1 + random.nextInt(9)),
                            Integer.toString(95 + random.nextInt(10)));
            }
        }
    }

    private static List<Order> closed(List<MarketEvents> statement) {
        return events(statement).stream()
                .filter(MarketEvent::hasOrderClosed)
                .map(event -> event.getOrderClosed().getOrder())
                .toList();
    }

    private static List<Position> positions(List<MarketEvents> statement) {
        return events(statement).stream()
                .filter(MarketEvent::hasPositionChanged)
                .map(event -> event.getPositionChanged().getPosition())
                .toList();
    }

    private static List<Order> amended(List<MarketEvents> statement) {
        return events(statement).stream()
                .filter(MarketEvent::hasOrderAmended)
                .map(event -> event.getOrderAmended().getOrder())
                .toList();
    }

    /** By account and asset; they sum to zero. */
    private static Map<String, String> corrections(List<MarketEvents> statement) {
        var corrections = new HashMap<String, String>();
        var sums = new HashMap<String, Long>();
        for (var event : events(statement)) {
            if (!event.hasLedgerPosted()) continue;
            var posted = event.getLedgerPosted();
            assertThat(posted.getKind()).isEqualTo(LedgerKind.CORRECTION);
            sums.merge(posted.getAsset(), posted.getAmountE8(), Long::sum);
            corrections.put(posted.getAccount() + " " + posted.getAsset(), E8.format(posted.getAmountE8()));
        }
        assertThat(sums.values()).allMatch(sum -> sum == 0);
        return corrections;
    }

    private static List<MarketEvent> events(List<MarketEvents> statement) {
        return statement.stream().flatMap(part -> part.getEventsList().stream()).toList();
    }

    private static MarketEvents upToTheFirstCorrection(List<MarketEvents> statement) {
        var whole = statement.getFirst();
        int count = 1;
        while (!whole.getEvents(count - 1).hasLedgerPosted()) count++;
        return whole.toBuilder()
                .clearEvents()
                .addAllEvents(whole.getEventsList().subList(0, count))
                .setLastSequence(whole.getFirstSequence() + count - 1)
                .setLastPart(false)
                .build();
    }
}
