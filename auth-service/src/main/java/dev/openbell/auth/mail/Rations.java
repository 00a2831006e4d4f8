package dev.openbell.auth.mail;

import dev.openbell.auth.redis.Redis;
import dev.openbell.auth.token.Sha256;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** How often something may be done in a while. The counts are in Redis, the same for every instance. */
@Singleton
final class Rations {
    /** So many times within so long, counted from the first. */
    record Ration(String what, int times, Duration within) {}

    private static final String WAIT = """
            local wait = 0
            for i, key in ipairs(KEYS) do
              if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[2 * i - 1]) then
                wait = math.max(wait, redis.call('PTTL', key), 1)
              end
            end
            """;

    private static final String LOOK = WAIT + "return wait";

    /**
     * All or nothing: what is refused by one ration uses up none of the others, and being refused prolongs nothing.
     */
    private static final String TAKE = WAIT + """
            if wait > 0 then return wait end
            for i, key in ipairs(KEYS) do
              if redis.call('INCR', key) == 1 then redis.call('PEXPIRE', key, ARGV[2 * i]) end
            end
            return 0
            """;

    private final Redis redis;

    Rations(Redis redis) {
        this.redis = redis;
    }

    /** @throws Refusal RATE_LIMITED, with the time to wait, when one of them is used up */
    void take(Ration... rations) {
        long wait = run(TAKE, rations);
        if (wait > 0) {
            var seconds = Duration.ofSeconds(Math.ceilDiv(wait, 1_000L));
            throw new Refusal(
                    Code.RATE_LIMITED, "Try again in " + seconds.toSeconds() + " s", List.of(), seconds, null);
        }
    }

    /** Takes of all of them; false when one is used up. */
    boolean spend(Ration... rations) {
        return run(TAKE, rations) == 0;
    }

    /** Whether something is left of each of them. */
    boolean areLeft(Ration... rations) {
        return run(LOOK, rations) == 0;
    }

    /** How many milliseconds until something is left of each. */
    private long run(String script, Ration... rations) {
        var keys = Arrays.stream(rations).map(Rations::key).toArray(String[]::new);
        var arguments = Arrays.stream(rations)
                .flatMap(ration -> Stream.of(Integer.toString(ration.times), Long.toString(ration.within.toMillis())))
                .toArray(String[]::new);
        Long wait = redis.ask(commands -> commands.eval(script, ScriptOutputType.INTEGER, keys, arguments));
        return wait;
    }

    /** Hashed: an e-mail is nobody's business who looks at keys, and holds characters that keys had better not. */
    private static String key(Ration ration) {
        return "auth:ration:" + HexFormat.of().formatHex(Sha256.of(ration.what + '\n' + ration.within));
    }
}
