package dev.openbell.feed;

import java.util.Set;

/** Where prices come from. */
public interface Source extends AutoCloseable {
    /** As it is called in every price that it gives. */
    String name();

    /** Begins to hand over prices. */
    void start(Outlet outlet);

    /** The symbols that nothing was heard of for a while. */
    Set<String> silent();

    @Override
    void close();
}
