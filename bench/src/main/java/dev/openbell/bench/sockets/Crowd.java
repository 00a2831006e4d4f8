package dev.openbell.bench.sockets;

import dev.openbell.bench.stand.Book;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Very many clients on one thread. A client that is sent away, refused, or shown a wrong book ends the whole crowd. */
final class Crowd implements AutoCloseable {
    /** More at a time than a listening socket lets wait would have to knock again. */
    private static final int ARRIVING_AT_ONCE = 50;

    private static final int ONE_READ = 256 * 1024;

    /** As little as the system allows: what a client leaves unread should not lie on its own side. */
    private static final int SMALL = 4 * 1024;

    /** Each so many rebuild their book. */
    private static final int ONE_IN = 100;

    private final InetSocketAddress gateway;
    private final Selector selector;
    private final Thread thread = Thread.ofPlatform().name("crowd").unstarted(this::run);
    private final Queue<Runnable> questions = new ConcurrentLinkedQueue<>();
    private final byte[] bytes = new byte[ONE_READ];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean open = true;

    // Below, everything is the thread's own.
    private final List<Spectator> spectators = new ArrayList<>();
    private final Notes notes = new Notes();
    private int expected, expectedSlow, arriving;
    private CompletableFuture<Void> complete = new CompletableFuture<>();

    Crowd(InetSocketAddress gateway) throws IOException {
        this.gateway = gateway;
        selector = Selector.open();
        thread.start();
    }

    /** What has come so far. */
    record Traffic(long frames, long bytes) {}

    /**
     * Returns when so many more have come in, each with the book before its eyes.
     *
     * @param slow of them, those who then read no more
     */
    void join(int more, int slow) throws InterruptedException {
        var all = ask(() -> {
            expected += more;
            expectedSlow = slow;
            complete = new CompletableFuture<>();
            return complete;
        });
        outcome(CompletableFuture.anyOf(all, ended));
    }

    Traffic traffic() throws InterruptedException {
        return ask(() -> new Traffic(notes.frames, notes.bytes));
    }

    /** From now on it is noted what comes when; {@link #deliveries} ends that. */
    void note() throws InterruptedException {
        var _ = ask(() -> {
            notes.deliveries = new Deliveries();
            return true;
        });
    }

    Deliveries deliveries() throws InterruptedException {
        return ask(() -> {
            var noted = notes.deliveries;
            notes.deliveries = null;
            if (noted == null) throw new IllegalStateException("nothing was noted");
            return noted;
        });
    }

    /** The event up to which everybody who reads knows this book. */
    long knownToAll(Book book) throws InterruptedException {
        return ask(() -> spectators.stream()
                .filter(spectator -> spectator.book() == book && spectator.wantsMore())
                .mapToLong(Spectator::sequence)
                .min()
                .orElseThrow());
    }

    private <T> T ask(Supplier<T> question) throws InterruptedException {
        var answer = new CompletableFuture<T>();
        questions.add(() -> answer.complete(question.get()));
        selector.wakeup();
        outcome(CompletableFuture.anyOf(answer, ended));
        return answer.resultNow();
    }

    private static void outcome(CompletableFuture<?> of) throws InterruptedException {
        try {
            of.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the crowd has broken up", e.getCause());
        }
    }

    private void run() {
        try (selector) {
            while (open) {
                for (Runnable next; (next = questions.poll()) != null; ) next.run();
                while (spectators.size() < expected && arriving < ARRIVING_AT_ONCE) arrive();
                selector.select(this::ready, 1_000);
                var failure = notes.failure;
                if (failure != null) throw failure;
            }
            for (var spectator : spectators) spectator.channel().close();
            ended.complete(null);
        } catch (IOException | RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    private void arrive() throws IOException {
        int number = spectators.size();
        boolean reads = number < expected - expectedSlow;
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        if (!reads) channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
        var book = Book.turn(number);
        var spectator = new Spectator(channel, book, reads, number % ONE_IN == 0, notes);
        spectators.add(spectator);
        arriving++;
        channel.register(selector, SelectionKey.OP_CONNECT, spectator);
        channel.connect(gateway);
    }

    private void ready(SelectionKey key) {
        var spectator = (Spectator) key.attachment();
        try {
            if (key.isConnectable()) {
                spectator.channel().finishConnect();
                spectator.connected("localhost:" + gateway.getPort());
                key.interestOps(SelectionKey.OP_READ);
                return;
            }
            boolean wasThere = spectator.hasSeenTheBook();
            read(spectator);
            if (!wasThere && spectator.hasSeenTheBook()) hasArrived();
            if (!spectator.wantsMore()) key.interestOps(0);
        } catch (IOException | RuntimeException e) {
            notes.failure = new IOException("client %d: %s".formatted(spectators.indexOf(spectator), e), e);
        }
    }

    private void read(Spectator spectator) throws IOException {
        buffer.clear();
        int count = spectator.channel().read(buffer);
        if (count < 0) throw new IOException("cut off");
        spectator.read(bytes, count, System.nanoTime());
    }

    private void hasArrived() {
        arriving--;
        if (arriving == 0 && spectators.size() == expected) complete.complete(null);
    }

    /** Everybody leaves. */
    @Override
    public void close() {
        open = false;
        selector.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private static final class Notes implements Spectator.Notes {
        private long frames, bytes;
        private @Nullable Deliveries deliveries;
        private @Nullable IOException failure;

        @Override
        public void bookCame(Spectator who, long after, long upTo, long at) {
            if (deliveries != null) deliveries.came(who.book(), after, upTo, at);
        }

        @Override
        public void frameCame(int length) {
            frames++;
            bytes += length;
        }
    }
}
