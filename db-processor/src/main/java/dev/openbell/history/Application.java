package dev.openbell.history;

import io.micronaut.runtime.Micronaut;

/** Keeps what has been, and tells it. */
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }
}
