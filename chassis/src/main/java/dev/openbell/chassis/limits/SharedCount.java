package dev.openbell.chassis.limits;

import dev.openbell.chassis.redis.RedisLine;
import io.lettuce.core.ScriptOutputType;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other doors what was counted here, and hears what they have counted: in rounds, by way of Redis. Who asks for the first time
 * in a while is told of at once, a flood every few milliseconds.
 *
 * <p>So a caller at several doors gets as much too much as fits into one round. It is a debt: his quota stands below nothing until it has
 * filled up again.
 */
@Singleton
@Requires(beans = RedisLine.class)
final class SharedCount {
    private static final Logger log = LoggerFactory.getLogger(SharedCount.class);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(20);
    private static final int MOST_IN_A_ROUND = 500;

    /**
     * The bucket that all doors share, with one clock, Redis's own; a jump of it gives nobody more than a full bucket. Nobody owes more than
     * a minute.
     */
    private static final String COUNT = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local left = {}
            for i, key in ipairs(KEYS) do
              local capacity, asked = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
              local known = redis.call('HMGET', key, 'left', 'at')
              local filled = math.max(0, now - (tonumber(known[2]) or now)) * capacity / 60000
              local rest = math.min(capacity, (tonumber(known[1]) or capacity) + filled)
              rest = math.max(-capacity, rest - asked)
              redis.call('HSET', key, 'left', tostring(rest), 'at', now)
              redis.call('PEXPIRE', key, 120000)
              left[i] = math.floor(rest)
            end
            return left
            """;

    private final RedisLine redis;
    private final TaskScheduler timer;
    private final Queue<Quota> withNews = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean planned = new AtomicBoolean();
    private volatile long lastRound = System.nanoTime() - BETWEEN_ROUNDS.toNanos();
    private boolean together = true;

    SharedCount(RedisLine redis, @Named(TaskExecutors.SCHEDULED) TaskScheduler timer) {
        this.redis = redis;
        this.timer = timer;
    }

    void tell(Quota quota) {
        withNews.add(quota);
        plan();
    }

    /** One round at a time: the next begins when this one has been answered. */
    private void plan() {
        if (!planned.compareAndSet(false, true)) return;
        long pause = Math.max(0, lastRound + BETWEEN_ROUNDS.toNanos() - System.nanoTime());
        var _ = timer.schedule(Duration.ofNanos(pause), this::round);
    }

    private void round() {
        var told = new ArrayList<Quota>();
        for (Quota next; told.size() < MOST_IN_A_ROUND && (next = withNews.poll()) != null; ) told.add(next);
        // Taken from the quotas whether or not there is a line: what keeps its news is never told of again.
        var callers = keys(told);
        var news = news(told);
        var answer = redis.ask(commands -> commands.<List<Long>>eval(COUNT, ScriptOutputType.MULTI, callers, news));
        var _ = answer.whenComplete((left, failure) -> {
            if (failure == null)
                for (int i = 0; i < told.size(); i++) told.get(i).agree(left.get(i));
            report(failure);
            lastRound = System.nanoTime();
            planned.set(false);
            if (!withNews.isEmpty()) plan();
        });
    }

    private static String[] keys(List<Quota> quotas) {
        return quotas.stream().map(quota -> "limits:" + quota.caller()).toArray(String[]::new);
    }

    /** What is told and not heard is forgotten: it was counted here, and that must do. */
    private static String[] news(List<Quota> quotas) {
        return quotas.stream()
                .flatMap(quota -> Stream.of(quota.perMinute(), quota.news()))
                .map(String::valueOf)
                .toArray(String[]::new);
    }

    /** By one round after the other. */
    private void report(@Nullable Throwable failure) {
        if (together == (failure == null)) return;
        together = failure == null;
        if (together) log.info("Requests are counted with all doors again");
        else log.warn("Requests are counted at this door alone: {}", String.valueOf(failure));
    }
}
