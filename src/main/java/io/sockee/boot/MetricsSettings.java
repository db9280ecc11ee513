package io.sockee.boot;

import io.sockee.proxy.AddressList;
import io.sockee.routing.DeploymentException;
import java.util.Optional;

/** Who may see the metrics: whoever fulfils one of the settings; and who is told of the health without asking. */
final class MetricsSettings {
    private static final int SHORTEST_TOKEN = 16;

    private final Optional<String> token;
    private final Optional<String> role;
    private final AddressList addresses;
    private final boolean on;
    private final boolean microProfile;

    /**
     * Reads and checks them.
     *
     * @throws DeploymentException when one is wrong, with its name
     */
    MetricsSettings(SettingValues values) {
        microProfile = values.flag(Setting.HEALTH_MICROPROFILE);
        token = Optional.of(values.text(Setting.METRICS_TOKEN)).filter(text -> !text.isEmpty());
        role = Optional.of(values.text(Setting.METRICS_ROLE)).filter(text -> !text.isEmpty());
        // The token itself is not told: the log is no place for it.
        if (token.filter(text -> !text.matches("[A-Za-z0-9._~+/-]{" + SHORTEST_TOKEN + ",}=*"))
                .isPresent()) {
            throw SettingValues.bad(
                    Setting.METRICS_TOKEN,
                    "(hidden)",
                    "at least " + SHORTEST_TOKEN + " letters, digits and characters of -._~+/, as made by chance");
        }
        try {
            addresses = AddressList.of(values.list(Setting.METRICS_ADDRESSES));
        } catch (IllegalArgumentException e) {
            throw SettingValues.bad(
                    Setting.METRICS_ADDRESSES,
                    String.valueOf(e.getMessage()),
                    "addresses and ranges of addresses, as in 192.0.2.7 or fd00::/8");
        }
        on = token.isPresent()
                || role.isPresent()
                || !values.list(Setting.METRICS_ADDRESSES).isEmpty();
    }

    /** Whether anybody may. */
    boolean isOn() {
        return on;
    }

    /** Whether MicroProfile Health, where the server has it, is told how Sockee is. */
    boolean tellsMicroProfileHealth() {
        return microProfile;
    }

    Optional<String> token() {
        return token;
    }

    Optional<String> role() {
        return role;
    }

    AddressList addresses() {
        return addresses;
    }
}
