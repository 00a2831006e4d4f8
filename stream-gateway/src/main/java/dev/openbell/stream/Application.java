package dev.openbell.stream;

import io.micronaut.runtime.Micronaut;

/** Starts the stream gateway. */
public final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        Micronaut.run(Application.class, arguments);
    }
}
