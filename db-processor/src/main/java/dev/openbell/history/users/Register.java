package dev.openbell.history.users;

import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.TopicPlan;
import dev.openbell.history.database.Database;
import dev.openbell.history.log.Followers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.apache.kafka.common.TopicPartition;

/** The log of identity writes, which is followed by one thread: it has one partition, so that every write sees all before it. */
@Singleton
public final class Register {
    private final KafkaConnection kafka;
    private final Followers followers;
    private final Database database;
    private final MeterRegistry meters;

    Register(KafkaConnection kafka, Followers followers, Database database, MeterRegistry meters) {
        this.kafka = kafka;
        this.followers = followers;
        this.database = database;
        this.meters = meters;
    }

    public TopicPlan commands() {
        return TopicPlan.userCommands();
    }

    public TopicPlan events() {
        return TopicPlan.userEvents();
    }

    public TopicPlan revocations() {
        return TopicPlan.revocations();
    }

    public void open() {
        var partition = new TopicPartition(commands().name(), 0);
        var answers = new Answers(kafka);
        var arbiter = new Arbiter(InstantSource.system());
        followers.follow(partition, new RegisterFold(partition, database, arbiter, answers, meters));
    }
}
