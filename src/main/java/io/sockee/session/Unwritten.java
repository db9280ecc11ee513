package io.sockee.session;

import io.sockee.api.RefusedException;
import io.sockee.session.SessionStore.End;
import io.sockee.session.SessionStore.Stored;
import io.sockee.session.SessionStore.Write;
import io.sockee.session.SessionStore.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private final List<String> doubtful = new ArrayList<>(0); // digests under which a write may have made a row
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

    /** Whether the store may have the session in a row of which it has not told. If so, there is something to write. */
    boolean mayBeStored() {
        return !doubtful.isEmpty();
    }

    /**
     * The session has ended; another one begins. Of what is told of it later only the row is of interest, which ends, too.
     *
     * @param end the row that it is known to have; null when there is none
     */
    void end(@Nullable End end) {
        pending = SessionChange.NONE;
        moved = false;
        outlived = writing != null;
        if (end != null) {
            ends.add(end);
        }
        endDoubtful(null);
    }

    /** Ends what may be stored under digests of which that is not known, but for one. */
    private void endDoubtful(@Nullable String but) {
        doubtful.remove(but);
        doubtful.forEach(digest -> ends.add(new End(null, digest)));
        doubtful.clear();
    }

    /** All of it is about to be written. */
    Write take(@Nullable Long row, String digest, Instant created) {
        if (row == null) { // what an earlier attempt may have stored under another id is not found by this one
            endDoubtful(digest);
        }
        Write write = new Write(ends, row, digest, moved, created, pending);
        writing = write;
        if ((row == null || moved) && !doubtful.contains(digest)) { // a login can make a new row in place of one, too
            doubtful.add(digest);
        }
        ends = new ArrayList<>(0);
        pending = SessionChange.NONE;
        moved = false;
        outlived = false;
        return write;
    }

    /**
     * What was taken has been written or, when the session has been ended elsewhere, is unwritten still.
     *
     * @return whether the session that it was taken of is still there
     */
    boolean done(Written result) {
        Write taken = writing;
        Stored stored = result.stored();
        boolean current = !outlived;
        writing = null;
        outlived = false;
        if (!current) {
            if (stored != null && ends.stream().noneMatch(end -> Objects.equals(end.row(), stored.row()))) {
                ends.add(new End(stored.row(), stored.digest()));
            }
        } else if (!result.gone()) {
            doubtful.clear();
        } else if (taken != null) {
            doubtful.remove(taken.digest());
            putBack(taken);
        }
        return current;
    }

    private void putBack(Write taken) {
        pending = taken.change().then(pending);
        moved |= taken.moved();
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
            putBack(again);
        }
    }

    /**
     * The session has been ended elsewhere, and what is unwritten of it is lost with it.
     *
     * @return tells that who waits for it, if there is something; to be run without the session's monitor
     */
    Runnable lose() {
        if (pending.isNone() && !moved) {
            return () -> {};
        }
        CompletableFuture<Void> lost = written;
        written = new CompletableFuture<>(); // it is dirty: this one completes when the rest is written
        return () -> lost.completeExceptionally(new RefusedException("The session has ended; the change is lost."));
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
