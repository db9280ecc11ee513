package io.sockee.auth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sockee.identity.AuthException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of the authentication, by events or over HTTP. Requests of the wrong form are refused here, in Sockey's
 * order and words; the rules for names and passwords are checked later. No request shows its secrets in {@code toString}.
 */
public sealed interface AuthRequest {

    /** To become a user. */
    record Register(String name, String password, @Nullable String email, Optional<Boolean> persistent)
            implements AuthRequest {
        @Override
        public String toString() {
            return "register";
        }
    }

    /** To log in. */
    record Login(String name, String password, Optional<Boolean> persistent) implements AuthRequest {
        @Override
        public String toString() {
            return "login";
        }
    }

    /** To end a login. */
    record Logout(Key key) implements AuthRequest {}

    /** To have another password. */
    record Password(String name, String password, String newPassword) implements AuthRequest {
        @Override
        public String toString() {
            return "password";
        }
    }

    /** A user's name and token. */
    record Key(String name, String token) {
        @Override
        public String toString() {
            return "key";
        }
    }

    /** Strict, and bounded in depth; the length of the text is bounded before. */
    ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Stands for a value that is no text: it is neither a type nor a valid name, so it is refused wherever it is checked. */
    String NO_TEXT = "no text";

    /** The value of a text; nothing when it is no JSON. */
    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The same for bytes in UTF-8; what is none is no JSON: whatever stood for it, different passwords would become one. */
    static JsonNode read(byte[] json) {
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString());
        } catch (CharacterCodingException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * What an event asks for: {@code {type, user}}.
     *
     * @throws AuthException when it is not as it must be
     */
    static AuthRequest ofEvent(JsonNode data) {
        if (!data.isObject()) {
            throw AuthException.invalid("Bad data passed to auth.");
        }
        JsonNode type = data.path("type");
        if (isNothing(type)) {
            throw AuthException.invalid("No type specified.");
        }
        return of(type.isTextual() ? type.textValue() : "", data.path("user"));
    }

    /**
     * What is asked for a user.
     *
     * @param type {@code register}, {@code login}, {@code logout} or {@code password}
     * @throws AuthException when it is not as it must be
     */
    static AuthRequest of(String type, JsonNode user) {
        if (type.equals("logout")) {
            return new Logout(key(user));
        }
        boolean changes = type.equals("password");
        JsonNode newPassword = user.path("new_password");
        if (!user.path("name").isTextual()
                || !user.path("password").isTextual()
                || (changes && !newPassword.isTextual())) {
            throw AuthException.invalid("User data invalid.");
        }
        String name = user.path("name").textValue();
        String password = user.path("password").textValue();
        if (name.isEmpty()) {
            throw AuthException.invalid("You need to fill in a name.");
        }
        if (password.isEmpty() || (changes && newPassword.textValue().isEmpty())) {
            throw AuthException.invalid("You need to fill in a password.");
        }
        return switch (type) {
            case "register" -> new Register(name, password, email(user.path("email")), persistent(user));
            case "login" -> new Login(name, password, persistent(user));
            case "password" -> new Password(name, password, newPassword.textValue());
            default -> throw AuthException.invalid("Unknown type.");
        };
    }

    /**
     * A name and a token: {@code {name, key}}.
     *
     * @throws AuthException when they are not there
     */
    static Key key(JsonNode user) {
        if (!user.isObject()) {
            throw AuthException.invalid("Bad user/key input.");
        }
        JsonNode name = user.path("name");
        JsonNode key = user.path("key");
        if (!name.isTextual()
                || !key.isTextual()
                || name.textValue().isEmpty()
                || key.textValue().isEmpty()) {
            throw AuthException.invalid("Bad key input.");
        }
        return new Key(name.textValue(), key.textValue());
    }

    private static @Nullable String email(JsonNode email) {
        if (email.isMissingNode() || email.isNull()) {
            return null;
        }
        return email.isTextual() ? email.textValue() : NO_TEXT;
    }

    /** True, false, or the 1 and 0 of Sockey's clients. */
    private static Optional<Boolean> persistent(JsonNode user) {
        JsonNode persistent = user.path("persistent");
        if (persistent.isMissingNode() || persistent.isNull()) {
            return Optional.empty();
        }
        boolean number = persistent.isIntegralNumber() && (persistent.asLong() == 0 || persistent.asLong() == 1);
        if (!persistent.isBoolean() && !number) {
            throw AuthException.invalid("User data invalid.");
        }
        return Optional.of(persistent.isBoolean() ? persistent.booleanValue() : persistent.asLong() == 1);
    }

    /** What JavaScript takes for false. */
    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isBoolean() && !value.booleanValue())
                || (value.isNumber() && value.asDouble() == 0);
    }
}
