package dev.openbell.standalone.parts;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** One process of the venue. */
public interface Part {
    String name();

    /** The parts that must be ready before this one is started. */
    default List<String> needs() {
        return List.of();
    }

    /** Makes what the process wants to find: unpacked binaries, an initialised folder. Ends early when interrupted. */
    default void prepare() throws IOException, InterruptedException {}

    List<String> command() throws IOException;

    /** What the process gets beside the environment of the launcher. */
    default Map<String, String> environment() {
        return Map.of();
    }

    boolean isReady(ProcessHandle process);

    /** Where anyone may ask how it is: {@code http:} answers 200 when ready, {@code tcp:} is a port that accepts. */
    URI door();

    /** The signal that asks for an orderly end. */
    default String stopSignal() {
        return "TERM";
    }
}
