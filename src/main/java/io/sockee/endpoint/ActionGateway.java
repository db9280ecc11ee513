package io.sockee.endpoint;

import io.sockee.action.ActionServer;
import io.sockee.action.TokenUsers;
import io.sockee.connection.Timers;
import java.util.Optional;

/**
 * Where actions are called over HTTP.
 *
 * @param users knows tokens; empty where there are no users
 * @param httpsOnly whether calls by plain HTTP are refused
 * @param maxBody how many bytes a body may have
 * @param timeout the milliseconds after which a call is given up
 */
public record ActionGateway(
        ActionServer server,
        Entry entry,
        Optional<TokenUsers> users,
        Timers timers,
        boolean httpsOnly,
        int maxBody,
        long timeout) {}
