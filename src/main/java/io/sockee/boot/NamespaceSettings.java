package io.sockee.boot;

import io.sockee.endpoint.OriginPolicy;
import io.sockee.socket.NamespaceRules;
import io.sockee.socket.NamespaceRules.Rule;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the settings say of single namespaces. */
final class NamespaceSettings {
    private final SettingValues values;

    NamespaceSettings(SettingValues values) {
        this.values = values;
    }

    /**
     * The rules.
     *
     * @param served the names and patterns that controllers have
     * @throws io.sockee.routing.DeploymentException when a value is wrong, with its name
     */
    NamespaceRules rules(Collection<String> served) {
        Rule others = rule(values);
        Map<String, Rule> own = new HashMap<>();
        for (String name : served) {
            own.put(name, rule(values.at(name)));
        }
        return new NamespaceRules(own, others);
    }

    private static Rule rule(SettingValues values) {
        Set<String> origins = values.origins(Setting.NAMESPACE_ORIGINS);
        return new Rule(
                (int) values.number(Setting.NAMESPACE_MAX_SOCKETS, 0, 100_000_000),
                origins.isEmpty() ? null : new OriginPolicy(origins)::lists,
                values.flag(Setting.NAMESPACE_RECOVERY));
    }
}
