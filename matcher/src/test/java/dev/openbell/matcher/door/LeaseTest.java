package dev.openbell.matcher.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.KnownRevocations;
import dev.openbell.events.v1.Revocation;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Set<String> TRADER = Set.of("read", "trade");

    private final KnownRevocations revocations = new KnownRevocations();
    private final Lease lease = new Lease(token("alice", "phone", TRADER, NOON.plusSeconds(900)), revocations);

    @Test
    void aSessionEndsWithItsToken() {
        assertThat(lease.over(NOON.plusSeconds(899))).isEmpty();
        assertThat(lease.over(NOON.plusSeconds(900)))
                .map(Refusal::getMessage)
                .contains("UNAUTHENTICATED: The token of this session has expired");
    }

    @Test
    void itIsWarnedAMinuteBeforeOnceForEachToken() {
        assertThat(lease.isToWarn(NOON.plusSeconds(839))).isFalse();
        assertThat(lease.isToWarn(NOON.plusSeconds(840))).isTrue();
        assertThat(lease.isToWarn(NOON.plusSeconds(841))).isFalse();

        lease.renew(token("alice", "phone", TRADER, NOON.plusSeconds(1_800)));

        assertThat(lease.isToWarn(NOON.plusSeconds(1_739))).isFalse();
        assertThat(lease.isToWarn(NOON.plusSeconds(1_740))).isTrue();
    }

    @Test
    void aFreshTokenOfTheSameUserGoesOn() {
        lease.renew(token("alice", "laptop", TRADER, NOON.plusSeconds(1_800)));

        assertThat(lease.over(NOON.plusSeconds(900))).isEmpty();
        assertThat(lease.end()).isEqualTo(NOON.plusSeconds(1_800));
    }

    @Test
    void nobodyElsesTokenAndNoneThatMayOnlyLookDoes() {
        assertThatThrownBy(() -> lease.renew(token("bob", "phone", TRADER, NOON.plusSeconds(1_800))))
                .hasMessage("FORBIDDEN: This is another user's token");
        assertThatThrownBy(() -> lease.renew(token("alice", "phone", Set.of("read"), NOON.plusSeconds(1_800))))
                .hasMessage("FORBIDDEN: The token lacks the scope trade");

        assertThat(lease.end()).isEqualTo(NOON.plusSeconds(900));
    }

    @Test
    void aSessionEndsWhenWhatItWasLastRenewedWithIsRevoked() {
        lease.renew(token("alice", "laptop", TRADER, NOON.plusSeconds(900)));
        revocations.add(Revocation.newBuilder().setSessionId("phone").build());
        assertThat(lease.over(NOON)).isEmpty();

        revocations.add(Revocation.newBuilder().setSessionId("laptop").build());

        assertThat(lease.over(NOON))
                .map(Refusal::getMessage)
                .contains("UNAUTHENTICATED: The session has ended; sign in again");
    }

    private static AccessToken token(String user, String session, Set<String> scopes, Instant until) {
        return new AccessToken("text", user, session, scopes, false, NOON, until);
    }
}
