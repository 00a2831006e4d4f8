package dev.openbell.matcher.shard;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The market is open as long as this is; closing it leaves nothing to replay. */
final class Opening implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Opening.class);
    private static final int PATIENCE_SECONDS = 4;

    private final Shard shard;
    private final Follower follower;

    Opening(Shard shard, Follower follower) {
        this.shard = shard;
        this.follower = follower;
    }

    /** Takes no more, answers what was taken, and writes the market down. */
    @Override
    public void close() throws InterruptedException {
        shard.drain();
        if (!shard.caughtUp().isDone() || shard.halted() != null) return;
        try {
            var taken = follower.takeNow().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            log.info("The market is written down as {}", taken.snapshot().id());
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            log.warn(
                    "The market was not written down; the next start replays what came since the last snapshot: {}",
                    e.toString());
        }
    }
}
