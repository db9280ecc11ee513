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
 * @param token shows the website who the client is
 * @param device the name that the client gives its device; empty when it gives none
 * @param meta anything else that the website wants to know
 * @param withIds whether the client wants the ids of messages
 */
record Credentials(Optional<String> token, String device, Optional<String> meta, boolean withIds) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads credentials.
     *
     * @param query the query of the handshake; empty when it was meant for another site
     * @param payload the auth payload, whose fields take precedence; null when there is none
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
     * What tells a visitor's device from all others: a digest of its name and of what the client shows the website. A client
     * that shows something else counts as another visitor, who may be in other rooms.
     */
    String visitor() {
        String known = token.map(shown -> "token " + shown).orElseGet(() -> "meta " + meta.orElse(""));
        return Digest.of(device + '\n' + known); // a device's name has no line breaks
    }

    /** Whether the device's name is allowed. */
    boolean isDeviceValid() {
        return device.length() <= DeviceKey.MAX_DEVICE && Rooms.isStorable(device);
    }

    /**
     * Why the credentials cannot be sent to the website in headers, or not so that it could tell them from others: headers have
     * ASCII only, and blanks around a value do not count. Line breaks and the like are refused as well, so that nobody adds a
     * header of their own.
     *
     * @return nothing when they can be sent
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

    /** JSON in ASCII, by escapes, and without blanks around it; a text that is no JSON stays as it is. */
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

    /** Without the credentials, which are secrets. */
    @Override
    public String toString() {
        return "credentials";
    }
}
