package io.sockee.push;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives resources the gateway, if there are sites. Safe for any thread. */
@ApplicationScoped
public class Push {

    /**
     * What a resource needs.
     *
     * @param reader reads bodies
     * @param maxBody how many bytes a body may have
     */
    public record Door(Gateway gateway, Post.Reader reader, int maxBody) {}

    private volatile @Nullable Door door;

    /** The gateway has started. */
    public void begin(Door opened) {
        door = opened;
    }

    /** What resources need; empty without sites, or before the gateway has started. */
    public Optional<Door> door() {
        return Optional.ofNullable(door);
    }
}
