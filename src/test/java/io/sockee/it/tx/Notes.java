package io.sockee.it.tx;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/** The notes. */
@ApplicationScoped
public class Notes {

    @PersistenceContext
    private EntityManager entities;

    @Transactional(TxType.MANDATORY)
    public void store(String id) {
        entities.persist(new Note(id, List.of("a", "b")));
    }

    /** A note whose tags have not been read. */
    @Transactional(TxType.MANDATORY)
    public Note find(String id) {
        return entities.find(Note.class, id);
    }

    /** Whether another transaction sees it. */
    @Transactional(TxType.REQUIRES_NEW)
    public boolean isThere(String id) {
        return entities.find(Note.class, id) != null;
    }
}
