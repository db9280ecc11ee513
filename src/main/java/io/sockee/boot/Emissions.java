package io.sockee.boot;

import io.sockee.cdi.DeclarationExtension;
import io.sockee.declaration.Announcements;
import io.sockee.declaration.Declarations;
import io.sockee.declaration.Emitted;
import io.sockee.routing.DeploymentException;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the application says to emit: found and checked once, when it starts. */
final class Emissions {
    private Emissions() {}

    /**
     * Finds it, and begins to publish.
     *
     * @param annotated classes that have annotations of emits and that CDI may not know of
     * @throws DeploymentException when something is declared that cannot be
     */
    static List<Emitted> begin(Core core, BeanManager beans, Platform platform, Set<Class<?>> annotated) {
        DeclarationExtension extension = beans.getExtension(DeclarationExtension.class);
        Predicate<Class<?>> wanted =
                ApplicationCode.wanted(core.settings(), platform.users(), platform.modules(), false);
        Set<Class<?>> declaring = new HashSet<>(annotated);
        declaring.addAll(extension.declaring());
        List<Emitted> emitted =
                Declarations.of(declaring.stream().filter(wanted).toList(), core.codec());
        refuseUnserved(declaring, extension.declaring(), extension.served());
        beans.createInstance()
                .select(Announcements.class)
                .get()
                .begin(new Announcements.Means(
                        core.publisher(),
                        core.gate(),
                        core.codec(),
                        core.settings().maxEmits()));
        return emitted;
    }

    /**
     * Refuses what would emit nothing though it says so.
     *
     * @param known those that CDI has told of
     * @param served the emitters that can be injected, and the types whose events are published
     */
    static void refuseUnserved(Set<Class<?>> declaring, Set<Class<?>> known, Set<Class<?>> served) {
        for (Class<?> type : declaring) {
            if (Declarations.publishesResults(type) && known.stream().noneMatch(type::isAssignableFrom)) {
                throw new DeploymentException(
                        type.getName() + " has a method with @Publish, but CDI does not know the class, so that nothing"
                                + " would be emitted: give the class a scope, such as @ApplicationScoped.");
            }
            if (Declarations.isToBeServed(type) && !served.contains(type)) {
                throw new DeploymentException(
                        type.getName() + " says what is emitted, but CDI does not know it, so that nothing would be:"
                                + " its archive's beans.xml says bean-discovery-mode=\"none\" or excludes it.");
            }
            if (Declarations.isPublishedEntity(type)) {
                requireHibernate(type);
            }
        }
    }

    private static void requireHibernate(Class<?> entity) {
        try {
            Class<?> unused = Class.forName("org.hibernate.SessionFactory", false, entity.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new DeploymentException(
                    entity.getName() + " has @PublishChanges, but there is no Hibernate, which alone tells"
                            + " of changes: make it the provider of the persistence unit, or emit by a Publisher.");
        }
    }
}
