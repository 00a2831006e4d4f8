package dev.openbell.matcher.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the one who gave a command is told. The events tell everybody else. Good until the engine is given its next command. */
public final class Answer {
    /** What came of the command. */
    public enum Kind {
        /** Done, and there is nothing to say. */
        NOTED,
        REFUSED,
        /** The order stands; what it traded at once. */
        PLACED,
        /** The key was used before for the same: the order as it stands now. */
        REPEATED,
        CANCELLED,
        AMENDED,
        CANCELLED_ALL,
        CANCEL_AFTER,
        OPENED,
        DEPOSITED,
        POSITION_OPENED,
        POSITION_AMENDED,
        POSITION_CLOSED,
        /** The key was used before for the same: the position as it stands now. */
        POSITION_REPEATED
    }

    private final Order order;
    private final Position position;
    private final Engine engine;
    private Kind kind = Kind.NOTED;
    private @Nullable Refused refused;
    private @Nullable Balance balance;
    private long firstTrade;
    private long number;

    Answer(Order order, Position position, Engine engine) {
        this.order = order;
        this.position = position;
        this.engine = engine;
    }

    Answer noted() {
        kind = Kind.NOTED;
        return this;
    }

    Answer refused(Refused why) {
        kind = Kind.REFUSED;
        refused = why;
        return this;
    }

    /** @param firstTrade the trades from this one on are this command's */
    Answer about(Kind what, int row, long firstTrade) {
        kind = what;
        order.at(row);
        this.firstTrade = firstTrade;
        return this;
    }

    /** About a position. */
    Answer about(Kind what, int row) {
        kind = what;
        position.at(row);
        return this;
    }

    Answer counted(Kind what, long number) {
        kind = what;
        this.number = number;
        return this;
    }

    Answer deposited(Balance now) {
        kind = Kind.DEPOSITED;
        balance = now;
        return this;
    }

    public Kind kind() {
        return kind;
    }

    /** Of a command that was refused. */
    public Refused refused() {
        if (kind != Kind.REFUSED || refused == null) throw new IllegalStateException("it was not refused: " + kind);
        return refused;
    }

    /** Of a command about one order. */
    public Order order() {
        return order;
    }

    /** Of a command about one position. */
    public Position position() {
        return position;
    }

    /** What the order traded by this command, oldest first. */
    public List<Fill> trades() {
        return engine.fills(order, firstTrade);
    }

    /** Of a deposit. */
    public Balance balance() {
        if (balance == null) throw new IllegalStateException("it was no deposit: " + kind);
        return balance;
    }

    /** How many orders were cancelled, when the switch strikes, or 1 when the account was opened just now. */
    public long number() {
        return number;
    }
}
