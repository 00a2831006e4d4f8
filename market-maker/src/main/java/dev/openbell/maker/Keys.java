package dev.openbell.maker;

import dev.openbell.chassis.start.Secrets;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The API keys of the two accounts: in a file that auth-service writes, or given by the configuration. */
@Singleton
final class Keys {
    static final String MAKER = "market-maker", TAKER = "market-taker";

    private final ObjectMapper json;
    private final String file;
    private final Key maker, taker;

    @Serdeable
    record Key(String key_id, String secret) {}

    Keys(
            ObjectMapper json,
            @Value("${openbell.maker.key-file:}") String file,
            @Value("${openbell.maker.key-id:}") String makerId,
            @Value("${openbell.maker.secret:}") String makerSecret,
            @Value("${openbell.taker.key-id:}") String takerId,
            @Value("${openbell.taker.secret:}") String takerSecret) {
        this.json = json;
        this.file = file;
        maker = new Key(makerId, makerSecret);
        taker = new Key(takerId, takerSecret);
        if (!file.isEmpty()) return;
        Secrets.check("MARKET_MAKER_SECRET", makerSecret);
        if (!takerId.isEmpty()) Secrets.check("MARKET_TAKER_SECRET", takerSecret);
    }

    /** Whether there is, or will be, one that trades with the quotes. */
    boolean haveTaker() {
        return !file.isEmpty() || !taker.key_id.isEmpty();
    }

    /** The key of the account with this name; the file is read each time, since it may come later. */
    Key of(String name) throws IOException {
        if (file.isEmpty()) return name.equals(MAKER) ? maker : taker;
        var key = json.readValue(Files.readString(Path.of(file)), Argument.mapOf(String.class, Key.class))
                .get(name);
        if (key == null) throw new IOException("there is no key of " + name + " in " + file);
        return key;
    }
}
