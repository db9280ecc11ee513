package io.sockee.boot;

import io.sockee.admin.Admin;
import io.sockee.api.Controller;
import io.sockee.routing.ControllerScan;
import io.sockee.routing.ExceptionMappers;
import io.sockee.routing.Routes;
import io.sockee.routing.ValueCodec;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The application's code that answers clients, found once among its CDI beans: controllers and mappers of exceptions. Sockee's
 * own controllers, of the demo and of auth, are among them if the settings say so.
 */
record ApplicationCode(Routes routes, ExceptionMappers mappers) {
    private static final String DEMO = "io.sockee.demo";
    private static final String DEMO_OF_USERS = "io.sockee.demo.chat";
    private static final String AUTH = "io.sockee.auth";
    private static final String ADMIN = "io.sockee.admin";
    private static final String MODULES = "io.sockee.authentication";

    /**
     * Finds it.
     *
     * @param annotated classes that have an annotation of controllers and that CDI may not know of
     * @throws io.sockee.routing.DeploymentException when a controller is wrong
     */
    static ApplicationCode find(
            Settings settings, ValueCodec codec, BeanManager beans, Platform platform, Set<Class<?>> annotated) {
        boolean admin = platform.admin().isPresent();
        Predicate<Class<?>> wanted = wanted(settings, platform.users(), platform.modules(), admin);
        ControllerScan scan = new ControllerScan(codec, validator(beans), settings::value);
        platform.namespaces().forEach(scan::addNamespace);
        new ControllerDiscovery(beans)
                .addTo(scan, admin ? wanted.and(ApplicationCode::leavesAdminsAlone) : wanted, annotated);
        return new ApplicationCode(scan.routes(), new MapperDiscovery(beans).find(wanted));
    }

    /** Which classes count: all of the application's, and of Sockee's own those that the settings ask for. */
    static Predicate<Class<?>> wanted(Settings settings, boolean users, boolean modules, boolean admin) {
        return type -> switch (type.getPackageName()) {
            case DEMO -> settings.demo();
            case DEMO_OF_USERS -> settings.demo() && users;
            case AUTH -> users;
            case MODULES -> modules;
            case ADMIN -> admin;
            default -> true;
        };
    }

    /**
     * True: beside the admin UI, no controller serves its namespace.
     *
     * @throws io.sockee.routing.DeploymentException when this one does
     */
    private static boolean leavesAdminsAlone(Class<?> type) {
        Controller controller = type.getAnnotation(Controller.class);
        if (controller != null
                && !type.getPackageName().equals(ADMIN)
                && List.of(controller.namespace()).contains(Admin.NAMESPACE)) {
            throw AdminSetup.taken(type.getName());
        }
        return true;
    }

    /** Whether a class is of Sockee's demo. */
    static boolean isDemo(Class<?> type) {
        return type.getPackageName().equals(DEMO);
    }

    /** The server's validator, so that constraint validators can be beans; else one of the class path, if there is any. */
    static Optional<Validator> validator(BeanManager beans) {
        Bean<?> bean = beans.resolve(beans.getBeans(Validator.class));
        if (bean != null) {
            return Optional.of(
                    (Validator) beans.getReference(bean, Validator.class, beans.createCreationalContext(bean)));
        }
        try {
            return Optional.of(Validation.buildDefaultValidatorFactory().getValidator());
        } catch (ValidationException e) { // no provider
            return Optional.empty();
        }
    }
}
