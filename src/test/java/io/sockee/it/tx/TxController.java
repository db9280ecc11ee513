package io.sockee.it.tx;

import io.sockee.api.Ack;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.Publisher;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.metrics.Counters;
import jakarta.annotation.Resource;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Duration;

/** Calls with transactions, and calls without that look on. */
@Controller(namespace = "/tx")
public class TxController {

    @Inject
    private Notes notes;

    @Inject
    private Services services;

    @Inject
    private Jobs jobs;

    @Inject
    private Barrier barrier;

    @Inject
    private Publisher publisher;

    @Inject
    private Event<Stored> stored;

    @Inject
    private Counters counters;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry registry;

    // --- With a transaction -----------------------------------------------------------------------------------

    /** Emits in every way, waits at the barrier, and commits. */
    @On("keep")
    @Transactional
    public String keep(Socket socket, String id) {
        notes.store(id);
        socket.emitIfWritable("volatile", 0);
        socket.emit("mine", 1);
        socket.broadcast("theirs", 2);
        publisher.namespace("/tx").emit("everyone", 3);
        socket.everyone().to(socket.id()).emit("mine", 4);
        barrier.pass();
        return id;
    }

    @On("fail")
    @Transactional
    public String fail(Socket socket, String how) throws Exception {
        notes.store("fail-" + how);
        socket.emit("mine", how);
        socket.emitIfWritable("volatile", how);
        publisher.namespace("/tx").emit("everyone", how);
        switch (how) {
            case "unchecked" -> throw new IllegalStateException("as asked for");
            case "checked" -> throw new IOException("as asked for");
            case "refused" -> throw new RefusedException("Not today.");
            default -> throw new AssertionError("as asked for");
        }
    }

    @On("rollback-only")
    @Transactional
    public String rollbackOnly(Socket socket) {
        notes.store("rollback-only");
        socket.emit("before");
        registry.setRollbackOnly();
        socket.emit("after");
        return "done";
    }

    @On("nested")
    @Transactional
    public String nested(Socket socket, String how, boolean outerFails) {
        socket.emit("told", "outer");
        switch (how) {
            case "required" -> services.required(false);
            case "required-fails" -> attempt(() -> services.required(true));
            case "requires-new" -> services.requiresNew(false);
            case "requires-new-fails" -> attempt(() -> services.requiresNew(true));
            default -> services.notSupported();
        }
        socket.emit("told", "outer again");
        if (outerFails) {
            throw new RefusedException("The outer one fails.");
        }
        return "done";
    }

    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (IllegalStateException expected) {
            // the caller goes on without it
        }
    }

    /** The insert, which comes with the commit, fails when there is such a note. */
    @On("store")
    @Transactional
    public String store(Socket socket, String id) {
        notes.store(id);
        socket.emit("mine", id);
        return id;
    }

    @On("raw")
    @Transactional
    public void raw(Socket socket, Ack ack, boolean fails) throws IOException {
        socket.emit("mine", 1);
        ack.send("raw");
        socket.emit("mine", 2);
        if (fails) {
            throw new IOException("as asked for");
        }
    }

    @On("raw-rollback-only")
    @Transactional
    public void rawRollbackOnly(Ack ack) {
        ack.send("raw");
        registry.setRollbackOnly();
    }

    @On("question")
    @Transactional
    public String question(Socket socket) {
        try {
            socket.emitWithAck(Duration.ofSeconds(1), "question");
            return "asked";
        } catch (IllegalStateException e) {
            return "IllegalStateException";
        }
    }

    @On("move")
    @Transactional
    public void move(Socket socket) {
        socket.join("room");
        barrier.pass();
        socket.leave("room");
        barrier.pass();
        socket.disconnect();
        barrier.pass();
    }

    @On("find")
    @Transactional
    public Note find(String id) {
        return notes.find(id);
    }

    @On("flood")
    @Transactional
    public String flood(Socket socket, int emits) {
        notes.store("flood-" + emits);
        for (int i = 0; i < emits; i++) {
            socket.emit("drop", i);
        }
        return "done";
    }

    @On("observe")
    @Transactional
    public String observe(Socket socket, String id, boolean fails) {
        stored.fire(new Stored(id));
        socket.emit("mine", id);
        if (fails) {
            throw new RefusedException("Not stored.");
        }
        return "done";
    }

    // --- Without ----------------------------------------------------------------------------------------------

    @On("no-transaction")
    public String noTransaction(Socket socket) {
        socket.emit("mine", 1);
        services.requiresNew(false);
        barrier.pass();
        return "done";
    }

    @On("job")
    public void job(String id, boolean commits) {
        jobs.schedule(id, commits);
    }

    @On("open")
    @NonBlocking
    public void open() {
        barrier.open();
    }

    @On("waited-for")
    @NonBlocking
    public boolean waitedFor() {
        return barrier.isWaitedFor();
    }

    @On("tell-room")
    @NonBlocking
    public void tellRoom(Socket socket, String text) {
        socket.to("room").emit("room", text);
    }

    @On("dropped")
    @NonBlocking
    public long dropped() {
        return counters.get(Counters.Counter.valueOf("EMITS_ROLLED_BACK"));
    }
}
