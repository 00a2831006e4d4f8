package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.matcher.engine.Command.OrderName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A command that is sent again with its key happens once. */
class IdempotencyTest extends MarketFloor {
    private static final String CONFLICT = "IDEMPOTENCY_CONFLICT: This key was used for something else";

    @Test
    void theSameKeyAndContentIsTheSameOrderAsItStandsNow() {
        var first = alice.buys("2 @ 100.00 key k1");
        bob.sells("1 @ 100.00");

        var again = alice.buys("2 @ 100.00 key k1");

        assertThat(again.kind).isEqualTo(Answer.Kind.REPEATED);
        assertThat(again.id()).isEqualTo(first.id());
        again.traded("1 @ 100.00").is("partially_filled 1/2");
        alice.hasOpen(first);
    }

    @Test
    void evenWhenItIsClosed() {
        var first = alice.buys("2 @ 100.00 key k1");
        alice.cancels(first);

        var again = alice.buys("2 @ 100.00 key k1");

        assertThat(again.id()).isEqualTo(first.id());
        again.is("cancelled user 0/2");
        market.isEmpty();
    }

    @Test
    void theSameOverAnotherSessionIsTheSame() {
        var first = alice.buys("2 @ 100.00 key k1 session 7");

        assertThat(alice.buys("2 @ 100.00 key k1 session 8").id()).isEqualTo(first.id());
    }

    @Test
    void otherContentIsAConflict() {
        var first = alice.buys("2 @ 100.00 key k1");

        for (var other : List.of(
                "3 @ 100.00",
                "2 @ 100.01",
                "2 @ 100.00 of BTC-USD",
                "2 @ 100.00 ioc",
                "2 @ 100.00 until 60",
                "2 @ 100.00 post_only",
                "2 @ 100.00 cancel_oldest",
                "2 @ 100.00 when 100.00",
                "2 @ market")) {
            alice.buys(other + " key k1").isRefused(CONFLICT);
        }
        alice.sells("2 @ 100.00 key k1").isRefused(CONFLICT);
        alice.hasOpen(first);
    }

    @Test
    void everyNumberOfATicketIsContent() {
        alice.buys("2 @ 106.00 when 105.00 until 60 key k1");
        alice.buys("2 @ 106.00 when 105.01 until 60 key k1").isRefused(CONFLICT);
        alice.buys("2 @ 106.00 when 105.00 until 61 key k1").isRefused(CONFLICT);

        bob.sells("1 @ 100.00");
        alice.buys("50 USD @ market key k2");
        alice.buys("51 USD @ market key k2").isRefused(CONFLICT);
    }

    @Test
    void anotherKindOfCommandIsAConflict() {
        var bid = alice.buys("2 @ 100.00 key k1");
        alice.amends(bid, "1 key k2");
        apply(alice.deposit("1 BTC", "k3"));

        alice.amends(bid, "1 key k1").isRefused(CONFLICT);
        isRefused(alice.deposit("1 BTC", "k1"), CONFLICT);
        alice.buys("2 @ 100.00 key k2").isRefused(CONFLICT);
        alice.buys("2 @ 100.00 key k3").isRefused(CONFLICT);
        alice.has("1 BTC");
    }

    @Test
    void everyAccountHasItsOwnKeys() {
        var first = alice.buys("2 @ 100.00 key k1");
        var second = bob.buys("2 @ 100.00 key k1");

        assertThat(second.id()).isNotEqualTo(first.id());
        second.is("open 0/2");
    }

    @Test
    void aRefusalStaysTheSameWhateverHasHappenedSince() {
        alice.buys("1 @ market key k1").isRefused("NO_LIQUIDITY: Nobody is on the other side");
        bob.sells("1 @ 100.00");

        alice.buys("1 @ market key k1").isRefused("NO_LIQUIDITY: Nobody is on the other side");
        alice.buys("2 @ market key k1").isRefused(CONFLICT);
        alice.buys("1 @ market key k2").is("filled 1/1");
        assertThat(refusalOf("1 @ market key k1")).isEqualTo(Refused.because(Why.NO_LIQUIDITY));
        assertThat(refusalOf("2 @ market key k1")).isEqualTo(Refused.because(Why.KEY_USED));
        assertThat(refusalOf("1 @ market key k2")).isNull();
        assertThat(refusalOf("2 @ market key k2")).isEqualTo(Refused.because(Why.KEY_USED));
        assertThat(refusalOf("1 @ market key k3")).isNull();
    }

    /** What is told to somebody who asks later. */
    private @Nullable Refused refusalOf(String words) {
        return engine().refusal(Call.order(alice.account, Side.BUY, words, now()));
    }

    @Test
    void theNumbersOfARefusalAreTheOriginalOnes() {
        alice.buys("1000 @ 100.00 key k1").isRefused("INSUFFICIENT_FUNDS: 100100 is needed and 100000 is available");
        alice.deposits("1000 USD");

        alice.buys("1000 @ 100.00 key k1").isRefused("INSUFFICIENT_FUNDS: 100100 is needed and 100000 is available");
    }

    @Test
    void anAmendedOrderIsAnsweredAsItStandsNow() {
        bob.sells("1 @ 101.00");
        var bid = alice.buys("2 @ 100.00");
        alice.amends(bid, "@ 101.00 key a1").traded("1 @ 101.00");
        alice.amends(bid, "3 key a2").is("partially_filled 1/3");

        var again = alice.amends(bid, "@ 101.00 key a1");

        assertThat(again.kind).isEqualTo(Answer.Kind.AMENDED);
        again.is("partially_filled 1/3");
        again.traded("1 @ 101.00");
        alice.amends(bid, "@ 102.00 key a1").isRefused(CONFLICT);
        alice.amends(bid, "1 key a3").isRefused("VALIDATION: quantity must be above what is filled, 1");
        bob.sells("1 @ 101.00");
        alice.amends(bid, "1 key a3").isRefused("VALIDATION: quantity must be above what is filled, 1");
    }

    @Test
    void aDepositIsMadeOnce() {
        apply(alice.deposit("1 BTC", "d1"));
        var again = apply(alice.deposit("1 BTC", "d1"));

        assertThat(again.kind()).isEqualTo(Answer.Kind.DEPOSITED);
        assertThat(again.balance()).isEqualTo(new Balance("BTC", Floor.e8("1"), 0, 0));
        isRefused(alice.deposit("2 BTC", "d1"), CONFLICT);
        isRefused(alice.deposit("1 SOL", "d1"), CONFLICT);
        alice.has("1 BTC", "0 SOL");
    }

    @Test
    void aRefusedDepositStaysRefused() {
        isRefused(alice.deposit("11 BTC", "d1"), "LIMIT_EXCEEDED: Today 10 more can be deposited");
        alice.deposits("4 BTC");

        isRefused(alice.deposit("11 BTC", "d1"), "LIMIT_EXCEEDED: Today 10 more can be deposited");
        isRefused(alice.deposit("11 BTC", "d2"), "LIMIT_EXCEEDED: Today 6 more can be deposited");
    }

    @Test
    void aClosedOrderIsRememberedForFiveMinutes() {
        var bid = alice.buys("2 @ 100.00 key k1");
        seconds(3600);
        alice.cancels("k1").is("cancelled user 0/2");

        seconds(300);
        bid.is("cancelled user 0/2");
        assertThat(alice.buys("2 @ 100.00 key k1").id()).isEqualTo(bid.id());

        micros(1);
        bid.isForgotten();
        assertThat(engine().order(alice.account, OrderName.byKey("k1"))).isNull();
        var other = alice.buys("2 @ 100.00 key k1");
        assertThat(other.id()).isNotEqualTo(bid.id());
        other.is("open 0/2");
    }

    @Test
    void anOpenOrderIsRememberedForAsLongAsItIsOpen() {
        var bid = alice.buys("2 @ 100.00 key k1");

        seconds(7 * 24 * 3600);

        assertThat(alice.buys("2 @ 100.00 key k1").id()).isEqualTo(bid.id());
        alice.buys("3 @ 100.00 key k1").isRefused(CONFLICT);
    }

    @Test
    void aRefusalAndADepositAreRememberedForFiveMinutes() {
        alice.buys("1 @ market key k1").isRefused("NO_LIQUIDITY: Nobody is on the other side");
        apply(alice.deposit("1 BTC", "d1"));
        bob.sells("1 @ 100.00");

        seconds(300);
        alice.buys("1 @ market key k1").isRefused("NO_LIQUIDITY: Nobody is on the other side");
        isRefused(alice.deposit("2 BTC", "d1"), CONFLICT);

        micros(1);
        alice.buys("1 @ market key k1").is("filled 1/1");
        apply(alice.deposit("2 BTC", "d1"));
        alice.has("3 BTC");
    }

    @Test
    void whatHasNoKeyHappensEveryTime() {
        var first = alice.buys("1 @ 100.00");
        var second = alice.buys("1 @ 100.00");

        alice.hasOpen(second, first);
    }

    @Test
    void aLongKeyIsKeptWhole() {
        var key = "a".repeat(23) + "-" + "b".repeat(23) + "." + "c".repeat(16);
        var bid = alice.buys("1 @ 100.00 key " + key);

        assertThat(bid.sheet().key()).isEqualTo(key);
        assertThat(alice.buys("1 @ 100.00 key " + key.substring(0, 63)).id()).isNotEqualTo(bid.id());
        alice.cancels(key).is("cancelled user 0/1");
    }

    @Test
    void whatIsForgottenTakesNoRoom() {
        tradeAndForget(1);
        int size = StateTape.of(engine()).size();

        for (int day = 2; day < 10; day++) tradeAndForget(day);

        assertThat(StateTape.of(engine()).size()).isEqualTo(size);
    }

    /** Everything that leaves a trace for five minutes. */
    private void tradeAndForget(int day) {
        var key = " key a-key-that-is-longer-than-a-row-of-text-" + day + "-";
        bob.sells("2 @ 100.00" + key + 1);
        alice.buys("1 @ 100.00" + key + 2).is("filled 1/1");
        var bid = alice.buys("1 @ 90.00 until 60" + key + 3);
        alice.amends(bid, "2" + key + 4);
        alice.sells("1 @ market when 80.00" + key + 5);
        alice.sells("1 @ 100.00 post_only fok" + key + 6)
                .isRefused("VALIDATION: post_only goes with a limit order that may rest");
        apply(alice.deposit("1 BTC", "deposit-" + day));
        alice.mustBeHeardWithin(100);
        seconds(24 * 3600);
        bob.cancelsAll();
        seconds(301);
        bid.isForgotten();
    }
}
