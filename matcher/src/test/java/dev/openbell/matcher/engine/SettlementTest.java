package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Market.ETH_USD;
import static dev.openbell.matcher.engine.Market.e8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fees at the last decimal. */
class SettlementTest {
    private static final int FILLS = 10;
    // A fee of 3000.01 × 0.0017 × 0.1 % = 0.0051000170 is rounded up by 0.00000000 8 per fill.
    private static final long PRICE = e8("3000.01"), QUANTITY = e8("0.0017");

    private final List<Event> events = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final Settlement settlement = new Settlement(ledger, 0);
    private final Account buyer = new Account(1, false), seller = new Account(2, false);

    @Test
    void eachFillIsRoundedUpAndWhatIsFreePaysForIt() {
        long hold = Settlement.holdFor(ETH_USD, Side.BUY, PRICE, QUANTITY * FILLS);
        var fees = tradeInSmallPieces(hold + 100);

        assertThat(fees).containsOnly(Money.timesUp(Money.times(PRICE, QUANTITY), ETH_USD.takerFee()));
        assertThat(buyer.available("USD")).isLessThan(100);
    }

    @Test
    void aWalletIsNeverNegativeEvenWhenNothingIsFree() {
        long hold = Settlement.holdFor(ETH_USD, Side.BUY, PRICE, QUANTITY * FILLS);
        var fees = tradeInSmallPieces(hold);

        assertThat(buyer.available("USD")).isZero();
        assertThat(fees.stream().mapToLong(Long::longValue).sum() + Money.times(PRICE, QUANTITY * FILLS))
                .isEqualTo(hold);
    }

    private List<Long> tradeInSmallPieces(long usd) {
        ledger.post(buyer, "USD", usd, Event.LedgerKind.GRANT, 0, events::add);
        ledger.post(House.GRANTS, "USD", -usd, Event.LedgerKind.GRANT, 0, events::add);
        ledger.post(seller, "ETH", QUANTITY * FILLS, Event.LedgerKind.GRANT, 0, events::add);
        ledger.post(House.GRANTS, "ETH", -QUANTITY * FILLS, Event.LedgerKind.GRANT, 0, events::add);
        var book = new Book(ETH_USD, settlement);
        for (int i = 0; i < FILLS; i++) place(book, order(i, seller, Side.SELL, QUANTITY));
        place(book, order(FILLS, buyer, Side.BUY, QUANTITY * FILLS));
        ledger.closeCommand(events::add);
        var fees = new ArrayList<Long>();
        for (var event : events) if (event instanceof Event.Traded traded) fees.add(traded.takerFee());
        assertThat(fees).hasSize(FILLS);
        return fees;
    }

    private void place(Book book, Order order) {
        settlement.hold(order);
        book.place(order, 1, events::add);
    }

    private static Order order(long id, Account owner, Side side, long quantity) {
        return new Order(id, owner, "", ETH_USD, side, PRICE, quantity, 1);
    }
}
