package dev.openbell.matcher.engine;

import dev.openbell.matcher.engine.Event.Balance;
import java.util.List;

/** What the one who gave a command is told. The events tell everybody else. */
public sealed interface Answer {
    /** The order stands; what it traded at once. */
    record Placed(OrderState order, List<Fill> trades) implements Answer {}

    /** The key was used before for the same: the order as it stands now. */
    record PlacedBefore(OrderState order) implements Answer {}

    record Cancelled(OrderState order) implements Answer {}

    record Opened(boolean justNow) implements Answer {}

    record Deposited(Balance balance) implements Answer {}

    record NotDone(Refused refused) implements Answer {}

    /** For commands that nobody waits for. */
    record Noted() implements Answer {}
}
