package dev.openbell.standalone;

import dev.openbell.standalone.parts.CannotStart;

/** Runs a venue until it is told to stop. */
final class Up {
    private Up() {}

    static int run(CommandLine line) throws InterruptedException {
        var venue = new Venue(line.setup());
        // Ctrl-C, TERM and the end of the terminal all come this way, also in the middle of starting.
        Runtime.getRuntime().addShutdownHook(new Thread(venue::close, "close"));
        try {
            venue.open();
        } catch (CannotStart e) {
            venue.close();
            throw e;
        }
        welcome(venue.addresses());
        Thread.currentThread().join(); // For ever: the end comes by a signal.
        return 0;
    }

    private static void welcome(Addresses addresses) {
        System.out.printf("""

                  terminal    %s
                  REST        %s/api/v1
                  WebSocket   %s
                  mail inbox  %s

                  Ctrl-C here, or ./openbell down, stops everything.
                %n""", addresses.edge(), addresses.edge(), addresses.webSocket(), addresses.inbox());
    }
}
