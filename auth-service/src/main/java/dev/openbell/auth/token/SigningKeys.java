package dev.openbell.auth.token;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.openbell.chassis.start.UnusableSetting;
import dev.openbell.chassis.token.Jwks;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the venue, from {@code OPENBELL_SIGNING_KEYS}: a JSON Web Key Set, or {@code file:} and the path of one.
 *
 * <p>A file is read each time that keys are wanted: it is small, and whoever changes it, by {@link RotateKeys} for
 * example, is heard by every instance at once. A change that cannot be used is reported, and what was known before goes
 * on.
 */
@Context
public final class SigningKeys implements Jwks {
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    private record Known(String json, KeySet keys) {}

    private final @Nullable KeyFile file;
    private final InstantSource clock;
    private volatile Known known;
    private volatile String complaint = "";

    /**
     * Reads them.
     *
     * @param embedded on one's own machine a file that is missing is made; elsewhere its absence is a mistake
     */
    @Inject
    public SigningKeys(
            @Value("${openbell.signing-keys:}") String setting, @Value("${openbell.embedded:false}") boolean embedded) {
        this(setting, embedded, InstantSource.system());
    }

    SigningKeys(String setting, boolean embedded, InstantSource clock) {
        this.clock = clock;
        file = KeyFile.namedBy(setting).orElse(null);
        if (file != null && embedded && file.isMissing()) {
            file.write(KeySet.first(clock.instant()));
            log.info("Made the venue's signing keys: {}", file.path());
        }
        known = understood(file == null ? setting : file.read());
    }

    /** The key that signs now. */
    ECKey signing() {
        return keys().signing(clock.instant());
    }

    /** The public halves of all keys whose tokens may live, and of the one that signs next. */
    @Override
    public JWKSet fetch() {
        return keys().published(clock.instant());
    }

    private KeySet keys() {
        if (file != null) lookAt(file);
        return known.keys;
    }

    private void lookAt(KeyFile changing) {
        try {
            var json = changing.read();
            if (!json.equals(known.json)) {
                known = understood(json);
                log.info("The signing keys have changed: {}", known.keys);
            }
            complaint = "";
        } catch (UnusableSetting e) {
            var why = String.valueOf(e.getMessage());
            if (!why.equals(complaint)) log.error("The signing keys stay as they were: {}", why);
            complaint = why;
        }
    }

    private Known understood(String json) {
        var keys = KeySet.parse(json);
        var _ = keys.signing(clock.instant());
        return new Known(json, keys);
    }
}
