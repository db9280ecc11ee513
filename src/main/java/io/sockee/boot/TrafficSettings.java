package io.sockee.boot;

import io.sockee.admin.Admin;
import io.sockee.console.TrafficData;
import io.sockee.routing.DeploymentException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings of the traffic log. */
final class TrafficSettings {
    private static final int MAX_SECONDS = 86_400;
    private static final int MAX_LINES = 10_000;
    private static final int MAX_PAYLOAD = 10_000;

    /** Events that have passwords or tokens in their arguments or answers, besides the two whose names are settings. */
    private static final String KEY_TEST = "keytest";

    private final Optional<Openness> openness;
    private final TrafficData.Bounds bounds;
    private final boolean admins;
    private final Set<String> secret = new HashSet<>();

    /**
     * Reads and checks them.
     *
     * @throws DeploymentException when one is wrong, with its name
     */
    TrafficSettings(SettingValues values) {
        openness = Openness.of(values, Setting.TRAFFIC);
        if (!values.dev() && openness.filter(to -> to.role().isEmpty()).isPresent()) {
            throw SettingValues.bad(
                    Setting.TRAFFIC,
                    values.text(Setting.TRAFFIC),
                    "off, or role:NAME; public in the dev profile alone");
        }
        bounds = new TrafficData.Bounds(
                (int) values.number(Setting.TRAFFIC_MAX_SECONDS, "seconds", 1, MAX_SECONDS),
                (int) values.number(Setting.TRAFFIC_MAX_LINES, 1, MAX_LINES),
                (int) values.number(Setting.TRAFFIC_MAX_PAYLOAD, 0, MAX_PAYLOAD));
        admins = !values.text(Setting.ADMIN_MODE).equals("off");
        Set<String> names = new HashSet<>(values.list(Setting.TRAFFIC_HIDDEN));
        if (names.stream().anyMatch(name -> name.matches(".*[{}*].*"))) {
            throw SettingValues.bad(
                    Setting.TRAFFIC_HIDDEN, String.join(",", names), "whole names of events, without '{', '}' and '*'");
        }
        names.addAll(List.of(values.text(Setting.AUTH_EVENT), values.text(Setting.AUTHENTICATION_EVENT), KEY_TEST));
        for (String name : names) {
            secret.add(name);
            secret.add(name + values.text(Setting.DATA_SUFFIX));
            secret.add(name + values.text(Setting.ERROR_SUFFIX));
        }
    }

    /** Who may see it; empty when nobody may. */
    Optional<Openness> openness() {
        return openness;
    }

    /** What one watch may take. */
    TrafficData.Bounds bounds() {
        return bounds;
    }

    /** Whether events of that name have secrets in their arguments, or in the answers to them. What admins are told has. */
    boolean isSecret(String namespace, String event) {
        return secret.contains(event) || (admins && namespace.equals(Admin.NAMESPACE));
    }
}
