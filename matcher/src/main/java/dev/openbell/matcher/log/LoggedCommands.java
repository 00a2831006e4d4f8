package dev.openbell.matcher.log;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.matcher.engine.Command;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Instrument;
import dev.openbell.matcher.engine.Side;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.TimeInForce;

/** Commands as they stand in the log, and as the engine takes them. */
public final class LoggedCommands {
    /** The version of the envelope that this code writes and reads. */
    public static final int VERSION = 1;

    private static final String BY_KEY = "client:";

    private LoggedCommands() {}

    /** A record that this version cannot act upon. The shard halts on it: guessing would make another market of the same log. */
    public static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotUnderstood(String message) {
            super(message);
        }
    }

    public static Command read(LoggedCommand logged) {
        if (logged.getVersion() != VERSION) throw new NotUnderstood("version " + logged.getVersion());
        long account = Ids.parse(logged.getAccount());
        return switch (logged.getCommandCase()) {
            case OPEN_ACCOUNT ->
                new Command.OpenAccount(account, logged.getOpenAccount().getSynthetic());
            case PLACE_ORDER -> place(account, logged.getPlaceOrder());
            case CANCEL_ORDER ->
                new Command.CancelOrder(account, name(logged.getCancelOrder().getOrderId()));
            case DEPOSIT -> {
                var deposit = logged.getDeposit();
                yield new Command.Deposit(
                        account,
                        deposit.getAsset(),
                        deposit.getAmountE8(),
                        deposit.getIdempotencyKey(),
                        deposit.getUnlimited());
            }
            case LIST_INSTRUMENT ->
                new Command.ListInstrument(instrument(logged.getListInstrument().getInstrument()));
            case TIME_PASSED -> new Command.TimePassed();
            default -> throw new NotUnderstood(logged.getCommandCase().name());
        };
    }

    private static Command place(long account, dev.openbell.events.v1.PlaceOrder place) {
        boolean plainLimit = place.getType() == OrderType.LIMIT
                && place.getTimeInForce() == TimeInForce.GTC
                && !place.getPostOnly()
                && place.hasPriceE8()
                && place.hasQuantityE8();
        if (!plainLimit) throw new NotUnderstood("an order of the type " + place.getType());
        return new Command.PlaceOrder(
                account,
                place.getIdempotencyKey(),
                place.getInstrument(),
                place.getSide() == dev.openbell.trading.v1.Side.BUY ? Side.BUY : Side.SELL,
                place.getPriceE8(),
                place.getQuantityE8());
    }

    /** An order id, or {@code client:} and the key it was placed with. An id that cannot be one names no order. */
    public static OrderName name(String text) {
        if (text.startsWith(BY_KEY)) return OrderName.byKey(text.substring(BY_KEY.length()));
        return OrderName.byId(Ids.parse(text));
    }

    public static Instrument instrument(dev.openbell.trading.v1.Instrument listed) {
        if (listed.getKind() != InstrumentKind.SPOT)
            throw new NotUnderstood(listed.getKind() + " " + listed.getSymbol());
        return new Instrument(
                listed.getSymbol(),
                listed.getBase(),
                listed.getQuote(),
                listed.getTickE8(),
                listed.getLotE8(),
                listed.getMinNotionalE8(),
                listed.getPriceBandE8(),
                listed.getCollarE8(),
                listed.getMakerFeeE8(),
                listed.getTakerFeeE8());
    }
}
