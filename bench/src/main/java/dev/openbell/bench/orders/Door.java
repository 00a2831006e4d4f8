package dev.openbell.bench.orders;

import org.jspecify.annotations.Nullable;

/** A way to the market. */
interface Door extends AutoCloseable {
    /** Told what became of a request, on any thread. */
    interface Answered {
        /**
         * The answer is here.
         *
         * @param wrong what was answered instead of what was to be; null when all is well
         * @param trades how many trades the answer tells of
         */
        void with(@Nullable String wrong, int trades);
    }

    /** Sends a request. */
    void send(Request request, Answered answered);

    @Override
    void close();
}
