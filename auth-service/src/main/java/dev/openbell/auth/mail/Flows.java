package dev.openbell.auth.mail;

import dev.openbell.auth.redis.Redis;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.MailKind;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The open flows, in Redis. Each keeps its own code, tries and password; the code lives ten minutes and bears five
 * wrong tries.
 *
 * <p>A code of six digits is soon guessed from a plain hash of it. So it is hashed with the flow's id as the key, and
 * the id itself is stored only as a hash: who reads Redis has neither.
 */
@Singleton
final class Flows {
    static final Duration LIFE = Duration.ofMinutes(10);
    private static final int TRIES = 5;

    private static final String OPEN = """
            redis.call('HSET', KEYS[1], 'code', ARGV[2], 'purpose', ARGV[3],
              'mail', ARGV[4], 'email', ARGV[5], 'name', ARGV[6], 'password', ARGV[7])
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return {'opened'}
            """;

    /** A flow whose tries are used up keeps its purpose and its e-mail, for the audit trail, and nothing else. */
    private static final String READ = """
            local flow = redis.call('HMGET', KEYS[1], 'purpose', 'mail', 'email', 'name', 'password')
            local code = redis.call('HGET', KEYS[1], 'code')
            if not flow[1] then return {'unknown'} end
            """;

    private static final String FIND = READ + """
            if not code then return {'exhausted'} end
            return {'found', unpack(flow)}
            """;

    /**
     * Whoever shows the right code takes the flow away with it, in one step: the same code never works twice. A flow
     * that waits for something else is none.
     */
    private static final String PRESENT = READ + """
            if flow[1] ~= ARGV[1] then return {'unknown'} end
            if not code then return {'exhausted', unpack(flow)} end
            if code == ARGV[2] then
              redis.call('DEL', KEYS[1])
              return {'right', unpack(flow)}
            end
            if redis.call('HINCRBY', KEYS[1], 'tries', 1) < tonumber(ARGV[3]) then return {'wrong', unpack(flow)} end
            redis.call('HDEL', KEYS[1], 'code')
            redis.call('HSET', KEYS[1], 'mail', 'NO_MAIL', 'name', '', 'password', '')
            return {'exhausted', unpack(flow)}
            """;

    /** The tries go on counting: a new code is no new set of tries. */
    private static final String RENEW = READ + """
            if not code then return {'exhausted'} end
            redis.call('HSET', KEYS[1], 'code', ARGV[1])
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            return {'renewed', unpack(flow)}
            """;

    private final Redis redis;

    Flows(Redis redis) {
        this.redis = redis;
    }

    void open(String id, Flow flow, String code) {
        run(
                OPEN,
                id,
                Long.toString(LIFE.toMillis()),
                keyed(id, code),
                flow.purpose().name(),
                flow.mail().name(),
                flow.email(),
                flow.name(),
                flow.passwordHash());
    }

    /**
     * The flow, if there is one.
     *
     * @throws Refusal OTP_EXHAUSTED when its tries are used up
     */
    Optional<Flow> find(String id) {
        var answer = run(FIND, id);
        return switch (answer.getFirst()) {
            case "unknown" -> Optional.empty();
            case "exhausted" -> throw exhausted();
            default -> Optional.of(flow(answer));
        };
    }

    /**
     * Shows a code: the right one counts for the one caller who shows it first. It is refused with OTP_INVALID, and from the
     * fifth wrong one on with OTP_EXHAUSTED.
     *
     * @throws Refusal OTP_INVALID when there is no such flow
     */
    Shown present(Purpose purpose, String id, String code) {
        var answer = run(PRESENT, id, purpose.name(), keyed(id, code), Integer.toString(TRIES));
        return switch (answer.getFirst()) {
            case "unknown" -> throw new Refusal(Code.OTP_INVALID);
            case "wrong" -> new Shown(flow(answer), new Refusal(Code.OTP_INVALID));
            case "exhausted" -> new Shown(flow(answer), exhausted());
            default -> new Shown(flow(answer), null);
        };
    }

    /** Gives the flow another code and a life anew. */
    Flow renew(String id, String code) {
        var answer = run(RENEW, id, keyed(id, code), Long.toString(LIFE.toMillis()));
        return switch (answer.getFirst()) {
            case "unknown" -> throw new Refusal(Code.OTP_INVALID);
            case "exhausted" -> throw exhausted();
            default -> flow(answer);
        };
    }

    private List<String> run(String script, String id, String... arguments) {
        return redis.ask(commands -> commands.eval(script, ScriptOutputType.MULTI, new String[] {key(id)}, arguments));
    }

    private static Flow flow(List<String> answer) {
        return new Flow(
                Purpose.valueOf(answer.get(1)),
                MailKind.valueOf(answer.get(2)),
                answer.get(3),
                answer.get(4),
                answer.get(5));
    }

    private static Refusal exhausted() {
        return new Refusal(Code.OTP_EXHAUSTED, "Too many wrong codes; begin again");
    }

    private static String key(String id) {
        return "auth:flow:" + keyed(id, "id");
    }

    private static String keyed(String id, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(id.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no HMAC-SHA-256", e);
        }
    }
}
