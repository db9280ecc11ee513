package io.sockee.it.tx;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Emits what is declared, in transactions; each ends with a rollback if it is told so. */
@Controller(namespace = "/tx")
public class ParcelController {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Declared declared;

    @Inject
    private Event<Declared.Moved> moved;

    @Inject
    private Event<Declared.Weighed> weighed;

    @Inject
    private Barrier barrier;

    @On("parcel-watch")
    public void watch(Socket socket, String parcel) {
        socket.join("parcel-" + parcel);
    }

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

    /** Stores one that changes twice. */
    @On("parcel-store")
    @Transactional
    public void store(String parcel, boolean fails) {
        Parcel stored = new Parcel(parcel);
        entities.persist(stored);
        entities.flush();
        stored.setState("sent");
        entities.flush();
        stored.setState("there");
        refuseIf(fails);
    }

    /** Changes one with the commit's flush alone, its tags not read. */
    @On("parcel-change")
    @Transactional
    public void change(String parcel, boolean fails) {
        entities.find(Parcel.class, parcel).setState("back");
        refuseIf(fails);
    }

    @On("parcel-remove")
    @Transactional
    public void remove(String parcel) {
        entities.remove(entities.find(Parcel.class, parcel));
    }

    @On("parcel-pass")
    @Transactional
    public void pass(String parcel) {
        Parcel stored = new Parcel(parcel);
        entities.persist(stored);
        entities.flush();
        entities.remove(stored);
    }

    @On("parcel-flood")
    @Transactional
    public void flood(String parcel, int count) {
        for (int i = 0; i < count; i++) {
            entities.persist(new Parcel(parcel + i));
        }
    }

    private static void refuseIf(boolean fails) {
        if (fails) {
            throw new RefusedException("As asked for.");
        }
    }
}
