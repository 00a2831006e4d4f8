package dev.openbell.maker;

import dev.openbell.chassis.start.Service;

/** Starts the market maker. */
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Service.run(Application.class, args);
    }
}
