package io.sockee.traffic;

import java.time.Duration;

/**
 * What is to be watched.
 *
 * @param whose whether it is a socket or a user
 * @param id the socket's, or the user's
 * @param time after which it ends
 * @param lines after which it ends
 * @param payload how many chars of each packet's arguments are written down; 0 for none
 */
public record Wish(Whose whose, String id, Duration time, int lines, int payload) {

    /** Whose packets. */
    public enum Whose {
        /** Those of one socket. */
        SOCKET,
        /** Those of all sockets that belong to one user at that moment. */
        USER
    }
}
