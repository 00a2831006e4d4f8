package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.matcher.engine.Command.AmendOrder;
import dev.openbell.matcher.engine.Command.ClosePosition;
import dev.openbell.matcher.engine.Command.Deposit;
import dev.openbell.matcher.engine.Command.OpenPosition;
import dev.openbell.matcher.engine.Command.PlaceOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows by itself what each key was used for, and so what a command must be answered that comes with it. */
final class Memory {
    private static final long FIVE_MINUTES = 300_000_000;

    private record Key(long account, String key) {}

    /** @param until {@link Long#MAX_VALUE} while the order is open */
    private record Use(
            Command content, Answer.Kind kind, @Nullable Refused refused, long order, long until) {}

    private final Map<Key, Use> uses = new HashMap<>();
    private final Map<Long, Key> placedWith = new HashMap<>(), openedWith = new HashMap<>();

    /** How often a key came again. */
    private int repeats;

    int repeats() {
        return repeats;
    }

    void hears(Command command, Answer answer, List<Told> news, long now) {
        var key = key(command);
        if (key != null) {
            var use = uses.get(key);
            if (use == null || use.until < now) first(key, command, answer, now);
            else again(use, command, answer);
        }
        for (var told : news) {
            if (told instanceof Told.OrderClosed closed) ended(closed.order(), now);
            if (told instanceof Told.PositionChanged changed && changed.change() == PositionChange.ENDED) {
                forgetLater(openedWith.remove(changed.position().id()), now);
            }
            if (told instanceof Told.Traded traded) {
                if (traded.maker().status() == Status.FILLED) ended(traded.maker(), now);
                if (traded.taker().status() == Status.FILLED) ended(traded.taker(), now);
            }
        }
    }

    private void ended(OrderSheet order, long now) {
        forgetLater(placedWith.remove(order.id()), now);
    }

    private void forgetLater(@Nullable Key key, long now) {
        if (key == null) return;
        uses.computeIfPresent(
                key, (_, use) -> new Use(use.content, use.kind, use.refused, use.order, now + FIVE_MINUTES));
    }

    private void first(Key key, Command command, Answer answer, long now) {
        assertThat(answer.kind()).isNotIn(Answer.Kind.REPEATED, Answer.Kind.POSITION_REPEATED);
        var refused = answer.kind() == Answer.Kind.REFUSED ? answer.refused() : null;
        if (refused != null) {
            assertThat(refused.why()).as("%s is free", key).isNotEqualTo(Why.KEY_USED);
            if (refused.why() == Why.ACCOUNT_NOT_OPEN) return;
        }
        if (answer.kind() == Answer.Kind.PLACED) {
            placedWith.put(answer.order().id(), key);
        } else if (answer.kind() == Answer.Kind.POSITION_OPENED) {
            openedWith.put(answer.position().id(), key);
        }
        uses.put(key, new Use(command, kindOfRepeat(answer), refused, subject(answer), until(answer, now)));
    }

    private static Answer.Kind kindOfRepeat(Answer first) {
        return switch (first.kind()) {
            case PLACED -> Answer.Kind.REPEATED;
            case POSITION_OPENED, POSITION_CLOSED -> Answer.Kind.POSITION_REPEATED;
            default -> first.kind();
        };
    }

    /** What was placed or opened is remembered while it is open. */
    private static long until(Answer first, long now) {
        return switch (first.kind()) {
            case PLACED, POSITION_OPENED -> Long.MAX_VALUE;
            default -> now + FIVE_MINUTES;
        };
    }

    private void again(Use use, Command command, Answer answer) {
        repeats++;
        if (!content(use.content).equals(content(command))) {
            assertThat(answer.kind()).as("%s after %s", command, use).isEqualTo(Answer.Kind.REFUSED);
            assertThat(answer.refused().why()).isEqualTo(Why.KEY_USED);
            return;
        }
        assertThat(answer.kind()).as("%s after %s", command, use).isEqualTo(use.kind);
        if (use.refused != null) assertThat(answer.refused()).isEqualTo(use.refused);
        if (use.order != 0) assertThat(subject(answer)).isEqualTo(use.order);
    }

    /** The order or the position that it is about. */
    private static long subject(Answer answer) {
        return switch (answer.kind()) {
            case PLACED, AMENDED, REPEATED -> answer.order().id();
            case POSITION_OPENED, POSITION_CLOSED, POSITION_REPEATED ->
                answer.position().id();
            default -> 0;
        };
    }

    private static @Nullable Key key(Command command) {
        var key = switch (command) {
            case PlaceOrder place -> new Key(place.account(), place.key());
            case AmendOrder amend -> new Key(amend.account(), amend.key());
            case Deposit deposit -> new Key(deposit.account(), deposit.key());
            case OpenPosition open -> new Key(open.account(), open.key());
            case ClosePosition close -> new Key(close.account(), close.key());
            default -> null;
        };
        return key == null || key.key.isEmpty() ? null : key;
    }

    /** The command but for the session it came over, and whose privilege it was. */
    private static Command content(Command command) {
        return switch (command) {
            case PlaceOrder place ->
                new PlaceOrder(
                        place.account(),
                        place.key(),
                        place.instrument(),
                        place.side(),
                        place.type(),
                        place.price(),
                        place.stopPrice(),
                        place.quantity(),
                        place.quoteQuantity(),
                        place.timeInForce(),
                        place.expiresAt(),
                        place.postOnly(),
                        place.selfTrade(),
                        0);
            case Deposit deposit ->
                new Deposit(deposit.account(), deposit.asset(), deposit.amount(), deposit.key(), false);
            default -> command;
        };
    }
}
