package dev.openbell.feed;

import dev.openbell.chassis.start.Service;

/** Starts the price feed. */
public final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        Service.run(Application.class, arguments);
    }
}
