package dev.openbell.matcher.simulation;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.HaltInstrument;
import dev.openbell.events.v1.ListInstrument;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.PriceTick;
import dev.openbell.events.v1.ResumeAccount;
import dev.openbell.events.v1.ResumeInstrument;
import dev.openbell.events.v1.SetLimits;
import dev.openbell.events.v1.SuspendAccount;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import java.util.List;
import java.util.function.Supplier;

/** What the venue wants of itself: prices of the feed, instruments that are listed, halted and resumed, accounts that are suspended and resumed. */
final class Operator implements Supplier<LoggedCommand> {
    /** Its name is so long that what happens to one order does not fit into one record of the event log. */
    static final Instrument LONG_NAMED = instrument("and-so-on-".repeat(14_000));

    static final List<Instrument> INSTRUMENTS = List.of(instrument("BTC"), instrument("ETH"));
    static final Instrument CFD = instrument("BTC").toBuilder()
            .setSymbol("BTC_USDC")
            .setKind(InstrumentKind.CFD)
            .setMaxLeverage(100)
            .setMaintenanceRateE8(500_000)
            .setFinancingRateE8(10_000)
            .build();
    private static final List<Instrument> ALL = List.of(INSTRUMENTS.get(0), INSTRUMENTS.get(1), LONG_NAMED, CFD);

    private final Fate fate;
    private final int traders;
    private int listed;
    private long ticks;

    Operator(Fate fate, int traders) {
        this.fate = fate;
        this.traders = traders;
    }

    @Override
    public LoggedCommand get() {
        var wish = LoggedCommand.newBuilder();
        if (listed < ALL.size()) {
            return wish.setListInstrument(ListInstrument.newBuilder().setInstrument(ALL.get(listed++)))
                    .build();
        }
        if (fate.chance(0.5)) return wish.setPriceTick(tick()).build();
        var symbol = fate.oneOf(INSTRUMENTS).getSymbol();
        var account = Ids.text(1 + fate.upTo(traders - 1));
        // What was halted or suspended is mostly resumed soon: a market that stands still shows little.
        return switch (fate.upTo(29)) {
            case 0 ->
                wish.setHaltInstrument(HaltInstrument.newBuilder().setSymbol(symbol))
                        .build();
            case 1 ->
                wish.setAccount(account)
                        .setSuspendAccount(SuspendAccount.getDefaultInstance())
                        .build();
            case 2 ->
                wish.setAccount(account)
                        .setSetLimits(SetLimits.newBuilder().setOpenOrdersPerInstrument(5 + fate.upTo(50)))
                        .build();
            case 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 ->
                wish.setAccount(account)
                        .setResumeAccount(ResumeAccount.getDefaultInstance())
                        .build();
            default ->
                wish.setResumeInstrument(ResumeInstrument.newBuilder().setSymbol(symbol))
                        .build();
        };
    }

    /** Up and down so far that many a position does not survive it. */
    private PriceTick.Builder tick() {
        long bid = (900 + fate.upTo(200)) * 100_000_000L;
        return PriceTick.newBuilder()
                .setSymbol(CFD.getSymbol())
                .setBidE8(bid)
                .setAskE8(bid + 100_000_000)
                .setSourceEpoch(1)
                .setSourceSequence(++ticks);
    }

    private static Instrument instrument(String base) {
        return Instrument.newBuilder()
                .setSymbol(base + "-USD")
                .setKind(InstrumentKind.SPOT)
                .setBase(base)
                .setQuote("USD")
                .setTickE8(50_000_000)
                .setLotE8(10_000)
                .setMinNotionalE8(500_000_000)
                .setPriceBandE8(50_000_000)
                .setCollarE8(5_000_000)
                .setMakerFeeE8(50_000)
                .setTakerFeeE8(100_000)
                .build();
    }
}
