package io.sockee.api;

import java.util.Optional;

/**
 * The users that Sockee keeps, for beans of the application: to be injected. Its methods ask the database and so block; they
 * are safe for any thread.
 */
public interface Users {

    /**
     * Whose token it is.
     *
     * @param user the user
     * @param renewed the token that takes its place from now on, where it was past its time and its user is to be remembered.
     *     In a call of a socket the client has been told already; elsewhere it is yours to tell
     */
    record Checked(User user, Optional<String> renewed) {

        /** {@return what may be shown to anybody} */
        @Override
        public String toString() {
            return user.toString();
        }
    }

    /**
     * Finds out whose token it is, as Sockey's {@code token.check}. The socket whose call is under way stays whoever's it is.
     *
     * @param name the user's name
     * @param key the token
     * @return the user
     * @throws RefusedException when they do not fit, or the token is past its time; the message is for the client
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
