package io.sockee.api;

import java.util.Optional;

/**
 * The users that Sockee keeps, for beans of the application: to be injected. Its methods ask the database and so block; they
 * are safe for any thread.
 */
public interface Users {

    /**
     * The user of a token that is good.
     *
     * @param user the user
     * @param renewed the token that takes its place from now on, if it was past its time and the login is persistent. In a
     *     socket's call the client has been told already; elsewhere the caller has to tell it
     */
    record Checked(User user, Optional<String> renewed) {

        /** {@return what may be shown to anybody} */
        @Override
        public String toString() {
            return user.toString();
        }
    }

    /**
     * Finds out whose token it is, as Sockey's {@code token.check} does. A socket whose call is under way is not logged in by it.
     *
     * @param name the user's name
     * @param key the token
     * @return the user
     * @throws RefusedException when name and token do not fit, or the token is past its time; the message is for the client
     */
    Checked check(String name, String key);

    /**
     * Ends all logins of a user: their sockets are logged out and disconnected. In a transaction, sockets wait for the commit.
     *
     * @param userId the user's id
     * @throws RefusedException when there is no such user
     */
    void logOutEverywhere(String userId);

    /**
     * Keeps a user out: ends all logins, and allows no more.
     *
     * @param userId the user's id
     * @throws RefusedException when there is no such user
     */
    void disable(String userId);

    /**
     * Lets a user in again who was kept out.
     *
     * @param userId the user's id
     * @throws RefusedException when there is no such user
     */
    void enable(String userId);
}
