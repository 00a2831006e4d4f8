package dev.openbell.auth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisTest {
    @RegisterExtension
    static final RealRedis real = new RealRedis();

    @Test
    void whatNeedsItIsRefusedWhileItIsDown() throws IOException {
        String answer = real.redis().ask(BaseRedisAsyncCommands::ping);
        assertThat(answer).isEqualTo("PONG");

        real.stop();

        assertThatThrownBy(() -> real.redis().ask(BaseRedisAsyncCommands::ping))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE));
    }
}
