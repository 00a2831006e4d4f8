package dev.openbell.bench.stand;

import org.HdrHistogram.AbstractHistogram;

/** How long things took, in milliseconds. */
public record Percentiles(double p50, double p99, double p999, double max, long of) {
    /** What the table says above them. */
    public static final String HEADING = "%9s %9s %9s %9s".formatted("p50", "p99", "p99.9", "max");

    /** Of what was recorded in microseconds. */
    public static Percentiles of(AbstractHistogram micros) {
        return new Percentiles(
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getValueAtPercentile(99.9) / 1e3,
                micros.getMaxValue() / 1e3,
                micros.getTotalCount());
    }

    @Override
    public String toString() {
        return "%9.2f %9.2f %9.2f %9.2f".formatted(p50, p99, p999, max);
    }
}
