package dev.openbell.e2e.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Mailbox;
import dev.openbell.bench.client.Rest;
import dev.openbell.standalone.Venue;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who has an account: an e-mail, a mailbox, a password, and browsers. */
public final class Member {
    private static final AtomicInteger MEMBERS = new AtomicInteger();

    private final URI venue;
    private final String email;
    private final Mailbox mails;
    private final Browser desk;
    private String password;

    private Member(Venue venue, String name) {
        this.venue = venue.addresses().edge();
        email = name + "." + MEMBERS.incrementAndGet() + "@example.org";
        password = "what " + name + " never tells";
        mails = new Mailbox(venue.addresses().inbox(), email);
        desk = new Browser(this.venue, name + "'s desk");
    }

    /** Somebody who may have an account some day. */
    public static Member stranger(Venue venue, String name) {
        return new Member(venue, name);
    }

    /** Signs up, with a mailed code, at her desk. */
    public static Member joins(Venue venue, String name) {
        var member = new Member(venue, name);
        member.verifies(member.signsUp(), member.readsSignUpCode());
        return member;
    }

    public String email() {
        return email;
    }

    public String password() {
        return password;
    }

    /** Where she signed up. */
    public Browser desk() {
        return desk;
    }

    public Mailbox mails() {
        return mails;
    }

    /** The flow that waits for a code. */
    public String signsUp() {
        var form = Map.of("email", email, "password", password, "name", "");
        return flow(desk.anonymously().post("/api/v1/auth/signup", form));
    }

    public void verifies(String flow, String code) {
        desk.verify(flow, code).expect(201);
    }

    /** What signs in with a key that may read. */
    public Browser bot() {
        return new Browser(venue, "a bot").withKeyOf(desk);
    }

    public Browser signsInFrom(String browser) {
        var opened = opensABrowser(browser);
        triesToSignInFrom(opened).expect(200);
        return opened;
    }

    /** What she is answered, who may be signed in afterwards. */
    public Rest.Reply triesToSignInFrom(Browser browser) {
        return browser.signIn(email, password);
    }

    public Browser opensABrowser(String name) {
        return new Browser(venue, name);
    }

    public void mayNotSignInWith(String anotherPassword, String because) {
        assertThat(desk.signIn(email, anotherPassword).code()).isEqualTo(because);
    }

    public void forgetsItAgainTooSoon() {
        assertThat(forget().code()).isEqualTo("RATE_LIMITED");
    }

    /** Asks for a code; the flow that waits for it. */
    public String forgetsThePassword() {
        return flow(forget());
    }

    public String readsSignUpCode() {
        return mails.code("Your Openbell sign-up code");
    }

    public String readsResetCode() {
        return mails.code("Your Openbell password reset code");
    }

    public void resetsThePassword(String flow, String code, String another) {
        assertThat(reset(flow, code, another).status()).isEqualTo(204);
        password = another;
    }

    public void mayNotResetThePassword(String flow, String code, String another, String because) {
        assertThat(reset(flow, code, another).code()).isEqualTo(because);
    }

    public void mayNotVerify(String flow, String code, String because) {
        assertThat(desk.verify(flow, code).code()).isEqualTo(because);
    }

    public Rest.Reply asksForAnotherCode(String flow) {
        return desk.anonymously().post("/api/v1/auth/resend-otp", Map.of("flow_id", flow));
    }

    public void changesThePasswordAt(Browser browser, String another) {
        assertThat(change(browser, password, another).status()).isEqualTo(204);
        password = another;
    }

    public Rest.Reply triesToChangeThePasswordAt(Browser browser, String current, String another) {
        return change(browser, current, another);
    }

    private Rest.Reply forget() {
        return desk.anonymously().post("/api/v1/auth/forgot-password", Map.of("email", email));
    }

    private Rest.Reply reset(String flow, String code, String another) {
        var form = Map.of("flow_id", flow, "otp", code, "password", another);
        return desk.anonymously().post("/api/v1/auth/reset-password", form);
    }

    private static Rest.Reply change(Browser browser, String current, String another) {
        var form = Map.of("password", current, "new_password", another);
        return browser.rest().post("/api/v1/auth/change-password", form);
    }

    private static String flow(Rest.Reply reply) {
        assertThat(reply.expect(202).get("expires_in").asLong()).isEqualTo(600);
        return reply.body().get("flow_id").asText();
    }
}
