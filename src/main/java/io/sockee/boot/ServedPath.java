package io.sockee.boot;

/**
 * A path that something serves, with all that lies below it.
 *
 * @param owner who serves it, for the message when another one wants to
 */
record ServedPath(String path, String owner) {

    /** Whether a request could be for both: one lies below the other, or they are the same. */
    boolean meets(ServedPath other) {
        return (path + "/").startsWith(other.path + "/") || (other.path + "/").startsWith(path + "/");
    }
}
