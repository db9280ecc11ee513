package io.sockee.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the settings are, in the end, for whoever asks the log. What may be a secret is not shown. */
final class EffectiveSettings {
    private static final String HIDDEN = "(hidden)";

    private static final Set<String> SECRETS =
            Set.of("secret", "secrets", "password", "passwords", "key", "keys", "token", "tokens");

    private EffectiveSettings() {}

    /**
     * One line for each setting, in the order of the documentation's table.
     *
     * @param print {@code all}, {@code changed} for those that are configured, or {@code off}
     */
    static List<String> lines(String print, Function<String, Optional<String>> source) {
        List<String> lines = new ArrayList<>();
        if (print.equals("off")) {
            return lines;
        }
        for (Setting setting : Setting.values()) {
            Optional<String> configured = source.apply(setting.key());
            if (configured.isPresent()) {
                lines.add(setting.key() + "=" + shown(setting.key(), configured.get()) + " (by default "
                        + orNothing(setting.defaultValue()) + ")");
            } else if (print.equals("all")) {
                lines.add(setting.key() + "=" + setting.defaultValue());
            }
        }
        return lines;
    }

    private static String shown(String key, String value) {
        return isSecret(key) ? HIDDEN : orNothing(value).replaceAll("\\p{Cntrl}", " ");
    }

    private static String orNothing(String value) {
        return value.isEmpty() ? "nothing" : value;
    }

    /** Whether the last word of the name is one of those that secrets are called by. */
    static boolean isSecret(String key) {
        String word = key.replaceFirst(".*[.-]", "").toLowerCase(Locale.ROOT);
        return SECRETS.contains(word);
    }
}
