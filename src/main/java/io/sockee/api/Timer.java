package io.sockee.api;

/** Something that runs later, or again and again. */
public interface Timer {

    /** Makes sure that it does not begin again. */
    void cancel();
}
