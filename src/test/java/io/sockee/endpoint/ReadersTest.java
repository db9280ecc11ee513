package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.action.Callers;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.proxy.Arrival;
import io.sockee.routing.LimitException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in to what is not for everybody. */
class ReadersTest {

    /** Knows three tokens. */
    private static final Callers CALLERS = new Callers() {
        @Override
        public boolean knows(String authorization) {
            return authorization.startsWith("Bearer ");
        }

        @Override
        public Known of(String authorization, String address) {
            assertThat(address).isEqualTo("192.0.2.1");
            return switch (authorization.substring("Bearer ".length())) {
                case "boss" -> new Known(new User("1", "Ann", Set.of("admin")), Optional.empty());
                case "clerk" -> new Known(new User("2", "Bob", Set.of()), Optional.empty());
                case "often" -> throw LimitException.ofAttempts(1);
                case "later" -> throw RefusedException.retryAfter("Not now.", Duration.ofSeconds(1));
                case "broken" -> throw new IllegalStateException("of a module");
                case "missing" -> throw new NoClassDefFoundError("of a module");
                case "tried" -> throw new RefusedException("No.", Map.of("tries", 2));
                default -> throw new RefusedException("No such token.");
            };
        }

        @Override
        public String challenge() {
            return "Bearer";
        }

        @Override
        public String challengeAfter(String authorization) {
            return "Bearer error=\"invalid_token\"";
        }
    };

    private static final Arrivals ARRIVALS = new Arrivals() {
        @Override
        public Arrival of(HttpServletRequest request) {
            return new Arrival("192.0.2.1", "http", "localhost", 80);
        }
    };

    private static HttpServletRequest request(@Nullable String authorization, @Nullable String caller) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ReadersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> authorization;
                    case "isUserInRole" -> arguments[0].equals(caller);
                    case "getUserPrincipal" -> caller == null ? null : (Principal) () -> caller;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static List<Integer> asked(Readers readers, HttpServletRequest request) {
        List<Integer> told = new ArrayList<>();
        readers.check(request, told::add);
        return told;
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', 200",
        "admin, '', '', 401",
        "admin, '', admin, 200",
        "admin, '', clerk, 403",
        "admin, Bearer boss, '', 200",
        "admin, Bearer clerk, '', 403",
        "admin, Bearer nobody, '', 401",
        "admin, Bearer tried, '', 401",
        "admin, Bearer later, '', 503",
        "admin, Bearer often, '', 429",
        "admin, Bearer broken, '', 500",
        "admin, Bearer missing, '', 500",
        "admin, Basic boss, '', 401"
    })
    void isLetIn(String role, String authorization, String caller, int status) {
        Readers readers =
                new Readers(Optional.of(role).filter(text -> !text.isEmpty()), CALLERS, ARRIVALS, Runnable::run);
        HttpServletRequest request =
                request(authorization.isEmpty() ? null : authorization, caller.isEmpty() ? null : caller);
        assertThat(asked(readers, request)).containsExactly(status);
    }

    @ParameterizedTest
    @CsvSource({"true, 503", "false, 401"})
    void whereNoTokenCanBeLookedUp(boolean users, int status) {
        Readers readers = new Readers(Optional.of("admin"), users ? CALLERS : Callers.NOBODY, ARRIVALS, task -> {
            throw new RejectedExecutionException();
        });
        assertThat(asked(readers, request("Bearer boss", null))).containsExactly(status);
    }
}
