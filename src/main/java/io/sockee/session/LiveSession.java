package io.sockee.session;

import io.sockee.api.Authenticated;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.session.SessionStore.End;
import io.sockee.session.SessionStore.Stored;
import io.sockee.session.SessionStore.Version;
import io.sockee.session.SessionStore.Write;
import io.sockee.session.SessionStore.Written;
import io.sockee.socket.WireSocket;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A session that is in use on this node: one object for all of its sockets and calls. What changes it counts here at once, and
 * waits until the {@link SessionWriter} takes it to the store; there it is put together with what other nodes have changed, and
 * the outcome is what counts here from then on.
 *
 * <p>Guarded by its own monitor, under which rooms are joined and left, so that they follow the channels in order. Those of {@link
 * LiveSessions} and of the writer may be taken while it is held, not the other way round.
 */
public final class LiveSession extends ChangeableSession {

    /** The event that brings a client the id of its session, when the client may not know it. */
    public static final String EVENT = "sockee:session";

    private final Sessions sessions;
    private final SessionSockets sockets;
    private final Unwritten unwritten = new Unwritten();
    private final LiveSessions.Place place = new LiveSessions.Place();
    private @Nullable String id; // null when another node has given the session its id
    private String digest;
    private SessionState state;
    private final LoginWatches watches;
    private @Nullable Version stored; // what the store has of it, as far as is known

    /** One that begins now. */
    LiveSession(Sessions sessions, String id) {
        this(sessions, id, Sessions.digest(id), SessionState.begun(sessions.now()));
    }

    /** One that was stored. */
    LiveSession(Sessions sessions, String id, Stored stored) {
        this(sessions, id, stored.digest(), stored.state());
        this.stored = stored.at();
    }

    private LiveSession(Sessions sessions, String id, String digest, SessionState state) {
        super(sessions);
        this.sessions = sessions;
        this.watches = new LoginWatches(sessions::soon);
        this.sockets = new SessionSockets(sessions.loggedIn()::logIn);
        this.id = id;
        this.digest = digest;
        this.state = state;
    }

    // --- For the application ----------------------------------------------------------------------------------

    @Override
    public Authenticated authenticate(String module, Object parameters) {
        RawArguments json = sessions.codec().encode(new Object[] {parameters});
        if (!json.attachments().isEmpty()) {
            throw new IllegalArgumentException("The parameters of an authentication module hold no binary data.");
        }
        return sessions.modules().authenticate(this, module, json.json(0));
    }

    @Override
    public synchronized void logout() {
        end();
        sockets.tell(event(id()));
    }

    @Override
    public synchronized CompletionStage<Void> saved() {
        return unwritten.written().minimalCompletionStage();
    }

    // --- Changes ----------------------------------------------------------------------------------------------

    @Override
    synchronized void change(SessionChange change) {
        SessionState after = state.after(change);
        if (after.equals(state) && (!mayBeStored() || change.isNone())) { // else another node may see it differently
            return;
        }
        SessionCheck.refuseTooLarge(state, after, sessions.limits());
        makeDirty(); // may refuse, too
        unwritten.add(change);
        show(after);
        tell();
    }

    private void makeDirty() {
        if (!unwritten.dirty()) {
            sessions.writer().add(this);
            unwritten.begin();
            sessions.live().changed(this, digest, row());
        }
    }

    private void show(SessionState after) {
        SessionState before = state;
        state = after;
        sockets.follow(before, after);
        watches.follow(before.user(), after.user());
    }

    @Override
    SessionState state() {
        return state;
    }

    /**
     * Has a task run, once, when a user is not the one who is logged in any more; also now, if that is so. Used as long as that lasts.
     *
     * @return ends the watch
     */
    synchronized Runnable watch(SessionUser user, Runnable ended) {
        Runnable end = watches.add(state.user(), user, ended);
        return () -> unwatch(end);
    }

    private synchronized void unwatch(Runnable end) {
        end.run();
    }

    /**
     * Sends the id to the clients that may not know it, if it is worth knowing. Under the monitor, so that of two ids the later one
     * comes later: to send is to queue.
     */
    private void tell() {
        if (id != null && isWorthKeeping()) {
            sockets.tell(event(id));
        }
    }

    private Event event(String token) {
        return new Event(EVENT, sessions.codec().encode(new Object[] {Map.of("token", token)}));
    }

    /** Notes that it is used, if that was not noted lately. */
    synchronized void use(Instant now) {
        if (stored != null
                && state.used().isBefore(now.minus(sessions.limits().noted()))
                && sessions.writer().hasRoom()) {
            change(SessionChange.ofUse(now));
        }
    }

    // --- Its user ---------------------------------------------------------------------------------------------

    /** A user logs in for as long as the session lasts; as the other {@code login} does. */
    public void login(@Nullable WireSocket by, User user) {
        login(by, new SessionUser(user, null, null));
    }

    /**
     * A user logs in at the session, and so at all of its sockets that are of the same connection. It has a new id from then on, which
     * they are told; what it holds stays, unless it was another user's. Other connections are ended, unless that user was logged in
     * before: who knew the id need not be the same client. A client that is will come back by the new cookie.
     *
     * @param by the socket at which that happens; null when it is none, and all of them are others
     * @param until when the user is logged out by that
     * @throws RefusedException when too much waits to be stored, or the user cannot be; nothing has changed
     */
    public void login(@Nullable WireSocket by, User user, Instant until) {
        login(by, new SessionUser(user, null, until));
    }

    /** The same for one of Sockee's own users, who is logged in as long as a login is good. */
    public void login(@Nullable WireSocket by, User user, long login) {
        login(by, new SessionUser(user, login, null));
    }

    private synchronized void login(@Nullable WireSocket by, SessionUser user) {
        SessionCheck.refuseUnstorable(user);
        makeDirty();
        if (state.user().filter(present -> present.isSame(user)).isEmpty()) {
            endOthers(by);
        }
        if (state.user().filter(present -> !present.isSame(user)).isPresent()) {
            end();
        }
        moveTo(sessions.newId());
        unwritten.move();
        SessionChange change = SessionChange.ofUser(Optional.of(user));
        unwritten.add(change);
        show(state.after(change));
        tell();
    }

    /** Ends the connections of all sockets but those of one connection: they have no part in what comes. */
    private void endOthers(@Nullable WireSocket by) {
        for (WireSocket other : sockets.others(by)) {
            abandon(other);
            sessions.endSoon(other);
        }
    }

    /** A socket does not belong to it any more, although it is there still. */
    public synchronized void abandon(WireSocket socket) {
        sockets.abandon(socket, state);
        socket.dropSession(this);
    }

    private void moveTo(String newId) {
        String before = digest;
        id = newId;
        digest = Sessions.digest(newId);
        sockets.forgetId();
        sessions.live().moved(this, before, digest);
    }

    /** What it was ends, in the store too; another session begins, of which the clients know nothing yet. */
    private void end() {
        if (mayBeStored()) {
            makeDirty();
        }
        beginAnew(stored == null ? null : new End(stored.row(), digest));
    }

    private boolean mayBeStored() {
        return stored != null || unwritten.mayBeStored();
    }

    /** The number under which it is stored; null when it is not, as far as is known. */
    private @Nullable Long row() {
        return stored == null ? null : stored.row();
    }

    private void beginAnew(@Nullable End end) {
        unwritten.end(end);
        sessions.live().unstored(this);
        stored = null;
        show(SessionState.begun(sessions.now()));
        moveTo(sessions.newId());
    }

    // --- Its sockets ------------------------------------------------------------------------------------------

    /**
     * A socket of the session: it is in the session's channels from now on.
     *
     * @param knows whether its client has shown the session's id
     * @param expected digest of the id by which it has come
     * @param seen who was logged in when it was looked at
     * @return false, and nothing has happened, when the session has another id by now, or the socket another session
     */
    synchronized boolean attach(WireSocket socket, boolean knows, String expected, Optional<SessionUser> seen) {
        if (!digest.equals(expected) || socket.keepSession(this) != this) {
            return false;
        }
        sockets.add(socket, knows, state);
        sockets.follow(socket, seen, state.user());
        tell();
        return true;
    }

    synchronized void detach(WireSocket socket) {
        sockets.remove(socket);
    }

    // --- The store --------------------------------------------------------------------------------------------

    /** What has to be written. By the writer's thread, as are the next two. */
    synchronized Write take() {
        return unwritten.take(row(), digest, state.created());
    }

    /** That has been written; returns whether there is more by now. */
    boolean written(Written result) {
        Runnable lost = () -> {};
        CompletableFuture<Void> waited;
        synchronized (this) {
            if (unwritten.done(result)) {
                if (result.gone()) {
                    lost = unwritten.lose();
                    beginAnew(null);
                } else if (result.stored() != null) {
                    adopt(result.stored());
                }
            }
            waited = unwritten.settle();
        }
        lost.run();
        if (waited != null) {
            waited.complete(null);
        }
        return waited == null;
    }

    /** It could not be written, or that is not known. */
    synchronized void failed() {
        unwritten.undone();
    }

    /** Another node may have changed it. */
    synchronized void refresh(Stored found) {
        if (isOlder(found) && !unwritten.isWriting()) {
            adopt(found);
        }
    }

    private boolean isOlder(Stored found) {
        return stored != null && stored.row() == found.row() && stored.version() < found.version();
    }

    /** It has been stored for the first time by somebody who has kept it beyond its use here. */
    synchronized void learn(Stored found) {
        if (stored == null && digest.equals(found.digest()) && !unwritten.isWriting()) {
            adopt(found);
        }
    }

    private void adopt(Stored found) {
        if (stored != null && stored.row() != found.row()) { // another user's has ended, in whose place this one is
            sessions.live().unstored(this);
        }
        stored = found.at();
        if (!digest.equals(found.digest()) && !unwritten.hasMoved()) {
            String before = digest;
            endOthers(null); // they cannot be told the new id, and need not be the client that has it
            id = null;
            digest = found.digest();
            sessions.live().moved(this, before, digest);
        }
        sessions.live().stored(this, found.row(), found.digest());
        show(unwritten.on(found.state()));
    }

    /** Another node has ended it, or it is past its time and was removed. Returns what tells who waits for lost changes. */
    synchronized Runnable gone(long former) {
        if (stored == null || stored.row() != former || unwritten.isWriting()) {
            return () -> {};
        }
        Runnable lost = unwritten.lose();
        beginAnew(null);
        return lost;
    }

    /** Ends it, as it is past its time. */
    synchronized void expire() {
        end();
    }

    /** Ends it as its user's login has ended, unless somebody has logged in or out meanwhile; empty then. */
    synchronized Optional<Seen> expireIf(SessionUser seen) {
        if (!state.user().equals(Optional.of(seen))) {
            return Optional.empty();
        }
        end();
        return Optional.of(new Seen(digest, state.user()));
    }

    // --- What it is -------------------------------------------------------------------------------------------

    /** Its place among those in use, whose guard is theirs. */
    LiveSessions.Place place() {
        return place;
    }

    synchronized boolean isPast(Instant now) {
        return state.created().plus(sessions.limits().lifetime()).isBefore(now);
    }

    /** What it was at one moment: the digest of its id, and who was logged in. */
    record Seen(String digest, Optional<SessionUser> user) {}

    /**
     * What it is now, if an id is its own; empty when somebody has logged in or out since that was so.
     *
     * @param asked digest of the id
     * @param found what was found under it; null when nothing was looked for
     */
    synchronized Optional<Seen> seen(String asked, @Nullable Stored found) {
        // Another node has given it that id, and what is being written here hides it.
        boolean newer = found != null && isOlder(found) && !unwritten.hasMoved();
        return digest.equals(asked) || newer ? Optional.of(new Seen(digest, state.user())) : Optional.empty();
    }

    synchronized Optional<SessionUser> sessionUser() {
        return state.user();
    }

    /** The id; a new one that nobody knows, when only another node knows it. */
    synchronized String id() {
        String known = id;
        if (known == null) {
            makeDirty();
            known = sessions.newId();
            moveTo(known);
            unwritten.move();
        }
        return known;
    }

    synchronized boolean isCalled(String other) {
        return digest.equals(Sessions.digest(other));
    }

    /** The number that it is stored under, and its version there; empty when it is not stored, as far as is known. */
    synchronized Optional<Version> stored() {
        return Optional.ofNullable(stored);
    }

    synchronized String digest() {
        return digest;
    }

    /** Whether there is something in it, or was. */
    synchronized boolean isWorthKeeping() {
        return stored != null || !state.isEmpty();
    }

    /** What there is to see of it from outside, at one moment. */
    record Look(SessionState state, int sockets, boolean stored) {}

    synchronized Look look() {
        return new Look(state, sockets.size(), stored != null);
    }

    synchronized boolean hasSockets() {
        return !sockets.isEmpty();
    }

    /** Whether something has not been stored yet. Takes no lock. */
    boolean isDirty() {
        return unwritten.dirty();
    }

    @Override
    public String toString() {
        return "a session";
    }
}
