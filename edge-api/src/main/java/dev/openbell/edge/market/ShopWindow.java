package dev.openbell.edge.market;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.openbell.chassis.redis.LiveEntry;
import dev.openbell.chassis.redis.RedisLine;
import dev.openbell.edge.door.Visitor;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How things stood at most a quarter of a second ago, as the gateway has laid it into Redis. That is for passers-by: who is signed in sees
 * everything that he has been answered, so he asks the matcher, and so does everybody when there is nothing in the window.
 */
@Singleton
final class ShopWindow {
    private static final Logger log = LoggerFactory.getLogger(ShopWindow.class);
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final RedisLine redis;

    ShopWindow(RedisLine redis) {
        this.redis = redis;
    }

    /** What a passer-by may be shown; empty for anybody else. */
    <T> Optional<T> look(String key, Parser<T> parser) {
        if (Visitor.current().map(Visitor::token).isPresent()) return Optional.empty();
        try {
            var entry = redis.ask(commands -> commands.get(key))
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return entry == null ? Optional.empty() : Optional.of(LiveEntry.read(parser, entry));
        } catch (ExecutionException | TimeoutException e) {
            log.debug("Redis does not answer", e);
        } catch (InvalidProtocolBufferException e) {
            log.warn("{} in Redis is not what the gateway lays there", key, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
