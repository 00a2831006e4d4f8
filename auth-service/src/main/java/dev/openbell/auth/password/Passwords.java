package dev.openbell.auth.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.openbell.chassis.refusal.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hashes and compares passwords. That costs a core some 60 ms each time, on purpose, so it is done by a few threads
 * behind a short queue: a flood of sign-ins finds the queue full and leaves the rest of the service alone.
 */
@Singleton
public final class Passwords {
    private static final int COST = 10;
    private static final int SHORTEST = 8, LONGEST = 72; // bytes; bcrypt ignores what comes after
    private static final int QUEUE = 64;

    private final ThreadPoolExecutor threads;
    private final Timer hashing;
    private final String nobodysHash;

    public Passwords(MeterRegistry metrics) {
        hashing = Timer.builder("openbell.auth.passwords.hashed")
                .description("Passwords that were hashed or compared, and how long that took a thread")
                .register(metrics);
        int cores = Runtime.getRuntime().availableProcessors();
        threads = new ThreadPoolExecutor(
                cores,
                cores,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().daemon().name("bcrypt-", 0).factory());
        nobodysHash = hash("nobody's password");
    }

    /**
     * The password, if it may be chosen.
     *
     * @param field what the caller calls it
     * @throws Refusal VALIDATION when it is too short, too long, or one of those that everybody has
     */
    public static String valid(String field, String password) {
        if (!fits(password)) throw Refusal.invalid(field, "must have 8 to 72 bytes");
        if (CommonPasswords.include(password)) {
            throw Refusal.invalid(field, "is one of the most common; choose one that nobody guesses");
        }
        return password;
    }

    public String hash(String password) {
        return onAFewThreads(() -> new String(
                BCrypt.withDefaults().hash(COST, password.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.US_ASCII));
    }

    /**
     * Whether the password has this hash. It takes as long when there is no hash to compare with, so that nobody can
     * tell from the time whether an e-mail has an account.
     *
     * @param hash empty for an account without a password and for none at all
     */
    public boolean match(String password, String hash) {
        boolean comparable = !hash.isEmpty() && fits(password);
        var left = comparable ? password : "somebody's password";
        var right = comparable ? hash : nobodysHash;
        boolean same = onAFewThreads(() -> BCrypt.verifyer()
                .verify(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.US_ASCII))
                .verified);
        return same && comparable;
    }

    private static boolean fits(String password) {
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        return bytes >= SHORTEST && bytes <= LONGEST;
    }

    private <T> T onAFewThreads(Callable<T> work) {
        try {
            return threads.submit(() -> hashing.recordCallable(work)).get();
        } catch (RejectedExecutionException e) {
            throw Refusal.unavailable("Too many people are signing in at this moment");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A password could not be hashed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("The service is stopping");
        }
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }
}
