package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Ports;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** Everybody signs up at once, and the mail server is away; when it is back it has its moods. */
class MailTest {
    private static final boolean LONG = Boolean.getBoolean("openbell.long");
    private static final int PEOPLE = LONG ? 200 : 40;
    private static final Duration AWAY = Duration.ofSeconds(LONG ? 30 : 5), SOON = Duration.ofMinutes(2);
    private static final String WARY = "person7@example.com";
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

    private final int port = Ports.free().of(Port.SMTP);

    /** The codes that were mailed, by whom to. */
    private final Map<String, String> codes = new ConcurrentHashMap<>();

    @TempDir
    Path data;

    @Test
    void everybodyGetsIn() throws IOException, InterruptedException, ExecutionException {
        var mails = mailServer();
        mails.start();
        var setup = RunningVenue.small(data)
                .with("SMTP_URL", "smtp://127.0.0.1:" + port)
                .with("OPENBELL_MAIL_LATER", "2s");
        try (var venue = Venue.start(setup)) {
            var door = new Rest(venue.addresses().edge());
            mails.stop();
            var flows = signUp(door);
            Thread.sleep(AWAY);

            mails = mailServer();
            mails.start();

            Eventually.holds(SOON, () -> assertThat(codes.keySet()).containsAll(flows.keySet()));
            for (var person : flows.keySet()) {
                door.post("/api/v1/auth/verify-otp", Map.of("flow_id", flows.get(person), "otp", codes.get(person)))
                        .expect(201);
            }
            assertThat(accounts(venue)).hasSameElementsAs(flows.keySet()).doesNotHaveDuplicates();
        } finally {
            mails.stop();
        }
    }

    /** Whose accounts the register has: each once, or somebody got in twice. */
    private static List<String> accounts(Venue venue) {
        try (var database = DriverManager.getConnection(venue.addresses().database());
                var query = database.createStatement();
                var rows = query.executeQuery("SELECT lower(email) FROM users WHERE NOT service_account")) {
            var accounts = new ArrayList<String>();
            while (rows.next()) accounts.add(rows.getString(1));
            return accounts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who has signed up, and by which flow. */
    private static Map<String, String> signUp(Rest door) throws InterruptedException, ExecutionException {
        var flows = new LinkedHashMap<String, String>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new LinkedHashMap<String, Future<JsonNode>>();
            for (int i = 0; i < PEOPLE; i++) {
                var person = Map.of("email", "person" + i + "@example.com", "password", "correct horse " + i);
                answers.put(
                        person.get("email"),
                        people.submit(
                                () -> door.post("/api/v1/auth/signup", person).expect(202)));
            }
            for (var answer : answers.entrySet()) {
                flows.put(
                        answer.getKey(), answer.getValue().get().get("flow_id").asText());
            }
        }
        return flows;
    }

    /** It does not take the first mail to one address, as servers do that have never heard of the sender. */
    private SMTPServer mailServer() {
        var refused = new AtomicBoolean();
        return SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, mail) -> {
                    if (to.equals(WARY) && refused.compareAndSet(false, true)) {
                        throw new RejectException(451, "4.7.1 try again later");
                    }
                    codes.put(to, code(mail));
                })
                .build();
    }

    private static String code(byte[] mail) throws RejectException {
        try {
            var parts = (MimeMultipart)
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)).getContent();
            return CODE.matcher(parts.getBodyPart(0).getContent().toString())
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group();
        } catch (MessagingException | IOException e) {
            throw new RejectException(554, e.toString());
        }
    }
}
