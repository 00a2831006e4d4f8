package dev.openbell.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Inbox;
import dev.openbell.bench.client.LiveSocket;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Bot;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.e2e.dsl.Presence;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.trading.v1.OrderSessionResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/** Who has signed out, was suspended, or whose key was revoked, is out at every door, also where they were in already. */
@OnTheRunningVenue
@Isolated("it ends parts of the venue that all share")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutEverywhereTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Venue venue;
    private final Rest door;
    private final Customer operator;

    OutEverywhereTest(Venue venue) {
        this.venue = venue;
        var addresses = venue.addresses();
        door = new Rest(addresses.edge());
        operator = Customer.signUp(addresses.edge(), addresses.inbox(), "operator", "operator@example.com");
    }

    @Test
    void row15_whoSignsOut() {
        var leaver = newcomer("leaver");
        try (var here = new Presence(venue, leaver.token())) {
            bids(here.session(), "with-the-session");

            signOut(leaver);

            here.isOver();
        }
        var back = signsIn(leaver);
        Eventually.holds(
                SOON, () -> assertThat(order(back, "client:with-the-session")).isEqualTo("cancelled disconnect"));
    }

    @Test
    void row26_whoseKeyIsRevoked() {
        var owner = newcomer("owner");
        var key = newKey(owner, Map.of("name", "bot", "scopes", List.of("read", "trade")));
        try (var here = new Presence(venue, token(key))) {
            owner.rest()
                    .delete("/api/v1/api-keys/" + key.get("key_id").asText())
                    .expect(204);

            here.isOver();
        }
        assertThat(tokenFor(key).status()).isEqualTo(401);
        owner.rest().get("/api/v1/orders").expect(200);
    }

    /** Everywhere but where it was changed; bots go on. */
    @Test
    void row15_whoChangesThePassword() {
        var desk = newcomer("changer");
        var key = newKey(desk, Map.of("name", "bot", "scopes", List.of("read", "trade")));
        var phone = signsIn(desk);
        try (var here = new Presence(venue, desk.token());
                var elsewhere = new Presence(venue, phone.token());
                var bot = new Presence(venue, token(key))) {
            var form = Map.of("password", desk.password(), "new_password", "a new one for the changer");
            desk.rest().post("/api/v1/auth/change-password", form).expect(204);

            elsewhere.isOver();
            here.goesOn();
            bot.goesOn();
        }
    }

    /** Everywhere, and the bots too: whoever had the old password may have made their keys. */
    @Test
    void row15_whoResetsThePassword() {
        var owner = newcomer("resetter");
        var key = newKey(owner, Map.of("name", "bot", "scopes", List.of("read", "trade")));
        try (var person = new Presence(venue, owner.token());
                var bot = new Presence(venue, token(key))) {
            resetsThePassword(owner);

            person.isOver();
            bot.isOver();
        }
        assertThat(tokenFor(key).status()).isEqualTo(401);
    }

    private void resetsThePassword(Customer owner) {
        var flow = door.post("/api/v1/auth/forgot-password", Map.of("email", owner.email()))
                .expect(202)
                .get("flow_id")
                .asText();
        var mail = new Inbox(venue.addresses().inbox())
                .await(owner.email(), letter -> letter.subject().contains("password reset code"));
        var form = Map.of("flow_id", flow, "otp", mail.code(), "password", "a new one for the resetter");
        door.post("/api/v1/auth/reset-password", form).expect(204);
    }

    @Test
    void row15_whoIsSuspendedUntilTheyAreResumed() {
        var trader = newcomer("trader");
        var key = newKey(trader, Map.of("name", "bot", "scopes", List.of("read", "trade")));
        var standing = bids(trader);
        try (var person = new Presence(venue, trader.token());
                var bot = new Presence(venue, token(key))) {
            operator.rest().post(path(trader, "suspend"), Map.of()).expect(204);

            person.isOver();
            bot.isOver();
        }
        assertThat(signIn(trader).status()).isEqualTo(403);
        assertThat(tokenFor(key).status()).isEqualTo(403);
        assertThat(seenByOperator(trader).get("suspended").asBoolean()).isTrue();

        operator.rest().post(path(trader, "resume"), Map.of()).expect(204);

        var back = signsIn(trader);
        assertThat(order(back, standing)).isEqualTo("cancelled suspended");
        assertThat(order(back, bids(back))).isEqualTo("open null");
        door.as(token(key)).get("/api/v1/orders").expect(200);
        assertThat(seenByOperator(trader).get("suspended").asBoolean()).isFalse();
        assertThat(audited(trader)).contains("suspend_user", "resume_user", "find_user");
    }

    /** The market is told when it is asked for again, and until then nobody says that it was. */
    @Test
    void row15_whoIsSuspendedWhileTheMarketIsAway() throws InterruptedException {
        var trader = newcomer("trader");
        var standing = bids(trader);
        venue.stop("matcher");
        assertThat(operator.rest().post(path(trader, "suspend"), Map.of()).code())
                .isEqualTo("OUTCOME_UNKNOWN");
        assertThat(signIn(trader).status()).isEqualTo(403);
        venue.start("matcher");

        Eventually.holds(
                SOON,
                () -> operator.rest().post(path(trader, "suspend"), Map.of()).expect(204));

        operator.rest().post(path(trader, "resume"), Map.of()).expect(204);
        assertThat(order(signsIn(trader), standing)).isEqualTo("cancelled suspended");
    }

    @Test
    void onlyUsersWhoAreThereAreSuspendedAndNobodyByThemselves() {
        for (var action : List.of("suspend", "resume")) {
            for (var nobody : List.of("nobody", "0000000000001")) {
                var answer = operator.rest().post("/api/v1/admin/users/" + nobody + "/" + action, Map.of());
                assertThat(answer.code()).isEqualTo("NOT_FOUND");
            }
        }
        assertThat(operator.rest().post(path(operator, "suspend"), Map.of()).code())
                .isEqualTo("FORBIDDEN");
    }

    /** A line that goes on with the token of another session ends with that one. */
    @Test
    void row15_whoWasRenewedStaysAndWhoWasNotGoes() {
        var phone = newcomer("trader");
        var laptop = signsIn(phone);
        var addresses = venue.addresses();
        var matcher = addresses.hostAndPort(Port.MATCHER);
        try (var stays = new Bot(matcher, phone.token()).starts();
                var goes = new Bot(matcher, phone.token()).starts();
                var socketStays = new LiveSocket(addresses.webSocket()).authenticate(phone.token());
                var socketGoes = new LiveSocket(addresses.webSocket()).authenticate(phone.token())) {
            stays.renews(laptop.token());
            stays.hears(OrderSessionResponse::hasRenewed);
            goes.renews(newcomer("stranger").token());
            assertThat(goes.hears(OrderSessionResponse::hasRefused).getRefused().getCode())
                    .isEqualTo("FORBIDDEN");
            socketStays.authenticate(laptop.token());

            signOut(phone);

            assertThat(goes.isOver()).hasMessageContaining("UNAUTHENTICATED");
            assertThat(socketGoes.awaitClose()).isEqualTo(4401);
            bids(stays, "still-here");
            socketStays.subscribe(List.of("orders"), List.of());
        }
    }

    /** Not even for a moment does it believe a token that was revoked before it came. */
    @Test
    void row15_whoSignedOutBeforeADoorWasOpenedAnew() throws InterruptedException {
        var leaver = newcomer("leaver");
        signOut(leaver);
        venue.kill("edge-api");

        var heard = new TreeSet<Integer>();
        Eventually.holds(SOON, () -> {
            heard.add(leaver.rest().get("/api/v1/orders").status());
            assertThat(heard).contains(401);
        });

        assertThat(heard).doesNotContain(200);
        venue.awaitReady("edge-api", SOON);
    }

    @Test
    void aTokenThatIsAboutToEndIsAnnounced() {
        var owner = newcomer("owner");
        var soon = Instant.now().plusSeconds(55).toString();
        var key = newKey(owner, Map.of("name", "short", "scopes", List.of("read", "trade"), "expires_at", soon));

        try (var bot = new Bot(venue.addresses().hostAndPort(Port.MATCHER), token(key)).starts()) {
            bot.hears(OrderSessionResponse::hasExpiring);
        }
    }

    private Customer newcomer(String name) {
        return Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), name);
    }

    private static void signOut(Customer customer) {
        customer.rest().post("/api/v1/auth/logout", Map.of()).expect(204);
    }

    private Rest.Reply signIn(Customer customer) {
        return door.post("/api/v1/auth/signin", Map.of("email", customer.email(), "password", customer.password()));
    }

    private Customer signsIn(Customer customer) {
        return Customer.signIn(venue.addresses().edge(), customer.email(), customer.password());
    }

    private static JsonNode newKey(Customer owner, Map<String, ?> form) {
        return owner.rest().post("/api/v1/api-keys", form).expect(201);
    }

    private String token(JsonNode key) {
        return tokenFor(key).expect(200).get("access_token").asText();
    }

    private Rest.Reply tokenFor(JsonNode key) {
        var shown = Map.of(
                "key_id",
                key.get("key_id").asText(),
                "secret",
                key.get("secret").asText());
        return door.post("/api/v1/auth/token", shown);
    }

    /** Far from the market, so that it stands. */
    private static String bids(Customer trader) {
        var order = Map.of("instrument", "BOT-USD", "side", "buy", "type", "limit", "price", "10", "quantity", "1");
        return trader.rest()
                .post("/api/v1/orders", order)
                .expect(201)
                .get("order")
                .get("order_id")
                .asText();
    }

    private static void bids(Bot bot, String key) {
        bot.bids("BOT-USD", key);
        bot.hears(OrderSessionResponse::hasPlaced);
    }

    /** Its status and the reason for it. */
    private static String order(Customer owner, String id) {
        var order = owner.rest().get("/api/v1/orders/" + id).expect(200).get("order");
        return order.get("status").asText() + " " + order.get("reason").asText();
    }

    private static String path(Customer user, String action) {
        return "/api/v1/admin/users/" + user.userId() + "/" + action;
    }

    private JsonNode seenByOperator(Customer user) {
        var users = operator.rest()
                .get("/api/v1/admin/users?email=" + user.email())
                .expect(200)
                .get("users");
        assertThat(users).hasSize(1);
        assertThat(users.get(0).get("user_id").asText()).isEqualTo(user.userId());
        return users.get(0);
    }

    /** What the operator did with this user. */
    private List<String> audited(Customer user) {
        try (var database = DriverManager.getConnection(venue.addresses().database());
                var query = database.prepareStatement("SELECT action FROM audit WHERE user_id = ? AND asked_by = ?")) {
            query.setString(1, user.userId());
            query.setString(2, operator.userId());
            var rows = query.executeQuery();
            var actions = new ArrayList<String>();
            while (rows.next()) actions.add(rows.getString("action"));
            return actions;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
