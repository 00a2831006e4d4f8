package dev.openbell.maker;

import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.InstrumentServiceGrpc.InstrumentServiceBlockingStub;
import dev.openbell.trading.v1.InstrumentStatus;
import dev.openbell.trading.v1.ListInstrumentsRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is traded here for dollars. Anybody may ask for it. */
final class Instruments {
    private static final long DEADLINE_S = 5;

    private final InstrumentServiceBlockingStub venue;
    private List<Instrument> listed = List.of();

    Instruments(InstrumentServiceBlockingStub venue) {
        this.venue = venue;
    }

    /** Asks what is listed by now: a new venue lists one instrument after the other, and an operator may halt one. */
    List<Instrument> look() {
        listed = venue
                .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS)
                .listInstruments(ListInstrumentsRequest.getDefaultInstance())
                .getInstrumentsList()
                .stream()
                .filter(Instruments::isOurs)
                .toList();
        return listed;
    }

    /** As they were when they were last looked at, those that are halted too. */
    List<Instrument> listed() {
        return listed;
    }

    private static boolean isOurs(Instrument rules) {
        return rules.getKind() == InstrumentKind.SPOT && rules.getSymbol().equals(rules.getBase() + "-USD");
    }

    /** One that is halted takes no orders; those that stand there can be cancelled. */
    static boolean isOpen(Instrument rules) {
        return rules.getStatus() == InstrumentStatus.INSTRUMENT_OPEN;
    }
}
