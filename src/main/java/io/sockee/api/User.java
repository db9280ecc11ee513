package io.sockee.api;

import java.security.Principal;
import java.util.Set;

/**
 * The user to whom a socket belongs. A method that takes a {@code User} is called for logged-in users only; one that takes an
 * {@code Optional<User>} for everybody.
 *
 * @param id tells users apart, and never changes
 * @param name the name for people
 * @param roles the user's roles, as in {@link jakarta.annotation.security.RolesAllowed}
 */
public record User(String id, String name, Set<String> roles) implements Principal {

    /**
     * A user with an id, a name and roles.
     *
     * @param id not empty
     * @param name not empty
     * @param roles copied; may be empty
     */
    public User {
        if (id.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("A user has an id and a name.");
        }
        roles = Set.copyOf(roles);
    }

    /**
     * A user whose name is the id, without roles.
     *
     * @param name both
     * @return the user
     */
    public static User named(String name) {
        return new User(name, name, Set.of());
    }

    /** {@return the name, as {@link Principal} has it} */
    @Override
    public String getName() {
        return name;
    }

    /**
     * Whether the user has a role.
     *
     * @param role its name
     * @return whether it is among the user's roles
     */
    public boolean hasRole(String role) {
        return roles.contains(role);
    }
}
