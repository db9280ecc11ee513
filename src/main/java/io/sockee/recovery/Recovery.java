package io.sockee.recovery;

import io.sockee.hub.Namespace;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what sockets were, and what is sent to them, while their clients are away. Safe for any thread; does not block. Another
 * implementation may keep it for all nodes; this one's clients have to come back to their node.
 */
public interface Recovery {

    /** Why somebody who claims to be back is not who it was. */
    enum Lost {
        /** Nobody of that name is away: the time is up, the server has been started anew, or somebody else was first. */
        UNKNOWN,
        /** More was sent meanwhile than is kept. */
        TOO_MUCH,
        /** It is another user's. */
        OTHER_USER
    }

    /**
     * Begins to keep what is sent to a socket that comes in. It has to {@linkplain Backlog#end end}, or go {@link #away}.
     *
     * @param before the offset that its client had as another socket; null when it has had none. A client keeps it until it has
     *     another one
     */
    Backlog open(@Nullable String before);

    /**
     * A client has gone, by nobody's will. What is sent to its rooms is kept from now on, until it is claimed or its time is up.
     *
     * @param namespace where it was; it is still there, and leaves after this
     */
    void away(Absence absence, Namespace namespace);

    /**
     * Somebody claims to be a client that has gone, by the secret that it was given. Of several that claim the same, one gets it.
     *
     * @param offset the last event that it has had; null when it has had none
     * @param lost told why, when there is nothing
     * @return what it was; nothing when nobody of that name is away, or it has missed more than is kept
     */
    Optional<Absence> claim(String namespace, String pid, @Nullable String offset, Consumer<Lost> lost);

    /**
     * The client is back: what it was is kept no longer.
     *
     * @return false when it has been {@linkplain #forget forgotten} since it was claimed: nobody is to come back
     */
    boolean back(Absence absence);

    /** Who has claimed may not come in: it is kept for the rest of its time. */
    void giveBack(Absence absence);

    /** Who has claimed is somebody else, or the application wants nobody to come back: it is forgotten. */
    void forget(Absence absence);

    /** How many are away. */
    int size();

    /** How many events are kept, those for sockets that are here included; one that was sent to many counts for each. Looks at all of them. */
    long packets();

    /** How many bytes these take, about; one that was sent to many counts once. */
    long bytes();
}
