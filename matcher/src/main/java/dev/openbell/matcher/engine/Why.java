package dev.openbell.matcher.engine;

import java.math.BigDecimal;

/** Everything that a command can be refused for, with the contract's code and in words; {0} and {1} are amounts. */
public enum Why {
    ACCOUNT_NOT_OPEN(1, "NOT_FOUND", "", "The account is not open"),
    ACCOUNT_SUSPENDED(2, "FORBIDDEN", "", "The account is suspended"),
    UNKNOWN_INSTRUMENT(3, "UNKNOWN_INSTRUMENT", "", "No such instrument is traded here"),
    INSTRUMENT_HALTED(4, "INSTRUMENT_HALTED", "", "Trading in this instrument is halted"),
    UNKNOWN_ORDER(5, "UNKNOWN_ORDER", "", "No such order"),
    ORDER_CLOSED(6, "ORDER_CLOSED", "", "The order is closed already"),
    KEY_USED(7, "IDEMPOTENCY_CONFLICT", "", "This key was used for something else"),

    PRICE_NEEDED(10, "VALIDATION", "price", "must be above zero"),
    PRICE_UNFIT(11, "VALIDATION", "price", "does not go with this type of order"),
    STOP_NEEDED(12, "VALIDATION", "stop_price", "must be above zero"),
    STOP_UNFIT(13, "VALIDATION", "stop_price", "does not go with this type of order"),
    QUANTITY_NEEDED(14, "VALIDATION", "quantity", "must be above zero"),
    ONE_QUANTITY(15, "VALIDATION", "quote_quantity", "is given for a market buy, and then instead of quantity"),
    TIME_IN_FORCE_UNFIT(16, "VALIDATION", "time_in_force", "does not go with this type of order"),
    EXPIRY_NEEDED(17, "VALIDATION", "expires_at", "must be given for gtd, and lie ahead"),
    EXPIRY_UNFIT(18, "VALIDATION", "expires_at", "goes with gtd only"),
    POST_ONLY_UNFIT(19, "VALIDATION", "post_only", "goes with a limit order that may rest"),
    NOTHING_TO_AMEND(20, "VALIDATION", "quantity", "or price must be given"),
    QUANTITY_FILLED(21, "VALIDATION", "quantity", "must be above what is filled, {0}"),
    ASSET_UNKNOWN(22, "VALIDATION", "asset", "must be one of USD, BTC, ETH, SOL"),
    AMOUNT_NEEDED(23, "VALIDATION", "amount", "must be above zero"),
    UNREADABLE(24, "VALIDATION", "", "The command cannot be read"),
    ASSETS_STAY(25, "VALIDATION", "base", "and quote of a listed instrument cannot change"),
    KIND_STAYS(26, "VALIDATION", "kind", "of a listed instrument cannot change"),
    GRID_STAYS(27, "VALIDATION", "tick", "and lot of a listed CFD cannot change"),
    NO_PRICE(28, "VALIDATION", "bid", "must be above zero, and not above ask"),

    INVALID_TICK(30, "INVALID_TICK", "", "A price must be a whole multiple of {0}"),
    INVALID_LOT(31, "INVALID_LOT", "", "The quantity must be a whole multiple of {0}"),
    BELOW_MIN_NOTIONAL(32, "BELOW_MIN_NOTIONAL", "", "An order is worth at least {0}"),
    BELOW_ONE_LOT(33, "BELOW_MIN_NOTIONAL", "", "This buys less than one lot, {0}"),
    PRICE_OUT_OF_BAND(34, "PRICE_OUT_OF_BAND", "", "The price must lie between {0} and {1}"),
    WRONG_SIDE_OF_LAST(35, "INVALID_TRIGGER", "", "The last trade at {0} has reached this stop price already"),
    WOULD_TAKE(36, "WOULD_TAKE", "", "The order would trade at once, at {0}"),
    UNFILLABLE(37, "UNFILLABLE", "", "Only {0} can be traded at once"),
    NO_LIQUIDITY(38, "NO_LIQUIDITY", "", "Nobody is on the other side"),
    INSUFFICIENT_FUNDS(39, "INSUFFICIENT_FUNDS", "", "{0} is needed and {1} is available"),
    TOO_LARGE(40, "LIMIT_EXCEEDED", "", "Price × quantity is too large"),
    TOO_MANY_ORDERS(41, "LIMIT_EXCEEDED", "", "At most {0} orders of an instrument may be open"),
    TOO_MUCH_OPEN(42, "LIMIT_EXCEEDED", "", "Open orders may be worth {0} in all, and {1} is open"),
    DEPOSITS_TODAY(43, "LIMIT_EXCEEDED", "", "Today {0} more can be deposited"),
    DEPOSIT_TOO_LARGE(44, "LIMIT_EXCEEDED", "", "The amount is too large"),

    UNKNOWN_POSITION(45, "UNKNOWN_POSITION", "", "No such position"),
    POSITION_CLOSED(46, "POSITION_CLOSED", "", "The position is closed already"),
    MARGIN_NEEDED(47, "VALIDATION", "margin", "must be above zero"),
    NO_CHANGE(48, "VALIDATION", "stop_loss_price", "or another price must be given"),
    MORE_THAN_OPEN(49, "VALIDATION", "quantity", "must be above zero, and at most what is open, {0}"),
    LEVERAGE_OUT_OF_RANGE(50, "LEVERAGE_OUT_OF_RANGE", "", "The leverage is a whole number from 1 to {0}"),
    LIQUIDATED_AT_ONCE(51, "LEVERAGE_OUT_OF_RANGE", "", "With this leverage it would be liquidated at once"),
    STALE_PRICE(52, "STALE_PRICE", "", "There is no price that is fresh enough"),
    SLIPPAGE(53, "SLIPPAGE", "", "The price is {0} now"),
    TOO_MANY_POSITIONS(54, "LIMIT_EXCEEDED", "", "At most {0} positions may be open"),
    TOO_MUCH_AT_RISK(55, "LIMIT_EXCEEDED", "", "Open orders and positions may be worth {0} in all, and {1} is open"),
    REACHED_ALREADY(56, "INVALID_TRIGGER", "", "The mark, {0}, has reached this price already"),
    BEYOND_LIQUIDATION(57, "INVALID_TRIGGER", "", "The position would be liquidated before, at {0}"),
    TRIGGER_BELOW_ZERO(58, "INVALID_TRIGGER", "", "A price must be above zero"),
    MARGIN_TOO_SMALL(59, "BELOW_MIN_NOTIONAL", "", "The margin is at least {0}");

    private static final Why[] BY_NUMBER = new Why[64];

    static {
        for (var why : values()) BY_NUMBER[why.number] = why;
    }

    /** As it stands in state and snapshots: never changed, never used again. */
    final int number;

    private final String code;
    private final String field;
    private final String words;

    Why(int number, String code, String field, String words) {
        this.number = number;
        this.code = code;
        this.field = field;
        this.words = words;
    }

    static Why of(int number) {
        return BY_NUMBER[number];
    }

    /** The code of the contract. */
    public String code() {
        return code;
    }

    /** Which field of the request is wrong; empty when it is not one field. */
    public String field() {
        return field;
    }

    /** What is wrong, with these numbers in it. */
    public String words(long first, long second) {
        return (field.isEmpty() ? words : field + " " + words)
                .replace("{0}", plain(first))
                .replace("{1}", plain(second));
    }

    private static String plain(long e8) {
        return BigDecimal.valueOf(e8, 8).stripTrailingZeros().toPlainString();
    }
}
