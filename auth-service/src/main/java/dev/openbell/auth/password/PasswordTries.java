package dev.openbell.auth.password;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.openbell.chassis.network.AccessLine;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How often a password may be wrong: ten times in a quarter of an hour for an e-mail and an address, whether or not the
 * e-mail has an account. Only this address must wait then, so nobody locks out somebody else.
 *
 * <p>Each instance counts for itself, in memory: people sign in while Redis is down, too.
 */
@Singleton
public final class PasswordTries {
    private static final int MOST = 10;
    private static final Duration WITHIN = Duration.ofMinutes(15);
    private static final int MOST_PAIRS = 100_000;

    private record Pair(String email, String line) {
        static Pair of(String email, String address) {
            return new Pair(email, AccessLine.of(address));
        }
    }

    private final LongSupplier nanos;
    private final Cache<Pair, Tries> byPair;

    @Inject
    PasswordTries() {
        this(System::nanoTime);
    }

    PasswordTries(LongSupplier nanos) {
        this.nanos = nanos;
        byPair = Caffeine.newBuilder()
                .maximumSize(MOST_PAIRS)
                .expireAfterAccess(WITHIN)
                .ticker(nanos::getAsLong)
                .build();
    }

    /**
     * Whether the password is right that somebody at this address has for this e-mail.
     *
     * @throws Refusal RATE_LIMITED when too many were wrong of late; nothing is compared then
     */
    public boolean isRight(String email, String address, BooleanSupplier comparison) {
        return byPair.get(Pair.of(email, address), pair -> new Tries()).compare(comparison);
    }

    /** Who reads the e-mail's mails is no guesser. */
    void forget(String email, String address) {
        byPair.invalidate(Pair.of(email, address));
    }

    private final class Tries {
        private final Deque<Long> wrong = new ArrayDeque<>(MOST);

        /** One at a time: however many come at once, no more of them are wrong than may be. */
        synchronized boolean compare(BooleanSupplier comparison) {
            forgetOld();
            if (wrong.size() == MOST) throw tooMany();
            boolean right = comparison.getAsBoolean();
            if (!right) wrong.addLast(nanos.getAsLong());
            return right;
        }

        private void forgetOld() {
            while (!wrong.isEmpty() && left(wrong.getFirst()) <= 0) wrong.removeFirst();
        }

        private Refusal tooMany() {
            var wait = Duration.ofSeconds(Math.ceilDiv(left(wrong.getFirst()), 1_000_000_000L));
            var detail = "Too many wrong passwords; try again in " + wait.toMinutesPart() + " min "
                    + wait.toSecondsPart() + " s, or reset the password";
            return new Refusal(Code.RATE_LIMITED, detail, List.of(), wait, null);
        }

        /** How long one that came then still counts, in nanoseconds. */
        private long left(long then) {
            return then + WITHIN.toNanos() - nanos.getAsLong();
        }
    }
}
