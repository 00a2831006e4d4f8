package dev.openbell.bench.client;

import dev.openbell.bench.client.Inbox.Mail;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Somebody's mails in the inbox of the venue. Each is read once. */
public final class Mailbox {
    private final Inbox inbox;
    private final String email;
    private final Set<String> read = new HashSet<>();

    public Mailbox(URI inbox, String email) {
        this.inbox = new Inbox(inbox);
        this.email = email;
    }

    /** The text of the newest mail with this subject that was not read; waits for it. */
    public String read(String subject) {
        return open(subject).text();
    }

    /** The code in it. */
    public String code(String subject) {
        return open(subject).code();
    }

    /** What nobody has read yet, the newest first. */
    public List<String> unreadSubjects() {
        return inbox.of(email).stream()
                .filter(this::isUnread)
                .map(Mail::subject)
                .toList();
    }

    private Mail open(String subject) {
        var mail = inbox.await(email, next -> next.subject().equals(subject) && isUnread(next));
        read.add(mail.id());
        return mail;
    }

    private boolean isUnread(Mail mail) {
        return !read.contains(mail.id());
    }
}
