package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.matcher.engine.Command.Deposit;
import dev.openbell.matcher.engine.Command.OpenAccount;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Who may trade, with what, and how much. */
class AccountTest extends MarketFloor {
    private static final long DAVE = 104;

    @Test
    void anAccountIsOpenedOnce() {
        assertThat(apply(new OpenAccount(DAVE, false)).number()).isEqualTo(1);
        assertThat(apply(new OpenAccount(DAVE, false)).number()).isZero();

        assertThat(engine().balances(DAVE)).containsExactly(new Balance("USD", e8("100000"), 0, 0));
        assertThat(engine().knows(DAVE)).isTrue();
        assertThat(engine().knows(105)).isFalse();
        var accounts = new ArrayList<Long>();
        engine().accounts(accounts::add);
        assertThat(accounts).containsExactly(alice.account, bob.account, carol.account, DAVE);
    }

    @Test
    void depositsEndAtTheLimitOfTheDay() {
        alice.deposits("4 BTC");
        alice.deposits("6 BTC");
        isRefused(alice.deposit("0.00000001 BTC", ""), "LIMIT_EXCEEDED: Today 0 more can be deposited");
        bob.deposits("10 BTC");

        seconds(24 * 3600);

        alice.deposits("10 BTC");
        alice.has("20 BTC");
    }

    @Test
    void theVenuesOwnDepositsHaveNoLimit() {
        apply(new Deposit(alice.account, "BTC", e8("1000"), "", true));
        alice.deposits("10 BTC");

        alice.has("1010 BTC");
    }

    @Test
    void noDepositIsLargerThanANumberCanHold() {
        apply(new Deposit(alice.account, "BTC", Long.MAX_VALUE / 2, "", true));
        apply(new Deposit(bob.account, "BTC", Long.MAX_VALUE / 3, "", true));

        isRefused(
                new Deposit(carol.account, "BTC", Long.MAX_VALUE / 3, "", true),
                "LIMIT_EXCEEDED: The amount is too large");
    }

    @Test
    void noAccountIsOpenedWhenThereIsNoMoneyLeftForIt() {
        // All but 1 USD that a number can hold, so that the 100,000 for the next account is too much.
        long granted = 3 * e8("100000");
        apply(new Deposit(alice.account, "USD", Long.MAX_VALUE - granted - e8("1"), "", true));

        isRefused(new OpenAccount(DAVE, false), "LIMIT_EXCEEDED: The amount is too large");
        assertThat(engine().knows(DAVE)).isFalse();
    }

    @Test
    void onlySoManyOrdersOfAnInstrumentMayBeOpen() {
        Slip last = alice.buys("0.1 @ 100.00");
        for (int i = 1; i < 200; i++) last = alice.buys("0.1 @ 100.00");

        alice.buys("0.1 @ 100.00").isRefused("LIMIT_EXCEEDED: At most 200 orders of an instrument may be open");
        alice.sells("0.1 @ market when 50.00")
                .isRefused("LIMIT_EXCEEDED: At most 200 orders of an instrument may be open");
        alice.sells("0.1 @ 99.00 ioc cancel_both").is("cancelled self_trade 0/0.1");
        alice.buys("0.1 @ 100.00 of BTC-USD").is("open 0/0.1");
        alice.cancels(last);
        alice.buys("0.1 @ 100.00").is("open 0/0.1");
    }

    @Test
    void onlySoMuchMayBeOpen() {
        alice.isLimitedTo(0, "1000");
        alice.buys("6 @ 100.00");
        bob.sells("1 @ 100.00");

        // 5 × 100 are open.
        alice.sells("2 @ 250.01").isRefused("LIMIT_EXCEEDED: Open orders may be worth 1000 in all, and 500 is open");
        alice.sells("2 @ market when 250.01")
                .isRefused("LIMIT_EXCEEDED: Open orders may be worth 1000 in all, and 500 is open");
        alice.buys("501 @ 1.00 of BTC-USD")
                .isRefused("LIMIT_EXCEEDED: Open orders may be worth 1000 in all, and 500 is open");
        alice.sells("2 @ 140.00").is("open 0/2");
        alice.cancelsAll();
        alice.buys("10 @ 100.00").is("open 0/10");
    }

    @Test
    void whatIsSaidNothingAboutIsTheVenuesOwnLimit() {
        apply(new Command.SetLimits(alice.account, new Limits(3, 0, 0)));

        assertThat(told().getLast()).isEqualTo(new Told.LimitsSet(alice.account, new Limits(3, 50, e8("5000000"))));
        isRefused(new Command.SetLimits(999, Limits.DEFAULT), "NOT_FOUND: The account is not open");
    }

    @Test
    void aSuspendedAccountHasNothingOpenAndMayNotTrade() {
        var bid = alice.buys("1 @ 100.00");
        var stop = alice.sells("1 @ market when 90.00");
        var bobs = bob.buys("1 @ 100.00");

        apply(new Command.SuspendAccount(alice.account));

        bid.is("cancelled suspended 0/1");
        stop.is("cancelled suspended 0/1");
        bobs.is("open 0/1");
        alice.has("100000 USD", "100 ETH");
        alice.buys("1 @ 100.00").isRefused("FORBIDDEN: The account is suspended");

        apply(new Command.ResumeAccount(alice.account));
        alice.buys("1 @ 100.00").is("open 0/1");
    }

    @Test
    void toSuspendOrResumeTwiceIsToDoItOnce() {
        apply(new Command.ResumeAccount(alice.account));
        apply(new Command.SuspendAccount(alice.account));
        long before = engine().sequence();

        apply(new Command.SuspendAccount(alice.account));

        assertThat(engine().sequence()).isEqualTo(before);
        isRefused(new Command.SuspendAccount(999), "NOT_FOUND: The account is not open");
        isRefused(new Command.ResumeAccount(999), "NOT_FOUND: The account is not open");
    }

    @Test
    void aTradeIsSyntheticWhenTheMarketMakerMeetsItself() {
        apply(new OpenAccount(DAVE, true));
        apply(new OpenAccount(105, true));
        apply(new Deposit(DAVE, "ETH", e8("100"), "", true));
        apply(Call.order(DAVE, Side.SELL, "2 @ 100.00", now()));

        apply(Call.order(105, Side.BUY, "1 @ 100.00", now()));
        alice.buys("1 @ 100.00");

        assertThat(told().stream()
                        .filter(Told.Traded.class::isInstance)
                        .map(traded -> ((Told.Traded) traded).trade().synthetic()))
                .containsExactly(true, false);
    }

    @Test
    void nobodyUnknownDoesAnything() {
        for (var command : new Command[] {
            Call.order(999, Side.BUY, "1 @ 100.00", now()),
            new Command.CancelOrder(999, Command.OrderName.byId(1)),
            new Command.AmendOrder(999, Command.OrderName.byId(1), 1, 1, ""),
            new Command.CancelAllOrders(999, "", 0, Reason.USER),
            new Command.CancelAfter(999, 1000),
            new Deposit(999, "USD", 1, "", false)
        }) {
            isRefused(command, "NOT_FOUND: The account is not open");
        }
        assertThat(engine().balances(999)).isEmpty();
        assertThat(engine().order(999, Command.OrderName.byId(1))).isNull();
        assertThat(engine().strikesAt(999)).isZero();
    }
}
