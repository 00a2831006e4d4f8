package dev.openbell.e2e.security;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Many at the same moment. */
final class AtOnce {
    private AtOnce() {}

    static <T> List<T> times(int times, Callable<T> what) {
        return all(Stream.generate(() -> what).limit(times).toList());
    }

    /** What each of them gave. */
    static <T> List<T> all(List<? extends Callable<T>> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = new ArrayList<Future<T>>();
            for (var task : tasks) begun.add(threads.submit(task));
            var done = new ArrayList<T>();
            for (var one : begun) done.add(one.get());
            return done;
        } catch (ExecutionException e) {
            throw new AssertionError("One of them failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
