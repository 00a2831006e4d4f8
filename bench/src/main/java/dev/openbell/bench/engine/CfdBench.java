package dev.openbell.bench.engine;

import dev.openbell.bench.stand.Results;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures the broker's part of the engine: a price with many positions open, and how fast positions open and close. */
public final class CfdBench {
    private static final int FORKS = 2;

    public void run() throws IOException {
        System.out.printf(
                "One thread, processor time; %,d positions of 1,000 traders are open in one CFD, a quarter of them with%n"
                        + "stops of their own, another with a trailing stop. This takes about a minute.%n%n",
                CfdMeasurement.POSITIONS);
        System.out.printf("%-52s %10s %10s %10s%n", "a tick that", "median", "p99", "highest");
        var forks = new ArrayList<CfdMeasurement.Figures>();
        for (int i = 0; i < FORKS; i++) forks.add(Fork.run(CfdMeasurement.class, CfdMeasurement.Figures.class));
        print("triggers none", all(forks, CfdMeasurement.Figures::quiet));
        print("triggers none, with a new best mark for all trailing", all(forks, CfdMeasurement.Figures::best));
        print("triggers ten", all(forks, CfdMeasurement.Figures::ten));
        print("triggers 10,000", all(forks, CfdMeasurement.Figures::tenThousand));
        System.out.println();
        double opened = median(forks.stream()
                .flatMap(fork -> fork.opensPerSecond().stream())
                .mapToDouble(Double::doubleValue)
                .toArray());
        double closed = median(forks.stream()
                .flatMap(fork -> fork.closesPerSecond().stream())
                .mapToDouble(Double::doubleValue)
                .toArray());
        System.out.printf("positions opened   %,12.0f commands/s%n", opened);
        System.out.printf("positions closed   %,12.0f commands/s%n", closed);
        Results.write("cfd", Map.of("flags", Fork.FLAGS, "forks", forks));
    }

    private interface Column {
        List<Long> of(CfdMeasurement.Figures figures);
    }

    /** The times of one kind of tick, in ns, in all rounds. */
    private static long[] all(List<CfdMeasurement.Figures> forks, Column column) {
        return forks.stream()
                .flatMap(fork -> column.of(fork).stream())
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
    }

    private static void print(String what, long[] nanos) {
        System.out.printf(
                "%-52s %10s %10s %10s%n", what, time(at(nanos, 0.5)), time(at(nanos, 0.99)), time(at(nanos, 1)));
    }

    private static long at(long[] nanos, double share) {
        return nanos[(int) Math.min(nanos.length - 1L, (long) (share * nanos.length))];
    }

    private static double median(double[] numbers) {
        Arrays.sort(numbers);
        return numbers[numbers.length / 2];
    }

    private static String time(long nanos) {
        return nanos < 1_000_000
                ? String.format(Locale.ROOT, "%.1f µs", nanos / 1e3)
                : String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
    }
}
