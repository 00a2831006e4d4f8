package dev.openbell.auth.keys;

import dev.openbell.auth.token.OwnerOnlyFile;
import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the market maker is to have a key in a file that both can read, its account is made at the first start. The file
 * is what remembers: while it is there, nothing is made.
 */
@Singleton
@Requires(property = "openbell.service-account-file", pattern = ".+")
final class MarketMakersKey {
    private static final Logger log = LoggerFactory.getLogger(MarketMakersKey.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The file, as the market maker reads it. */
    @Serdeable
    record KeyFile(String key_id, String secret) {}

    private final ServiceAccounts accounts;
    private final ObjectMapper json;
    private final Path file;
    private final Thread maker = Thread.ofVirtual().name("market-maker's key").unstarted(this::make);

    MarketMakersKey(
            ServiceAccounts accounts, ObjectMapper json, @Value("${openbell.service-account-file}") String file) {
        this.accounts = accounts;
        this.json = json;
        this.file = Path.of(file);
    }

    @EventListener
    void start(StartupEvent event) {
        if (Files.notExists(file)) maker.start();
    }

    private void make() {
        try {
            while (!made()) Thread.sleep(PAUSE);
            log.info("Made the market maker's account; its key is in {}", file);
        } catch (InterruptedException e) {
            log.info("Stopped before the market maker had a key");
        } catch (IOException e) {
            log.error("The market maker's key cannot be written to {}", file, e);
        }
    }

    private boolean made() throws IOException {
        try {
            var made = accounts.create("market-maker", List.of("read", "trade"));
            OwnerOnlyFile.write(
                    file,
                    json.writeValueAsString(
                            new KeyFile(made.key().getKeyId(), made.secret().text())));
            return true;
        } catch (Refusal refusal) {
            log.debug("The market maker must wait for its account: {}", refusal.detail());
            return false;
        }
    }

    @PreDestroy
    void stop() {
        maker.interrupt();
    }
}
