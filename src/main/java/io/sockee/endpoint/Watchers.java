package io.sockee.endpoint;

import io.sockee.proxy.AddressList;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who may look at the server from outside: whoever comes from one of the addresses, or has the token, or the role.
 *
 * @param token what their requests have behind {@code Authorization: Bearer}; empty when no token lets in
 * @param addresses from where they come, behind proxies that are trusted
 * @param readers those with the role; empty when no role lets in
 */
public record Watchers(Arrivals arrivals, AddressList addresses, Optional<String> token, Optional<Readers> readers) {
    private static final String BEARER = "Bearer ";

    /**
     * Finds out whether a request comes from one of them.
     *
     * @param then gets the status of the answer, 200 when it does; once, on this thread or another
     */
    void check(HttpServletRequest request, IntConsumer then) {
        if (knowsAtOnce(request)) {
            then.accept(200);
        } else if (readers.isPresent()) {
            readers.get().check(request, then);
        } else {
            then.accept(token.isPresent() ? 401 : 403);
        }
    }

    /** Whether it does, without asking anybody who users are. */
    boolean knowsAtOnce(HttpServletRequest request) {
        return addresses.contains(arrivals.of(request).address())
                || isToken(request.getHeader("Authorization"))
                || readers.flatMap(Readers::role).filter(request::isUserInRole).isPresent();
    }

    private boolean isToken(@Nullable String header) {
        return token.isPresent()
                && header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                // takes as long however much of it is right
                && MessageDigest.isEqual(
                        bytes(token.get()),
                        bytes(header.substring(BEARER.length()).strip()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What {@code WWW-Authenticate} says to somebody who is not let in. */
    String challenge(@Nullable String authorization) {
        return readers.map(known -> known.challenge(authorization)).orElse(BEARER.strip());
    }
}
