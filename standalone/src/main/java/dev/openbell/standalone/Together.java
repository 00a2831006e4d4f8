package dev.openbell.standalone;

import java.util.ArrayList;
import java.util.List;

/** The same for several at once. */
final class Together {
    private Together() {}

    interface Action<T> {
        void apply(T item) throws InterruptedException;
    }

    static <T> void run(List<T> items, Action<T> action) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (var item : items) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    action.apply(item);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (var thread : threads) thread.join();
    }
}
