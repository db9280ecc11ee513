package io.sockee.session;

import io.sockee.session.SessionStore.End;
import io.sockee.session.SessionStore.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What of a session has changed and is not known to be stored. Guarded by the session; {@link #dirty} may be asked by any thread.
 * A session that ends takes what has not been written with it, but not the ends of those before it.
 */
final class Unwritten {
    private SessionChange pending = SessionChange.NONE;
    private List<End> ends = new ArrayList<>(0);
    private boolean moved; // the session has a new id
    private @Nullable Write writing; // what the writer has taken
    private boolean outlived; // the session whose changes the writer has taken has ended meanwhile
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
    private volatile boolean dirty;

    boolean dirty() {
        return dirty;
    }

    /** Completes when all of it is written. */
    CompletableFuture<Void> written() {
        return written;
    }

    /** Something is about to be added. */
    void begin() {
        if (!dirty) {
            dirty = true;
            written = new CompletableFuture<>();
        }
    }

    void add(SessionChange change) {
        pending = pending.then(change);
    }

    void move() {
        moved = true;
    }

    /** Whether the session has an id that the store may not know. */
    boolean hasMoved() {
        return moved || (writing != null && writing.moved());
    }

    boolean isWriting() {
        return writing != null;
    }

    /** The session has ended; another one begins. What is told of it later is of no interest. */
    void end(@Nullable End end) {
        pending = SessionChange.NONE;
        moved = false;
        outlived = writing != null;
        if (end != null) {
            ends.add(end);
        }
    }

    /** All of it is about to be written. */
    Write take(@Nullable Long row, String digest, Instant created) {
        Write write = new Write(ends, row, digest, moved, created, pending);
        ends = new ArrayList<>(0);
        pending = SessionChange.NONE;
        moved = false;
        outlived = false;
        writing = write;
        return write;
    }

    /**
     * What was taken has been written.
     *
     * @return whether the session that it was taken of is still there
     */
    boolean done() {
        boolean current = !outlived;
        writing = null;
        outlived = false;
        return current;
    }

    /** What was taken has not been written, or that is not known: it has to be written again, before what came later. */
    void undone() {
        Write again = writing;
        boolean current = !outlived;
        writing = null;
        outlived = false;
        if (again == null) {
            return;
        }
        List<End> all = new ArrayList<>(again.ends());
        all.addAll(ends);
        ends = all;
        if (current) {
            pending = again.change().then(pending);
            moved |= again.moved();
        }
    }

    /** A state as it is stored, with what has not been written on top. */
    SessionState on(SessionState stored) {
        return stored.after(pending);
    }

    /** If nothing is left, what waited for that; else null. To be completed without the session's monitor. */
    @Nullable
    CompletableFuture<Void> settle() {
        if (!pending.isNone() || !ends.isEmpty() || moved) {
            return null;
        }
        dirty = false;
        return written;
    }
}
