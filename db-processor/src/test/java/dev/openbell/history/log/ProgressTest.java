package dev.openbell.history.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final int SHARD = 0;

    private final Progress progress = new Progress(Duration.ofDays(1));

    @Test
    void whatIsThereIsNotWaitedFor() {
        progress.await(SHARD, 0);
        progress.reached(SHARD, 7);
        progress.await(SHARD, 7);
    }

    @Test
    void whoWaitsGoesOnWhenTheTablesAreThere() throws InterruptedException {
        var waiting = waiting(1, 7).getFirst();
        progress.reached(SHARD + 1, 7);
        progress.reached(SHARD, 6);
        assertThat(waiting.isAlive()).isTrue();

        progress.reached(SHARD, 8);

        waiting.join();
    }

    @Test
    void nobodyWaitsForeverForWhatDoesNotCome() {
        new Progress(Duration.ofMillis(1)).await(SHARD, 7);
    }

    @Test
    void howeverFarTheTablesAreBehindSomeCallsAreServed() throws InterruptedException {
        var waiting = waiting(32, 7);

        progress.await(SHARD, 7);

        progress.reached(SHARD, 7);
        for (var thread : waiting) thread.join();
    }

    @Test
    void restEndsWhenSomebodyWaits() throws InterruptedException {
        var resting = new FutureTask<>(() -> {
            progress.rest(Duration.ofDays(1));
            return true;
        });
        Thread.ofPlatform().daemon().start(resting);

        var waiting = waiting(1, 7);

        assertThat(resting).succeedsWithin(Duration.ofMinutes(1));
        progress.reached(SHARD, 7);
        waiting.getFirst().join();
    }

    /** So many who wait for this event, once they do. */
    private List<Thread> waiting(int many, long sequence) {
        var threads = Stream.generate(() -> Thread.ofPlatform().daemon().start(() -> progress.await(SHARD, sequence)))
                .limit(many)
                .toList();
        while (threads.stream().anyMatch(thread -> thread.getState() != Thread.State.TIMED_WAITING))
            Thread.onSpinWait();
        return threads;
    }
}
