package dev.openbell.matcher.log;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.matcher.engine.CfdTerms;
import dev.openbell.matcher.engine.Command;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Direction;
import dev.openbell.matcher.engine.Instrument;
import dev.openbell.matcher.engine.Limits;
import dev.openbell.matcher.engine.OrderType;
import dev.openbell.matcher.engine.Reason;
import dev.openbell.matcher.engine.SelfTrade;
import dev.openbell.matcher.engine.Side;
import dev.openbell.matcher.engine.TimeInForce;
import org.jspecify.annotations.Nullable;

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
            case AMEND_ORDER -> {
                var amend = logged.getAmendOrder();
                yield new Command.AmendOrder(
                        account,
                        name(amend.getOrderId()),
                        amend.getPriceE8(),
                        amend.getQuantityE8(),
                        amend.getIdempotencyKey());
            }
            case CANCEL_ALL_ORDERS -> {
                var cancel = logged.getCancelAllOrders();
                yield new Command.CancelAllOrders(
                        account, cancel.getInstrument(), session(cancel.getSessionId()), reason(cancel.getReason()));
            }
            case CANCEL_AFTER ->
                new Command.CancelAfter(account, logged.getCancelAfter().getTimeoutMs());
            case DEPOSIT -> {
                var deposit = logged.getDeposit();
                yield new Command.Deposit(
                        account,
                        deposit.getAsset(),
                        deposit.getAmountE8(),
                        deposit.getIdempotencyKey(),
                        deposit.getUnlimited());
            }
            case OPEN_POSITION -> {
                var open = logged.getOpenPosition();
                yield new Command.OpenPosition(
                        account,
                        open.getIdempotencyKey(),
                        open.getAsset(),
                        direction(open.getDirection()),
                        open.getMarginE8(),
                        open.getLeverage(),
                        open.getStopLossPriceE8(),
                        open.getTakeProfitPriceE8(),
                        open.getTrailingDistanceE8(),
                        open.getExpectedPriceE8(),
                        open.getMaxSlippageE8());
            }
            case AMEND_POSITION -> {
                var amend = logged.getAmendPosition();
                long keep = Command.AmendPosition.KEEP;
                yield new Command.AmendPosition(
                        account,
                        Ids.parse(amend.getPositionId()),
                        amend.hasStopLossPriceE8() ? amend.getStopLossPriceE8() : keep,
                        amend.hasTakeProfitPriceE8() ? amend.getTakeProfitPriceE8() : keep,
                        amend.hasTrailingDistanceE8() ? amend.getTrailingDistanceE8() : keep);
            }
            case CLOSE_POSITION -> {
                var close = logged.getClosePosition();
                yield new Command.ClosePosition(
                        account, Ids.parse(close.getPositionId()), close.getQuantityE8(), close.getIdempotencyKey());
            }
            case PRICE_TICK -> {
                var tick = logged.getPriceTick();
                yield new Command.PriceTick(
                        tick.getSymbol(),
                        tick.getBidE8(),
                        tick.getAskE8(),
                        tick.getLastE8(),
                        tick.getSourceEpoch(),
                        tick.getSourceSequence());
            }
            case LIST_INSTRUMENT ->
                new Command.ListInstrument(instrument(logged.getListInstrument().getInstrument()));
            case HALT_INSTRUMENT ->
                new Command.HaltInstrument(logged.getHaltInstrument().getSymbol());
            case RESUME_INSTRUMENT ->
                new Command.ResumeInstrument(logged.getResumeInstrument().getSymbol());
            case SUSPEND_ACCOUNT -> new Command.SuspendAccount(account);
            case RESUME_ACCOUNT -> new Command.ResumeAccount(account);
            case SET_LIMITS -> {
                var limits = logged.getSetLimits();
                yield new Command.SetLimits(
                        account,
                        new Limits(
                                limits.getOpenOrdersPerInstrument(),
                                limits.getPositions(),
                                limits.getOpenNotionalE8()));
            }
            case SET_RULES -> new Command.SetRules(logged.getSetRules().getRulesVersion());
            case KEEP_SESSIONS ->
                new Command.KeepSessions(logged.getKeepSessions().getSessionsList().stream()
                        .map(kept -> new Command.KeepSessions.Session(
                                Ids.parse(kept.getAccount()), session(kept.getSessionId())))
                        .toList());
            // To pass over a record is the reader's work; the engine only hears that time has passed.
            case TIME_PASSED, SKIP_RECORD -> new Command.TimePassed();
            case COMMAND_NOT_SET ->
                throw new NotUnderstood(logged.getCommandCase().name());
        };
    }

    private static Command place(long account, dev.openbell.events.v1.PlaceOrder place) {
        var type = type(place.getType());
        return new Command.PlaceOrder(
                account,
                place.getIdempotencyKey(),
                place.getInstrument(),
                side(place.getSide()),
                type,
                place.getPriceE8(),
                place.getStopPriceE8(),
                place.getQuantityE8(),
                place.getQuoteQuantityE8(),
                timeInForce(place.getTimeInForce(), type),
                place.getExpiresAtMicros(),
                place.getPostOnly(),
                selfTrade(place.getSelfTradePrevention()),
                session(place.getSessionId()));
    }

    private static Side side(dev.openbell.trading.v1.Side side) {
        return switch (side) {
            case BUY -> Side.BUY;
            case SELL -> Side.SELL;
            case SIDE_UNSPECIFIED, UNRECOGNIZED -> throw new NotUnderstood("the side of an order");
        };
    }

    private static Direction direction(dev.openbell.trading.v1.Direction direction) {
        return switch (direction) {
            case LONG -> Direction.LONG;
            case SHORT -> Direction.SHORT;
            case DIRECTION_UNSPECIFIED, UNRECOGNIZED -> throw new NotUnderstood("the direction of a position");
        };
    }

    private static OrderType type(dev.openbell.trading.v1.OrderType type) {
        return switch (type) {
            case LIMIT -> OrderType.LIMIT;
            case MARKET -> OrderType.MARKET;
            case STOP -> OrderType.STOP;
            case STOP_LIMIT -> OrderType.STOP_LIMIT;
            case ORDER_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw new NotUnderstood("the type of an order");
        };
    }

    private static TimeInForce timeInForce(dev.openbell.trading.v1.TimeInForce timeInForce, OrderType type) {
        return switch (timeInForce) {
            case TIME_IN_FORCE_UNSPECIFIED -> type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC;
            case GTC -> TimeInForce.GTC;
            case IOC -> TimeInForce.IOC;
            case FOK -> TimeInForce.FOK;
            case GTD -> TimeInForce.GTD;
            case UNRECOGNIZED -> throw new NotUnderstood("how long an order stands");
        };
    }

    private static SelfTrade selfTrade(dev.openbell.trading.v1.SelfTradePrevention choice) {
        return switch (choice) {
            case SELF_TRADE_PREVENTION_UNSPECIFIED, CANCEL_NEWEST -> SelfTrade.CANCEL_NEWEST;
            case CANCEL_OLDEST -> SelfTrade.CANCEL_OLDEST;
            case CANCEL_BOTH -> SelfTrade.CANCEL_BOTH;
            case UNRECOGNIZED -> throw new NotUnderstood("what an order does about itself");
        };
    }

    private static Reason reason(String word) {
        return switch (word) {
            case "disconnect" -> Reason.DISCONNECT;
            case "suspended" -> Reason.SUSPENDED;
            default -> Reason.USER;
        };
    }

    private static long session(String id) {
        return id.isEmpty() ? 0 : Ids.parse(id);
    }

    /** An order id, or {@code client:} and the key it was placed with. An id that cannot be one names no order. */
    public static OrderName name(String text) {
        if (text.startsWith(BY_KEY)) return OrderName.byKey(text.substring(BY_KEY.length()));
        return OrderName.byId(Ids.parse(text));
    }

    public static Instrument instrument(dev.openbell.trading.v1.Instrument listed) {
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
                listed.getTakerFeeE8(),
                false,
                terms(listed));
    }

    private static @Nullable CfdTerms terms(dev.openbell.trading.v1.Instrument listed) {
        return switch (listed.getKind()) {
            case SPOT -> null;
            case CFD ->
                new CfdTerms(listed.getMaxLeverage(), listed.getMaintenanceRateE8(), listed.getFinancingRateE8());
            case INSTRUMENT_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new NotUnderstood("the kind of " + listed.getSymbol());
        };
    }
}
