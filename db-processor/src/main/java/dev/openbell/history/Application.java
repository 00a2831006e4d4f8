package dev.openbell.history;

import dev.openbell.chassis.start.Service;

/** Keeps what has been, and tells it. */
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Service.run(Application.class, args);
    }
}
