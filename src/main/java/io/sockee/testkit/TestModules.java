package io.sockee.testkit;

import io.sockee.api.AuthenticationModule;
import io.sockee.auth.Auth;
import io.sockee.auth.LiveLogins;
import io.sockee.auth.SessionUsers;
import io.sockee.auth.SocketLogin;
import io.sockee.authentication.AuthenticationController;
import io.sockee.authentication.AuthenticationModules;
import io.sockee.authentication.ModuleAdmission;
import io.sockee.boot.CoreWithUsers;
import io.sockee.boot.ModuleSetup;
import io.sockee.boot.SessionAuthentication;
import jakarta.enterprise.inject.se.SeContainer;
import java.util.List;

/** The authentication modules of a test: those among its beans. */
final class TestModules {

    /** What has to be in the container. */
    static final List<Class<?>> BEANS = List.of(
            Auth.class,
            AuthenticationController.class,
            AuthenticationModules.class,
            LiveLogins.class,
            ModuleAdmission.class,
            ModuleSetup.class,
            SessionAuthentication.class,
            SessionUsers.class,
            SocketLogin.class);

    private TestModules() {}

    /** Whether there are some, as on a server: Sockee's users are one. */
    static boolean areAmong(List<Class<?>> beans, boolean users) {
        return users || beans.stream().anyMatch(AuthenticationModule.class::isAssignableFrom);
    }

    static CoreWithUsers.Asking asking(SeContainer container) {
        return new CoreWithUsers.Asking(
                container.select(ModuleSetup.class).get(),
                container.select(LiveLogins.class).get());
    }
}
