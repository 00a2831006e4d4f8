package dev.openbell.matcher.engine;

import dev.openbell.matcher.engine.Command.AmendOrder;
import dev.openbell.matcher.engine.Command.ClosePosition;
import dev.openbell.matcher.engine.Command.Deposit;
import dev.openbell.matcher.engine.Command.OpenPosition;
import dev.openbell.matcher.engine.Command.PlaceOrder;

/** What a command with a key asks for, as a hash: the same key may only be used again for the same. */
final class Contents {
    private static final long PLACE = 1, AMEND = 2, DEPOSIT = 3, OPEN = 4, CLOSE = 5;

    private Contents() {}

    static long of(PlaceOrder place) {
        long hash = Hash.of(PLACE, place.instrument());
        hash = Hash.of(hash, choices(place));
        hash = Hash.of(hash, place.price());
        hash = Hash.of(hash, place.stopPrice());
        hash = Hash.of(hash, place.quantity());
        hash = Hash.of(hash, place.quoteQuantity());
        return Hash.of(hash, place.expiresAt());
    }

    /** What there are a few of each, in one number. */
    private static long choices(PlaceOrder place) {
        return (place.side() == Side.BUY ? 0 : 1)
                | (place.postOnly() ? 2 : 0)
                | (place.type().code << 8)
                | (place.timeInForce().code << 16)
                | (place.selfTrade().code << 24);
    }

    static long of(AmendOrder amend) {
        long hash = Hash.of(AMEND, amend.order().key());
        hash = Hash.of(hash, amend.order().id());
        hash = Hash.of(hash, amend.price());
        return Hash.of(hash, amend.quantity());
    }

    static long of(Deposit deposit) {
        return Hash.of(Hash.of(DEPOSIT, deposit.asset()), deposit.amount());
    }

    static long of(OpenPosition open) {
        long hash = Hash.of(OPEN, open.asset());
        hash = Hash.of(hash, open.direction() == Direction.LONG ? 0 : 1);
        hash = Hash.of(hash, open.margin());
        hash = Hash.of(hash, open.leverage());
        hash = Hash.of(hash, open.stopLoss());
        hash = Hash.of(hash, open.takeProfit());
        hash = Hash.of(hash, open.trailing());
        hash = Hash.of(hash, open.expected());
        return Hash.of(hash, open.slippage());
    }

    static long of(ClosePosition close) {
        return Hash.of(Hash.of(CLOSE, close.position()), close.quantity());
    }
}
