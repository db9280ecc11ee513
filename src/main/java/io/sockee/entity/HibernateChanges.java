package io.sockee.entity;

import io.sockee.declaration.Announcements;
import io.sockee.declaration.EntityType;
import io.sockee.routing.DeploymentException;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Adds listeners to each persistence unit that has entities whose changes are published; others pay nothing. Found by Hibernate as a
 * service. It touches no bean before an entity changes, since units may be opened before there are any.
 */
public final class HibernateChanges implements Integrator {
    private static final Logger LOG = System.getLogger(HibernateChanges.class.getName());

    private final Supplier<Announcements> announcements;

    /** For Hibernate. */
    public HibernateChanges() {
        this(() -> CDI.current().select(Announcements.class).get());
    }

    HibernateChanges(Supplier<Announcements> announcements) {
        this.announcements = announcements;
    }

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
        Map<Class<?>, EntityType> types = new HashMap<>();
        for (PersistentClass entity : metadata.getEntityBindings()) {
            Class<?> type = entity.getMappedClass(); // null for one that has no class
            if (type != null) {
                find(type, types);
            }
        }
        if (types.isEmpty()) {
            return;
        }
        HibernateListener listener = new HibernateListener(Map.copyOf(types), announcements);
        EventListenerRegistry registry = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
        registry.appendListeners(EventType.POST_INSERT, listener);
        registry.appendListeners(EventType.POST_UPDATE, listener);
        registry.appendListeners(EventType.POST_DELETE, listener);
        LOG.log(Level.DEBUG, "Changes of {0} entities are published.", types.size());
    }

    private static void find(Class<?> type, Map<Class<?>, EntityType> types) {
        try {
            EntityType.of(type).ifPresent(found -> types.put(type, found));
        } catch (IllegalArgumentException e) {
            throw new DeploymentException(type.getName() + " has @PublishChanges: " + e.getMessage() + ".");
        }
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // the listener goes with its factory
    }
}
