package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Customer;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables are what the events say, also after a kill; and where they are not, ./openbell verify finds it. */
class VerifyTest {
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path data;

    @Test
    void whatWasTradedIsInTheTablesAndWhatWasAlteredIsFound() throws Exception {
        try (var venue = Venue.start(RunningVenue.small(data));
                var sql = DriverManager.getConnection(venue.addresses().database())) {
            var seller = trader(venue, "seller");
            var buyer = trader(venue, "buyer");
            trade(seller, buyer);
            venue.kill("db-processor");
            trade(seller, buyer);
            Eventually.holds(SOON, () -> assertThat(trades(sql)).isEqualTo(3));

            var told = verify();
            assertThat(told.text()).contains("identical").contains("balanced").doesNotContain("wrong");
            assertThat(told.exit()).isZero();

            var altered = alterATrade(sql);
            told = verify();
            assertThat(told.text())
                    .contains("trades, trade_id " + altered
                            + ": quantity_e8 expected 300000000, found 300000001\n1 wrong");
            assertThat(told.exit()).isEqualTo(1);
        }
        var told = verify();
        assertThat(told.text()).startsWith("openbell: No venue runs on ");
        assertThat(told.exit()).isEqualTo(2);
    }

    private static Customer trader(Venue venue, String name) {
        var trader = Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), name);
        trader.rest()
                .post("/api/v1/account/deposits", Map.of("asset", "SOL", "amount", "100"))
                .expect(201);
        return trader;
    }

    /** Less is bought than sold: the next buyer meets what is left first, and then the next order. */
    private static void trade(Customer seller, Customer buyer) {
        place(seller, "sell", "5");
        place(buyer, "buy", "3");
    }

    private static void place(Customer trader, String side, String quantity) {
        var order = Map.of("instrument", "T1-USD", "side", side, "type", "limit", "price", "100", "quantity", quantity);
        trader.rest().post("/api/v1/orders", order).expect(201);
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

    private record Told(int exit, String text) {}

    /** The command, as a person gives it. */
    private Told verify() throws IOException, InterruptedException {
        var command = new ProcessBuilder(
                        "../openbell", "verify", "--data", data.resolve("venue").toString())
                .redirectErrorStream(true);
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().keySet().removeAll(List.of("KAFKA_BOOTSTRAP_SERVERS", "DATABASE_URL", "EVENT_TOPIC"));
        var process = command.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Told(process.waitFor(), text);
    }
}
