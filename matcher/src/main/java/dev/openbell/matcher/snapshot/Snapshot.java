package dev.openbell.matcher.snapshot;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Which market a snapshot holds.
 *
 * @param logId the command log it was made from; another log is another market
 * @param logEpoch begun anew by {@code ./openbell recover}
 * @param nextOffset where replay goes on in the command log
 * @param nextEventOffset from where on the event log holds what comes after
 * @param sequence the last event that it includes
 */
public record Snapshot(
        int shard, String logId, long logEpoch, long nextOffset, long nextEventOffset, long sequence, long timeMicros) {
    private static final long MAGIC = 0x4F42_534E_4150_0001L; // OBSNAP, and the version of this header

    /** Sorts as the log does. */
    public String id() {
        return "%d-%06d-%019d".formatted(shard, logEpoch, nextOffset);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(MAGIC);
        out.writeInt(shard);
        out.writeUTF(logId);
        out.writeLong(logEpoch);
        out.writeLong(nextOffset);
        out.writeLong(nextEventOffset);
        out.writeLong(sequence);
        out.writeLong(timeMicros);
    }

    static Snapshot read(DataInputStream in) throws IOException {
        if (in.readLong() != MAGIC) throw new IOException("is no snapshot of this version");
        return new Snapshot(
                in.readInt(), in.readUTF(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
}
