package dev.openbell.edge;

import dev.openbell.chassis.start.Service;

/** The REST door of Openbell. */
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Service.run(Application.class, args);
    }
}
