package io.sockee.spec.client;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.json.JSONException;
import org.json.JSONObject;

/** A polling session of version 3 of Engine.IO. */
public final class EngineHttp3 {
    private static final String VERSION = "EIO=3";

    private final EngineHttp http;
    private final JSONObject handshake;

    private EngineHttp3(EngineHttp http, JSONObject handshake) {
        this.http = http;
        this.handshake = handshake;
    }

    /**
     * Opens a session.
     *
     * @param more of the query, with {@code &} before each parameter
     */
    public static EngineHttp3 open(Endpoint endpoint, String more) {
        EngineHttp http = new EngineHttp(endpoint);
        HttpReply reply = http.get(VERSION + "&transport=polling" + more);
        if (reply.status() != 200) {
            throw new AssertionError("handshake refused: " + reply);
        }
        return new EngineHttp3(http, handshake(onlyPacket(reply.body())));
    }

    /** The content of an open packet. */
    public static JSONObject handshake(String packet) {
        if (!packet.startsWith("0{")) {
            throw new AssertionError("no open packet: " + packet);
        }
        try {
            return new JSONObject(packet.substring(1));
        } catch (JSONException e) {
            throw new AssertionError("malformed open packet: " + packet, e);
        }
    }

    /** The names of an open packet's members. */
    public static Set<String> keys(JSONObject handshake) {
        Set<String> keys = new TreeSet<>();
        for (String key : JSONObject.getNames(handshake)) {
            keys.add(key);
        }
        return keys;
    }

    /** The one packet of a payload, whose length has to be right. */
    public static String onlyPacket(String payload) {
        int colon = payload.indexOf(':');
        String packet = payload.substring(colon + 1);
        if (!payload.substring(0, Math.max(colon, 0)).equals(Integer.toString(packet.length()))) {
            throw new AssertionError("not one packet behind its length: " + payload);
        }
        return packet;
    }

    public JSONObject handshake() {
        return handshake;
    }

    public String sid() {
        try {
            return handshake.getString("sid");
        } catch (JSONException e) {
            throw new AssertionError(e);
        }
    }

    public String query() {
        return VERSION + "&transport=polling&sid=" + sid();
    }

    public HttpReply poll() {
        return http.get(query());
    }

    /** Starts a poll and returns at once. */
    public CompletableFuture<HttpReply> polling() {
        return http.sending("GET", query(), null);
    }

    public HttpReply post(String body) {
        return http.post(query(), body, "Content-Type", "text/plain;charset=UTF-8");
    }

    public CompletableFuture<HttpReply> posting(String body) {
        return http.sending("POST", query(), body);
    }

    public HttpReply post(byte[] body) {
        return http.post(query(), body, "Content-Type", "application/octet-stream");
    }

    /** A WebSocket that wants to take the session over. */
    public RawWebSocket.Request webSocket(Endpoint endpoint) {
        return RawWebSocket.to(endpoint, VERSION + "&transport=websocket&sid=" + sid());
    }
}
