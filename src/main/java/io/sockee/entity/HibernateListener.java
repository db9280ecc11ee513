package io.sockee.entity;

import io.sockee.declaration.Announcements;
import io.sockee.declaration.Announcements.Means;
import io.sockee.declaration.EntityChanges;
import io.sockee.declaration.EntityType;
import io.sockee.declaration.EntityType.Change;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.hibernate.action.spi.AfterTransactionCompletionProcess;
import org.hibernate.action.spi.BeforeTransactionCompletionProcess;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Collects the changes of each transaction of one persistence unit, encodes their outcome before the commit, when Hibernate has written
 * everything and lazy relations can still be read, and lets it leave after the commit: through the gate in a transaction of
 * the server's, by itself in one of Hibernate's own. Safe for any thread.
 */
final class HibernateListener implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {
    private static final Logger LOG = System.getLogger(HibernateListener.class.getName());
    private static final long serialVersionUID = 1L;

    private final transient Map<Class<?>, EntityType> types;
    private final transient Supplier<Announcements> source;

    /** Weak on both sides: a transaction that nobody ends goes with its session, which alone holds it. Entities know their session. */
    private final transient Map<SharedSessionContractImplementor, WeakReference<Transaction>> open =
            Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * @param types those that are published
     * @param source asked in each transaction in which one of them changes
     */
    HibernateListener(Map<Class<?>, EntityType> types, Supplier<Announcements> source) {
        this.types = types;
        this.source = source;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        changed(event.getSession(), event.getPersister(), event.getId(), event.getEntity(), Change.CREATED);
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        changed(event.getSession(), event.getPersister(), event.getId(), event.getEntity(), Change.UPDATED);
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        changed(event.getSession(), event.getPersister(), event.getId(), event.getEntity(), Change.REMOVED);
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false; // these are told after the flush, not after the commit
    }

    private void changed(
            @Nullable EventSource session, EntityPersister persister, Object id, Object entity, Change change) {
        EntityType type = types.get(persister.getMappedClass());
        if (type == null || session == null) { // a stateless session has no transaction to wait for
            return;
        }
        WeakReference<Transaction> present = open.get(session);
        Transaction transaction = present == null ? null : present.get();
        if (transaction == null) {
            Means means = source.get().means().orElse(null);
            if (means == null) {
                return; // nobody is connected before the server has started
            }
            transaction = new Transaction(means);
            open.put(session, transaction.reference);
            session.getActionQueue().registerProcess((BeforeTransactionCompletionProcess) transaction);
            session.getActionQueue().registerProcess((AfterTransactionCompletionProcess) transaction);
        }
        transaction.changes.add(session.generateEntityKey(id, persister), type, id, entity, change);
    }

    /** One that fails must neither keep the others from leaving nor let a commit seem to have failed. */
    private static void send(Runnable letter) {
        try {
            letter.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "Clients could not be told of a change after the commit of its transaction", e);
        }
    }

    /** The changes of one session in one transaction. */
    private final class Transaction implements BeforeTransactionCompletionProcess, AfterTransactionCompletionProcess {
        private final Means means;
        private final EntityChanges changes;
        private final WeakReference<Transaction> reference = new WeakReference<>(this);
        private final List<Runnable> letters = new ArrayList<>(1);
        private boolean ended;

        Transaction(Means means) {
            this.means = means;
            this.changes = new EntityChanges(means);
        }

        /**
         * What changes from now on, as by reading for what is being encoded, is another one's. After a rollback Hibernate calls this
         * before the commit of the session's next transaction.
         */
        @Override
        public void doBeforeTransactionCompletion(SessionImplementor session) {
            if (ended) {
                return;
            }
            open.remove(session, reference);
            List<Runnable> outcome = changes.outcome();
            if (isOfTheServer(session) && !means.gate().isOpen()) {
                outcome.forEach(Runnable::run); // as far as the gate
            } else {
                letters.addAll(outcome); // the gate does not know whether this transaction is committed
            }
        }

        private static boolean isOfTheServer(SessionImplementor session) {
            return session.getTransactionCoordinator()
                    .getTransactionCoordinatorBuilder()
                    .isJta();
        }

        @Override
        public void doAfterTransactionCompletion(boolean success, SharedSessionContractImplementor session) {
            ended = true;
            open.remove(session, reference);
            if (success) {
                letters.forEach(HibernateListener::send);
            }
            letters.clear();
            changes.forget();
        }
    }
}
