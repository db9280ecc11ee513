package io.sockee.api;

/** Something that runs later, or again and again; it ends with its socket. See {@link Socket#after}. */
public interface Timer {

    /** Cancels further runs. A run that is under way goes on. */
    void cancel();
}
