package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/**
 * A market with three traders, who have 100,000 USD and 100 ETH each. A tick of ETH-USD is 0.01, a lot 0.0001, an order is worth 5 USD
 * at least; a maker pays 0.05 %, a taker 0.1 %.
 */
abstract class MarketFloor {
    private final Floor floor = new Floor(new Engine(Floor.SHARD));
    private long now = 1_000_000;

    final Trader alice = new Trader(this, 101), bob = new Trader(this, 102), carol = new Trader(this, 103);
    final Board market = new Board(this, "ETH-USD");
    final Board bitcoin = new Board(this, "BTC-USD");

    @BeforeEach
    void theMarketOpens() {
        apply(new Command.ListInstrument(Floor.ETH_USD));
        apply(new Command.ListInstrument(Floor.BTC_USD));
        for (var trader : List.of(alice, bob, carol)) {
            apply(new Command.OpenAccount(trader.account, false));
            trader.deposits("100 ETH");
        }
    }

    Engine engine() {
        return floor.engine();
    }

    List<Told> told() {
        return floor.told();
    }

    long now() {
        return now;
    }

    Answer apply(Command command) {
        return floor.apply(now, command);
    }

    /** Time goes by, and the engine is told. */
    void seconds(long count) {
        micros(count * 1_000_000);
    }

    void micros(long count) {
        now += count;
        apply(new Command.TimePassed());
    }

    /** Time goes by, and nobody tells the engine. */
    void secondsUnnoticed(long count) {
        now += count * 1_000_000;
    }

    /** A trade between the other two, after which nothing of it is left in the book. */
    void lastTradeAt(String price) {
        bob.sells("0.1 @ " + price).is("open 0/0.1");
        carol.buys("0.1 @ " + price).is("filled 0.1/0.1");
        bob.isUpToDate();
        carol.isUpToDate();
    }

    void isRefused(Command command, String codeAndWords) {
        var answer = apply(command);
        assertThat(answer.kind()).isEqualTo(Answer.Kind.REFUSED);
        assertThat(answer.refused().code() + ": " + answer.refused().detail()).isEqualTo(codeAndWords);
    }

    /** From now on an instrument has another tick. */
    void tickBecomes(String tick) {
        rulesBecome(e8(tick), Floor.ETH_USD.lot(), Floor.ETH_USD.makerFee(), Floor.ETH_USD.takerFee());
    }

    void lotBecomes(String lot) {
        rulesBecome(Floor.ETH_USD.tick(), e8(lot), Floor.ETH_USD.makerFee(), Floor.ETH_USD.takerFee());
    }

    void feesBecome(String maker, String taker) {
        rulesBecome(Floor.ETH_USD.tick(), Floor.ETH_USD.lot(), e8(maker), e8(taker));
    }

    private void rulesBecome(long tick, long lot, long makerFee, long takerFee) {
        var was = Floor.ETH_USD;
        apply(new Command.ListInstrument(new Instrument(
                was.symbol(),
                was.base(),
                was.quote(),
                tick,
                lot,
                was.minNotional(),
                was.priceBand(),
                was.collar(),
                makerFee,
                takerFee,
                false)));
    }
}
