package dev.openbell.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openbell.auth.mail.Allowances.Allowance;
import dev.openbell.auth.redis.RealRedis;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AllowancesTest {
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30), HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final RealRedis real = new RealRedis();

    private final Allowances allowances = new Allowances(real.redis());
    private final String what = Ids.random();

    @Test
    void whoComesTooSoonIsToldWhenToComeAgain() {
        var cooldown = new Allowance(what, 1, HALF_A_MINUTE);
        allowances.take(cooldown);

        var refusal = refusal(cooldown);

        assertThat(refusal.code()).isEqualTo(Code.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(1), HALF_A_MINUTE);
    }

    @Test
    void fiveAnHourAreFive() {
        var hourly = new Allowance(what, 5, HOUR);
        for (int i = 0; i < 5; i++) allowances.take(hourly);

        assertThat(refusal(hourly).code()).isEqualTo(Code.RATE_LIMITED);
    }

    @Test
    void aStrangerWhoUsesUpHisOwnLeavesTheOwnerHers() {
        var all = new Allowance(what, 20, HOUR);
        var strangers = new Allowance(what + " from 203.0.113.9", 5, HOUR);
        var owners = new Allowance(what + " from 198.51.100.4", 5, HOUR);
        for (int i = 0; i < 5; i++) allowances.take(strangers, all);
        for (int i = 0; i < 50; i++) refusal(strangers, all);

        assertThatCode(() -> allowances.take(owners, all)).doesNotThrowAnyException();
    }

    @Test
    void whatOneRefusesUsesUpNoneOfTheOthers() {
        var open = new Allowance(what + " open", 1, HOUR);
        var usedUp = new Allowance(what, 1, HOUR);
        allowances.take(usedUp);

        refusal(open, usedUp);

        assertThatCode(() -> allowances.take(open)).doesNotThrowAnyException();
    }

    private Refusal refusal(Allowance... wanted) {
        return catchThrowableOfType(Refusal.class, () -> allowances.take(wanted));
    }
}
