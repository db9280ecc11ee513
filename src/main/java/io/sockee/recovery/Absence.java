package io.sockee.recovery;

import io.sockee.hub.Emission;
import io.sockee.hub.Member;
import io.sockee.hub.Membership;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A socket whose client has gone and may come back. To rooms it is a member that keeps what it is sent. Safe for any thread. */
public final class Absence implements Member {
    private final String pid;
    private final String id;
    private final String namespace;
    private final Set<String> rooms;
    private final Map<String, Object> data;
    private final @Nullable String user;
    private final Backlog backlog;
    private final Membership membership = new Membership();
    private volatile CompletableFuture<Void> calls = CompletableFuture.completedFuture(null);

    /**
     * @param pid the secret by which its client claims it
     * @param id the socket's
     * @param rooms all that it was in, the server's own included
     * @param data the application's
     * @param user the id of its user; null when nobody was logged in
     */
    public Absence(
            String pid,
            String id,
            String namespace,
            Set<String> rooms,
            Map<String, Object> data,
            @Nullable String user,
            Backlog backlog) {
        this.pid = pid;
        this.id = id;
        this.namespace = namespace;
        this.rooms = Set.copyOf(rooms);
        this.data = data;
        this.user = user;
        this.backlog = backlog;
    }

    public String pid() {
        return pid;
    }

    @Override
    public String id() {
        return id;
    }

    public String namespace() {
        return namespace;
    }

    /** The rooms that it was in when it went, the server's own included. */
    public Set<String> rooms() {
        return rooms;
    }

    /** The application's data; the map itself, which nobody else uses any more. */
    public Map<String, Object> data() {
        return data;
    }

    /** Whose it was, if anybody's. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    public Backlog backlog() {
        return backlog;
    }

    /**
     * The socket that has gone, or one that has claimed it in vain, may still run calls.
     *
     * @param whenOver runs a task when all of them have ended, or at once
     */
    public void calls(Consumer<Runnable> whenOver) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        calls = CompletableFuture.allOf(calls, over);
        whenOver.accept(() -> over.complete(null));
    }

    /** Runs a task when no call of the socket's runs any more, or at once: on the thread that has run the last. */
    public void whenCallsAreOver(Runnable task) {
        Object unused = calls.thenRun(task);
    }

    @Override
    public Membership membership() {
        return membership;
    }

    /** Keeps it, unless it may be dropped: its client cannot take it at once. */
    @Override
    public void receive(Emission emission) {
        if (!emission.onlyIfWritable()) {
            backlog.take(emission); // which sends it, if its client has come back while it was on its way
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "socket " + id + " in " + namespace + ", which is away";
    }
}
