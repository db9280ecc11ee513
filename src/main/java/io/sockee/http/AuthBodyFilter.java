package io.sockee.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sockee.auth.Auth;
import io.sockee.auth.AuthAnswer;
import io.sockee.auth.AuthRequest;
import io.sockee.endpoint.Arrivals;
import io.sockee.endpoint.Bodies;
import io.sockee.endpoint.BodyFilter;
import io.sockee.identity.AuthException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;

/** Reads the bodies of requests to register, log in and out, unless their address has failed too often. */
final class AuthBodyFilter extends BodyFilter {
    private static final long serialVersionUID = 1L;
    private static final int MAX_BODY = 16 * 1024;

    /** Paths at which passwords and names can be guessed. */
    private static final Set<String> TRIED = Set.of("/register", "/login", "/password");

    private final transient Auth auth;

    AuthBodyFilter(Bodies bodies, Arrivals arrivals, Auth auth) {
        super(bodies, arrivals);
        this.auth = auth;
    }

    @Override
    protected Optional<Refusal> judge(HttpServletRequest request) {
        if (!auth.isOn()) {
            return Optional.of(new Refusal(404, "text/plain", ""));
        }
        try {
            if (TRIED.contains(request.getRequestURI().replaceFirst(".*/", "/"))) {
                auth.identity().requireAttempts(address(request));
            }
            return Optional.empty();
        } catch (AuthException e) {
            return Optional.of(refusal(request, HttpAnswer.status(e), e.text()));
        }
    }

    @Override
    protected int maxBody() {
        return MAX_BODY;
    }

    @Override
    protected Refusal refusal(HttpServletRequest request, int status, String message) {
        try {
            return new Refusal(
                    status, "application/json", AuthRequest.JSON.writeValueAsString(AuthAnswer.failure(message)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer has no JSON form", e);
        }
    }
}
