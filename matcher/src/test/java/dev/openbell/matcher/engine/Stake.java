package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.money.E8;
import dev.openbell.matcher.engine.Command.AmendPosition;
import dev.openbell.matcher.engine.Command.ClosePosition;
import dev.openbell.matcher.engine.Command.OpenPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a trader has at stake with the broker, or the reason why it came to nothing. */
final class Stake {
    private final MarketFloor floor;
    private final long account;
    private final long position;
    private final @Nullable Refused refused;
    private final boolean repeated;

    private Stake(MarketFloor floor, long account, Answer answer) {
        this.floor = floor;
        this.account = account;
        refused = answer.kind() == Answer.Kind.REFUSED ? answer.refused() : null;
        position = refused == null ? answer.position().id() : 0;
        repeated = answer.kind() == Answer.Kind.POSITION_REPEATED;
    }

    /**
     * Opens one: {@code 600 x 10} is a margin of 600 with a leverage of 10. After that may stand {@code stop 55000}, {@code take 65000},
     * {@code trail 500}, {@code expect 60000 slip 5} and {@code key k1}.
     */
    static Stake of(Trader trader, MarketFloor floor, Direction direction, String words) {
        var said = List.of(words.split(" ", -1));
        return new Stake(
                floor,
                trader.account,
                floor.apply(new OpenPosition(
                        trader.account,
                        said.contains("key") ? said.get(said.indexOf("key") + 1) : "",
                        "BTC_USDC",
                        direction,
                        Floor.e8(said.get(0)),
                        Integer.parseInt(said.get(2)),
                        after("stop", said, 0),
                        after("take", said, 0),
                        after("trail", said, 0),
                        after("expect", said, 0),
                        after("slip", said, 0))));
    }

    private static long after(String word, List<String> said, long otherwise) {
        int at = said.indexOf(word);
        return at < 0 ? otherwise : Floor.e8(said.get(at + 1));
    }

    /** {@code stop 55000}, {@code take 0}, {@code trail 100}: 0 takes one away. */
    Stake amend(String words) {
        var said = List.of(words.split(" ", -1));
        long keep = AmendPosition.KEEP;
        return new Stake(
                floor,
                account,
                floor.apply(new AmendPosition(
                        account,
                        id(),
                        after("stop", said, keep),
                        after("take", said, keep),
                        after("trail", said, keep))));
    }

    Stake closes() {
        return closes("0");
    }

    /** So much of it, and perhaps {@code key k1}. */
    Stake closes(String words) {
        var said = List.of(words.split(" ", -1));
        var key = said.contains("key") ? said.get(2) : "";
        return new Stake(floor, account, floor.apply(new ClosePosition(account, id(), Floor.e8(said.get(0)), key)));
    }

    long id() {
        assertThat(refused).isNull();
        return position;
    }

    void isRefused(String codeAndWords) {
        if (refused == null) throw new AssertionError("it was not refused: " + sheet());
        assertThat(refused.code() + ": " + refused.detail()).isEqualTo(codeAndWords);
    }

    /** Nothing happened now: it was asked for before with the same key. */
    Stake isRepeated() {
        assertThat(repeated).isTrue();
        return this;
    }

    /** {@code open 0.1 @ 60000}, {@code stop_loss 0.1 @ 54990}. */
    Stake is(String words) {
        var now = sheet();
        var how = now.open() ? "open" : now.reason().name().toLowerCase(Locale.ROOT);
        long price = now.open() ? now.entryPrice() : now.closePrice();
        assertThat(how + " " + E8.format(now.quantity()) + " @ " + E8.format(price))
                .isEqualTo(words);
        return this;
    }

    /** {@code margin 600, liquidation 54271.3, level 19.96999499, unrealized -1}, as many of them as are of interest. */
    Stake has(String words) {
        for (var one : words.split(", ", -1)) {
            var parts = one.split(" ", -1);
            assertThat(parts[0] + " " + E8.format(number(parts[0]))).isEqualTo(one);
        }
        return this;
    }

    private long number(String name) {
        var now = sheet();
        return switch (name) {
            case "margin" -> now.margin();
            case "mark" -> now.markPrice();
            case "liquidation" -> now.liquidationPrice();
            case "level" -> now.marginLevel();
            case "unrealized" -> now.unrealized();
            case "realized" -> now.realized();
            case "fees" -> now.fees();
            case "financing" -> now.financing();
            case "stop" -> now.stopLoss();
            case "take" -> now.takeProfit();
            case "trail" -> now.trailing();
            default -> throw new IllegalArgumentException("a position has no " + name);
        };
    }

    /** What became of it, from the first event to the last. */
    List<PositionChange> story() {
        var story = new ArrayList<PositionChange>();
        for (var told : floor.told()) {
            if (told instanceof Told.PositionChanged changed
                    && changed.position().id() == id()) {
                story.add(changed.change());
            }
        }
        return story;
    }

    void isForgotten() {
        assertThat(floor.engine().position(account, id())).isNull();
    }

    PositionSheet sheet() {
        if (refused != null) throw new AssertionError(refused.code() + ": " + refused.detail());
        var now = floor.engine().position(account, position);
        if (now == null) throw new AssertionError("the position is forgotten");
        return PositionSheet.of(now);
    }
}
