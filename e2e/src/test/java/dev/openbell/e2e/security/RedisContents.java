package dev.openbell.e2e.security;

import dev.openbell.standalone.Venue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the venue's Redis holds, seen past all doors; and the time that passes there, which a test does not wait for. */
final class RedisContents implements AutoCloseable {
    private final RedisClient client;
    private final RedisCommands<String, String> redis;

    RedisContents(Venue venue) {
        client = RedisClient.create(venue.addresses().redis());
        redis = client.connect().sync();
    }

    /** Every key, and everything that is kept under it. */
    List<String> everything() {
        var everything = new ArrayList<String>();
        for (var key : redis.keys("*")) {
            everything.add(key);
            switch (redis.type(key)) {
                case "hash" -> everything.addAll(redis.hgetall(key).values());
                case "string" -> everything.add(String.valueOf(redis.get(key)));
                case "none" -> {} // gone since it was listed
                default -> throw new AssertionError("The venue keeps a " + redis.type(key) + " by now: read it here");
            }
        }
        return everything;
    }

    /** The open sign-ups of this address. */
    List<String> flowsOf(String email) {
        return redis.keys("auth:flow:*").stream()
                .filter(key -> email.equals(redis.hget(key, "email")))
                .toList();
    }

    /** How long it lives still. */
    Duration life(String key) {
        return Duration.ofMillis(redis.pttl(key));
    }

    /** As if its time were over. */
    void delete(String key) {
        if (redis.del(key) != 1) throw new AssertionError("There is no " + key);
    }

    /** As if the pause between two sign-up codes for this e-mail, wished for on this machine, were over. */
    void pauseIsOver(String email) {
        pauseIsOver(email, "127.0.0.1");
    }

    void pauseIsOver(String email, String address) {
        var wish = "a code for sign-up to " + email + " from " + address;
        redis.del("auth:ration:" + Sha256.of(wish + '\n' + Duration.ofSeconds(30)));
    }

    String value(String key) {
        return String.valueOf(redis.get(key));
    }

    void put(String key, String value) {
        redis.set(key, value);
    }

    /** Lets somebody in who signs in with a password, as everybody must outside the embedded venue. */
    void admit(String user, String password) {
        redis.aclSetuser(
                user,
                io.lettuce.core.AclSetuserArgs.Builder.on()
                        .addPassword(password)
                        .allKeys()
                        .allCommands());
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
