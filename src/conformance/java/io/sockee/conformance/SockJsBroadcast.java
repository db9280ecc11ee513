package io.sockee.conformance;

import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends every message to all who are connected, its sender among them. */
@SockJs("/broadcast")
@NonBlocking
public class SockJsBroadcast implements SockJsService {
    private final Set<SockJsConnection> everyone = ConcurrentHashMap.newKeySet();

    @Override
    public void onOpen(SockJsConnection connection) {
        everyone.add(connection);
    }

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        everyone.removeIf(each -> !isSent(each, message));
    }

    private static boolean isSent(SockJsConnection each, String message) {
        try {
            each.send(message);
            return true;
        } catch (IllegalStateException e) {
            return false; // it has ended meanwhile
        }
    }

    @Override
    public void onClose(SockJsConnection connection, DisconnectReason reason) {
        everyone.remove(connection);
    }
}
