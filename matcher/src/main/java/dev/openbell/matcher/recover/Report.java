package dev.openbell.matcher.recover;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.money.E8;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.matcher.engine.Balance;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.matcher.shard.Recovery.LogRange;
import dev.openbell.trading.v1.Order;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is missing, in words for the operator. */
final class Report {
    /** So many of each kind are shown at the terminal. */
    private static final int MOST_SHOWN = 20;

    private record Section(String title, List<String> lines) {}

    private final List<String> facts = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();

    static Report of(Newest newest, LogRange range, EventLog.End published, Engine engine, Heard heard) {
        var report = new Report();
        report.logs(newest, range, published, engine);
        report.commands(newest, range, published);
        report.events(published, engine, heard);
        report.add("Orders that they placed", orders(heard));
        report.add("Trades that they made", trades(heard));
        report.add("Orders that were told to be open, and are lost", openOrders(engine, heard));
        report.add("Positions that were told to be open, and are lost", openPositions(engine, heard));
        report.add("Balances that differ", balances(engine, heard));
        return report;
    }

    /** All of it. */
    String whole() {
        return text(Integer.MAX_VALUE, "");
    }

    /** What fits onto a terminal. */
    String brief(String file) {
        return text(MOST_SHOWN, file);
    }

    private String text(int most, String file) {
        var text = new StringBuilder();
        for (var fact : facts) text.append(fact).append('\n');
        for (var section : sections) {
            var lines = section.lines;
            text.append("\n%s: %d%n".formatted(section.title, lines.size()));
            for (var line : lines.subList(0, Math.min(most, lines.size())))
                text.append("  ").append(line).append('\n');
            if (lines.size() > most) text.append("  and %d more, in %s%n".formatted(lines.size() - most, file));
        }
        return text.toString();
    }

    private void logs(Newest newest, LogRange range, EventLog.End published, Engine engine) {
        facts.add(
                range.end() == range.begin()
                        ? "The command log is empty; it goes on at offset " + range.end()
                        : "The command log holds offsets %d to %d".formatted(range.begin(), range.end() - 1));
        facts.add("The event log goes to event %d, of log epoch %d and command %d"
                .formatted(published.sequence(), published.logEpoch(), published.commandOffset()));
        var snapshot = newest.snapshot();
        facts.add(
                snapshot == null
                        ? "There is no whole snapshot"
                        : "The newest whole snapshot is %s: up to command %d and event %d"
                                .formatted(snapshot.id(), snapshot.nextOffset() - 1, snapshot.sequence()));
        for (var id : newest.damaged()) facts.add("Snapshot %s is damaged".formatted(id));
        facts.add(
                "The market that is left has come to event " + engine.numbers().event());
    }

    private void commands(Newest newest, LogRange range, EventLog.End published) {
        long next = newest.nextOffset();
        if (next < range.begin()) facts.add(missing(next, range.begin() - 1) + ", and nothing holds what came of them");
        long known = next - 1;
        if (published.logEpoch() > newest.logEpoch()) known = published.commandOffset();
        else if (published.logEpoch() == newest.logEpoch()) known = Math.max(known, published.commandOffset());
        if (known < range.end()) return;
        var line = missing(range.end(), known);
        if (next > range.end()) line += "; what came of those up to %d is in the snapshot".formatted(next - 1);
        facts.add(line);
    }

    private void events(EventLog.End published, Engine engine, Heard heard) {
        long told = published.sequence(), made = engine.numbers().event();
        if (made > told) facts.add("Events %d to %d happened, and were never told".formatted(told + 1, made));
        if (!heard.lost.isEmpty()) {
            facts.add("%d events were told of commands that left no other trace".formatted(heard.lost.size()));
        }
    }

    private static String missing(long first, long last) {
        return "Commands %d to %d are missing".formatted(first, last);
    }

    private void add(String title, List<String> lines) {
        if (!lines.isEmpty()) sections.add(new Section(title, lines));
    }

    private static List<String> orders(Heard heard) {
        return heard.lost.stream()
                .filter(MarketEvent::hasOrderPlaced)
                .map(event -> order(
                        event.getOrderPlaced().getAccount(),
                        event.getOrderPlaced().getOrder()))
                .toList();
    }

    private static List<String> trades(Heard heard) {
        return heard.lost.stream()
                .filter(MarketEvent::hasTraded)
                .map(event -> {
                    var trade = event.getTraded().getTrade();
                    return "trade %s: %s %s at %s, %s with %s"
                            .formatted(
                                    trade.getTradeId(),
                                    E8.format(trade.getQuantityE8()),
                                    trade.getInstrument(),
                                    E8.format(trade.getPriceE8()),
                                    side(event.getTraded().getMaker()),
                                    side(event.getTraded().getTaker()));
                })
                .toList();
    }

    private static String side(TradedSide side) {
        return "order %s of account %s".formatted(side.getOrder().getOrderId(), side.getAccount());
    }

    private static List<String> openOrders(Engine engine, Heard heard) {
        return heard.openOrders.values().stream()
                .filter(open -> {
                    var name = OrderName.byId(Ids.parse(open.order().getOrderId()));
                    return engine.order(Shapes.account(open.account()), name) == null;
                })
                .map(open -> order(open.account(), open.order()))
                .toList();
    }

    private static List<String> openPositions(Engine engine, Heard heard) {
        return heard.openPositions.values().stream()
                .filter(open -> engine.position(
                                Shapes.account(open.getAccount()),
                                Ids.parse(open.getPosition().getPositionId()))
                        == null)
                .map(open -> "position %s of account %s: %s %s %s at %s"
                        .formatted(
                                open.getPosition().getPositionId(),
                                open.getAccount(),
                                open.getPosition().getDirection().name().toLowerCase(Locale.ROOT),
                                E8.format(open.getPosition().getQuantityE8()),
                                open.getPosition().getAsset(),
                                E8.format(open.getPosition().getEntryPriceE8())))
                .toList();
    }

    private static String order(String account, Order order) {
        var price = order.hasPriceE8() ? order.getPriceE8() : order.getStopPriceE8();
        return "order %s of account %s: %s %s %s%s"
                .formatted(
                        order.getOrderId(),
                        account,
                        order.getSide().name().toLowerCase(Locale.ROOT),
                        E8.format(order.getQuantityE8()),
                        order.getInstrument(),
                        price == 0 ? "" : " at " + E8.format(price));
    }

    private static List<String> balances(Engine engine, Heard heard) {
        var lines = new ArrayList<String>();
        Statement.wallets(engine, heard.balances.keySet()).forEach((wallet, balance) -> {
            var told = heard.balances.get(wallet);
            boolean traders = wallet.account() >= 0;
            if (!traders
                    || (told == null && balance.total() == 0)
                    || Shapes.balance(balance).equals(told)) return;
            lines.add("account %s: %s, and was told %s"
                    .formatted(
                            Ids.text(wallet.account()),
                            amounts(balance),
                            told == null
                                    ? "nothing"
                                    : amounts(new Balance(
                                            told.getAsset(),
                                            told.getAvailableE8(),
                                            told.getHeldE8(),
                                            told.getMarginE8()))));
        });
        return lines;
    }

    /** One record of the command log. */
    static String command(ConsumerRecord<byte[], byte[]> record) {
        try {
            var command = LoggedCommand.parseFrom(record.value());
            return "It is %s of account %s, version %d, accepted at %s"
                    .formatted(
                            command.getCommandCase().name().toLowerCase(Locale.ROOT),
                            command.getAccount().isEmpty() ? "(the venue)" : command.getAccount(),
                            command.getVersion(),
                            Instant.EPOCH.plus(command.getAcceptedAtMicros(), ChronoUnit.MICROS));
        } catch (InvalidProtocolBufferException e) {
            return "Its %d bytes are no command".formatted(record.value().length);
        }
    }

    private static String amounts(Balance balance) {
        var amounts = "%s %s available, %s held"
                .formatted(balance.asset(), E8.format(balance.available()), E8.format(balance.held()));
        return balance.margin() == 0 ? amounts : amounts + ", " + E8.format(balance.margin()) + " as margin";
    }
}
