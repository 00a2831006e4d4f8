package dev.openbell.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PasswordTriesTest {
    private static final String ALICE = "alice@example.com", HOME = "198.51.100.4", ELSEWHERE = "203.0.113.9";

    private final AtomicLong clock = new AtomicLong();
    private final PasswordTries tries = new PasswordTries(clock::get);

    @Test
    void afterTenWrongOnesNotEvenTheRightOneIsLookedAt() {
        wrong(10, ALICE, HOME);

        refused(Duration.ofMinutes(15), ALICE, HOME);
    }

    @Test
    void onlyThisEmailFromThisAddressMustWait() {
        wrong(10, ALICE, ELSEWHERE);

        assertThat(tries.isRight(ALICE, HOME, () -> true)).isTrue();
        assertThat(tries.isRight("bob@example.com", ELSEWHERE, () -> true)).isTrue();
    }

    @Test
    void whoHasAnIpv6LineIsOneGuesserWithAllItsAddresses() {
        for (int i = 0; i < 10; i++) wrong(1, ALICE, "2001:db8:1:2::" + i);

        refused(Duration.ofMinutes(15), ALICE, "2001:db8:1:2:abcd::");
        assertThat(tries.isRight(ALICE, "2001:db8:1:3::1", () -> true)).isTrue();
    }

    @Test
    void theRightOneWorksInBetweenAndForgivesNothing() {
        wrong(9, ALICE, HOME);
        for (int i = 0; i < 20; i++)
            assertThat(tries.isRight(ALICE, HOME, () -> true)).isTrue();
        wrong(1, ALICE, HOME);

        refused(Duration.ofMinutes(15), ALICE, HOME);
    }

    @Test
    void eachWrongOneCountsForAQuarterOfAnHour() {
        wrong(5, ALICE, HOME);
        clock.addAndGet(Duration.ofMinutes(10).toNanos());
        wrong(5, ALICE, HOME);
        refused(Duration.ofMinutes(5), ALICE, HOME);

        clock.addAndGet(Duration.ofMinutes(5).toNanos());
        wrong(5, ALICE, HOME);
        refused(Duration.ofMinutes(10), ALICE, HOME);
    }

    @Test
    void whoHasResetThePasswordMayTryIt() {
        wrong(10, ALICE, HOME);
        tries.forget(ALICE, HOME);

        assertThat(tries.isRight(ALICE, HOME, () -> true)).isTrue();
    }

    @Test
    void howeverManyComeAtOnceTenAreCompared() throws Exception {
        var together = new CountDownLatch(1);
        var compared = new AtomicInteger();
        var attempts = new ArrayList<Future<Code>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                attempts.add(threads.submit(() -> {
                    together.await();
                    try {
                        tries.isRight(ALICE, HOME, () -> compared.incrementAndGet() == 0);
                        return Code.UNAUTHENTICATED;
                    } catch (Refusal refusal) {
                        return refusal.code();
                    }
                }));
            }
            together.countDown();
        }

        assertThat(compared).hasValue(10);
        assertThat(attempts)
                .extracting(Future::resultNow)
                .filteredOn(Code.RATE_LIMITED::equals)
                .hasSize(40);
    }

    @Test
    void whatCouldNotBeComparedWasNotWrong() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> tries.isRight(ALICE, HOME, () -> {
                        throw Refusal.unavailable("Too many people are signing in at this moment");
                    }))
                    .isInstanceOf(Refusal.class);
        }

        assertThat(tries.isRight(ALICE, HOME, () -> true)).isTrue();
    }

    private void wrong(int times, String email, String address) {
        for (int i = 0; i < times; i++)
            assertThat(tries.isRight(email, address, () -> false)).isFalse();
    }

    private void refused(Duration wait, String email, String address) {
        assertThatThrownBy(() -> tries.isRight(email, address, () -> true))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.RATE_LIMITED);
                    assertThat(refusal.retryAfter()).isEqualTo(wait);
                });
    }
}
