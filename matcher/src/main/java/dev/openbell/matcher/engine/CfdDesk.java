package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Table.NONE;

import dev.openbell.matcher.engine.Answer.Kind;
import dev.openbell.matcher.engine.Command.AmendPosition;
import dev.openbell.matcher.engine.Command.ClosePosition;
import dev.openbell.matcher.engine.Command.OpenPosition;
import dev.openbell.matcher.engine.Command.PriceTick;
import org.jspecify.annotations.Nullable;

/** Where CFDs are asked for: finds out who asks for what, has it decided, and has it done. */
final class CfdDesk {
    private final Accounts accounts;
    private final CfdMarkets markets;
    private final Keys keys;
    private final CfdAdmission admission;
    private final Broker broker;
    private final Replies replies;
    private final Answer answer;
    private final Tape tape;
    private long now;

    CfdDesk(
            Accounts accounts,
            CfdMarkets markets,
            Keys keys,
            CfdAdmission admission,
            Broker broker,
            Replies replies,
            Answer answer,
            Tape tape) {
        this.accounts = accounts;
        this.markets = markets;
        this.keys = keys;
        this.admission = admission;
        this.broker = broker;
        this.replies = replies;
        this.answer = answer;
        this.tape = tape;
    }

    /** From here on it is this late. */
    void time(long now) {
        this.now = now;
        broker.time(now);
    }

    Answer open(OpenPosition open) {
        int account = accounts.find(open.account());
        if (account == NONE) return notOpen(open.account(), open.key());
        int key = keys.find(open.account(), open.key());
        if (key != NONE) return replies.repeated(key, open.account(), open.key(), Contents.of(open));

        var market = markets.find(open.asset());
        var refused =
                market == null ? Refused.because(Why.UNKNOWN_INSTRUMENT) : admission.open(open, account, market, now);
        if (market == null || refused != null) {
            return replies.refuseForGood(open.account(), open.key(), Contents.of(open), refused);
        }
        return answer.about(Kind.POSITION_OPENED, broker.open(open, account, market));
    }

    Answer amend(AmendPosition amend) {
        int account = accounts.find(amend.account());
        if (account == NONE) return notOpen(amend.account(), "");
        int position = broker.find(account, amend.position());
        var refused = admission.amend(amend, position);
        if (refused != null) return replies.refuse(amend.account(), "", refused);
        broker.amend(amend, position);
        return answer.about(Kind.POSITION_AMENDED, position);
    }

    Answer close(ClosePosition close) {
        int account = accounts.find(close.account());
        if (account == NONE) return notOpen(close.account(), close.key());
        int key = keys.find(close.account(), close.key());
        if (key != NONE) return replies.repeated(key, close.account(), close.key(), Contents.of(close));

        int position = broker.find(account, close.position());
        var refused = admission.close(close, position, now);
        if (refused != null) {
            return replies.refuseForGood(close.account(), close.key(), Contents.of(close), refused);
        }
        broker.close(position, close.quantity());
        if (!close.key().isEmpty()) {
            keys.forgetLater(keys.add(close.account(), close.key(), Contents.of(close), Keys.CLOSED, position), now);
        }
        return answer.about(Kind.POSITION_CLOSED, position);
    }

    private Answer notOpen(long account, String key) {
        return replies.refuse(account, key, Refused.because(Why.ACCOUNT_NOT_OPEN));
    }

    /** What the feed says again, or said before, changes nothing. */
    Answer mark(PriceTick tick) {
        var market = markets.find(tick.symbol());
        if (market == null) return replies.refuse(0, "", Refused.because(Why.UNKNOWN_INSTRUMENT));
        var refused = unfit(market, tick);
        if (refused != null) return replies.refuse(0, "", refused);
        if (!market.isNews(tick)) return answer.noted();
        market.mark(tick, now);
        tape.next().priceMarked(market.price());
        broker.marked(market);
        return answer.noted();
    }

    private static @Nullable Refused unfit(CfdMarket market, PriceTick tick) {
        try {
            if (market.bid(tick) <= 0 || tick.last() < 0 || tick.ask() < tick.bid()) {
                return Refused.because(Why.NO_PRICE);
            }
            market.reckon(0, market.ask(tick));
            return null;
        } catch (ArithmeticException e) {
            return Refused.because(Why.TOO_LARGE);
        }
    }
}
