package io.sockee.bench;

import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The same by texts, for what measures servers of SockJS: the first letter says what a text is for. */
@SockJs("/bench")
@NonBlocking
public class SockJsBench implements SockJsService {
    private final Set<SockJsConnection> everyone = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<SockJsConnection>> rooms = new ConcurrentHashMap<>();

    @Override
    public void onOpen(SockJsConnection connection) {
        everyone.add(connection);
    }

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        String rest = message.isEmpty() ? "" : message.substring(1);
        switch (message.isEmpty() ? ' ' : message.charAt(0)) {
            case 'e' -> connection.send(message);
            case 'b' -> publish(everyone, message);
            case 'j' -> room(rest).add(connection);
            case 'r' -> {
                int blank = Math.max(0, rest.indexOf(' '));
                publish(room(rest.substring(0, blank)), "b" + rest.substring(Math.min(blank + 1, rest.length())));
            }
            default -> connection.close(3000, "no such letter");
        }
    }

    private Set<SockJsConnection> room(String name) {
        return rooms.computeIfAbsent(name, key -> ConcurrentHashMap.newKeySet());
    }

    private static void publish(Set<SockJsConnection> members, String message) {
        members.removeIf(member -> !isSent(member, message));
    }

    private static boolean isSent(SockJsConnection member, String message) {
        try {
            member.send(message);
            return true;
        } catch (IllegalStateException e) {
            return false; // it has ended meanwhile
        }
    }

    @Override
    public void onClose(SockJsConnection connection, DisconnectReason reason) {
        everyone.remove(connection);
        rooms.values().forEach(members -> members.remove(connection));
    }
}
