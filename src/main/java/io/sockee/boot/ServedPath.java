package io.sockee.boot;

import io.sockee.routing.DeploymentException;
import java.util.List;

/**
 * A path that something serves, with all that lies below it.
 *
 * @param owner who serves it, for the message when another one wants to
 */
record ServedPath(String path, String owner) {

    /**
     * Adds it to those that are taken.
     *
     * @throws DeploymentException when a request could be for it and for one of those, with the names of both
     */
    void addTo(List<ServedPath> taken) {
        taken.stream().filter(this::meets).findFirst().ifPresent(other -> {
            throw new DeploymentException("The prefix " + path + " of " + owner + " and the path " + other.path + " of "
                    + other.owner + " are one below the other, so that one would take the other's requests.");
        });
        taken.add(this);
    }

    /** Whether a request could be for both: one lies below the other, or they are the same. */
    boolean meets(ServedPath other) {
        return (path + "/").startsWith(other.path + "/") || (other.path + "/").startsWith(path + "/");
    }
}
