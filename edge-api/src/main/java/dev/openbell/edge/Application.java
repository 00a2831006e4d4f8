package dev.openbell.edge;

import io.micronaut.runtime.Micronaut;

/** The REST door of Openbell. */
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }
}
