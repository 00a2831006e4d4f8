package dev.openbell.chassis.network;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose pages may make use of what a browser sends by itself: those of the host that was asked, and of the origins in a setting. */
public final class Origins {
    private final Set<String> named;

    public Origins(List<String> setting) {
        named = setting.stream()
                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a page of this origin may.
     *
     * @param host which was asked
     */
    public boolean include(String origin, @Nullable String host) {
        if (named.contains(origin.toLowerCase(Locale.ROOT))) return true;
        try {
            var authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
