package io.sockee.boot;

import io.sockee.routing.DeploymentException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the values of settings by their kinds. A wrong value is refused with the setting's name and what is expected. */
final class SettingValues {
    /** Former names of settings, in the environment of the gateway; a value under the setting's own name comes first. */
    private static final Map<Setting, String> FORMER_NAMES = Map.of(Setting.PUSH_DEVICE_TTL, "DEVICE_TTL");

    /** What an origin must be. */
    static final String ORIGINS = "scheme, host and port only, as in https://example.org:8443, or *";

    /** What takes from one path or namespace what is set for all, of a setting that is nothing by default. */
    private static final String NONE = "none";

    private static final String DEV = "dev";
    private static final String PRODUCTION = "production";

    private final Function<String, Optional<String>> source;
    private final Function<Setting, String> names;
    private final boolean canBeNone;

    SettingValues(Function<String, Optional<String>> source) {
        this(source, Setting::key, false);
    }

    private SettingValues(
            Function<String, Optional<String>> source, Function<Setting, String> names, boolean canBeNone) {
        this.source = source;
        this.names = names;
        this.canBeNone = canBeNone;
    }

    /** The values of settings for one prefix of SockJS, where they differ there: see {@link #has}. */
    SettingValues of(String prefix) {
        return new SettingValues(source, setting -> setting.keyFor(prefix), false);
    }

    /**
     * The values of settings for one path or namespace: its own, where there are some, and else those for all. An empty value is none to
     * MicroProfile Config, so {@code none} is what says that there is to be nothing here.
     */
    SettingValues at(String path) {
        Function<Setting, String> names = setting -> {
            String own = setting.mayDifferByPrefix() ? setting.keyFor(path) : setting.key();
            return source.apply(own).isPresent() ? own : setting.key();
        };
        return new SettingValues(source, names, true);
    }

    /** Whether a setting has been configured. */
    boolean has(Setting setting) {
        return source.apply(names.apply(setting)).isPresent();
    }

    /** Whether this is development. */
    boolean dev() {
        return profile().equals(DEV);
    }

    /** The name of the profile: what is set, or else the one of MicroProfile Config, or else production. */
    String profile() {
        String name = text(Setting.PROFILE);
        if (name.isEmpty()) {
            name = foreign("mp.config.profile").map(String::strip).orElse("");
        }
        if (name.isEmpty()) {
            return PRODUCTION;
        }
        if (!name.matches("[a-z][a-z0-9_-]{0,31}")) {
            throw bad(
                    Setting.PROFILE,
                    name,
                    "dev, production, or a name of your own: up to 32 small letters, digits, '_' and '-'");
        }
        return name;
    }

    /** The configured value of a key that is no setting. */
    Optional<String> foreign(String key) {
        return source.apply(key);
    }

    /** The value of a setting, Sockee's own or another, that an event's name refers to. */
    Optional<String> value(String key) {
        return source.apply(key)
                .or(() -> Arrays.stream(Setting.values())
                        .filter(setting -> setting.key().equals(key))
                        .map(Setting::defaultValue)
                        .findFirst());
    }

    String text(Setting setting) {
        String name = names.apply(setting);
        String value = source.apply(name)
                .or(() -> Optional.ofNullable(FORMER_NAMES.get(setting)).flatMap(source))
                .orElse(setting.defaultValue())
                .strip();
        boolean ofOne = canBeNone && !name.equals(setting.key());
        return ofOne && value.equals(NONE) && setting.defaultValue().isEmpty() ? "" : value;
    }

    Set<String> list(Setting setting) {
        return Arrays.stream(text(setting).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    String oneOf(Setting setting, String... choices) {
        String value = text(setting);
        if (!List.of(choices).contains(value)) {
            throw wrong(setting, value, String.join(" or ", choices));
        }
        return value;
    }

    boolean flag(Setting setting) {
        return oneOf(setting, "true", "false").equals("true");
    }

    long number(Setting setting, long min, long max) {
        return whole("a whole number", setting, min, max);
    }

    /**
     * The same of what is measured.
     *
     * @param unit what one of it is, in the plural, for the message
     */
    long number(Setting setting, String unit, long min, long max) {
        return whole("a whole number of " + unit, setting, min, max);
    }

    private long whole(String kind, Setting setting, long min, long max) {
        String value = text(setting);
        String expected = kind + " from " + min + (max == Long.MAX_VALUE ? "" : " to " + max);
        try {
            long number = Long.parseLong(value);
            if (number < min || number > max) {
                throw wrong(setting, value, expected);
            }
            return number;
        } catch (NumberFormatException e) {
            throw wrong(setting, value, expected);
        }
    }

    /** A list of origins that may connect. */
    Set<String> origins(Setting setting) {
        Set<String> origins = list(setting);
        for (String origin : origins) {
            if (!isOrigin(origin)) {
                throw wrong(setting, origin, ORIGINS);
            }
        }
        return origins;
    }

    /** Whether a text names who may connect, as {@link #ORIGINS} says it. */
    static boolean isOrigin(String text) {
        return text.equals("*") || text.equals("null") || text.matches("[a-z][a-z0-9+.-]*://[^/?#\\s]+");
    }

    /** What is said of a value that cannot be, with the name by which it was configured. */
    DeploymentException wrong(Setting setting, String value, String expected) {
        return bad(names.apply(setting), value, expected);
    }

    static DeploymentException bad(Setting setting, String value, String expected) {
        return bad(setting.key(), value, expected);
    }

    private static DeploymentException bad(String name, String value, String expected) {
        return new DeploymentException("The setting " + name + " is '" + value + "', but must be " + expected + ".");
    }
}
