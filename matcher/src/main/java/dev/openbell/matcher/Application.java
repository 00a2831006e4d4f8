package dev.openbell.matcher;

import io.micronaut.runtime.Micronaut;

/** Starts the matcher. */
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }
}
