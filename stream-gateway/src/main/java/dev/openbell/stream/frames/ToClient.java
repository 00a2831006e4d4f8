package dev.openbell.stream.frames;

import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.CommandRefused;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.stream.book.BookDelta;
import dev.openbell.stream.book.BookWindow;
import dev.openbell.stream.candles.Candle;
import dev.openbell.stream.candles.Interval;
import dev.openbell.stream.candles.Ticker;
import dev.openbell.trading.v1.AmendOrderResponse;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.Fill;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.PlaceOrderResponse;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.Trade;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client is told. */
public sealed interface ToClient {
    /** The first thing. */
    record Hello(Collection<String> symbols, long heartbeatMs, String sessionId) implements ToClient {}

    record Authenticated(@Nullable RequestId id, String userId, Instant expiresAt) implements ToClient {}

    record Subscribed(@Nullable RequestId id, Set<Channel> channels, Set<String> instruments) implements ToClient {}

    record Unsubscribed(@Nullable RequestId id, Set<Channel> channels, Set<String> instruments) implements ToClient {}

    record Pong(@Nullable RequestId id) implements ToClient {}

    record Refused(@Nullable RequestId id, Refusal refusal) implements ToClient {}

    record BookSnapshot(String instrument, BookWindow window) implements ToClient {}

    record BookChanged(String instrument, BookDelta delta) implements ToClient {}

    record TradeMade(Trade trade) implements ToClient {}

    record PriceMoved(PriceUpdate price, long ageMs) implements ToClient {}

    record OrdersSnapshot(List<Order> orders, long sequence) implements ToClient {}

    record OrderChanged(Order order, String commandId, long sequence) implements ToClient {}

    /** One's own side of a trade. */
    record Filled(Fill fill, long sequence) implements ToClient {}

    record OrderRejected(CommandRefused refused, String commandId, long sequence) implements ToClient {}

    /** What a wallet holds, the positions that are open, and what both are worth. */
    record AccountSnapshot(List<Balance> balances, List<Position> positions, AccountWorth worth, long sequence)
            implements ToClient {}

    record BalanceMoved(Balance balance, long sequence) implements ToClient {}

    /**
     * A position is not what it was.
     *
     * @param reason what was done to it, in the contract's words
     */
    record PositionMoved(Position position, String reason, long sequence) implements ToClient {}

    record AccountSummary(AccountWorth worth) implements ToClient {}

    record TickerMoved(Ticker ticker) implements ToClient {}

    record CandleMoved(String instrument, Interval interval, Candle candle, boolean closed) implements ToClient {}

    record OrderAccepted(@Nullable RequestId id, PlaceOrderResponse placed) implements ToClient {}

    record OrderCancelled(@Nullable RequestId id, Order order) implements ToClient {}

    record OrderAmended(@Nullable RequestId id, AmendOrderResponse amended) implements ToClient {}

    /** Something may have been missed on this channel; a snapshot of it follows. */
    record Resync(Channel channel) implements ToClient {}
}
