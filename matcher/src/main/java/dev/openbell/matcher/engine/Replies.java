package dev.openbell.matcher.engine;

import dev.openbell.matcher.engine.Answer.Kind;
import org.jspecify.annotations.Nullable;

/** The answers that any command may get: refusals, and what was answered before to the same key. */
final class Replies {
    private final Keys keys;
    private final Wallets wallets;
    private final Tape tape;
    private final Answer answer;
    private long now;

    Replies(Keys keys, Wallets wallets, Tape tape, Answer answer) {
        this.keys = keys;
        this.wallets = wallets;
        this.tape = tape;
        this.answer = answer;
    }

    /** From here on it is this late. */
    void time(long now) {
        this.now = now;
    }

    /** A key that has been used: the same again gets the same answer, anything else is a conflict. */
    Answer repeated(int key, long account, String text, long content) {
        if (!keys.isFor(key, content)) return refuse(account, text, Refused.because(Why.KEY_USED));
        return switch (keys.outcome(key)) {
            case Keys.PLACED -> answer.about(Kind.REPEATED, keys.subject(key), 0);
            case Keys.AMENDED -> answer.about(Kind.AMENDED, keys.subject(key), keys.firstTrade(key));
            case Keys.DEPOSITED -> answer.deposited(wallets.balance(keys.subject(key)));
            case Keys.OPENED, Keys.CLOSED -> answer.about(Kind.POSITION_REPEATED, keys.subject(key));
            default -> answer.refused(keys.refused(key));
        };
    }

    Answer refuse(long account, String key, Refused why) {
        tape.next().commandRefused(account, why, key);
        return answer.refused(why);
    }

    /** A refusal that is given again when the same is asked with the same key. */
    Answer refuseForGood(long account, String key, long content, @Nullable Refused refused) {
        var why = refused == null ? Refused.because(Why.UNREADABLE) : refused;
        if (!key.isEmpty()) keys.forgetLater(keys.add(account, key, content, why), now);
        return refuse(account, key, why);
    }
}
