package dev.openbell.feed;

import io.micronaut.runtime.Micronaut;

/** Starts the price feed. */
public final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        Micronaut.run(Application.class, arguments);
    }
}
