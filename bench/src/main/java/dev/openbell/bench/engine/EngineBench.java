package dev.openbell.bench.engine;

import dev.openbell.bench.engine.Measurement.Round;
import dev.openbell.bench.engine.Measurement.Who;
import dev.openbell.bench.engine.Sizes.Size;
import dev.openbell.bench.stand.Results;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Measures the book beside exchange-core's, then the whole engine, then what it remembers; prints it, and writes it down. */
public final class EngineBench {
    private static final int SMALL = 1_000, LARGE = 100_000, HUGE = 1_000_000;

    private final List<Figure> figures = new ArrayList<>();

    public void run() throws IOException {
        System.out.printf("One thread, flow \"real\"; median and range. This takes about four minutes.%n%n");
        System.out.printf(
                "%-14s %9s %18s %8s %8s %7s%n", "the book", "resting", "M commands/s", "ns each", "bytes", "core");
        book(SMALL, 1.2);
        book(LARGE, 1.5);
        System.out.printf("%nthe whole engine%n");
        wholeEngine();
        System.out.printf("%n%-33s %9s %9s%n", "what is remembered, bytes each", "memory", "snapshot");
        var sizes = sizes();
        if (share(figures.stream().flatMap(figure -> figure.rounds.stream()).toList()) < 0.9) {
            System.out.printf("%nThe threads had a core for so little of the time (core): the machine is busy.%n");
        }
        Results.write("engine", Map.of("flags", Fork.FLAGS, "figures", figures, "sizes", sizes));
    }

    private void book(int resting, double goal) {
        var ours = new Figure(Who.OPENBELL_BOOK, resting);
        var theirs = new Figure(Who.EXCHANGE_CORE_BOOK, resting);
        measureByTurns(3, 4, 5, ours, theirs);
        print("openbell", ours);
        print("exchange-core", theirs);
        System.out.printf(
                "  %.2f × as many as exchange-core; goal: %.1f%n",
                ours.median(Round::rate) / theirs.median(Round::rate), goal);
    }

    private void wholeEngine() {
        var small = new Figure(Who.WHOLE_ENGINE, SMALL);
        var large = new Figure(Who.WHOLE_ENGINE, LARGE);
        var huge = new Figure(Who.WHOLE_ENGINE, HUGE);
        measureByTurns(2, 1, 3, small, large, huge);
        for (var figure : List.of(small, large, huge)) print("", figure);
        System.out.printf(
                "  goal: 2 M commands/s; 1 M orders cost %.1f × as much as 1,000; goal: at most 2%n",
                huge.median(Round::nanosEach) / small.median(Round::nanosEach));
    }

    private List<Size> sizes() {
        var sizes = List.of(Fork.run(Sizes.class, Size[].class));
        for (var size : sizes) System.out.printf("%-33s %9.0f %9.0f%n", size.of(), size.memory(), size.snapshot());
        return sizes;
    }

    /** By turns, so that all meet the machine in the same moods. */
    private void measureByTurns(int forks, int warmUp, int rounds, Figure... those) {
        for (int i = 0; i < forks; i++) {
            for (var figure : those) {
                var fork = Fork.run(Measurement.class, Round[].class, figure.who, figure.resting, warmUp, rounds);
                figure.rounds.addAll(List.of(fork));
            }
        }
        figures.addAll(List.of(those));
    }

    private static void print(String who, Figure figure) {
        var rates = figure.sorted(round -> round.rate() / 1e6).toArray();
        System.out.printf(
                "%-14s %,9d %6.2f (%.2f–%.2f) %8.0f %8.1f %6.0f%%%n",
                who,
                figure.resting,
                figure.median(Round::rate) / 1e6,
                rates[0],
                rates[rates.length - 1],
                figure.median(Round::nanosEach),
                figure.median(Round::bytesEach),
                100 * share(figure.rounds));
    }

    /** Of the time on the clock, how much the thread had a core. */
    private static double share(List<Round> rounds) {
        return (double) rounds.stream().mapToLong(Round::nanos).sum()
                / rounds.stream().mapToLong(Round::elapsedNanos).sum();
    }

    /** All rounds of one contestant with so many orders resting. */
    private record Figure(Who who, int resting, List<Round> rounds) {
        Figure(Who who, int resting) {
            this(who, resting, new ArrayList<>());
        }

        DoubleStream sorted(ToDoubleFunction<Round> of) {
            return rounds.stream().mapToDouble(of).sorted();
        }

        double median(ToDoubleFunction<Round> of) {
            return sorted(of).skip(rounds.size() / 2).findFirst().orElseThrow();
        }
    }
}
