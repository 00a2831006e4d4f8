package dev.openbell.stream.bots;

import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.market.v1.BookFrame;
import dev.openbell.market.v1.Candle;
import dev.openbell.market.v1.MarketDataServiceGrpc.MarketDataServiceImplBase;
import dev.openbell.market.v1.StreamCandlesRequest;
import dev.openbell.market.v1.StreamOrderBookRequest;
import dev.openbell.market.v1.StreamPricesRequest;
import dev.openbell.market.v1.StreamTradesRequest;
import dev.openbell.stream.candles.Interval;
import dev.openbell.stream.floor.Floor;
import dev.openbell.stream.floor.FloorMetrics;
import dev.openbell.stream.floor.FloorThread;
import dev.openbell.stream.floor.OutTray;
import dev.openbell.stream.floor.Session;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.FromClient;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.trading.v1.CfdPrice;
import dev.openbell.trading.v1.Trade;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Live market data for bots. Each stream stands on the floor beside the sockets and hears the same, in protobuf: so who is slow gets how
 * things stand, and never a backlog.
 */
@Singleton
final class MarketDataDoor extends MarketDataServiceImplBase {
    private final FloorThread floor;
    private final FloorMetrics metrics;

    MarketDataDoor(FloorThread floor, FloorMetrics metrics) {
        this.floor = floor;
        this.metrics = metrics;
    }

    @Override
    public void streamOrderBook(StreamOrderBookRequest request, StreamObserver<BookFrame> caller) {
        open(caller, Channel.ORDERBOOK, only(request.getInstrument()), message -> switch (message) {
            case ToClient.BookSnapshot snapshot -> MarketShapes.book(snapshot);
            case ToClient.BookChanged changed -> MarketShapes.book(changed);
            default -> null;
        });
    }

    @Override
    public void streamTrades(StreamTradesRequest request, StreamObserver<Trade> caller) {
        open(
                caller,
                Channel.TRADES,
                only(request.getInstrument()),
                message -> message instanceof ToClient.TradeMade made ? made.trade() : null);
    }

    @Override
    public void streamPrices(StreamPricesRequest request, StreamObserver<CfdPrice> caller) {
        open(
                caller,
                Channel.PRICES,
                Set.copyOf(request.getSymbolsList()),
                message -> message instanceof ToClient.PriceMoved moved ? MarketShapes.price(moved) : null);
    }

    @Override
    public void streamCandles(StreamCandlesRequest request, StreamObserver<Candle> caller) {
        var interval = EnumSet.allOf(Interval.class).stream()
                .filter(each -> each.text().equals(request.getInterval()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("interval", "must be one of " + intervals()));
        open(
                caller,
                Channel.of(interval),
                only(request.getInstrument()),
                message -> message instanceof ToClient.CandleMoved moved ? MarketShapes.candle(moved) : null);
    }

    private static String intervals() {
        return Arrays.stream(Interval.values()).map(Interval::text).collect(Collectors.joining(", "));
    }

    private static Set<String> only(String instrument) {
        if (instrument.isEmpty()) throw Refusal.invalid("instrument", "must be given");
        return Set.of(instrument);
    }

    /** @param shape what is said to the bot of something that is said on the floor; null for nothing */
    private <T> void open(
            StreamObserver<T> caller, Channel channel, Set<String> symbols, Function<ToClient, @Nullable T> shape) {
        var stream = (ServerCallStreamObserver<T>) caller;
        var line = new StreamLine<>(stream, shape);
        var visit = new Visit(line);
        stream.setOnReadyHandler(() -> floor.run(f -> line.sendOn()));
        stream.setOnCancelHandler(() -> floor.run(f -> f.leave(visit.session)));
        // Nobody needs a token here; but a stream that was opened in somebody's name ends when they are signed out.
        var token = Caller.tokenIfAny();
        var request = new FromClient.Subscribe(null, Set.of(channel), symbols, null);
        floor.run(f -> {
            try {
                f.enterToListen(visit.session, token);
                f.follow(visit.session, request);
            } catch (Refusal refusal) {
                f.leave(visit.session);
                line.refuse(refusal);
            }
        });
    }

    /** A stream's stay on the floor. */
    private final class Visit {
        private final Session session;

        Visit(StreamLine<?> line) {
            var tray = new OutTray(line, metrics, () -> floor.run(this::catchUp));
            session = new Session(Ids.random(), tray, () -> {});
        }

        private void catchUp(Floor f) {
            f.catchUp(session);
        }
    }
}
