package io.sockee.routing;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the values of settings into names of events, for expressions such as <code>${chat.event}</code>. */
final class SettingNames {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^{}]*)}");

    private final Function<String, Optional<String>> settings;

    SettingNames(Function<String, Optional<String>> settings) {
        this.settings = settings;
    }

    /**
     * The name with the values of the settings in it.
     *
     * @param where names the method in the message of the exception
     * @throws DeploymentException when there is no such setting
     */
    String resolve(String name, String where) {
        if (!name.contains("${")) {
            return name;
        }
        Matcher expression = EXPRESSION.matcher(name);
        return expression.replaceAll(found -> {
            String key = found.group(1);
            return Matcher.quoteReplacement(settings.apply(key)
                    .orElseThrow(() -> new DeploymentException(
                            where + " names the event '" + name + "', but there is no setting '" + key + "'.")));
        });
    }
}
