package io.sockee.boot;

import io.sockee.action.Callers;
import io.sockee.api.AuthenticationModule;
import io.sockee.authentication.AuthenticationModules;
import io.sockee.authentication.HttpCallers;
import io.sockee.authentication.Module;
import io.sockee.authentication.ModuleAdmission;
import io.sockee.authentication.Modules;
import io.sockee.authentication.StoredModule;
import io.sockee.jwt.JwtVerifier;
import io.sockee.routing.DeploymentException;
import io.sockee.socket.Admission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds the authentication modules: the application's, and Sockee's own where the settings ask for them. Once, at the start. */
@ApplicationScoped
public class ModuleSetup {
    private final BeanManager beans;
    private final AuthenticationModules modules;
    private final ModuleAdmission admission;
    private Map<String, Module> found = Map.of();

    /** What a token of another issuer comes in. */
    record Token(String token) {
        @Override
        public String toString() {
            return "a token";
        }
    }

    @Inject
    public ModuleSetup(BeanManager beans, AuthenticationModules modules, ModuleAdmission admission) {
        this.beans = beans;
        this.modules = modules;
        this.admission = admission;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected ModuleSetup() {
        this(null, null, null);
    }

    /**
     * Finds them.
     *
     * @param users those that Sockee keeps, if it does
     * @return the link of the admission that asks them; nothing where there are none
     * @throws DeploymentException when a setting is wrong, or a module has no name, or that of another
     */
    Optional<Admission> open(Settings settings, Optional<StoredModule> users) {
        Map<String, Module> all = new TreeMap<>();
        users.ifPresent(stored -> all.put(Modules.SOCKEE, stored));
        JwtSettings jwt = settings.jwt();
        if (jwt.isOn()) {
            if (users.isPresent()) {
                jwt.checkBesideUsers();
            }
            all.put(Modules.JWT, jwtModule(jwt.verifier()));
        }
        for (Bean<?> bean : beans.getBeans(AuthenticationModule.class, Any.Literal.INSTANCE)) {
            add(all, bean);
        }
        found = all;
        settings.authentication().checkAmong(all.keySet());
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(admission.from(jwt.isOn() ? settings.users().handshake() : List.of()));
    }

    private static Module jwtModule(JwtVerifier verifier) {
        return Module.of(
                credentials -> verifier.verify(credentials.as(Token.class).token()));
    }

    private void add(Map<String, Module> all, Bean<?> bean) {
        String name = bean.getName();
        String type = bean.getBeanClass().getName();
        if (name == null) {
            throw new DeploymentException("The authentication module " + type
                    + " has no name by which clients could choose it: add @Named(\"…\").");
        }
        AuthenticationModule module = (AuthenticationModule)
                beans.getReference(bean, AuthenticationModule.class, beans.createCreationalContext(bean));
        if (name.equals(Modules.JWT) || name.equals(Modules.SOCKEE) || all.put(name, Module.of(module)) != null) {
            throw new DeploymentException(
                    "The name '" + name + "' of the authentication module " + type + " is taken: give it another.");
        }
    }

    /** Begins, when everything else has started. */
    void begin(Core core) {
        if (!found.isEmpty()) {
            modules.begin(
                    new Modules(
                            found,
                            core.codec(),
                            core.timers()::nanoTime,
                            core.settings().users().failuresPerAddress()),
                    Clock.systemUTC());
        }
    }

    /**
     * Who calls over HTTP.
     *
     * @param stored knows the users of Sockee's tokens, if there are some
     */
    Callers callers(Settings settings, Optional<Function<String, Callers.Known>> stored) {
        return new HttpCallers(modules, settings.authentication().basic(), found.containsKey(Modules.JWT), stored);
    }
}
