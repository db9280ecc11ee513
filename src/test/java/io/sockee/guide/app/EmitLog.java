package io.sockee.guide.app;

import io.sockee.api.EventEmitted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Of the page about interceptors. */
// tag::emitted
@ApplicationScoped
public class EmitLog {
    private Diary diary;

    /** CDI wants it for the proxy of a bean with a scope. */
    protected EmitLog() {}

    @Inject
    public EmitLog(Diary diary) {
        this.diary = diary;
    }

    void emitted(@Observes EventEmitted emitted) {
        diary.write(emitted.event() + " to " + emitted.rooms());
    }
}
// end::emitted
