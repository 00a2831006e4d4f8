package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders are numbered as they come. */
class BlotterTest {
    private static final Pattern ROW = Pattern.compile("\"order_id\":\"0*([0-9]+)\"[^{]*?\"status\":\"([a-z_]+)\"");
    private static final Pattern CURSOR = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");

    private static final TestVenue venue = new TestVenue(Map.of());

    @AfterAll
    static void close() {
        venue.close();
    }

    @BeforeEach
    void reset() {
        venue.matcher.reset();
        venue.history.orders = List.of();
        venue.history.catchesUp = place -> {};
    }

    @Test
    void anOrderThatTheHistoryHasNotComeToYetIsThere() {
        places(2);
        assertThat(list("")).containsExactly("2 open", "1 open");

        tellsTheHistoryOf(1);
        assertThat(list("")).containsExactly("2 open", "1 open");

        tellsTheHistoryOf(2);
        assertThat(list("")).containsExactly("2 open", "1 open");
    }

    @Test
    void anOrderIsShownAsItStandsAlsoWhereTheHistoryStillHasItOpen() {
        places(3);
        tellsTheHistoryOf(3);

        cancels(2);

        assertThat(list("")).containsExactly("3 open", "2 cancelled", "1 open");
        assertThat(walk("limit=1")).containsExactly("3 open", "2 cancelled", "1 open");
    }

    @Test
    void pagesShowEveryOrderOnceHoweverFarTheHistoryHasCome() {
        places(7);
        cancels(4);
        cancels(1);
        for (int known : new int[] {4, 5, 6, 7}) {
            tellsTheHistoryOf(known);
            for (int limit = 1; limit <= 8; limit++) {
                assertThat(walk("limit=" + limit))
                        .as("%d known, %d a page", known, limit)
                        .containsExactly(
                                "7 open", "6 open", "5 open", "4 cancelled", "3 open", "2 open", "1 cancelled");
            }
        }
    }

    @Test
    void aPageGoesOnWhereTheLastOneEndedWhileTheHistoryCatchesUp() {
        places(5);
        tellsTheHistoryOf(1);
        var first = page("limit=2");
        assertThat(rows(first)).containsExactly("5 open", "4 open");

        tellsTheHistoryOf(5);

        var second = page("limit=2&cursor=" + cursor(first));
        assertThat(rows(second)).containsExactly("3 open", "2 open");
        assertThat(list("limit=2&cursor=" + cursor(second))).containsExactly("1 open");
    }

    @Test
    void ordersThatComeBetweenTwoPagesRepeatNoRow() {
        places(5);
        tellsTheHistoryOf(1);
        var first = page("limit=2");
        assertThat(rows(first)).containsExactly("5 open", "4 open");

        places(2);
        tellsTheHistoryOf(7);

        var second = page("limit=2&cursor=" + cursor(first));
        assertThat(rows(second)).containsExactly("3 open", "2 open");
        var third = page("limit=2&cursor=" + cursor(second));
        assertThat(rows(third)).containsExactly("1 open");
        assertThat(cursor(third)).isEmpty();
    }

    @Test
    void anOrderThatHasEndedIsNotShownOpenByAMatcherAskedAMomentBefore() {
        places(1);
        cancels(1);
        tellsTheHistoryOf(1);
        venue.matcher.reset();
        places(1);

        assertThat(list("")).containsExactly("1 cancelled");
    }

    @Test
    void whatTheMatcherHasAnsweredIsWaitedFor() {
        places(2);
        cancels(2);
        cancels(1);
        venue.history.catchesUp = place -> {
            if (place.getShard() == FakeMatcher.SHARD) tellsTheHistoryOf((int) place.getSequence());
        };

        assertThat(list("")).containsExactly("2 cancelled", "1 cancelled");
        venue.history.orders = List.of();
        assertThat(list("status=cancelled")).containsExactly("2 cancelled", "1 cancelled");
        venue.history.orders = List.of();
        assertThat(venue.ask("GET", "/api/v1/orders/" + FakeMatcher.id(2) + "/events")
                        .as(venue.trader)
                        .send()
                        .body())
                .contains("\"status\":\"cancelled\"");
    }

    @Test
    void whatHasEndedIsListedWithoutTheMatcher() {
        places(1);
        cancels(1);
        tellsTheHistoryOf(1);
        venue.matcher.refuses(Refusal.unavailable("The matcher is catching up"));

        assertThat(list("status=cancelled")).containsExactly("1 cancelled");
    }

    @Test
    void aCursorThatNobodyGaveOutIsRefused() {
        assertThat(page("cursor=0000000000001")).contains("\"field\":\"cursor\"");
    }

    @Test
    void theMatcherTellsWhichLiveAndTheHistoryWhichHaveEnded() {
        places(3);
        cancels(1);
        tellsTheHistoryOf(1);

        assertThat(walk("status=open&limit=1")).containsExactly("3 open", "2 open");
        assertThat(list("status=cancelled")).containsExactly("1 cancelled");
        assertThat(list("status=filled")).isEmpty();
        assertThat(list("status=partially_filled")).isEmpty();
    }

    @Test
    void aListThatCannotBeMeantIsRefused() {
        assertThat(page("limit=501")).contains("\"field\":\"limit\"", "from 1 to 500");
        assertThat(page("status=closed")).contains("\"field\":\"status\"", "must be one of waiting, open");
    }

    private static void places(int orders) {
        for (int i = 0; i < orders; i++) {
            venue.places(
                    "{\"instrument\": \"BTC-USD\", \"side\": \"buy\", \"type\": \"limit\", \"price\": 1, \"quantity\": 1}");
        }
    }

    private static void cancels(int number) {
        venue.ask("DELETE", "/api/v1/orders/" + FakeMatcher.id(number))
                .as(venue.trader)
                .send();
    }

    /** The history comes to the first so many orders, and has them as they stand then. */
    private static void tellsTheHistoryOf(int orders) {
        venue.history.orders = venue.matcher.orders().stream()
                .filter(order -> order.getOrderId().compareTo(FakeMatcher.id(orders)) <= 0)
                .toList();
    }

    private static List<String> list(String query) {
        return rows(page(query));
    }

    /** Page by page, to the end. */
    private static List<String> walk(String query) {
        var all = new ArrayList<String>();
        for (var page = page(query); ; page = page(query + "&cursor=" + cursor(page))) {
            var rows = rows(page);
            assertThat(rows).isNotEmpty();
            all.addAll(rows);
            if (cursor(page).isEmpty()) return all;
        }
    }

    private static String page(String query) {
        return venue.ask("GET", "/api/v1/orders?" + query)
                .as(venue.trader)
                .send()
                .body();
    }

    private static List<String> rows(String page) {
        return ROW.matcher(page)
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();
    }

    private static String cursor(String page) {
        var cursor = CURSOR.matcher(page);
        return cursor.find() ? cursor.group(1) : "";
    }
}
