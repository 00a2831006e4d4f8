package dev.openbell.chassis.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.kafka.TopicPlan;
import dev.openbell.events.v1.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KnownRevocationsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final AtomicLong clock = new AtomicLong();
    private final KnownRevocations revocations = new KnownRevocations(clock::get);

    @Test
    void aSessionIsOverForGood() {
        revocations.add(Revocation.newBuilder()
                .setSessionId("phone")
                .setRevokedAtMicros(micros(NOON))
                .build());

        assertThat(revocations.reach(session("phone", NOON.minusSeconds(1)))).isTrue();
        assertThat(revocations.reach(session("phone", NOON.plusSeconds(1)))).isTrue();
        assertThat(revocations.reach(session("laptop", NOON.minusSeconds(1)))).isFalse();
    }

    @Test
    void aKeyIsNoSessionThoughItHadTheSameName() {
        revocations.add(Revocation.newBuilder().setKeyId("bot").build());

        assertThat(revocations.reach(ofKey("bot"))).isTrue();
        assertThat(revocations.reach(session("bot", NOON))).isFalse();
    }

    @Test
    void whoIsSuspendedHoldsNothingThatCountsAndWhoIsResumedWhatTheyGetFromThen() {
        revocations.add(user().setRevokedAtMicros(Long.MAX_VALUE).build());

        assertThat(revocations.reach(ofKey("bot"))).isTrue();
        assertThat(revocations.reach(session("phone", NOON.plusSeconds(60)))).isTrue();

        revocations.add(user().setRevokedAtMicros(micros(NOON)).build());

        assertThat(revocations.reach(ofKey("bot"))).isTrue();
        assertThat(revocations.reach(session("phone", NOON))).isTrue();
        assertThat(revocations.reach(session("phone", NOON.plusNanos(1_000)))).isFalse();
    }

    @Test
    void itIsForgottenWhenNoTokenIsLeftThatItCouldConcern() {
        revocations.add(Revocation.newBuilder().setSessionId("phone").build());

        clock.addAndGet(TopicPlan.REVOCATIONS_KEPT.toNanos());
        assertThat(revocations.reach(session("phone", NOON))).isTrue();

        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(revocations.reach(session("phone", NOON))).isFalse();
    }

    private static Revocation.Builder user() {
        return Revocation.newBuilder().setUserId("alice");
    }

    private static AccessToken session(String id, Instant issuedAt) {
        return new AccessToken("text", "alice", id, Set.of("read"), false, issuedAt, NOON.plusSeconds(900));
    }

    private static AccessToken ofKey(String id) {
        return new AccessToken("text", "alice", id, Set.of("read"), true, NOON, NOON.plusSeconds(900));
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }
}
