package dev.openbell.bench.history;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.stand.BenchFolder;
import dev.openbell.bench.stand.Results;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Service;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;

/** The tables under load: what db-processor writes when nothing else runs, how it catches up, and what large tables answer. */
public final class HistoryBench {
    private final int orders;
    private final int trades;

    /**
     * A benchmark.
     *
     * @param orders in the log that is folded
     * @param trades in the tables that are asked; a fifth as many orders
     */
    public HistoryBench(int orders, int trades) {
        this.orders = orders;
        this.trades = trades;
    }

    /** Runs against venues of its own, which are gone afterwards. */
    public void run() throws IOException, InterruptedException, SQLException {
        var figures = new LinkedHashMap<String, Object>();
        if (orders > 0) {
            try (var folder = new BenchFolder();
                    var venue = Venue.start(folder.setup()
                            .withServices(Service.DB_PROCESSOR, Service.AUTH_SERVICE, Service.MATCHER)
                            .with("OPENBELL_DURABLE", "false")
                            .with("SNAPSHOT_INTERVAL", "10h"))) {
                figures.put("writing", new Writing(venue, orders).run());
            }
        }
        if (trades > 0) {
            try (var folder = new BenchFolder();
                    var venue = Venue.start(folder.setup()
                            .withServices(
                                    Service.DB_PROCESSOR,
                                    Service.AUTH_SERVICE,
                                    Service.MATCHER,
                                    Service.EDGE_API,
                                    Service.OTP_MAILER))) {
                var addresses = venue.addresses();
                var customer = Customer.signUp(addresses.edge(), addresses.inbox(), "historian");
                var past = new Past(customer.userId(), trades);
                past.fill(addresses.database());
                try (var reading = new Reading(addresses.hostAndPort(Port.HISTORY), customer.token(), past)) {
                    figures.put("reading", reading.run());
                }
            }
        }
        Results.write("history", figures);
    }
}
