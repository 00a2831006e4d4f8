package dev.openbell.chassis.start;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Puts chassis.yml below every service's own application.yml and the environment. */
@ContextConfigurer
public final class ServiceDefaults implements ApplicationContextConfigurer {
    private static final int BELOW_APPLICATION_YML = YamlPropertySourceLoader.DEFAULT_POSITION - 100;

    @Override
    public void configure(ApplicationContextBuilder builder) {
        builder.deduceEnvironment(false).banner(false);
        try (var defaults = ServiceDefaults.class.getResourceAsStream("/chassis.yml")) {
            if (defaults == null) throw new IllegalStateException("chassis.yml is missing from the class path");
            var properties = new YamlPropertySourceLoader().read("chassis", defaults);
            builder.propertySources(PropertySource.of("chassis", properties, BELOW_APPLICATION_YML));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
