package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.Openbell;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Venue;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables are what the events say, also after a kill; and where they are not, ./openbell verify finds it. */
class VerifyTest {
    private static final Duration SOON = Duration.ofMinutes(2);

    private final Path data;
    private final Openbell openbell;

    VerifyTest(@TempDir Path data) {
        this.data = data;
        this.openbell = new Openbell(data.resolve("venue"));
    }

    @Test
    void whatWasTradedIsInTheTablesAndWhatWasAlteredIsFound() throws Exception {
        try (var venue = Venue.start(RunningVenue.small(data));
                var sql = DriverManager.getConnection(venue.addresses().database())) {
            var seller = Dealer.arrives(venue, "seller");
            var buyer = Dealer.arrives(venue, "buyer");
            trade(seller, buyer);
            venue.kill("db-processor");
            trade(seller, buyer);
            Eventually.holds(SOON, () -> assertThat(trades(sql)).isEqualTo(3));

            openbell.verifies();

            var altered = alterATrade(sql);
            var told = openbell.verify();
            assertThat(told.text())
                    .contains("trades, trade_id " + altered
                            + ": quantity_e8 expected 300000000, found 300000001\n1 wrong");
            assertThat(told.exit()).isEqualTo(1);
        }
        var told = openbell.verify();
        assertThat(told.text()).startsWith("openbell: No venue runs on ");
        assertThat(told.exit()).isEqualTo(2);
    }

    /** Less is bought than sold: the next buyer meets what is left first, and then the next order. */
    private static void trade(Dealer seller, Dealer buyer) {
        seller.sells("5 @ 100");
        buyer.buys("3 @ 100");
    }

    private static int trades(Connection sql) {
        try (var query = sql.createStatement();
                var count = query.executeQuery("SELECT count(*) FROM trades WHERE instrument = 'T1-USD'")) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String alterATrade(Connection sql) throws SQLException {
        try (var update = sql.createStatement();
                var altered = update.executeQuery("""
                        UPDATE trades SET quantity_e8 = quantity_e8 + 1
                        WHERE trade_id = (SELECT min(trade_id) FROM trades WHERE instrument = 'T1-USD')
                        RETURNING trade_id""")) {
            altered.next();
            return altered.getString(1);
        }
    }
}
