package dev.openbell.maker;

import io.micronaut.runtime.Micronaut;

/** Starts the market maker. */
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }
}
