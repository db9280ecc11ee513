package io.sockee.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A part of Hibernate that is not meant for others; that it is emptied is seen on a server, by {@code MemoryIT}. */
@DisplayName("What Hibernate remembers of annotations")
class AnnotationMemoryTest {

    @Test
    @DisplayName("is where it is looked for")
    void found() throws ReflectiveOperationException {
        assertThat(AnnotationMemory.memories()).isNotEmpty();
    }
}
