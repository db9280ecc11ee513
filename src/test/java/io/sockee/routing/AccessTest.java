package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.User;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call what: the method's word before the class's, the user's before any argument is looked at. */
class AccessTest {
    private static final String OK = "{\"ok\":true,\"err\":false,\"res\":\"called\"}";

    @RolesAllowed("editor")
    public static class Guarded {
        @On("by-class")
        public String byClass(int number) {
            return "called";
        }

        @On("open")
        @PermitAll
        public String open() {
            return "called";
        }

        @On("users")
        @LoggedIn
        public String users() {
            return "called";
        }

        @On("admins")
        @RolesAllowed({"admin", "root"})
        public String admins() {
            return "called";
        }

        @On("users-with-role")
        @LoggedIn
        @RolesAllowed("admin")
        public String both() {
            return "called";
        }

        @On("nobody")
        @DenyAll
        public String nobody() {
            return "called";
        }

        @On("given")
        @PermitAll
        public String given(User user) {
            return "called";
        }

        @On("perhaps")
        @PermitAll
        public String perhaps(Optional<User> user) {
            return "called";
        }
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource({
        "by-class, , You are not logged in.",
        "by-class, reader, You are not allowed to do this.",
        "by-class, editor, Argument 1 (number) is missing: expected int.",
        "open, , ",
        "users, , You are not logged in.",
        "users, reader, ",
        "admins, editor, You are not allowed to do this.",
        "admins, root, ",
        "users-with-role, reader, You are not allowed to do this.",
        "users-with-role, admin, ",
        "nobody, , You are not allowed to do this.",
        "nobody, admin, You are not allowed to do this.",
        "given, , You are not logged in.",
        "given, reader, ",
        "perhaps, , ",
        "perhaps, reader, ",
    })
    void decides(String event, String role, String refusal) {
        RecordingCalls calls = new RecordingCalls(Guarded.class, new Guarded(), false);
        calls.user = Optional.ofNullable(role).map(r -> new User("7", "Ann", Set.of(r)));
        assertThat(calls.ask(event))
                .isEqualTo(refusal == null ? OK : "{\"ok\":false,\"err\":\"" + refusal + "\",\"res\":false}");
    }

    @RolesAllowed("admin")
    public abstract static class AdminBase {
        @On("wipe")
        public String wipe() {
            return "called";
        }
    }

    public static class Admin extends AdminBase {}

    public abstract static class OpenBase {
        @On("open")
        public String open() {
            return "called";
        }
    }

    @LoggedIn
    public static class Closed extends OpenBase {}

    @Test
    void whatABaseClassSaysHoldsForItsMethodsAndWhatTheBeanSaysForTheRest() {
        assertThat(new RecordingCalls(Admin.class, new Admin(), false).ask("wipe"))
                .contains("You are not logged in.");
        assertThat(new RecordingCalls(Closed.class, new Closed(), false).ask("open"))
                .contains("You are not logged in.");
    }
}
