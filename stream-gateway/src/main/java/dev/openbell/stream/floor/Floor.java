package dev.openbell.stream.floor;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.Revocations;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.stream.book.BookWindow;
import dev.openbell.stream.candles.Interval;
import dev.openbell.stream.candles.Past;
import dev.openbell.stream.candles.Ticker;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.FromClient;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.OrderBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happens on the venue, and who is told: the door through which news and clients come in.
 *
 * <p>Private frames go out as they happen. Trades, prices and book changes are gathered until {@link #flush}, so a book moves from the end
 * of one command to the end of a later one and never shows half of one.
 */
public final class Floor {
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Set<Session> sessions = new LinkedHashSet<>();
    private final Pits pits;
    private final PriceBoard board;
    private final Screens screens;
    private final Booths booths;
    private final Tape tape;
    private final Clock clock;
    private final Revocations revocations;
    private final FloorMetrics metrics;

    public Floor(Clock clock, Revocations revocations, FloorMetrics metrics) {
        this.clock = clock;
        this.revocations = revocations;
        this.metrics = metrics;
        this.pits = new Pits(metrics);
        this.board = new PriceBoard(clock, metrics);
        this.screens = new Screens(pits, board, clock, metrics);
        this.booths = new Booths(metrics);
        this.tape = new Tape(pits, screens, booths);
    }

    // The news.

    /** Begins with the matcher's books, for the first time or anew. Who follows one gets its snapshot. */
    public void open(List<Instrument> instruments, List<OrderBook> books) {
        pits.open(instruments, books);
        tape.begin(books);
        screens.open(tape.time());
        booths.beginAnew(tape.sequence());
        for (var session : sessions) {
            booths.missedSomething(session);
            session.catchUp();
        }
    }

    /**
     * Takes the next record of the log. One that was seen before is passed over: two owners of a shard publish the same.
     *
     * @throws LogBroken when it does not follow on what came before
     */
    public void apply(MarketEvents record) {
        tape.take(record);
    }

    /** There is something to be told, and no command is half done. */
    public boolean hasChanged() {
        return !tape.isMidCommand() && (pits.haveChanged() || board.hasChanged());
    }

    /** Tells everybody what was traded, how the books stand now, and the prices. */
    public void flush() {
        if (tape.isMidCommand()) return;
        pits.flush(tape.sequence());
        board.flush();
    }

    /** A few times a second: tells tickers, candles, and what accounts are worth. */
    public void draw() {
        if (tape.isMidCommand()) return;
        screens.draw(tape.time());
        booths.draw();
    }

    /** The last event that the floor has heard of. */
    public long sequence() {
        return tape.sequence();
    }

    public void price(PriceUpdate price) {
        var shown = pits.onGrid(price);
        if (board.show(shown)) screens.quoted(shown);
    }

    /** A chart that lacks what was before: of a symbol that is traded here the single trades since the cut, too. */
    public record Wanted(String symbol, long cut, boolean isTraded) {}

    public List<Wanted> wantedOfHistory() {
        return screens.wanted();
    }

    public void remember(Wanted wanted, Past past) {
        screens.remember(wanted, past);
    }

    /** What everybody may see, as it stands at this moment. */
    public Shown shown() {
        var books = new TreeMap<String, BookWindow>();
        for (var pit : pits.all())
            if (pit.hasBook()) books.put(pit.symbol, pit.book().window());
        return new Shown(tape.time(), books, board.pricesOf(pits.cfds()), screens.tickers());
    }

    /**
     * How things stand.
     *
     * @param time the engine's
     * @param prices of every CFD that is listed; none while one of them has not been heard of
     */
    public record Shown(
            long time, Map<String, BookWindow> books, Collection<PriceUpdate> prices, List<Ticker> tickers) {}

    // The clients.

    public void enter(Session session) {
        sessions.add(session);
        metrics.sockets(sessions.size());
        session.say(new ToClient.Hello(pits.symbols(), HEARTBEAT.toMillis(), session.id));
    }

    /**
     * For who only listens to what everybody may hear.
     *
     * @param token in whose name, for as long as their session lasts
     */
    public void enterToListen(Session session, @Nullable AccessToken token) {
        session.outlivesToken = true;
        session.token = token;
        enter(session);
    }

    public void leave(Session session) {
        session.tray.close();
        sessions.remove(session);
        metrics.sockets(sessions.size());
        pits.unfollowTrades(session, Set.of());
        board.leave(session);
        screens.leave(session);
        booths.leave(session);
        session.unfollowAll();
    }

    /** Each second: drops whose token has run out or was revoked, and closes booths to which nobody comes back. */
    public void tidyUp() {
        Instant now = clock.instant();
        booths.closeAbandoned(now);
        for (var session : sessions) {
            var token = session.token;
            if (token == null) continue;
            if (revocations.reach(token)) session.tray.close(Closing.SESSION_ENDED);
            else if (!session.outlivesToken && !token.expiresAt().isAfter(now)) session.tray.close(Closing.TOKEN_GONE);
        }
    }

    /** Each heartbeat: asks the other end whether it is still there. */
    public void ping() {
        for (var session : sessions) session.tray.ping();
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
        for (var channel : request.channels()) follow(session, channel, request.instruments());
        session.catchUp();
    }

    private void follow(Session session, Channel channel, Set<String> symbols) {
        switch (channel) {
            case ORDERBOOK -> {
                for (var symbol : symbols) pits.of(symbol).follow(session);
            }
            case TRADES -> pits.followTrades(session, symbols);
            case PRICES -> board.follow(session, symbols);
            case TICKER -> screens.followTickers(session, symbols);
            case CANDLES_1M, CANDLES_5M, CANDLES_15M, CANDLES_1H, CANDLES_4H, CANDLES_1D -> {
                if (channel.interval() instanceof Interval interval) screens.followCandles(session, interval, symbols);
            }
            case ORDERS, ACCOUNT -> {}
        }
    }

    public void unfollow(Session session, FromClient.Unsubscribe request) {
        for (var channel : request.channels()) {
            switch (channel) {
                case TRADES -> pits.unfollowTrades(session, request.instruments());
                case PRICES -> board.unfollow(session, request.instruments());
                case TICKER -> screens.unfollowTickers(session, request.instruments());
                case ORDERS, ACCOUNT -> booths.giveBack(session, channel);
                default -> session.unfollow(channel, request.instruments());
            }
        }
        session.say(new ToClient.Unsubscribed(request.id(), request.channels(), request.instruments()));
    }

    /** There is room again: what was left out is made up for. */
    public void catchUp(Session session) {
        session.catchUp();
    }

    /**
     * Follows what was asked for without a snapshot of the private channels: what was missed on them since goes out instead. False: part of
     * that is forgotten, and nothing has been done.
     */
    public boolean resume(Session session, FromClient.Subscribe request) {
        var since = request.since();
        if (since == null) return false;
        var channels = privateOnes(request.channels());
        var now = hold(session, request).sequence;
        var missed = booths.missed(session, channels, since, now);
        if (missed == null) {
            booths.giveUp(session, channels);
            return false;
        }
        follow(session, request);
        booths.resume(session, channels, missed, now);
        session.catchUp();
        return true;
    }

    private static Set<Channel> privateOnes(Set<Channel> channels) {
        return channels.stream().filter(Channel::isPrivate).collect(Collectors.toSet());
    }

    /** Who asks, and the event after which the private frames of this session are kept for it. */
    public record Held(AccessToken token, long sequence) {}

    /** Makes private channels ready: from now on nothing of them is missed, and all of it waits for the snapshot. */
    public Held hold(Session session, FromClient.Subscribe request) {
        check(session, request);
        var held = held(session);
        booths.hold(session, held.token.userId(), privateOnes(request.channels()), held.sequence);
        return held;
    }

    /** Who asks, and where the log stands, for a session whose private channels are on hold already. */
    public Held held(Session session) {
        var token = session.token;
        if (token == null) throw new Refusal(Code.UNAUTHENTICATED, "Send auth before a private channel");
        if (!token.may("read")) throw new Refusal(Code.FORBIDDEN, "The token lacks the scope read");
        if (!tape.hasBegun()) throw Refusal.unavailable("The market is not known here yet");
        return new Held(token, tape.sequence());
    }

    /** The snapshot of a private channel has come: it goes out, then what happened since, then all that follows. */
    public void begin(Session session, Channel channel, ToClient snapshot, long sequence) {
        booths.begin(session, channel, snapshot, sequence);
    }

    /** No snapshot could be had: a channel that is new is given up, one that went on before goes on. */
    public void giveUp(Session session, Set<Channel> channels) {
        booths.giveUp(session, privateOnes(channels));
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
            if (!pits.has(symbol) && !board.has(symbol)) {
                throw new Refusal(Code.UNKNOWN_INSTRUMENT, "There is no instrument " + symbol);
            }
            if (channels.contains(Channel.ORDERBOOK) && !pits.hasBook(symbol)) {
                throw new Refusal(Code.UNKNOWN_INSTRUMENT, symbol + " has no order book");
            }
            if (channels.contains(Channel.TRADES) && !pits.has(symbol)) {
                throw new Refusal(Code.UNKNOWN_INSTRUMENT, symbol + " is not traded here");
            }
        }
    }
}
