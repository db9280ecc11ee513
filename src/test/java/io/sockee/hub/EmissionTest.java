package io.sockee.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.wire.LetterWire;
import org.junit.jupiter.api.Test;

class EmissionTest {

    @Test
    void isWrittenOnceForEachWireInWhateverOrderTheyAsk() {
        LetterWire one = new LetterWire();
        LetterWire two = new LetterWire();
        LetterWire three = new LetterWire();
        Emission emission = new Emission("/", new Event("news", RawArguments.NONE), false);
        Frames first = emission.frames(one);
        emission.frames(two);
        emission.frames(three);
        assertThat(emission.frames(one)).isSameAs(first);
        assertThat(emission.frames(two)).isNotSameAs(first);
        emission.frames(three);
        assertThat(one.events()).containsExactly("news");
        assertThat(two.events()).containsExactly("news");
        assertThat(three.events()).containsExactly("news");
    }
}
