package io.sockee.cdi;

import io.sockee.declaration.Announcements;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import java.util.concurrent.CompletionStage;

/**
 * Injected in the place of the {@code Event} of a published type: asynchronous observers are on another thread, where nobody knows the
 * transaction any more, so what is fired for them is published here. All else is CDI's.
 *
 * @param <T> the type of the events
 */
@Dependent
@Announced
@Typed(AnnouncedEvent.class) // an Event of CDI is what is injected elsewhere
public class AnnouncedEvent<T> implements Event<T>, Serializable {
    private static final long serialVersionUID = 1L;

    private final Event<T> event;
    private final Announcements announcements;

    /**
     * For an injection point that the extension has changed.
     *
     * @param events of any type and qualifiers
     */
    @Inject
    @SuppressWarnings("unchecked") // the extension remembers the type of the injection point itself
    AnnouncedEvent(
            InjectionPoint point,
            @Any Event<Object> events,
            DeclarationExtension extension,
            Announcements announcements) {
        DeclarationExtension.Point was = extension.point(point.getQualifiers());
        this.event = events.select((Class<T>) was.type(), was.qualifiers().toArray(Annotation[]::new));
        this.announcements = announcements;
    }

    private AnnouncedEvent(Event<T> event, Announcements announcements) {
        this.event = event;
        this.announcements = announcements;
    }

    @Override
    public void fire(T fired) {
        event.fire(fired);
    }

    @Override
    public <U extends T> CompletionStage<U> fireAsync(U fired) {
        publish(fired);
        return event.select(Announced.Literal.INSTANCE).fireAsync(fired);
    }

    @Override
    public <U extends T> CompletionStage<U> fireAsync(U fired, NotificationOptions options) {
        publish(fired);
        return event.select(Announced.Literal.INSTANCE).fireAsync(fired, options);
    }

    private void publish(T fired) {
        io.sockee.declaration.Published.nearest(fired.getClass()).ifPresent(type -> announcements.fired(fired, type));
    }

    @Override
    public Event<T> select(Annotation... qualifiers) {
        return new AnnouncedEvent<>(event.select(qualifiers), announcements);
    }

    @Override
    public <U extends T> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
        return new AnnouncedEvent<>(event.select(subtype, qualifiers), announcements);
    }

    @Override
    public <U extends T> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
        return new AnnouncedEvent<>(event.select(subtype, qualifiers), announcements);
    }
}
