package io.sockee.routing;

import java.util.Set;

/**
 * A namespace that a controller serves, or a pattern of namespaces.
 *
 * @param name as written in the controller's annotation
 * @param variables the names of the pattern's variables
 */
record ServedNamespace(String name, Routes.Table table, Set<String> variables) {

    static ServedNamespace of(String name, Class<?> controller, Routes.Builder routes) {
        if (!name.startsWith("/") || name.indexOf(',') >= 0 || name.indexOf('?') >= 0 || name.indexOf('*') >= 0) {
            throw new DeploymentException("The namespace '" + name + "' of " + controller.getName()
                    + " must begin with a slash and have no comma, question mark or asterisk.");
        }
        if (!NamePattern.isPattern(name)) {
            return new ServedNamespace(name, routes.table(name), Set.of());
        }
        NamePattern pattern = NamePattern.parse(name, controller.getName());
        return new ServedNamespace(name, routes.table(pattern, controller.getName()), Set.copyOf(pattern.variables()));
    }
}
