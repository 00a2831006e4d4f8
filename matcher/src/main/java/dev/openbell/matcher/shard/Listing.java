package dev.openbell.matcher.shard;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.money.E8;
import dev.openbell.events.v1.ListInstrument;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.matcher.engine.Answer;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.log.LoggedCommands;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.InstrumentStatus;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The instruments of the configuration, listed on the market by commands like everything else: a file that changes is a new command. */
@Singleton
final class Listing {
    private static final String OWN = "/instruments.yml";

    private final List<Instrument> instruments;
    private final Waiting waiting;

    Listing(@Value("${openbell.instruments:}") String file, Waiting waiting) {
        this.instruments = read(file);
        this.waiting = waiting;
        waiting.begin("instruments", "not listed yet");
    }

    void listOn(Shard shard) throws InterruptedException {
        waiting.until("instruments", () -> {
            var listed = shard.ask(Engine::instruments).get();
            for (var instrument : instruments) {
                var rules = LoggedCommands.instrument(instrument);
                if (listed.stream().anyMatch(rules::hasSameRules)) continue;
                var command = LoggedCommand.newBuilder()
                        .setListInstrument(ListInstrument.newBuilder().setInstrument(instrument));
                shard.submit(command, "", outcome -> listed(instrument, outcome))
                        .get();
            }
        });
    }

    private static boolean listed(Instrument instrument, Outcome outcome) {
        var answer = outcome.answer();
        if (answer.kind() == Answer.Kind.REFUSED) {
            throw new IllegalStateException("OPENBELL_INSTRUMENTS: " + instrument.getSymbol() + ": "
                    + answer.refused().detail());
        }
        return true;
    }

    private static List<Instrument> read(String file) {
        try (var in = open(file)) {
            List<Map<String, Object>> entries = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            var instruments = entries.stream().map(Listing::instrument).toList();
            // A rule that cannot hold is found here, not when the market is open.
            instruments.forEach(LoggedCommands::instrument);
            return instruments;
        } catch (IOException e) {
            throw new UncheckedIOException("OPENBELL_INSTRUMENTS: " + file + " cannot be read", e);
        }
    }

    private static InputStream open(String file) throws IOException {
        if (!file.isEmpty()) return Files.newInputStream(Path.of(file));
        var own = Listing.class.getResourceAsStream(OWN);
        if (own == null) throw new IOException(OWN + " is missing from the class path");
        return own;
    }

    private static Instrument instrument(Map<String, Object> entry) {
        var instrument = Instrument.newBuilder()
                .setSymbol(text(entry, "symbol"))
                .setBase(text(entry, "base"))
                .setQuote(text(entry, "quote"))
                .setTickE8(amount(entry, "tick"))
                .setLotE8(amount(entry, "lot"))
                .setMinNotionalE8(amount(entry, "min_notional"))
                .setTakerFeeE8(amount(entry, "taker_fee"))
                .setStatus(InstrumentStatus.INSTRUMENT_OPEN);
        return switch (entry.getOrDefault("kind", "spot").toString()) {
            case "spot" ->
                instrument
                        .setKind(InstrumentKind.SPOT)
                        .setPriceBandE8(amount(entry, "price_band"))
                        .setCollarE8(amount(entry, "collar"))
                        .setMakerFeeE8(amount(entry, "maker_fee"))
                        .build();
            case "cfd" ->
                instrument
                        .setKind(InstrumentKind.CFD)
                        .setMaxLeverage(Integer.parseInt(text(entry, "max_leverage")))
                        .setMaintenanceRateE8(amount(entry, "maintenance_rate"))
                        .setFinancingRateE8(amount(entry, "financing_rate"))
                        .build();
            default -> throw new IllegalArgumentException("instruments: the kind of " + entry + " is spot or cfd");
        };
    }

    private static long amount(Map<String, Object> entry, String name) {
        return E8.parse(text(entry, name));
    }

    private static String text(Map<String, Object> entry, String name) {
        var value = entry.get(name);
        if (value == null) throw new IllegalArgumentException("instruments: " + entry + " lacks " + name);
        return value.toString();
    }
}
