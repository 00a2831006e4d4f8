package dev.openbell.e2e.security;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Inbox;
import dev.openbell.bench.client.Rest;
import dev.openbell.bench.client.Rest.Reply;
import dev.openbell.standalone.Venue;
import java.util.Map;

/** Somebody in the middle of signing up. */
record Newcomer(Venue venue, String email, String password, String flow) {
    static final String SIGN_UP = "/api/v1/auth/signup", VERIFY = "/api/v1/auth/verify-otp";

    static Newcomer of(Venue venue, String name) {
        return signsUp(venue, Customer.freshEmail(name), "a long password of " + name);
    }

    static Newcomer signsUp(Venue venue, String email, String password) {
        var flow = asks(venue, email, password).expect(202).get("flow_id").asText();
        return new Newcomer(venue, email, password, flow);
    }

    static Reply asks(Venue venue, String email, String password) {
        return new Rest(venue.addresses().edge()).post(SIGN_UP, Map.of("email", email, "password", password));
    }

    /** As it stands in the mail. */
    String code() {
        return new Inbox(venue.addresses().inbox()).codeFor(email);
    }

    /** As it stands in the mail that comes after the one with this code. */
    String codeAfter(String earlier) {
        return new Inbox(venue.addresses().inbox())
                .await(email, mail -> !mail.code().isEmpty() && !mail.code().equals(earlier))
                .code();
    }

    Reply shows(String code) {
        return new Rest(venue.addresses().edge()).post(VERIFY, Map.of("flow_id", flow, "otp", code));
    }

    Reply wantsAnotherCode() {
        return new Rest(venue.addresses().edge()).post("/api/v1/auth/resend-otp", Map.of("flow_id", flow));
    }

    Reply signsIn() {
        return new Rest(venue.addresses().edge())
                .post("/api/v1/auth/signin", Map.of("email", email, "password", password));
    }

    /** Six digits, but not these. */
    static String otherThan(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
    }
}
