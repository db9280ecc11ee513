package io.sockee.endpoint;

import io.sockee.action.ActionServer;
import io.sockee.action.Callers;
import io.sockee.connection.Timers;

/**
 * Where actions are called over HTTP.
 *
 * @param users knows who calls
 * @param logouts notices when somebody whom the container has authenticated logs out
 * @param httpsOnly whether calls by plain HTTP are refused
 * @param maxBody how many bytes a body may have
 * @param timeout the milliseconds after which a call is given up
 */
public record ActionGateway(
        ActionServer server,
        Entry entry,
        Callers users,
        Timers timers,
        Logouts logouts,
        boolean httpsOnly,
        int maxBody,
        long timeout) {}
