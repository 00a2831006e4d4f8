package dev.openbell.matcher.engine;

import dev.openbell.chassis.money.E8;
import java.util.ArrayList;
import java.util.List;

/** An engine with a clock and a notebook, and an {@link Auditor} who looks at everything after every command. */
final class Floor {
    static final int SHARD = 3;

    static final Instrument ETH_USD = instrument("ETH-USD", "ETH", "0.01");
    static final Instrument BTC_USD = instrument("BTC-USD", "BTC", "0.5");

    private Engine engine;
    private final Auditor auditor = new Auditor();
    private final List<Told> told = new ArrayList<>();

    Floor(Engine engine) {
        this.engine = engine;
    }

    Engine engine() {
        return engine;
    }

    /** All that was told so far. */
    List<Told> told() {
        return told;
    }

    Auditor auditor() {
        return auditor;
    }

    Answer apply(long at, Command command) {
        var notebook = new Notebook();
        var answer = engine.apply(at, command, notebook);
        auditor.sees(command, answer.kind() == Answer.Kind.PLACED, engine.now());
        auditor.hears(notebook.notes);
        auditor.compare(engine);
        told.addAll(notebook.notes);
        return answer;
    }

    /** The engine stops here; another goes on with what it wrote down. */
    void restart() {
        engine = StateTape.of(engine).restored();
    }

    /** The id of an order, the first being number 1. */
    static long orderId(long number) {
        return ((long) SHARD << 48) + number;
    }

    static long e8(String decimal) {
        return E8.parse(decimal);
    }

    /** What somebody makes of an instrument by mistake. */
    static Instrument ofOtherAssets(Instrument usual) {
        return instrument(usual.symbol(), "SOL", E8.format(usual.tick()));
    }

    /** The rules of the venue, as they come with it. */
    private static Instrument instrument(String symbol, String base, String tick) {
        return new Instrument(
                symbol,
                base,
                "USD",
                e8(tick),
                e8("0.0001"),
                e8("5"),
                e8("0.5"),
                e8("0.05"),
                e8("0.0005"),
                e8("0.001"),
                false);
    }
}
