package dev.openbell.auth;

import dev.openbell.chassis.start.Service;

/** Starts auth-service. */
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Service.run(Application.class, args);
    }
}
