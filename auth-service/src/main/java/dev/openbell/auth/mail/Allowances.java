package dev.openbell.auth.mail;

import dev.openbell.auth.redis.Redis;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** How often something may be done in a while. The counts are in Redis, the same for every instance. */
@Singleton
final class Allowances {
    /** So many times within so long, counted from the first. */
    record Allowance(String what, int times, Duration within) {}

    /**
     * All or nothing: what is refused by one allowance uses up none of the others, and being refused prolongs nothing.
     */
    private static final String TAKE = """
            local wait = 0
            for i, key in ipairs(KEYS) do
              if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[2 * i - 1]) then
                wait = math.max(wait, redis.call('PTTL', key), 1)
              end
            end
            if wait > 0 then return wait end
            for i, key in ipairs(KEYS) do
              if redis.call('INCR', key) == 1 then redis.call('PEXPIRE', key, ARGV[2 * i]) end
            end
            return 0
            """;

    private final Redis redis;

    Allowances(Redis redis) {
        this.redis = redis;
    }

    /** @throws Refusal RATE_LIMITED, with the time to wait, when one of them is used up */
    void take(Allowance... allowances) {
        var keys = Arrays.stream(allowances).map(Allowances::key).toArray(String[]::new);
        var arguments = Arrays.stream(allowances)
                .flatMap(a -> Stream.of(Integer.toString(a.times), Long.toString(a.within.toMillis())))
                .toArray(String[]::new);
        Long wait = redis.ask(commands -> commands.eval(TAKE, ScriptOutputType.INTEGER, keys, arguments));
        if (wait > 0) {
            var seconds = Duration.ofSeconds(Math.ceilDiv(wait, 1_000L));
            throw new Refusal(
                    Code.RATE_LIMITED, "Try again in " + seconds.toSeconds() + " s", List.of(), seconds, null);
        }
    }

    /** Hashed: an e-mail is nobody's business who looks at keys, and holds characters that keys had better not. */
    private static String key(Allowance allowance) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var text = allowance.what + '\n' + allowance.within;
            return "auth:allowance:" + HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }
}
