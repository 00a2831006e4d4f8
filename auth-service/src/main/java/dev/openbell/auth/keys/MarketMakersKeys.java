package dev.openbell.auth.keys;

import dev.openbell.auth.token.OwnerOnlyFile;
import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.type.Argument;
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
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the market maker is to have its keys in a file that both can read, its accounts are made at the first start: one that quotes, and
 * one that trades with the quotes, since nobody trades with himself. The file is what remembers: what is in it is not made.
 */
@Singleton
@Requires(property = "openbell.service-account-file", pattern = ".+")
final class MarketMakersKeys {
    private static final Logger log = LoggerFactory.getLogger(MarketMakersKeys.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final List<String> NAMES = List.of("market-maker", "market-taker");

    /** As the market maker reads it: by the name of the account. */
    @Serdeable
    record Key(String key_id, String secret) {}

    private final ServiceAccounts accounts;
    private final ObjectMapper json;
    private final Path file;
    private final Thread maker = Thread.ofVirtual().name("market-maker's keys").unstarted(this::make);

    MarketMakersKeys(
            ServiceAccounts accounts, ObjectMapper json, @Value("${openbell.service-account-file}") String file) {
        this.accounts = accounts;
        this.json = json;
        this.file = Path.of(file);
    }

    @EventListener
    void start(StartupEvent event) {
        maker.start();
    }

    private void make() {
        var keys = new TreeMap<>(read());
        try {
            for (var name : NAMES) {
                if (keys.containsKey(name)) continue;
                keys.put(name, make(name));
                OwnerOnlyFile.write(file, json.writeValueAsString(keys));
                log.info("Made the account {}; its key is in {}", name, file);
            }
        } catch (InterruptedException e) {
            log.info("Stopped before the market maker had its keys");
        } catch (IOException e) {
            log.error("The market maker's keys cannot be written to {}", file, e);
        }
    }

    /** A file that says nothing is begun anew: the accounts stay, and get other keys. */
    private Map<String, Key> read() {
        if (Files.notExists(file)) return Map.of();
        try {
            return json.readValue(Files.readString(file), Argument.mapOf(String.class, Key.class));
        } catch (IOException e) {
            log.warn("There are no keys in {}: {}", file, e.getMessage());
            return Map.of();
        }
    }

    private Key make(String name) throws InterruptedException {
        while (true) {
            try {
                var made = accounts.create(name, List.of("read", "trade"));
                return new Key(made.key().getKeyId(), made.secret().text());
            } catch (Refusal refusal) {
                log.debug("{} must wait for its account: {}", name, refusal.detail());
                Thread.sleep(PAUSE);
            }
        }
    }

    @PreDestroy
    void stop() {
        maker.interrupt();
    }
}
