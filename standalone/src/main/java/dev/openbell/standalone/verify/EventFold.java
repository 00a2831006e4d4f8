package dev.openbell.standalone.verify;

import dev.openbell.events.v1.MarketEvents;
import java.util.function.Consumer;

/**
 * Makes rows of events, for whoever compares them. A table of its own is a class that does this and a {@link Table}, named in
 * {@link Verification#FOLDS} and {@link Table#ALL}.
 */
interface EventFold {
    /** Where one begins. */
    interface Beginning {
        /**
         * Begins with the first event.
         *
         * @param rows is given each row as an event has left it, in the order of the events
         */
        EventFold begin(Consumer<Row> rows);
    }

    void add(MarketEvents events);

    /** The log is at its end. */
    default void end() {}
}
