package io.sockee.entity;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/** The listeners of a persistence unit. */
final class Listeners {
    private Listeners() {}

    static List<Object> of(SessionFactory factory) {
        EventListenerRegistry registry = factory.unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(EventListenerRegistry.class);
        List<Object> all = new ArrayList<>();
        for (EventType<?> type : List.of(EventType.POST_INSERT, EventType.POST_UPDATE, EventType.POST_DELETE)) {
            registry.getEventListenerGroup(type).listeners().forEach(all::add);
        }
        return all;
    }
}
