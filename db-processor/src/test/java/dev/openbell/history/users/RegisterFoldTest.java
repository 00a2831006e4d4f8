package dev.openbell.history.users;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.kafka.ProtobufSerializer;
import dev.openbell.events.v1.CreateUser;
import dev.openbell.events.v1.SetSuspended;
import dev.openbell.events.v1.Topics;
import dev.openbell.events.v1.UserCommand;
import dev.openbell.events.v1.UserEvent;
import dev.openbell.events.v1.UserOutcome;
import dev.openbell.history.database.Database;
import dev.openbell.history.database.RealPostgres;
import dev.openbell.history.log.LogPositions;
import dev.openbell.history.log.Position;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegisterFoldTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.USER_COMMANDS, 0);
    private static final Position BEGINNING = Position.atBeginning("topic", 0);

    private final Database database = RealPostgres.open();
    private final MockProducer<String, MessageLite> kafka =
            new MockProducer<>(true, new StringSerializer(), new ProtobufSerializer());
    private final RegisterFold fold = new RegisterFold(
            PARTITION, database, new Arbiter(InstantSource.system()), new Answers(kafka), new SimpleMeterRegistry());

    @BeforeEach
    void begin() throws SQLException {
        database.transaction(connection -> LogPositions.findOrBegin(connection, PARTITION, BEGINNING));
    }

    @AfterEach
    void close() {
        fold.close();
        database.close();
    }

    @Test
    void everyCommandIsAnsweredUnderItsRequestId() throws Exception {
        var end = fold.apply(List.of(record(0, signUp("alice")), record(1, signUp("alice"))), BEGINNING);

        assertThat(end.nextOffset()).isEqualTo(2);
        assertThat(kafka.history()).extracting(sent -> sent.key()).containsExactly("request-alice", "request-alice");
        assertThat(answers()).extracting(UserEvent::getOutcome).containsOnly(UserOutcome.DONE);
        assertThat(RealPostgres.ask(database, "SELECT count(*) FROM users")).isEqualTo("1");
    }

    @Test
    void anAnswerThatKafkaDidNotTakeIsSentWhenTheLogIsTakenUpAgain() throws Exception {
        fold.apply(List.of(record(0, signUp("alice"))), BEGINNING);
        kafka.clear();
        kafka.sendException = new KafkaException("away");
        var second = List.of(record(1, signUp("bob")), record(2, signUp("carol")));
        assertThatThrownBy(() -> fold.apply(second, BEGINNING.past(0))).isInstanceOf(KafkaException.class);
        assertThat(RealPostgres.ask(database, "SELECT next_offset FROM log_positions"))
                .isEqualTo("2");

        kafka.sendException = null;
        fold.takenUp(Position.atBeginning("topic", 0));

        assertThat(answers()).extracting(UserEvent::getRequestId).containsExactly("request-bob");
    }

    @Test
    void whatIsRevokedIsKnownBeforeWhoeverAskedIsTold() throws Exception {
        fold.apply(List.of(record(0, signUp("alice"))), BEGINNING);
        kafka.clear();

        fold.apply(List.of(record(1, suspend("alice"))), BEGINNING.past(0));

        assertThat(sent()).containsExactly("auth.revocations alice", "user.events suspend-alice");
    }

    @Test
    void soItIsWhenTheLogIsTakenUpAgain() throws Exception {
        fold.apply(List.of(record(0, signUp("alice"))), BEGINNING);
        kafka.clear();
        kafka.sendException = new KafkaException("away");
        assertThatThrownBy(() -> fold.apply(List.of(record(1, suspend("alice"))), BEGINNING.past(0)))
                .isInstanceOf(KafkaException.class);
        assertThat(sent()).isEmpty();

        kafka.sendException = null;
        fold.takenUp(Position.atBeginning("topic", 0));

        assertThat(sent()).containsExactly("auth.revocations alice", "user.events suspend-alice");
    }

    @Test
    void aCommandThatNoTableCanHoldStopsNobody() throws Exception {
        var longerThanAnIndexTakes = new Random(1)
                .ints(20_000, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(joining());
        var impossible = UserCommand.newBuilder()
                .setRequestId("impossible")
                .setCreateUser(CreateUser.newBuilder().setUserId("alice").setEmail(longerThanAnIndexTakes))
                .build();
        var garbage = new ConsumerRecord<>(PARTITION.topic(), 0, 1L, new byte[0], new byte[] {-1});

        var end = fold.apply(List.of(record(0, impossible), garbage, record(2, signUp("bob"))), BEGINNING);

        assertThat(end.nextOffset()).isEqualTo(3);
        assertThat(answers())
                .extracting(UserEvent::getOutcome)
                .containsExactly(UserOutcome.USER_OUTCOME_UNSPECIFIED, UserOutcome.DONE);
        assertThat(RealPostgres.ask(database, "SELECT string_agg(user_id, ' ') FROM users"))
                .isEqualTo("bob");
    }

    private List<UserEvent> answers() {
        return kafka.history().stream().map(sent -> (UserEvent) sent.value()).toList();
    }

    private List<String> sent() {
        return kafka.history().stream()
                .map(sent -> sent.topic() + " " + sent.key())
                .toList();
    }

    private static UserCommand suspend(String name) {
        return UserCommand.newBuilder()
                .setRequestId("suspend-" + name)
                .setSetSuspended(SetSuspended.newBuilder().setUserId(name).setSuspended(true))
                .build();
    }

    private static UserCommand signUp(String name) {
        return UserCommand.newBuilder()
                .setRequestId("request-" + name)
                .setCreateUser(CreateUser.newBuilder().setUserId(name).setEmail(name + "@example.org"))
                .build();
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, UserCommand command) {
        return new ConsumerRecord<>(PARTITION.topic(), 0, offset, new byte[0], command.toByteArray());
    }
}
