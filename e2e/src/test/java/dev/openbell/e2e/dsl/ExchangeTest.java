package dev.openbell.e2e.dsl;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A scenario of the market, played on the bare engine and on the whole venue.
 *
 * <p>Each test has an instrument of its own and three traders who have just arrived, each with 100,000 USD and 1,000 pieces to sell.
 */
@ParameterizedClass(name = "on the {0}")
@EnumSource
@OnTheRunningVenue
@ExtendWith(ExchangeTest.Opening.class)
public abstract class ExchangeTest {
    /** Where the scenario is played. */
    public enum Stage {
        ENGINE,
        VENUE
    }

    @Parameter
    protected Stage stage = Stage.ENGINE;

    protected Trader alice, bob, carol;
    protected Market market;
    protected Quotes quotes;

    /** Sets the scene; runs inside the extension, which knows the venue. */
    @SuppressWarnings("NullAway.Init")
    protected ExchangeTest() {}

    private void open(Floor floor) {
        var instrument = floor.freshInstrument();
        market = new Market(floor, instrument);
        quotes = new Quotes(floor);
        alice = new Trader(floor.seat("alice"), instrument, quotes);
        bob = new Trader(floor.seat("bob"), instrument, quotes);
        carol = new Trader(floor.seat("carol"), instrument, quotes);
    }

    static final class Opening implements BeforeEachCallback {
        @Override
        public void beforeEach(ExtensionContext test) {
            var scenario = (ExchangeTest) test.getRequiredTestInstance();
            scenario.open(
                    switch (scenario.stage) {
                        case ENGINE -> new EngineFloor();
                        case VENUE -> new VenueFloor(RunningVenue.of(test), RunningVenue.feedOf(test));
                    });
        }
    }
}
