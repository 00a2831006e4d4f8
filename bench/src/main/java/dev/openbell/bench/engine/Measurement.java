package dev.openbell.bench.engine;

import com.sun.management.ThreadMXBean;
import dev.openbell.matcher.engine.OpenbellBook;
import java.lang.management.ManagementFactory;

/** One contestant carries out one flow again and again, until the JVM has nothing more to learn; then it counts. */
final class Measurement {
    enum Who {
        OPENBELL_BOOK,
        EXCHANGE_CORE_BOOK,
        WHOLE_ENGINE;

        Contestant anew() {
            return switch (this) {
                case OPENBELL_BOOK -> new OpenbellBook();
                case EXCHANGE_CORE_BOOK -> new ExchangeCoreBook();
                case WHOLE_ENGINE -> new WholeEngine();
            };
        }
    }

    /**
     * What one flow took, without the filling.
     *
     * @param nanos of processor time: what else runs on the machine takes time on the clock, but not this
     * @param elapsedNanos on the clock
     * @param bytes allocated
     */
    record Round(int commands, long nanos, long elapsedNanos, long bytes) {
        double rate() {
            return commands * 1e9 / nanos;
        }

        double nanosEach() {
            return (double) nanos / commands;
        }

        double bytesEach() {
            return (double) bytes / commands;
        }
    }

    /** As many commands at a time as a busy shard takes from its log; the clock stands still between. */
    private static final int AT_A_TIME = 2_000;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Flow flow;
    private final Contestant contestant;
    private long nanos, elapsedNanos, bytes;

    private Measurement(Flow flow, Contestant contestant) {
        this.flow = flow;
        this.contestant = contestant;
    }

    /** Arguments: who, how many resting orders, how many rounds to warm up, how many rounds that count. */
    public static void main(String[] args) {
        var who = Who.valueOf(args[0]);
        var flow = Flow.real(Integer.parseInt(args[1]));
        int warmUp = Integer.parseInt(args[2]);
        var rounds = new Round[Integer.parseInt(args[3])];
        for (int i = -warmUp; i < rounds.length; i++) {
            var round = new Measurement(flow, who.anew()).round();
            if (i >= 0) rounds[i] = round;
        }
        Fork.answer(rounds);
    }

    private Round round() {
        carryOut(0, flow.filling());
        nanos = elapsedNanos = bytes = 0;
        carryOut(flow.filling(), flow.length());
        if (!contestant.outcome().equals(flow.outcome())) {
            throw new IllegalStateException(contestant.outcome() + " is not " + flow.outcome());
        }
        return new Round(flow.length() - flow.filling(), nanos, elapsedNanos, bytes);
    }

    private void carryOut(int from, int to) {
        for (int next = from; next < to; next += AT_A_TIME) {
            int end = Math.min(next + AT_A_TIME, to);
            contestant.prepare(flow, next, end);
            measure(next, end);
        }
    }

    private void measure(int from, int to) {
        bytes -= THREAD.getCurrentThreadAllocatedBytes();
        elapsedNanos -= System.nanoTime();
        nanos -= THREAD.getCurrentThreadCpuTime();
        contestant.carryOut(flow, from, to);
        nanos += THREAD.getCurrentThreadCpuTime();
        elapsedNanos += System.nanoTime();
        bytes += THREAD.getCurrentThreadAllocatedBytes();
    }
}
