package dev.openbell.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openbell.auth.mail.Rations.Ration;
import dev.openbell.auth.redis.RealRedis;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RationsTest {
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30), HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final RealRedis real = new RealRedis();

    private final Rations rations = new Rations(real.redis());
    private final String what = Ids.random();

    @Test
    void whoComesTooSoonIsToldWhenToComeAgain() {
        var cooldown = new Ration(what, 1, HALF_A_MINUTE);
        rations.take(cooldown);

        var refusal = refusal(cooldown);

        assertThat(refusal.code()).isEqualTo(Code.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(1), HALF_A_MINUTE);
    }

    @Test
    void fiveAnHourAreFive() {
        var hourly = new Ration(what, 5, HOUR);
        for (int i = 0; i < 5; i++) rations.take(hourly);

        assertThat(refusal(hourly).code()).isEqualTo(Code.RATE_LIMITED);
    }

    @Test
    void aStrangerWhoUsesUpHisOwnLeavesTheOwnerHers() {
        var all = new Ration(what, 20, HOUR);
        var strangers = new Ration(what + " from 203.0.113.9", 5, HOUR);
        var owners = new Ration(what + " from 198.51.100.4", 5, HOUR);
        for (int i = 0; i < 5; i++) rations.take(strangers, all);
        for (int i = 0; i < 50; i++) refusal(strangers, all);

        assertThatCode(() -> rations.take(owners, all)).doesNotThrowAnyException();
    }

    @Test
    void whatOneRefusesUsesUpNoneOfTheOthers() {
        var open = new Ration(what + " open", 1, HOUR);
        var usedUp = new Ration(what, 1, HOUR);
        rations.take(usedUp);

        refusal(open, usedUp);

        assertThatCode(() -> rations.take(open)).doesNotThrowAnyException();
    }

    @Test
    void whoLooksUsesUpNothing() {
        var one = new Ration(what, 1, HOUR);
        for (int i = 0; i < 5; i++) assertThat(rations.areLeft(one)).isTrue();

        assertThat(rations.spend(one)).isTrue();
        assertThat(rations.spend(one)).isFalse();
        assertThat(rations.areLeft(one)).isFalse();
    }

    private Refusal refusal(Ration... wanted) {
        return catchThrowableOfType(Refusal.class, () -> rations.take(wanted));
    }
}
