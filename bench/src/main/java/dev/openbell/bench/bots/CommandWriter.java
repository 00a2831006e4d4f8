package dev.openbell.bench.bots;

import static dev.openbell.bench.bots.Tickets.ONE;
import static dev.openbell.bench.stand.BenchFolder.INSTRUMENT;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.CancelOrder;
import dev.openbell.events.v1.Deposit;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.OpenAccount;
import dev.openbell.events.v1.PlaceOrder;
import dev.openbell.events.v1.SetLimits;
import dev.openbell.events.v1.Topics;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.Side;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills a command log by hand, much faster than through any door: a market with as many orders as are wanted. */
public final class CommandWriter implements AutoCloseable {
    private static final int ACCOUNTS = 1_000;
    private static final long FIRST_ACCOUNT = 1_000_000;
    private static final int PRICES = 5_000;

    private final KafkaProducer<byte[], byte[]> out;
    private final Logs logs;
    private long time = System.currentTimeMillis() * 1_000;
    private long orders;
    private volatile long last;
    private volatile @Nullable Exception lost;

    /**
     * Writes to this Kafka.
     *
     * @param orders how many orders others of its kind have written before
     */
    public CommandWriter(String servers, long orders) {
        this.logs = new Logs(servers);
        this.orders = orders;
        out = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "acks",
                        "all",
                        "linger.ms",
                        5,
                        "batch.size",
                        512 * 1024,
                        "compression.type",
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void openAccounts() {
        for (long account = FIRST_ACCOUNT; account < FIRST_ACCOUNT + ACCOUNTS; account++) {
            append(
                    account,
                    LoggedCommand.newBuilder()
                            .setOpenAccount(OpenAccount.newBuilder().setSynthetic(true)));
            append(
                    account,
                    LoggedCommand.newBuilder()
                            .setSetLimits(SetLimits.newBuilder()
                                    .setOpenOrdersPerInstrument(1_000_000)
                                    .setOpenNotionalE8(1_000_000_000L * ONE)));
            append(account, deposit("USD", 1_000_000_000L));
            append(account, deposit("SOL", 1_000_000L));
        }
    }

    private static LoggedCommand.Builder deposit(String asset, long amount) {
        return LoggedCommand.newBuilder()
                .setDeposit(Deposit.newBuilder()
                        .setAsset(asset)
                        .setAmountE8(amount * ONE)
                        .setUnlimited(true));
    }

    /** So many orders more that rest. */
    public void rest(long count) {
        for (long i = 0; i < count; i++) place(++orders);
    }

    /** So many commands that leave as many orders as there were: each second one cancels what the one before placed. */
    public void churn(long count) {
        for (long i = 0; i < count / 2; i++) {
            place(++orders);
            cancel(orders);
        }
    }

    /** So many orders of a market that trades: of five, one sells to the next, and three rest until they are cancelled. */
    public void trade(long count) {
        for (long i = 0; i < count; i++) {
            long number = ++orders;
            switch ((int) (i % 5)) {
                case 0 -> place(number, Side.SELL, 100 * ONE);
                case 1 -> place(number, Side.BUY, 100 * ONE);
                default -> {
                    place(number);
                    cancel(number);
                }
            }
        }
    }

    private void cancel(long number) {
        var cancel = CancelOrder.newBuilder().setOrderId("client:" + key(number));
        append(account(number), LoggedCommand.newBuilder().setCancelOrder(cancel));
    }

    private void place(long number) {
        boolean buys = number % 2 == 0;
        long away = ONE / 100 * (1 + number * 7_919 % PRICES);
        place(number, buys ? Side.BUY : Side.SELL, buys ? 100 * ONE - away : 100 * ONE + away);
    }

    private void place(long number, Side side, long price) {
        append(
                account(number),
                LoggedCommand.newBuilder()
                        .setPlaceOrder(PlaceOrder.newBuilder()
                                .setIdempotencyKey(key(number))
                                .setInstrument(INSTRUMENT)
                                .setSide(side)
                                .setType(OrderType.LIMIT)
                                .setPriceE8(price)
                                .setQuantityE8(ONE / 5)));
    }

    private static long account(long order) {
        return FIRST_ACCOUNT + order % ACCOUNTS;
    }

    private static String key(long order) {
        return Ids.text(order);
    }

    private void append(long account, LoggedCommand.Builder command) {
        // As if a venue took 40,000 commands a second.
        time += 25;
        var record = command.setVersion(1)
                .setAcceptedAtMicros(time)
                .setAccount(Ids.text(account))
                .build();
        var _ = out.send(
                new ProducerRecord<>(Topics.TRADING_COMMANDS, 0, null, record.toByteArray()), (written, failure) -> {
                    if (failure == null) last = written.offset();
                    else lost = failure;
                });
    }

    /** The offset of the next record of the event log. */
    public long nextEvent() {
        return logs.nextEvent();
    }

    /** Waits until what was written has been applied and published; what others write after it may come of nothing. */
    public void awaitPublished() throws InterruptedException {
        out.flush();
        if (lost != null) throw new IllegalStateException("a command could not be written", lost);
        while (lastPublished() < last) Thread.sleep(100);
    }

    /** The offset of the last command of which events were published. */
    long lastPublished() {
        return logs.lastPublishedCommand();
    }

    @Override
    public void close() {
        out.close();
    }
}
