package dev.openbell.bench.identity;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Inbox;
import dev.openbell.bench.client.Rest;
import dev.openbell.standalone.Venue;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many people sign up at once while the mail server is away for half a minute. Whoever is told that nothing happened tries again, as
 * the answer says; in the end everybody has one account, with its money.
 */
final class Rush {
    private static final Duration AWAY = Duration.ofSeconds(30), MAILS_WITHIN = Duration.ofMinutes(5);

    private final Venue venue;
    private final int newcomers;
    private final Rest door;
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final Set<String> waiting = new HashSet<>();
    private final AtomicInteger again = new AtomicInteger();

    Rush(Venue venue, int newcomers) {
        this.venue = venue;
        this.newcomers = newcomers;
        this.door = new Rest(venue.addresses().edge());
    }

    void run() throws InterruptedException {
        long start = System.nanoTime();
        venue.closeInbox();
        var accounts = ConcurrentHashMap.<String>newKeySet();
        var crowd = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var everybody = new ArrayList<Future<String>>();
            for (int i = 0; i < newcomers; i++) {
                var email = Customer.freshEmail("crowd" + i);
                waiting.add(email);
                everybody.add(crowd.submit(() -> getsIn(email)));
            }
            Thread.sleep(AWAY);
            venue.openInbox();
            readMails(start);
            double mailed = secondsSince(start);
            for (var somebody : everybody) accounts.add(somebody.get());
            System.out.printf(
                    """
                    %d at once, no mail server for the first %d s
                      everybody has a mail after %.1f s, an account and its money after %.1f s
                      %d accounts; %d calls were told to try again
                    """, newcomers, AWAY.toSeconds(), mailed, secondsSince(start), accounts.size(), again.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("somebody did not get in", e.getCause());
        } finally {
            crowd.shutdownNow();
        }
        if (accounts.size() != newcomers) throw new IllegalStateException("two share an account");
        if (inTheRegister() != newcomers) throw new IllegalStateException("somebody got in twice");
    }

    /** How many accounts there are of this crowd, whoever was told of them. */
    private long inTheRegister() {
        try (var database = DriverManager.getConnection(venue.addresses().database());
                var query = database.createStatement();
                var rows = query.executeQuery("SELECT count(*) FROM users WHERE email LIKE 'crowd%'")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One reader for all: the inbox is one page. */
    private void readMails(long start) throws InterruptedException {
        var inbox = new Inbox(venue.addresses().inbox());
        while (!waiting.isEmpty()) {
            if (System.nanoTime() - start > MAILS_WITHIN.toNanos())
                throw new IllegalStateException("no mail came for " + waiting);
            codes.putAll(inbox.codesFor(waiting));
            waiting.removeAll(codes.keySet());
            Thread.sleep(50);
        }
    }

    private String getsIn(String email) throws InterruptedException {
        var password = "one of the crowd";
        var flow = insists("/api/v1/auth/signup", Map.of("email", email, "password", password), 202)
                .body()
                .get("flow_id")
                .asText();
        String code;
        while ((code = codes.get(email)) == null) Thread.sleep(20);
        var session = insists("/api/v1/auth/verify-otp", Map.of("flow_id", flow, "otp", code), 201)
                .body();
        var money = door.as(session.get("access_token").asText())
                .get("/api/v1/account/balances")
                .expect(200)
                .get("balances")
                .get(0);
        if (!money.get("available").asText().equals("100000")) throw new IllegalStateException(email + " has " + money);
        return session.get("user").get("user_id").asText();
    }

    private Rest.Reply insists(String path, Map<String, ?> body, int wanted) throws InterruptedException {
        while (true) {
            var reply = door.post(path, body);
            if (reply.status() != 503) {
                reply.expect(wanted);
                return reply;
            }
            again.incrementAndGet();
            Thread.sleep(Duration.ofSeconds(Math.max(1, Long.parseLong("0" + reply.header("Retry-After")))));
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
