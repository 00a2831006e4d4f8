package dev.openbell.matcher.simulation;

import dev.openbell.matcher.simulation.Fate.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The venue: two matchers, those who ask them for things, and whoever reads what they publish. Its time passes when it is told to. */
final class Venue {
    static final int SHARD = 0;
    static final String LOG_ID = "the command log";
    private static final int TRADERS = 4, ROUNDS = 3, STEPS = 500, LONGEST_REST = 500, MOST_EVENTS_LOST = 40;
    private static final ProducerRecord<byte[], byte[]> NOT_A_COMMAND =
            new ProducerRecord<>("trading.commands", new byte[] {-1});

    private final Fate fate;
    private final Topic commands = new Topic("trading.commands");
    private final Topic events = new Topic("market.events");
    private final Auditor auditor = new Auditor(this);
    private final Historian historian = new Historian(this);
    private final List<Instance> instances;
    private final List<Client> clients = new ArrayList<>();
    private long now = 1_700_000_000_000_000L;

    Venue(long seed, Path folder) {
        fate = new Fate(seed);
        instances = List.of(new Instance(this, folder.resolve("one")), new Instance(this, folder.resolve("two")));
        clients.add(new Client(this, new Operator(fate, TRADERS)));
        for (int trader = 1; trader <= TRADERS; trader++) clients.add(new Client(this, new Trader(this, trader)));
    }

    /** Lets much happen, and comes to rest now and then. */
    void run() throws IOException, InterruptedException {
        rest();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < STEPS; i++) step();
            rest();
            auditor.check();
        }
    }

    private void step() throws IOException, InterruptedException {
        passTime();
        switch (fate.upTo(19)) {
            case 0, 1, 2, 3, 4, 5 -> fate.oneOf(clients).turn();
            case 6, 7, 8, 9 -> fate.oneOf(instances).turn();
            case 10, 11, 12, 13 -> fate.oneOf(instances).carry();
            case 14, 15 -> fate.oneOf(instances).follow();
            case 16, 17 -> historian.turn();
            case 18 -> moveOwnership();
            default -> {
                if (fate.strikes(Fault.SNAPSHOT_DAMAGED))
                    fate.oneOf(instances).disk().damageASnapshot();
                if (fate.strikes(Fault.POWER_CUT)) cutPower();
                if (fate.strikes(Fault.UNREADABLE_COMMAND)) commands.append(NOT_A_COMMAND);
            }
        }
    }

    /** Mostly a little, sometimes long enough for timers to ring, and rarely for keys to be forgotten. */
    private void passTime() {
        int chance = fate.upTo(999);
        now += chance < 1 ? 400_000_000L : chance < 20 ? fate.upTo(15_000_000) : fate.upTo(50_000);
        commands.arrive(now);
        events.arrive(now);
    }

    private void moveOwnership() {
        if (!fate.strikes(Fault.OWNER_MOVES)) return;
        boolean both = fate.strikes(Fault.TWO_OWNERS);
        var next = fate.oneOf(instances);
        for (var instance : instances) instance.owns(both || instance == next);
    }

    /** Commands are forced to disk, and none that was acknowledged is lost; events are not, since they can be made again. */
    private void cutPower() {
        for (var instance : instances) instance.crash();
        commands.loseEnd(0);
        events.loseEnd(fate.upTo(fate.chance(0.5) ? 3 : MOST_EVENTS_LOST));
        historian.lookAgain();
    }

    /** Nothing goes wrong any more, until everybody knows everything. */
    private void rest() throws IOException, InterruptedException {
        fate.beKind(true);
        var owner = fate.oneOf(instances);
        for (var instance : instances) instance.owns(instance == owner);
        for (int i = 0; !isAtRest(owner); i++) {
            if (i == LONGEST_REST) throw new AssertionError("the venue does not come to rest");
            now += 1_000;
            commands.arrive(Long.MAX_VALUE);
            events.arrive(Long.MAX_VALUE);
            for (var client : clients) client.sendAgain();
            for (var instance : instances) {
                instance.turn();
                instance.carry();
                instance.follow();
            }
            historian.turn();
        }
        fate.beKind(false);
    }

    private boolean isAtRest(Instance owner) {
        return clients.stream().allMatch(Client::isContent)
                && instances.stream().allMatch(Instance::isAtRest)
                && owner.hasPublishedEverything()
                && historian.sequence() == owner.sequence();
    }

    Fate fate() {
        return fate;
    }

    long now() {
        return now;
    }

    Topic commands() {
        return commands;
    }

    Topic events() {
        return events;
    }

    Auditor auditor() {
        return auditor;
    }

    Historian historian() {
        return historian;
    }

    List<Instance> instances() {
        return instances;
    }

    Instance anyInstance() {
        return fate.oneOf(instances);
    }
}
