package io.sockee.boot;

import io.sockee.auth.LiveLogins;
import io.sockee.persistence.Entities;
import io.sockee.socket.Admission;
import jakarta.enterprise.inject.spi.BeanManager;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts a {@link Core} with authentication modules and perhaps users, outside of a server. */
public final class CoreWithUsers {
    private CoreWithUsers() {}

    /**
     * Users in other tables than those of the server's data source.
     *
     * @param authentication has to be closed after everything else
     * @param entities reach the tables
     * @param clock decides whether tokens are past their time
     */
    public record Keeping(Authentication authentication, Entities entities, Clock clock) {}

    /**
     * Authentication modules.
     *
     * @param modules finds them among the beans
     * @param live has sockets end with their logins
     */
    public record Asking(ModuleSetup modules, LiveLogins live) {}

    /**
     * As {@link Core#start}, and links are added behind the platform's own.
     *
     * @param source the configured value of a setting
     * @param users null when there are none
     * @throws io.sockee.routing.DeploymentException when a setting or a controller is wrong
     */
    public static Core start(
            Function<String, Optional<String>> source,
            BeanManager beans,
            Platform platform,
            @Nullable Keeping users,
            Asking asking) {
        Settings settings = new Settings(source);
        Platform full = platform;
        Optional<Admission> tokens = Optional.ofNullable(users)
                .map(keeping -> keeping.authentication().open(settings, keeping.entities(), keeping.clock()));
        Optional<Admission> asked = asking.modules()
                .open(
                        settings,
                        Optional.ofNullable(users)
                                .flatMap(keeping -> keeping.authentication().module()));
        if (asked.isPresent()) {
            full = full.asking(asked.get()).withModules();
        }
        if (tokens.isPresent()) {
            full = full.asking(tokens.get());
        }
        Core core = Core.start(settings, beans, full, Set.of());
        if (users == null) {
            asking.live().begin(core.timers(), core.gate());
        } else {
            users.authentication().begin(core, platform.threads());
        }
        asking.modules().begin(core);
        return core;
    }
}
