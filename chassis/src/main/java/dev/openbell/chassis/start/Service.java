package dev.openbell.chassis.start;

import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.runtime.Micronaut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service of the venue as a process. */
public final class Service {
    private static final Logger log = LoggerFactory.getLogger(Service.class);
    private static final int NOT_STARTED = 1, SET_UP_WRONGLY = 2, A_THREAD_DIED = 70;

    private Service() {}

    public static void run(Class<?> application, String... arguments) {
        endWithAnyThread();
        Micronaut.build(arguments)
                .mainClass(application)
                .mapError(BeanInstantiationException.class, Service::explain)
                .start();
    }

    /** An operator's mistake deserves one line, not the trace of the bean that tripped over it. */
    private static int explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnusableSetting) {
                log.error("This service does not start: {}", cause.getMessage());
                System.exit(SET_UP_WRONGLY);
            }
        }
        return NOT_STARTED;
    }

    /**
     * A service that has lost one of its threads looks well and does half of its work. So it ends, says why, and is started again by
     * whoever watches over it.
     */
    public static void endWithAnyThread() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            log.error("The thread {} died; this process ends", thread.getName(), failure);
            Runtime.getRuntime().exit(A_THREAD_DIED);
        });
    }
}
