package io.sockee.spec.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A complete HTTP answer; header names are in lower case. */
public record HttpReply(int status, Map<String, List<String>> headers, byte[] bytes) {

    public String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** All values of a header that is a list, however the server has spread them over lines. */
    public List<String> tokens(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The media type and its parameters without spaces, in lower case: servers differ in both. */
    public String contentType() {
        return header("content-type").orElse("").replace(" ", "").toLowerCase(Locale.ROOT);
    }

    /** The packets of a polling body. */
    public List<String> packets() {
        return List.of(body().split("\u001e", -1));
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + body();
    }
}
