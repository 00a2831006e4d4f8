package dev.openbell.history;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.history.candles.Prices;
import dev.openbell.history.database.Database;
import dev.openbell.history.market.Market;
import dev.openbell.history.settlement.SettlementCheck;
import dev.openbell.history.users.Register;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** The order in which the service opens: its doors at once, the database, Kafka, and then the logs. Each waits as long as it takes. */
@Singleton
final class Opening implements ApplicationEventListener<StartupEvent> {
    private static final String LOGS = "the logs";

    private final Waiting waiting;
    private final Database database;
    private final KafkaConnection kafka;
    private final Market market;
    private final Prices prices;
    private final Register register;
    private final SettlementCheck settlement;
    private final Thread thread = Thread.ofPlatform().name("opening").unstarted(this::open);

    Opening(
            Waiting waiting,
            Database database,
            KafkaConnection kafka,
            Market market,
            Prices prices,
            Register register,
            SettlementCheck settlement) {
        this.waiting = waiting;
        this.database = database;
        this.kafka = kafka;
        this.market = market;
        this.prices = prices;
        this.register = register;
        this.settlement = settlement;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        waiting.begin(LOGS, "not open yet");
        thread.start();
    }

    private void open() {
        try {
            database.open();
            kafka.ensureTopics(
                    market.topic(),
                    prices.topic(),
                    prices.deadLetters(),
                    register.commands(),
                    register.events(),
                    register.revocations());
            market.open();
            prices.open();
            register.open();
            settlement.open();
            waiting.done(LOGS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the service stops before it was open
        }
    }

    @PreDestroy
    void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
