package dev.openbell.auth;

import dev.openbell.auth.token.UnusableSetting;
import dev.openbell.chassis.start.Service;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.runtime.Micronaut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts auth-service. */
public final class Application {
    private static final Logger log = LoggerFactory.getLogger(Application.class);

    private Application() {}

    public static void main(String[] args) {
        Service.endWithAnyThread();
        Micronaut.build(args)
                .mainClass(Application.class)
                .mapError(BeanInstantiationException.class, Application::explain)
                .start();
    }

    /** An operator's mistake deserves one line, not the trace of the bean that tripped over it. */
    private static int explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnusableSetting) {
                log.error("auth-service does not start: {}", cause.getMessage());
                System.exit(2);
            }
        }
        return 1;
    }
}
