package dev.openbell.stream.floor;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.events.v1.Traded;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.stream.book.BookImage;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.Frame;
import dev.openbell.stream.frames.FromClient;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.Liquidity;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderBook;
import dev.openbell.trading.v1.Trade;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What happens on the venue, and who is told.
 *
 * <p>Trades and private frames go out as they happen. Book changes are gathered until {@link #flush}, so a book moves from the end of one
 * command to the end of a later one and never shows half of one.
 */
public final class Floor {
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final long UNKNOWN = -1;

    private final Map<String, Pit> pits = new TreeMap<>();
    private final Map<String, PriceUpdate> prices = new TreeMap<>();
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final Map<String, Set<Session>> byAccount = new HashMap<>();
    private final Clock clock;
    private final FloorMetrics metrics;

    private long epoch = UNKNOWN;
    private long sequence = UNKNOWN;
    private boolean midCommand;

    public Floor(Clock clock, FloorMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    // The log.

    /** Begins with the matcher's books, for the first time or anew. Who follows one gets its snapshot. */
    public void open(List<Instrument> instruments, List<OrderBook> books) {
        pits.keySet().retainAll(instruments.stream().map(Instrument::getSymbol).toList());
        for (var instrument : instruments) list(instrument);
        for (var book : books) pit(book.getInstrument()).begin(new BookImage(book));
        sequence = books.stream().mapToLong(OrderBook::getSequence).min().orElse(UNKNOWN);
        epoch = UNKNOWN;
        midCommand = false;
        for (var session : sessions) {
            for (var feed : session.feeds.values()) feed.hold();
            if (!session.feeds.isEmpty()) session.missedSomething();
            catchUp(session);
        }
    }

    /**
     * Takes the next record of the log. One that was seen before is passed over: two owners of a shard publish the same.
     *
     * @throws LogBroken when it does not follow on what came before
     */
    public void apply(MarketEvents record) {
        if (epoch != UNKNOWN && record.getLogEpoch() != epoch) throw new LogBroken("a new log epoch has begun");
        if (record.getLastSequence() <= sequence) return;
        if (record.getFirstSequence() > sequence + 1) {
            throw new LogBroken("after event " + sequence + " comes event " + record.getFirstSequence());
        }
        if (record.getLastSequence() - record.getFirstSequence() + 1 != record.getEventsCount()) {
            throw new LogBroken("the record at event " + record.getFirstSequence() + " is not complete");
        }
        epoch = record.getLogEpoch();
        long number = record.getFirstSequence();
        for (var event : record.getEventsList()) {
            if (number > sequence) happened(event, number, record);
            number++;
        }
        sequence = record.getLastSequence();
        midCommand = !record.getLastPart();
    }

    private void happened(MarketEvent event, long number, MarketEvents record) {
        switch (event.getEventCase()) {
            case INSTRUMENT_LISTED -> {
                var pit = list(event.getInstrumentListed().getInstrument());
                if (pit.instrument.getKind() == InstrumentKind.SPOT && !pit.hasBook()) {
                    pit.begin(BookImage.empty(number));
                }
            }
            case BOOK_LEVEL_CHANGED -> {
                var change = event.getBookLevelChanged();
                pit(change.getInstrument()).book().apply(number, change);
            }
            case TRADED -> traded(event.getTraded(), number, record);
            case ORDER_PLACED -> {
                var placed = event.getOrderPlaced();
                orderChanged(placed.getAccount(), placed.getOrder(), number, record);
            }
            case ORDER_AMENDED -> {
                var amended = event.getOrderAmended();
                orderChanged(amended.getAccount(), amended.getOrder(), number, record);
            }
            case ORDER_TRIGGERED -> {
                var triggered = event.getOrderTriggered();
                orderChanged(triggered.getAccount(), triggered.getOrder(), number, record);
            }
            case ORDER_CLOSED -> {
                var closed = event.getOrderClosed();
                orderChanged(closed.getAccount(), closed.getOrder(), number, record);
            }
            case COMMAND_REFUSED -> {
                var refused = event.getCommandRefused();
                tell(
                        refused.getAccount(),
                        Channel.ORDERS,
                        number,
                        () -> new ToClient.OrderRejected(refused, commandId(record), number));
            }
            case BALANCE_CHANGED -> {
                var changed = event.getBalanceChanged();
                tell(
                        changed.getAccount(),
                        Channel.ACCOUNT,
                        number,
                        () -> new ToClient.BalanceMoved(changed.getBalance(), number));
            }
            default -> {} // No channel tells of it.
        }
    }

    private void traded(Traded traded, long number, MarketEvents record) {
        var trade = traded.getTrade();
        var pit = pit(trade.getInstrument());
        pit.shout(Frame.of(new ToClient.TradeMade(trade)), metrics);
        var feeAsset = pit.instrument.getQuote();
        filled(trade, traded.getMaker(), Liquidity.MAKER, feeAsset, number, record);
        filled(trade, traded.getTaker(), Liquidity.TAKER, feeAsset, number, record);
    }

    private void filled(
            Trade trade, TradedSide own, Liquidity liquidity, String feeAsset, long number, MarketEvents record) {
        tell(
                own.getAccount(),
                Channel.ORDERS,
                number,
                () -> new ToClient.Filled(trade, own, liquidity, feeAsset, number));
        orderChanged(own.getAccount(), own.getOrder(), number, record);
    }

    private void orderChanged(String account, Order order, long number, MarketEvents record) {
        tell(account, Channel.ORDERS, number, () -> new ToClient.OrderChanged(order, commandId(record), number));
    }

    private void tell(String account, Channel channel, long number, Supplier<ToClient> message) {
        Frame frame = null;
        for (var session : byAccount.getOrDefault(account, Set.of())) {
            var feed = session.feeds.get(channel);
            if (feed == null) continue;
            if (frame == null) frame = Frame.of(message.get());
            feed.happened(number, frame);
        }
    }

    /** Where the command stands in the log, written as the matcher's answers write it. */
    private static String commandId(MarketEvents record) {
        return Ids.text((long) record.getShard() << 48 | record.getCommandOffset());
    }

    /** A book has changed, and the command that did it is complete. */
    public boolean hasChanged() {
        return !midCommand && pits.values().stream().anyMatch(Pit::hasChanged);
    }

    /** Tells everybody how the books stand now. */
    public void flush() {
        if (midCommand) return;
        for (var pit : pits.values()) pit.flush(sequence, metrics);
    }

    /** The last event that the floor has heard of. */
    public long sequence() {
        return sequence;
    }

    // Prices.

    public void price(PriceUpdate price) {
        prices.put(price.getSymbol(), price);
        Frame frame = null;
        for (var session : sessions) {
            if (!session.followsPrice(price.getSymbol())) continue;
            if (frame == null) frame = frame(price);
            if (session.owedPrices.contains(price.getSymbol()) || !session.outbox.offer(frame)) {
                session.owedPrices.add(price.getSymbol());
                metrics.conflated();
            }
        }
    }

    private Frame frame(PriceUpdate price) {
        long ageMs = clock.millis() - TimeUnit.MICROSECONDS.toMillis(price.getSourceTimeMicros());
        return Frame.of(new ToClient.PriceMoved(price, Math.max(0, ageMs)));
    }

    // The clients.

    public void enter(Session session) {
        sessions.add(session);
        metrics.sockets(sessions.size());
        session.say(new ToClient.Hello(pits.keySet(), HEARTBEAT.toMillis(), session.id));
    }

    public void leave(Session session) {
        session.outbox.close();
        sessions.remove(session);
        metrics.sockets(sessions.size());
        for (var pit : pits.values()) {
            pit.bookFollowers.remove(session);
            pit.tradeFollowers.remove(session);
        }
        session.feeds.clear();
        forgetAccount(session);
    }

    /** Each second: drops whose token has run out. */
    public void dropExpired() {
        Instant now = clock.instant();
        for (var session : sessions) {
            var token = session.token;
            if (token != null && !token.expiresAt().isAfter(now)) session.outbox.close(Closing.TOKEN_GONE);
        }
    }

    /** Each heartbeat: asks the other end whether it is still there. */
    public void ping() {
        for (var session : sessions) session.outbox.ping();
    }

    public void authenticate(Session session, FromClient.Auth request, AccessToken token) {
        var before = session.token;
        if (before != null && !before.userId().equals(token.userId())) {
            throw new Refusal(Code.FORBIDDEN, "This connection belongs to another user; open a new one");
        }
        session.token = token;
        session.say(new ToClient.Authenticated(request.id(), token.userId(), token.expiresAt()));
    }

    /** Follows what was asked for. The private channels among it must be on {@link #hold hold}; their snapshots come after this. */
    public void follow(Session session, FromClient.Subscribe request) {
        check(session, request);
        session.say(new ToClient.Subscribed(request.id(), request.channels(), request.instruments()));
        for (var channel : request.channels()) {
            switch (channel) {
                case ORDERBOOK -> {
                    for (var symbol : request.instruments())
                        pit(symbol).bookFollowers.add(session);
                    session.owedBooks.addAll(request.instruments());
                }
                case TRADES -> {
                    for (var symbol : request.instruments())
                        pit(symbol).tradeFollowers.add(session);
                }
                case PRICES -> {
                    session.followPrices(request.instruments());
                    for (var symbol : prices.keySet()) {
                        if (session.followsPrice(symbol)) session.owedPrices.add(symbol);
                    }
                }
                case ORDERS, ACCOUNT -> {}
            }
        }
        catchUp(session);
    }

    public void unfollow(Session session, FromClient.Unsubscribe request) {
        for (var channel : request.channels()) {
            var symbols = request.instruments().isEmpty() ? pits.keySet() : request.instruments();
            switch (channel) {
                case ORDERBOOK -> {
                    for (var symbol : symbols)
                        if (listed(symbol)) pit(symbol).bookFollowers.remove(session);
                    session.owedBooks.removeAll(symbols);
                }
                case TRADES -> {
                    for (var symbol : symbols)
                        if (listed(symbol)) pit(symbol).tradeFollowers.remove(session);
                }
                case PRICES -> session.unfollowPrices(request.instruments());
                case ORDERS, ACCOUNT -> {
                    session.feeds.remove(channel);
                    if (session.feeds.isEmpty()) forgetAccount(session);
                }
            }
        }
        session.say(new ToClient.Unsubscribed(request.id(), request.channels(), request.instruments()));
    }

    /** Who asks, and the event after which the private frames of this session are kept for it. */
    public record Held(AccessToken token, long sequence) {}

    /** Makes private channels ready: from now on nothing of them is missed, and all of it waits for the snapshot. */
    public Held hold(Session session, FromClient.Subscribe request) {
        check(session, request);
        var held = held(session);
        for (var channel : request.channels()) {
            if (!channel.isPrivate()) continue;
            session.feeds
                    .computeIfAbsent(channel, c -> new PrivateFeed(session.outbox))
                    .hold();
        }
        byAccount
                .computeIfAbsent(held.token.userId(), account -> new LinkedHashSet<>())
                .add(session);
        return held;
    }

    /** Who asks, and where the log stands, for a session whose private channels are on hold already. */
    public Held held(Session session) {
        var token = session.token;
        if (token == null) throw new Refusal(Code.UNAUTHENTICATED, "Send auth before a private channel");
        if (!token.may("read")) throw new Refusal(Code.FORBIDDEN, "The token lacks the scope read");
        if (sequence == UNKNOWN) throw Refusal.unavailable("The market is not known here yet");
        return new Held(token, sequence);
    }

    /** The snapshot of a private channel has come: it goes out, then what happened since, then all that follows. */
    public void begin(Session session, Channel channel, ToClient snapshot, long sequence) {
        var feed = session.feeds.get(channel);
        if (feed != null) feed.begin(Frame.of(snapshot), sequence);
    }

    /** No snapshot could be had: a channel that is new is given up, one that went on before goes on. */
    public void giveUp(Session session, Set<Channel> channels) {
        for (var channel : channels) {
            var feed = session.feeds.get(channel);
            if (feed != null && !feed.goOn()) session.feeds.remove(channel);
        }
        if (session.feeds.isEmpty()) forgetAccount(session);
    }

    /** There is room again: what was left out is made up for. */
    public void catchUp(Session session) {
        session.outbox.resume();
        session.owedBooks.removeIf(
                symbol -> !listed(symbol) || session.outbox.offer(pit(symbol).snapshot()));
        while (!session.owedTrades.isEmpty() && session.outbox.offer(session.owedTrades.getFirst())) {
            session.owedTrades.removeFirst();
        }
        session.owedPrices.removeIf(symbol -> {
            var price = prices.get(symbol);
            return price == null || !session.followsPrice(symbol) || session.outbox.offer(frame(price));
        });
    }

    private void check(Session session, FromClient.Subscribe request) {
        var channels = request.channels();
        var instruments = request.instruments();
        if (!sessions.contains(session)) throw Refusal.unavailable("The connection is closed");
        if (channels.stream().anyMatch(Channel::needsInstruments) && instruments.isEmpty()) {
            throw Refusal.invalid("instruments", "must name what to follow");
        }
        if (!instruments.isEmpty() && pits.isEmpty()) throw Refusal.unavailable("The market is not known here yet");
        for (var symbol : instruments) {
            boolean known = listed(symbol) || prices.containsKey(symbol);
            if (!known) throw new Refusal(Code.UNKNOWN_INSTRUMENT, "There is no instrument " + symbol);
            if (channels.contains(Channel.ORDERBOOK)
                    && !(listed(symbol) && pit(symbol).hasBook())) {
                throw new Refusal(Code.UNKNOWN_INSTRUMENT, symbol + " has no order book");
            }
            if (channels.contains(Channel.TRADES) && !listed(symbol)) {
                throw new Refusal(Code.UNKNOWN_INSTRUMENT, symbol + " is not traded here");
            }
        }
    }

    private Pit list(Instrument instrument) {
        var pit = pits.computeIfAbsent(instrument.getSymbol(), symbol -> new Pit(instrument));
        pit.instrument = instrument;
        return pit;
    }

    private boolean listed(String symbol) {
        return pits.containsKey(symbol);
    }

    private Pit pit(String symbol) {
        var pit = pits.get(symbol);
        if (pit == null) throw new LogBroken("nothing is known of the instrument " + symbol);
        return pit;
    }

    private void forgetAccount(Session session) {
        var token = session.token;
        if (token == null) return;
        byAccount.computeIfPresent(token.userId(), (account, all) -> {
            all.remove(session);
            return all.isEmpty() ? null : all;
        });
    }
}
