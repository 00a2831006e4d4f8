package dev.openbell.mailer;

import dev.openbell.chassis.start.Service;

/** Starts otp-mailer. */
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Service.run(Application.class, args);
    }
}
