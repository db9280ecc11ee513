package io.sockee.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
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
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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
     * Why no request can carry them, or not so that the website could tell them from others: HTTP's headers have letters of
     * ASCII, and blanks around a value do not count. What somebody may have put in to get a header of their own has no reason.
     *
     * @return nothing when they fit
     */
    Optional<String> unfit() {
        return unfit("token", token).or(() -> unfit("meta", meta.map(Credentials::inAscii)));
    }

    private static Optional<String> unfit(String name, Optional<String> value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get();
        if (text.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            return Optional.of("");
        } else if (text.chars().anyMatch(c -> c >= 0x7f)) {
            return Optional.of(": the " + name + " has characters that no HTTP header can have");
        } else if (!text.equals(text.strip())) {
            return Optional.of(": the " + name + " has a blank at one of its ends");
        }
        return Optional.empty();
    }

    /** JSON says everything in ASCII too, and blanks around it say nothing; what is no JSON stays as it is. */
    private static String inAscii(String text) {
        if (text.chars().allMatch(c -> c < 0x7f) || read(text).isMissingNode()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 32);
        text.strip()
                .chars()
                .forEach(c -> escaped.append(c < 0x7f ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return escaped.toString();
    }

    /** Adds them to a request; they have to be {@linkplain #unfit() fit}. */
    HttpRequest.Builder addTo(HttpRequest.Builder request, String scheme) {
        token.ifPresent(value -> request.header("Authorization", scheme + " " + value));
        meta.ifPresent(value -> request.header("X-META", inAscii(value)));
        return request;
    }

    /** There are secrets in it. */
    @Override
    public String toString() {
        return "credentials";
    }
}
