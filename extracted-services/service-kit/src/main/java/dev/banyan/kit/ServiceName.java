package dev.banyan.kit;

import java.util.Locale;
import org.springframework.core.env.PropertyResolver;

/**
 * What the service is called in problem types and messages: {@code spring.application.name} without its ending
 * {@code -service}.
 */
public record ServiceName(String text) {

    private static final String KEY = "spring.application.name";

    public ServiceName {
        if (!text.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    KEY + " is '" + text + "'; it must be small letters, digits and hyphens");
        }
    }

    public static ServiceName of(PropertyResolver settings) {
        return new ServiceName(settings.getProperty(KEY, "service").replaceFirst("-service$", ""));
    }

    /** The environment variable that the password of the service's database comes from. */
    public String passwordVariable() {
        return text.toUpperCase(Locale.ROOT).replace('-', '_') + "_PASSWORD";
    }
}
