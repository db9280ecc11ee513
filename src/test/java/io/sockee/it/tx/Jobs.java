package io.sockee.it.tx;

import io.sockee.api.Publisher;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.TimeUnit;

/** Jobs with transactions of their own. */
@ApplicationScoped
public class Jobs {

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Resource
    private UserTransaction transaction;

    @Inject
    private Notes notes;

    @Inject
    private Publisher publisher;

    @Inject
    private Barrier barrier;

    /** Schedules a job that emits, waits at the barrier, and ends its transaction. */
    public void schedule(String id, boolean commits) {
        scheduler.schedule(() -> run(id, commits), 1, TimeUnit.MILLISECONDS);
    }

    private Void run(String id, boolean commits) throws Exception {
        transaction.begin();
        notes.store(id);
        publisher.namespace("/tx").emit("job", id);
        barrier.pass();
        if (commits) {
            transaction.commit();
        } else {
            transaction.rollback();
        }
        publisher.namespace("/tx").emit("job-done", id);
        return null;
    }
}
