package io.sockee.it.parcels;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Stores, changes and removes parcels, in transactions that end with a rollback if they are told so. */
@Controller(namespace = "/tx")
public class StoredParcels {

    @PersistenceContext
    private EntityManager entities;

    @On("parcel-watch")
    public void watch(Socket socket, String parcel) {
        socket.join("parcel-" + parcel);
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
