package dev.openbell.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What a trader finds of the past: positions, fills, the ledger, equity; as pages and as files. */
@OnTheRunningVenue
class AccountHistoryTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern METRIC =
            Pattern.compile("(?m)^openbell_settlement_(difference|time_seconds)(?:\\{.*})? (\\S+)$");

    private final Venue venue;
    private final String instrument = RunningVenue.freshInstrument();
    private final Account alice, bob;

    AccountHistoryTest(Venue venue) {
        this.venue = venue;
        alice = Account.opens(venue, "alice", instrument);
        bob = Account.opens(venue, "bob", instrument);
    }

    @Test
    void buyingSellingAndTurningAroundIsOnePosition() {
        deal(alice, bob, "2 @ 100");
        deal(alice, bob, "1 @ 130");
        deal(bob, alice, "1 @ 120");

        bob.holds("2 for 220, 110 each, realized 10, worth 20 more");
        alice.holds("-2 for -220, 110 each, realized -10, worth -20 more");

        deal(bob, alice, "3 @ 90");

        bob.holds("-1 for -90, 90 each, realized -30, worth 0 more");
        alice.holds("1 for 90, 90 each, realized 30, worth 0 more");
    }

    @Test
    void theLedgerSumsToTheBalance() {
        deal(alice, bob, "2 @ 100");
        deal(bob, alice, "1 @ 104.5");

        Eventually.holds(SOON, () -> {
            assertThat(bob.sumsOfTheLedger()).containsExactlyInAnyOrderEntriesOf(bob.balances());
            assertThat(alice.sumsOfTheLedger()).containsExactlyInAnyOrderEntriesOf(alice.balances());
        });
        var newest = bob.pages("ledger", "entries", "asset=USD", 1).getFirst();
        assertThat(number(newest, "balance"))
                .isEqualByComparingTo(bob.balances().get("USD"));
    }

    @Test
    void theLineOfEquityEndsWithWhatThereIs() {
        deal(alice, bob, "2 @ 100");

        Eventually.holds(SOON, () -> {
            var points = bob.get("equity?interval=1m").get("points");
            var summary = bob.get("summary");
            assertThat(points.get(points.size() - 1).get("equity")).isEqualTo(summary.get("equity"));
            assertThat(summary.get("equity").asText()).isEqualTo("99799.8"); // 200 paid, and a fee of 0.2
            assertThat(summary.get("margin_level").isNull()).isTrue();
        });
    }

    @Test
    void aFileHasWhatThePagesHave() {
        for (int i = 1; i <= 5; i++) deal(alice, bob, i + " @ 100");
        bob.hasFills(5);

        assertThat(bob.file("fills")).isEqualTo(asTable(bob.pages("fills", "fills", "", 2)));
        assertThat(bob.file("ledger")).isEqualTo(asTable(bob.pages("ledger", "entries", "", 3)));
        assertThat(bob.file("ledger?asset=USD")).isEqualTo(asTable(bob.pages("ledger", "entries", "asset=USD", 500)));
    }

    @Test
    void pagesStayInPlaceWhileFillsArrive() {
        for (int i = 1; i <= 5; i++) deal(alice, bob, i + " @ 100");
        bob.hasFills(5);

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = bob.get("fills?limit=2" + cursor);
            page.get("fills").forEach(fill -> seen.add(fill.get("quantity").asText()));
            cursor = page.has("next_cursor")
                    ? "&cursor=" + page.get("next_cursor").asText()
                    : "";
            deal(alice, bob, "9 @ 100");
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactly("5", "4", "3", "2", "1");
    }

    @Test
    void nobodySeesWhatIsAnothers() {
        deal(alice, bob, "1 @ 100");
        alice.hasFills(1);
        bob.hasFills(1);
        var carol = Account.opens(venue, "carol", instrument);

        var alices = alice.pages("fills", "fills", "", 50).getFirst();
        var bobs = bob.pages("fills", "fills", "", 50).getFirst();
        assertThat(alices.get("trade_id")).isEqualTo(bobs.get("trade_id"));
        assertThat(alices.get("order_id")).isNotEqualTo(bobs.get("order_id"));
        assertThat(carol.pages("fills", "fills", "", 50)).isEmpty();
        assertThat(carol.get("positions").get("positions")).isEmpty();
        assertThat(carol.file("fills")).hasSize(1);
        // A cursor is a place, whoever it was given to.
        assertThat(carol.get("fills?instrument=" + instrument + "&limit=1").get("fills"))
                .isEmpty();
    }

    @Test
    void theBooksAgree() {
        deal(alice, bob, "1 @ 100");
        double traded = (double) Instant.now().getEpochSecond();

        Eventually.holds(SOON, () -> {
            var settlement = settlement();
            assertThat(settlement.get("time_seconds")).isGreaterThan(traded);
            assertThat(settlement.get("difference")).isZero();
        });
    }

    private Map<String, Double> settlement() {
        var management = URI.create("http://" + venue.addresses().hostAndPort(Port.HISTORY_MANAGEMENT));
        var told = new HashMap<String, Double>();
        METRIC.matcher(new Rest(management).get("/prometheus").response().body())
                .results()
                .forEach(metric -> told.put(metric.group(1), Double.valueOf(metric.group(2))));
        return told;
    }

    private static void deal(Account seller, Account buyer, String quantityAtPrice) {
        seller.places("sell", quantityAtPrice);
        buyer.places("buy", quantityAtPrice);
    }

    /** As the file would have it: a line of names, then a line for each row. */
    private static List<String> asTable(List<JsonNode> rows) {
        var lines = new ArrayList<String>();
        lines.add(String.join(",", names(rows.getFirst())));
        for (var row : rows) {
            lines.add(String.join(
                    ",",
                    names(row).stream()
                            .map(name ->
                                    row.get(name).isNull() ? "" : row.get(name).asText())
                            .toList()));
        }
        return lines;
    }

    private static List<String> names(JsonNode row) {
        var names = new ArrayList<String>();
        row.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static BigDecimal number(JsonNode row, String field) {
        return new BigDecimal(row.get(field).asText());
    }

    /** Somebody's account, with 1,000 pieces to sell. */
    private record Account(Rest rest, String instrument) {
        static Account opens(Venue venue, String name, String instrument) {
            var addresses = venue.addresses();
            var rest =
                    Customer.signUp(addresses.edge(), addresses.inbox(), name).rest();
            rest.post("/api/v1/account/deposits", Map.of("asset", "SOL", "amount", "1000"))
                    .expect(201);
            return new Account(rest, instrument);
        }

        void places(String side, String quantityAtPrice) {
            var terms = quantityAtPrice.split(" @ ", -1);
            var order = Map.of(
                    "instrument", instrument, "side", side, "type", "limit", "quantity", terms[0], "price", terms[1]);
            rest.post("/api/v1/orders", order).expect(201);
        }

        JsonNode get(String path) {
            return rest.get("/api/v1/account/" + path).expect(200);
        }

        void hasFills(int count) {
            Eventually.holds(
                    SOON, () -> assertThat(get("fills?limit=500").get("fills")).hasSize(count));
        }

        void holds(String position) {
            Eventually.holds(SOON, () -> {
                var positions = get("positions").get("positions");
                assertThat(positions).hasSize(1);
                var held = positions.get(0);
                assertThat("%s for %s, %s each, realized %s, worth %s more"
                                .formatted(
                                        held.get("net_quantity").asText(),
                                        held.get("total_cost").asText(),
                                        held.get("avg_price").asText(),
                                        held.get("realized_pnl").asText(),
                                        held.get("unrealized_pnl").asText()))
                        .isEqualTo(position);
            });
        }

        /** Page by page, to the end. */
        List<JsonNode> pages(String list, String rows, String query, int limit) {
            var all = new ArrayList<JsonNode>();
            var cursor = "";
            do {
                var page = get(list + "?" + query + "&limit=" + limit + cursor);
                page.get(rows).forEach(all::add);
                cursor = page.has("next_cursor")
                        ? "&cursor=" + page.get("next_cursor").asText()
                        : "";
            } while (!cursor.isEmpty());
            return all;
        }

        List<String> file(String list) {
            var path = list + (list.contains("?") ? "&" : "?") + "format=csv";
            return rest.get("/api/v1/account/" + path).response().body().lines().toList();
        }

        Map<String, BigDecimal> sumsOfTheLedger() {
            var sums = new HashMap<String, BigDecimal>();
            for (var entry : pages("ledger", "entries", "", 3))
                sums.merge(entry.get("asset").asText(), number(entry, "amount"), BigDecimal::add);
            sums.replaceAll((asset, sum) -> sum.stripTrailingZeros());
            return sums;
        }

        Map<String, BigDecimal> balances() {
            var totals = new HashMap<String, BigDecimal>();
            var balances = get("balances").get("balances");
            StreamSupport.stream(balances.spliterator(), false)
                    .forEach(balance -> totals.put(
                            balance.get("asset").asText(),
                            number(balance, "total").stripTrailingZeros()));
            return totals;
        }
    }
}
