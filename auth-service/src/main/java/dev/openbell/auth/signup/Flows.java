package dev.openbell.auth.signup;

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
            redis.call('HSET', KEYS[1],
              'code', ARGV[2], 'email', ARGV[3], 'name', ARGV[4], 'password', ARGV[5], 'kind', ARGV[6])
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return {'opened'}
            """;

    /** Whoever shows the right code takes the flow away with it, in one step: the same code never works twice. */
    private static final String PRESENT = """
            local code = redis.call('HGET', KEYS[1], 'code')
            if not code then
              if redis.call('EXISTS', KEYS[1]) == 1 then return {'exhausted'} end
              return {'unknown'}
            end
            if code == ARGV[1] then
              local flow = redis.call('HMGET', KEYS[1], 'email', 'name', 'password', 'kind')
              redis.call('DEL', KEYS[1])
              return {'right', flow[1], flow[2], flow[3], flow[4]}
            end
            if redis.call('HINCRBY', KEYS[1], 'tries', 1) < tonumber(ARGV[2]) then return {'wrong'} end
            redis.call('HDEL', KEYS[1], 'code', 'email', 'name', 'password', 'kind')
            return {'exhausted'}
            """;

    /** The tries go on counting: a new code is no new set of tries. */
    private static final String RENEW = """
            if redis.call('HEXISTS', KEYS[1], 'code') == 0 then
              if redis.call('EXISTS', KEYS[1]) == 1 then return {'exhausted'} end
              return {'unknown'}
            end
            redis.call('HSET', KEYS[1], 'code', ARGV[1])
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            local flow = redis.call('HMGET', KEYS[1], 'email', 'name', 'password', 'kind')
            return {'renewed', flow[1], flow[2], flow[3], flow[4]}
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
                flow.email(),
                flow.name(),
                flow.passwordHash(),
                flow.kind().name());
    }

    boolean isOpen(String id) {
        return redis.ask(commands -> commands.exists(key(id))) == 1;
    }

    /**
     * The flow, for the one caller who shows its code first.
     *
     * @throws Refusal OTP_INVALID, or OTP_EXHAUSTED from the fifth wrong one on
     */
    Flow present(String id, String code) {
        return flow(run(PRESENT, id, keyed(id, code), Integer.toString(TRIES)));
    }

    /** Gives the flow another code and a life anew. */
    Flow renew(String id, String code) {
        return flow(run(RENEW, id, keyed(id, code), Long.toString(LIFE.toMillis())));
    }

    private List<String> run(String script, String id, String... arguments) {
        return redis.ask(commands -> commands.eval(script, ScriptOutputType.MULTI, new String[] {key(id)}, arguments));
    }

    private static Flow flow(List<String> answer) {
        return switch (answer.getFirst()) {
            case "right", "renewed" ->
                new Flow(answer.get(1), answer.get(2), answer.get(3), MailKind.valueOf(answer.get(4)));
            case "exhausted" -> throw new Refusal(Code.OTP_EXHAUSTED, "Too many wrong codes; sign up again");
            default -> throw new Refusal(Code.OTP_INVALID);
        };
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
