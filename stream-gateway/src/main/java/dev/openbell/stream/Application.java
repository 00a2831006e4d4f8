package dev.openbell.stream;

import dev.openbell.chassis.start.Service;

/** Starts the stream gateway. */
public final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        Service.run(Application.class, arguments);
    }
}
