package dev.openbell.bench.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Somebody who has signed up with a mailed code.
 *
 * @param signUpTook how long the venue took to answer the sign-up, to deliver the mail, and to answer the code
 */
public record Customer(String email, String password, String userId, Rest rest, String token, Took signUpTook) {
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");
    private static final Duration MAIL_WITHIN = Duration.ofSeconds(30);

    /** In milliseconds. */
    public record Took(double answer, double mail, double verify) {}

    /** Goes the way of a newcomer. */
    public static Customer signUp(URI venue, URI inbox, String name) {
        return signUp(venue, inbox, name, name + "-" + Long.toString(System.nanoTime(), 36) + "@example.com");
    }

    /** The same with an e-mail of one's own. */
    public static Customer signUp(URI venue, URI inbox, String name, String email) {
        var password = "correct horse " + name;
        var door = new Rest(venue);

        long start = System.nanoTime();
        var flow = door.post("/api/v1/auth/signup", Map.of("email", email, "password", password, "name", name))
                .expect(202);
        double answered = millisSince(start);
        var code = codeFor(email, new Rest(inbox));
        double mailed = millisSince(start);

        long verifying = System.nanoTime();
        var session = door.post(
                        "/api/v1/auth/verify-otp",
                        Map.of("flow_id", flow.get("flow_id").asText(), "otp", code))
                .expect(201);
        double verified = millisSince(verifying);
        var token = session.get("access_token").asText();
        return new Customer(
                email,
                password,
                session.get("user").get("user_id").asText(),
                door.as(token),
                token,
                new Took(answered, mailed, verified));
    }

    /** Comes back later. */
    public static Customer signIn(URI venue, String email, String password) {
        var door = new Rest(venue);
        var session = door.post("/api/v1/auth/signin", Map.of("email", email, "password", password))
                .expect(200);
        var token = session.get("access_token").asText();
        return new Customer(
                email, password, session.get("user").get("user_id").asText(), door.as(token), token, new Took(0, 0, 0));
    }

    private static String codeFor(String email, Rest inbox) {
        long end = System.nanoTime() + MAIL_WITHIN.toNanos();
        while (System.nanoTime() < end) {
            for (var mail : inbox.get("/api/v1/messages").expect(200).get("messages")) {
                if (!mail.get("To").get(0).get("Address").asText().equals(email)) continue;
                var text = inbox.get("/api/v1/message/" + mail.get("ID").asText())
                        .expect(200)
                        .get("Text")
                        .asText();
                var code = CODE.matcher(text);
                if (code.find()) return code.group();
            }
            pause();
        }
        throw new IllegalStateException("No mail with a code came for " + email + " within " + MAIL_WITHIN);
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
