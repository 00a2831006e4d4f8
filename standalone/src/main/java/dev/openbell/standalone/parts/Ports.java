package dev.openbell.standalone.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Which port is where: the usual ones, those that the environment names, or free ones with {@code OPENBELL_PORTS=free}. */
public final class Ports {
    /** Below the range from which systems take the ports of outgoing connections, so that none of those gets in between. */
    private static final int FIRST_FREE = 20_000, LAST_FREE = 32_000;

    private final Map<Port, Integer> numbers = new EnumMap<>(Port.class);

    private Ports() {}

    public static Ports free() {
        return from(Map.of("OPENBELL_PORTS", "free"));
    }

    public static Ports from(Map<String, String> environment) {
        var ports = new Ports();
        boolean free = environment.getOrDefault("OPENBELL_PORTS", "").equals("free");
        for (var port : Port.values()) {
            var named = environment.getOrDefault(port.variable, "");
            ports.numbers.put(port, named.isBlank() ? free ? ports.anyFree() : port.usual : number(port, named));
        }
        return ports;
    }

    public int of(Port port) {
        return numbers.getOrDefault(port, port.usual);
    }

    /** As the services read them. */
    public Map<String, String> asEnvironment() {
        var variables = new HashMap<String, String>();
        numbers.forEach((port, number) -> variables.put(port.variable, number.toString()));
        return variables;
    }

    /** Refuses when another program, or another part, has one of them. */
    public void checkFree() {
        var owners = new HashMap<Integer, Port>();
        numbers.forEach((port, number) -> {
            if (owners.put(number, port) != null || !isFree(number)) {
                throw new CannotStart(
                        "%s: port %d is taken; set %s to another".formatted(port.owner, number, port.variable));
            }
        });
    }

    private int anyFree() {
        while (true) {
            int number = ThreadLocalRandom.current().nextInt(FIRST_FREE, LAST_FREE);
            if (!numbers.containsValue(number) && isFree(number)) return number;
        }
    }

    private static boolean isFree(int number) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int number(Port port, String text) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number > 0 && number < 65_536) return number;
        } catch (NumberFormatException e) {
            // Said below, with the name of the variable.
        }
        throw new CannotStart("%s=%s is no port".formatted(port.variable, text));
    }
}
