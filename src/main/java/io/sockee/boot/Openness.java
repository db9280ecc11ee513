package io.sockee.boot;

import java.util.Optional;

/**
 * Who may see something that is not for everybody by nature.
 *
 * @param role what they have; empty when everybody may
 */
record Openness(Optional<String> role) {
    private static final String ROLE = "role:";

    /**
     * By the value of a setting: {@code off}, {@code public}, {@code role:NAME}, or nothing, which is {@code public} in the dev profile
     * and else {@code off}.
     *
     * @return empty when nobody may
     * @throws io.sockee.routing.DeploymentException when the value is another
     */
    static Optional<Openness> of(SettingValues values, Setting setting) {
        String text = values.text(setting);
        if (text.equals("public") || (text.isEmpty() && values.dev())) {
            return Optional.of(new Openness(Optional.empty()));
        } else if (text.isEmpty() || text.equals("off")) {
            return Optional.empty();
        } else if (text.startsWith(ROLE) && text.length() > ROLE.length()) {
            return Optional.of(new Openness(Optional.of(text.substring(ROLE.length()))));
        }
        throw SettingValues.bad(setting, text, "off, public, or role:NAME");
    }
}
