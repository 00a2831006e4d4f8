package dev.openbell.stream.floor;

/** Take what a turn of the floor has said to all its lines, each line's frames in one go. */
public interface Carriers {
    /**
     * Sets off with it.
     *
     * @param back runs, on any thread, when all of it was handed over to the network
     */
    void setOff(Runnable back);
}
