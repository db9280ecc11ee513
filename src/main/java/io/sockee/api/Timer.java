package io.sockee.api;

/** Something that runs later, or again and again; it ends with its socket. See {@link Socket#after}. */
public interface Timer {

    /** Makes sure that it does not begin again. A run that is under way goes on. */
    void cancel();
}
