package dev.openbell.matcher;

import dev.openbell.chassis.start.Service;

/** Starts the matcher. */
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Service.run(Application.class, args);
    }
}
