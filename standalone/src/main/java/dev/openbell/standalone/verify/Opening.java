package dev.openbell.standalone.verify;

import dev.openbell.events.v1.MarketEvents;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How everything stood where a trimmed log begins, in the words of the event log: the matcher's own reading of its archive, the only thing
 * here that is taken from it on trust.
 *
 * @param sequence of the last event that it includes
 * @param commandOffset of the command that made it
 */
public record Opening(Path statement, long sequence, long logEpoch, long commandOffset) {
    /** Where it comes from. */
    public interface Source {
        /**
         * Has it written down.
         *
         * @param file to be written to
         * @return whether that was done
         */
        boolean write(int shard, Path file) throws IOException, InterruptedException;
    }

    static Opening read(Path statement) throws IOException {
        try (var in = Files.newInputStream(statement)) {
            var head = MarketEvents.parseDelimitedFrom(in);
            if (head == null) throw new IOException("the archive tells nothing");
            return new Opening(statement, head.getLastSequence(), head.getLogEpoch(), head.getCommandOffset());
        }
    }

    void tell(Consumer<MarketEvents> each) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(statement))) {
            var _ = MarketEvents.parseDelimitedFrom(in);
            for (MarketEvents part; (part = MarketEvents.parseDelimitedFrom(in)) != null; ) each.accept(part);
        }
    }
}
