package dev.openbell.bench.engine;

import dev.openbell.matcher.engine.Side;
import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import java.util.EnumSet;
import java.util.Map;

/** The faster of exchange-core's order books, set up as its own matching engine does it: the same pools, one command used again and again. */
final class ExchangeCoreBook implements Contestant {
    private static final Map<Integer, Integer> POOLS = Map.of(
            ObjectsPool.DIRECT_ORDER, 1 << 20,
            ObjectsPool.DIRECT_BUCKET, 1 << 16,
            ObjectsPool.ART_NODE_4, 1 << 15,
            ObjectsPool.ART_NODE_16, 1 << 14,
            ObjectsPool.ART_NODE_48, 1 << 13,
            ObjectsPool.ART_NODE_256, 1 << 12);

    private final IOrderBook book = new OrderBookDirectImpl(
            // Its currency pairs check each move against the price that was reserved; its futures, like our bare book,
            // do not.
            CoreSymbolSpecification.builder()
                    .symbolId(1)
                    .type(SymbolType.FUTURES_CONTRACT)
                    .build(),
            new ObjectsPool(POOLS),
            OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
            new LoggingConfiguration(EnumSet.noneOf(LoggingConfiguration.LoggingLevel.class)));
    private final OrderCommand command = new OrderCommand();
    private long trades, quantity, notional;

    @Override
    public void carryOut(Flow flow, int from, int to) {
        for (int i = from; i < to; i++) {
            command.orderId = flow.order(i);
            command.action = flow.side(i) == Side.BUY ? OrderAction.BID : OrderAction.ASK;
            command.uid = command.action.getCode();
            command.price = flow.price(i);
            command.reserveBidPrice = command.price;
            command.size = flow.quantity(i);
            command.matcherEvent = null;
            switch (flow.ask(i)) {
                case LIMIT -> place(OrderType.GTC);
                case IOC -> place(OrderType.IOC);
                case CANCEL -> expectSuccess(book.cancelOrder(command));
                case MOVE -> expectSuccess(book.moveOrder(command));
            }
            count();
        }
    }

    private void place(OrderType type) {
        command.orderType = type;
        book.newOrder(command);
    }

    private void expectSuccess(CommandResultCode code) {
        if (code != CommandResultCode.SUCCESS) throw new IllegalStateException(code + " for " + command);
    }

    private void count() {
        for (var event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType != MatcherEventType.TRADE) continue;
            trades++;
            quantity += event.size;
            notional += event.size * event.price;
        }
    }

    @Override
    public Outcome outcome() {
        return new Outcome(
                trades,
                quantity,
                notional,
                book.getOrdersNum(OrderAction.BID) + book.getOrdersNum(OrderAction.ASK),
                book.getTotalOrdersVolume(OrderAction.BID) + book.getTotalOrdersVolume(OrderAction.ASK));
    }
}
