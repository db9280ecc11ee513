package io.sockee.push;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gateway, for the resources that lead to it. Nothing is there where there are no sites. Safe for any thread. */
@ApplicationScoped
public class Push {

    /**
     * What a resource needs.
     *
     * @param reader reads bodies
     * @param maxBody bytes that a body may have
     */
    public record Door(Gateway gateway, Post.Reader reader, int maxBody) {}

    private volatile @Nullable Door door;

    /** Opens the door. */
    public void begin(Door opened) {
        door = opened;
    }

    /** The door, where there is one. */
    public Optional<Door> door() {
        return Optional.ofNullable(door);
    }
}
