package dev.openbell.stream.floor;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.Revocations;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.FromClient;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.OrderBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What happens on the venue, and who is told: the door through which news and clients come in.
 *
 * <p>Trades and private frames go out as they happen. Book changes are gathered until {@link #flush}, so a book moves from the end of one
 * command to the end of a later one and never shows half of one.
 */
public final class Floor {
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Set<Session> sessions = new LinkedHashSet<>();
    private final Pits pits;
    private final PriceBoard board;
    private final Booths booths = new Booths();
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
        this.tape = new Tape(pits, booths);
    }

    // The news.

    /** Begins with the matcher's books, for the first time or anew. Who follows one gets its snapshot. */
    public void open(List<Instrument> instruments, List<OrderBook> books) {
        pits.open(instruments, books);
        tape.begin(books);
        for (var session : sessions) {
            booths.missedSomething(session);
            catchUp(session);
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

    /** A book has changed, and the command that did it is complete. */
    public boolean hasChanged() {
        return !tape.isMidCommand() && pits.haveChanged();
    }

    /** Tells everybody how the books stand now. */
    public void flush() {
        if (!tape.isMidCommand()) pits.flush(tape.sequence());
    }

    /** The last event that the floor has heard of. */
    public long sequence() {
        return tape.sequence();
    }

    public void price(PriceUpdate price) {
        board.show(price, sessions);
    }

    // The clients.

    public void enter(Session session) {
        sessions.add(session);
        metrics.sockets(sessions.size());
        session.say(new ToClient.Hello(pits.symbols(), HEARTBEAT.toMillis(), session.id));
    }

    public void leave(Session session) {
        session.tray.close();
        sessions.remove(session);
        metrics.sockets(sessions.size());
        pits.leave(session);
        booths.leave(session);
    }

    /** Each second: drops whose token has run out or was revoked. */
    public void dropWhoseTokenIsGone() {
        Instant now = clock.instant();
        for (var session : sessions) {
            var token = session.token;
            if (token == null) continue;
            if (revocations.reach(token)) session.tray.close(Closing.SESSION_ENDED);
            else if (!token.expiresAt().isAfter(now)) session.tray.close(Closing.TOKEN_GONE);
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
        for (var channel : request.channels()) {
            switch (channel) {
                case ORDERBOOK -> pits.followBooks(session, request.instruments());
                case TRADES -> pits.followTrades(session, request.instruments());
                case PRICES -> board.follow(session, request.instruments());
                case ORDERS, ACCOUNT -> {}
            }
        }
        catchUp(session);
    }

    public void unfollow(Session session, FromClient.Unsubscribe request) {
        for (var channel : request.channels()) {
            switch (channel) {
                case ORDERBOOK -> pits.unfollowBooks(session, request.instruments());
                case TRADES -> pits.unfollowTrades(session, request.instruments());
                case PRICES -> session.unfollowPrices(request.instruments());
                case ORDERS, ACCOUNT -> booths.giveBack(session, channel);
            }
        }
        session.say(new ToClient.Unsubscribed(request.id(), request.channels(), request.instruments()));
    }

    /** There is room again: what was left out is made up for. */
    public void catchUp(Session session) {
        session.tray.resume();
        pits.catchUp(session);
        board.catchUp(session);
    }

    /** Who asks, and the event after which the private frames of this session are kept for it. */
    public record Held(AccessToken token, long sequence) {}

    /** Makes private channels ready: from now on nothing of them is missed, and all of it waits for the snapshot. */
    public Held hold(Session session, FromClient.Subscribe request) {
        check(session, request);
        var held = held(session);
        booths.hold(session, held.token.userId(), request.channels());
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
        booths.giveUp(session, channels);
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
