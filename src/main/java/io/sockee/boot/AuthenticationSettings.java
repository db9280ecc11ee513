package io.sockee.boot;

import io.sockee.event.Event;
import java.util.Set;

/** The settings of authentication modules. */
final class AuthenticationSettings {
    private final SettingValues values;
    private final String basic;

    /**
     * Reads and checks them.
     *
     * @throws io.sockee.routing.DeploymentException when one is wrong, with its name
     */
    AuthenticationSettings(SettingValues values) {
        this.values = values;
        this.basic = values.text(Setting.AUTHENTICATION_BASIC);
        String event = values.text(Setting.AUTHENTICATION_EVENT);
        if (event.isEmpty() || Event.isReserved(event) || Event.isOwn(event) || event.matches(".*[{}*].*")) {
            throw SettingValues.bad(Setting.AUTHENTICATION_EVENT, event, "an event's name without '{', '}' and '*'");
        }
    }

    /** Checks what names a module. */
    void checkAmong(Set<String> modules) {
        if (!basic.isEmpty() && !modules.contains(basic)) {
            throw values.wrong(
                    Setting.AUTHENTICATION_BASIC,
                    basic,
                    modules.isEmpty()
                            ? "nothing, since there is no authentication module"
                            : "nothing, or one of " + String.join(", ", modules));
        }
    }

    /** The module that is asked for names and passwords over HTTP; empty for none. */
    String basic() {
        return basic;
    }
}
