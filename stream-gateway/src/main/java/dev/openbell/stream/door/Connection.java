package dev.openbell.stream.door;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.TokenVerifier;
import dev.openbell.stream.floor.Closing;
import dev.openbell.stream.floor.Floor;
import dev.openbell.stream.floor.FloorMetrics;
import dev.openbell.stream.floor.FloorThread;
import dev.openbell.stream.floor.Line;
import dev.openbell.stream.floor.OutTray;
import dev.openbell.stream.floor.Session;
import dev.openbell.stream.frames.AccountWorth;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.FromClient;
import dev.openbell.stream.frames.FromClientReader;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.stream.venue.Matcher;
import dev.openbell.trading.v1.Position;
import io.grpc.StatusRuntimeException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The requests of one socket, taken one after the other on virtual threads: one that has to wait for another service holds up nobody else. */
final class Connection {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private static final int MOST_PENDING = 100;

    private final String id = Ids.random();
    private final Line line;
    private final Asker asker;
    private final Session session;
    private final FloorThread floor;
    private final Matcher matcher;
    private final TokenVerifier verifier;
    private final Executor virtualThreads;
    private final AtomicInteger pending = new AtomicInteger();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    Connection(
            Line line,
            Asker asker,
            FloorThread floor,
            FloorMetrics metrics,
            Matcher matcher,
            TokenVerifier verifier,
            Executor virtualThreads) {
        this.line = line;
        this.asker = asker;
        this.floor = floor;
        this.matcher = matcher;
        this.verifier = verifier;
        this.virtualThreads = virtualThreads;
        var tray = new OutTray(line, metrics, () -> floor.run(this::catchUp));
        session = new Session(id, tray, () -> inTurn(this::fetchAgain));
    }

    void open() {
        log.debug("Socket {} is open", id);
        floor.run(f -> f.enter(session));
    }

    /** Takes a request. So many may wait for their turn; more come only from somebody who does not wait for answers. */
    void receive(String text) {
        if (pending.incrementAndGet() > MOST_PENDING) {
            hangUp(Closing.TOO_MANY_REQUESTS);
            return;
        }
        inTurn(() -> {
            answer(FromClientReader.read(text));
            pending.decrementAndGet();
        });
    }

    void close() {
        log.debug("Socket {} is closed", id);
        floor.run(f -> f.leave(session));
    }

    private void catchUp(Floor f) {
        f.catchUp(session);
    }

    /** Something to be done, which may wait. */
    private interface Step {
        void run() throws InterruptedException;
    }

    private synchronized void inTurn(Step step) {
        last = last.thenRunAsync(() -> run(step), virtualThreads);
    }

    private void run(Step step) {
        try (var requestId = MDC.putCloseable("request_id", id)) {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("A step of socket {} failed", id, e);
            hangUp(Closing.RESTART);
        }
    }

    private void answer(FromClient request) throws InterruptedException {
        try {
            asker.countRequest();
            switch (request) {
                case FromClient.Auth auth -> {
                    var token = verifier.verify(auth.token(), AccessToken.VENUE);
                    asker.is(token);
                    floor.tell(f -> f.authenticate(session, auth, token));
                }
                case FromClient.Subscribe subscribe -> subscribe(subscribe);
                case FromClient.Unsubscribe unsubscribe -> floor.tell(f -> f.unfollow(session, unsubscribe));
                case FromClient.Place place -> {
                    var placed = matcher.place(place.order(), asker.credentials(id));
                    say(new ToClient.OrderAccepted(place.id(), placed));
                }
                case FromClient.Cancel cancel -> {
                    var cancelled = matcher.cancel(cancel.cancel(), asker.credentials(id));
                    say(new ToClient.OrderCancelled(cancel.id(), cancelled.getOrder()));
                }
                case FromClient.Amend amend -> {
                    var amended = matcher.amend(amend.amend(), asker.credentials(id));
                    say(new ToClient.OrderAmended(amend.id(), amended));
                }
                case FromClient.Ping ping -> say(new ToClient.Pong(ping.id()));
                case FromClient.Malformed malformed -> say(new ToClient.Refused(malformed.id(), malformed.refusal()));
            }
        } catch (Refusal refusal) {
            say(new ToClient.Refused(request.id(), refusal));
        } catch (StatusRuntimeException e) {
            say(new ToClient.Refused(request.id(), GrpcErrors.refusal(e)));
        } catch (RuntimeException e) {
            log.error("A request of socket {} failed", id, e);
            say(new ToClient.Refused(request.id(), new Refusal(Code.INTERNAL)));
        }
    }

    /** All of it or nothing: where a private snapshot cannot be had, nothing is subscribed. */
    private void subscribe(FromClient.Subscribe request) throws InterruptedException {
        if (request.channels().stream().noneMatch(Channel::isPrivate)) {
            floor.tell(f -> f.follow(session, request));
            return;
        }
        if (request.since() != null && floor.ask(f -> f.resume(session, request))) return;
        var held = floor.ask(f -> f.hold(session, request));
        try {
            var snapshots = fetch(request.channels(), held);
            floor.tell(f -> {
                f.follow(session, request);
                snapshots.forEach((channel, snapshot) -> {
                    if (request.since() != null) session.say(new ToClient.Resync(channel));
                    snapshot.begin(f, session, channel);
                });
            });
        } catch (RuntimeException e) {
            floor.tell(f -> f.giveUp(session, request.channels()));
            throw e;
        }
    }

    /** The log could not be followed for a while: the client is told, and given fresh snapshots of what is its own. */
    private void fetchAgain() throws InterruptedException {
        var channels = floor.ask(f -> session.privateChannels());
        if (channels.isEmpty()) return;
        try {
            var held = floor.ask(f -> f.held(session));
            var snapshots = fetch(channels, held);
            floor.tell(f -> snapshots.forEach((channel, snapshot) -> {
                session.say(new ToClient.Resync(channel));
                snapshot.begin(f, session, channel);
            }));
        } catch (Refusal | StatusRuntimeException e) {
            log.debug("Socket {} cannot be brought up to date", id, e);
            hangUp(Closing.RESTART);
        }
    }

    private record Snapshot(ToClient message, long sequence) {
        void begin(Floor floor, Session session, Channel channel) {
            floor.begin(session, channel, message, sequence);
        }
    }

    /**
     * Where the private channels stand. The matcher's answers are at least as new as the log was when the channels were held, so a frame from
     * before that is in them; a later one is sent again after them and says the same.
     */
    private Map<Channel, Snapshot> fetch(Set<Channel> channels, Floor.Held held) {
        var snapshots = new EnumMap<Channel, Snapshot>(Channel.class);
        if (channels.contains(Channel.ORDERS)) {
            var orders = matcher.openOrders(held.token(), id);
            var snapshot = new ToClient.OrdersSnapshot(orders, held.sequence());
            snapshots.put(Channel.ORDERS, new Snapshot(snapshot, held.sequence()));
        }
        if (channels.contains(Channel.ACCOUNT)) {
            var positions = matcher.openPositions(held.token(), id);
            var balances = matcher.balances(held.token(), id).getBalancesList();
            long unrealized =
                    positions.stream().mapToLong(Position::getUnrealizedPnlE8).sum();
            var worth = AccountWorth.of(balances, unrealized);
            var snapshot = new ToClient.AccountSnapshot(balances, positions, worth, held.sequence());
            snapshots.put(Channel.ACCOUNT, new Snapshot(snapshot, held.sequence()));
        }
        return snapshots;
    }

    private void hangUp(Closing why) {
        floor.run(f -> line.close(why));
    }

    private void say(ToClient message) {
        floor.run(f -> session.say(message));
    }
}
