package io.sockee.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sockee.delivery.DeviceKey;
import io.sockee.site.Rooms;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client of a website brings along.
 *
 * @param token shows the website who it is
 * @param device what it calls its device
 * @param meta whatever the website wants to know besides
 * @param withIds whether it wants the ids of messages
 */
record Credentials(Optional<String> token, String device, Optional<String> meta, boolean withIds) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * Reads them.
     *
     * @param query the query of the handshake; empty where that is another site's
     * @param payload the auth payload, whose fields come first
     */
    static Credentials of(Map<String, String> query, @Nullable String payload) {
        JsonNode auth = payload == null ? MissingNode.getInstance() : read(payload);
        return new Credentials(
                value("token", query, auth),
                value("deviceId", query, auth).orElse(""),
                value("meta", query, auth),
                value("deliveryIds", query, auth)
                        .filter(value -> value.equals("1") || value.equals("true"))
                        .isPresent());
    }

    private static Optional<String> value(String name, Map<String, String> query, JsonNode auth) {
        JsonNode value = auth.path(name);
        String text = value.isTextual() || value.isNumber() || value.isBoolean() ? value.asText() : query.get(name);
        return Optional.ofNullable(text).filter(present -> !present.isEmpty());
    }

    private static JsonNode read(String payload) {
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * What tells a visitor's device from those of all others: its name, and what the website knows the visitor by. Whoever
     * shows something else there is somebody else, and may be in other rooms.
     */
    String visitor() {
        String known = token.map(shown -> "token " + shown).orElseGet(() -> "meta " + meta.orElse(""));
        return Digest.of(device + '\n' + known); // a device's name has no line breaks
    }

    /** Whether its device's name may be. */
    boolean isDeviceValid() {
        return device.length() <= DeviceKey.MAX_DEVICE && Rooms.isStorable(device);
    }

    /**
     * Adds them to a request.
     *
     * @throws IllegalArgumentException when no header can have them
     */
    HttpRequest.Builder addTo(HttpRequest.Builder request, String scheme) {
        token.ifPresent(value -> request.header("Authorization", scheme + " " + value));
        meta.ifPresent(value -> request.header("X-META", value));
        return request;
    }

    /** There are secrets in it. */
    @Override
    public String toString() {
        return "credentials";
    }
}
