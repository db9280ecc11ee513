package io.sockee.it.valid;

import jakarta.validation.GroupSequence;

/** Groups of constraints. */
public interface Stages {

    /** For what is new. */
    interface Creating {}

    /** For what is there. */
    interface Changing {}

    /** One after the other: the second only when the first has nothing to say. */
    @GroupSequence({Creating.class, Changing.class})
    interface Both {}
}
