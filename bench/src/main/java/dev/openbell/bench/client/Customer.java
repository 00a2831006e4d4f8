package dev.openbell.bench.client;

import java.net.URI;
import java.util.Map;

/**
 * Somebody who has signed up with a mailed code.
 *
 * @param signUpTook how long the venue took to answer the sign-up, to deliver the mail, and to answer the code
 */
public record Customer(String email, String password, String userId, Rest rest, String token, Took signUpTook) {
    /** In milliseconds. */
    public record Took(double answer, double mail, double verify) {}

    /** Goes the way of a newcomer, with an e-mail that nobody has. */
    public static Customer signUp(URI venue, URI inbox, String name) {
        return signUp(venue, inbox, name, freshEmail(name));
    }

    public static String freshEmail(String name) {
        return name + "-" + Long.toString(System.nanoTime(), 36) + "@example.com";
    }

    public static Customer signUp(URI venue, URI inbox, String name, String email) {
        var password = "correct horse " + name;
        var door = new Rest(venue);

        long start = System.nanoTime();
        var flow = door.post("/api/v1/auth/signup", Map.of("email", email, "password", password, "name", name))
                .expect(202);
        double answered = millisSince(start);
        var code = new Inbox(inbox).codeFor(email);
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

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
