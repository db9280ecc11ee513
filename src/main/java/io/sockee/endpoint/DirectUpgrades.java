package io.sockee.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How one server upgrades requests to connections on which the framing is our own. */
interface DirectUpgrades {

    /** The connections' words in the log. */
    String connections();

    /**
     * Answers a checked request with 101. When that has gone, the connection becomes one of the WebSockets.
     *
     * @param response has the headers of the handshake that are the same on all servers
     */
    void upgrade(
            HttpServletRequest request, HttpServletResponse response, Upgrading upgrading, DirectWebSockets webSockets)
            throws IOException, ServletException;
}
