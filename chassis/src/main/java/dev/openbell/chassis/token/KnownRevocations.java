package dev.openbell.chassis.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.openbell.chassis.kafka.TopicPlan;
import dev.openbell.chassis.time.Micros;
import dev.openbell.events.v1.Revocation;
import java.time.Duration;
import java.time.Instant;

/**
 * What was revoked, by heart. Each entry is forgotten when no token is left that it could concern. How old it is, is measured from when it was
 * heard of, on a clock that nobody sets.
 */
public class KnownRevocations implements Revocations {
    /** A token may be on its way while its session ends. */
    private static final Duration REMEMBERED = TopicPlan.REVOCATIONS_KEPT.plusMinutes(1);

    /** Sessions and keys are over for good. */
    private final Cache<String, Boolean> sessions, keys;

    /** Of a user, what was issued up to then; while one is suspended, whatever is issued. */
    private final Cache<String, Instant> users;

    public KnownRevocations() {
        this(Ticker.systemTicker());
    }

    KnownRevocations(Ticker ticker) {
        var memory = Caffeine.newBuilder().expireAfterWrite(REMEMBERED).ticker(ticker);
        sessions = memory.build();
        keys = memory.build();
        users = memory.build();
    }

    public final void add(Revocation revocation) {
        switch (revocation.getRevokedCase()) {
            case SESSION_ID -> sessions.put(revocation.getSessionId(), true);
            case KEY_ID -> keys.put(revocation.getKeyId(), true);
            case USER_ID -> users.put(revocation.getUserId(), Micros.instant(revocation.getRevokedAtMicros()));
            case REVOKED_NOT_SET -> throw new IllegalArgumentException("a revocation of a kind that is not known");
        }
    }

    @Override
    public final boolean reach(AccessToken token) {
        var ended = token.viaKey() ? keys : sessions;
        if (ended.getIfPresent(token.sessionId()) != null) return true;
        var until = users.getIfPresent(token.userId());
        return until != null && !token.issuedAt().isAfter(until);
    }
}
