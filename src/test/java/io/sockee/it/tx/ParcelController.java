package io.sockee.it.tx;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Emits what is declared, in transactions; each ends with a rollback if it is told so. */
@Controller(namespace = "/tx")
public class ParcelController {

    @Inject
    private Declared declared;

    @Inject
    private Event<Declared.Moved> moved;

    @Inject
    private Event<Declared.Weighed> weighed;

    @Inject
    private Barrier barrier;

    @On("parcel-emit")
    @Transactional
    public void emit(String parcel, boolean fails) {
        declared.to("parcel-" + parcel).step(1);
        moved.fire(new Declared.Moved(parcel, "shelf"));
        weighed.fire(new Declared.Weighed(parcel, 5));
        declared.to("parcel-" + parcel).step(2);
        barrier.pass();
        refuseIf(fails);
    }

    /** What observes asynchronously has ended when this goes on. */
    @On("parcel-async")
    @Transactional
    public void async(String parcel, boolean fails) {
        moved.fireAsync(new Declared.Moved(parcel, "lorry"))
                .toCompletableFuture()
                .join();
        barrier.pass();
        refuseIf(fails);
    }

    /** Without a transaction. */
    @On("parcel-at-once")
    public void atOnce(String parcel) {
        moved.fire(new Declared.Moved(parcel, "shelf"));
        weighed.fireAsync(new Declared.Weighed(parcel, 6)).toCompletableFuture().join();
        moved.fireAsync(new Declared.Moved(parcel, "lorry"))
                .toCompletableFuture()
                .join();
    }

    private static void refuseIf(boolean fails) {
        if (fails) {
            throw new RefusedException("As asked for.");
        }
    }
}
