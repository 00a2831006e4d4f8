package dev.openbell.mailer;

import io.micronaut.runtime.Micronaut;

/** Starts otp-mailer. */
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }
}
