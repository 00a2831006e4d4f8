package dev.openbell.matcher.recover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.MarketEvents;
import dev.openbell.matcher.snapshot.Snapshot;
import dev.openbell.trading.v1.Side;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the archive tells to who was not there. */
class ArchiveTest {
    private final Market market = new Market();

    @Test
    void whoReadsTheStatementKnowsTheMarket() throws IOException {
        market.places(Market.ALICE, Side.SELL, "5", "100");
        market.places(Market.BOB, Side.BUY, "3", "100");
        market.places(Market.BOB, Side.BUY, "4", "90");
        var out = new ByteArrayOutputStream();
        var at = new Snapshot(
                0, "log", 2, 7, 70, market.engine().sequence(), market.engine().now());

        Archive.write(at, market.engine(), out);

        var told = new ByteArrayInputStream(out.toByteArray());
        var head = MarketEvents.parseDelimitedFrom(told);
        assertThat(head.getLastSequence()).isEqualTo(market.engine().sequence());
        assertThat(head.getLogEpoch()).isEqualTo(2);
        assertThat(head.getCommandOffset()).isEqualTo(6);
        List<MarketEvents> statement = new ArrayList<>();
        for (MarketEvents part; (part = MarketEvents.parseDelimitedFrom(told)) != null; ) statement.add(part);
        market.events.clear();
        market.mustBeKnown(market.engine(), statement);
    }
}
