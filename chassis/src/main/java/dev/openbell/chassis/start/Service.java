package dev.openbell.chassis.start;

import io.micronaut.runtime.Micronaut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service of the venue as a process. */
public final class Service {
    private static final Logger log = LoggerFactory.getLogger(Service.class);
    private static final int A_THREAD_DIED = 70;

    private Service() {}

    public static void run(Class<?> application, String... arguments) {
        endWithAnyThread();
        Micronaut.run(application, arguments);
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
