package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void decodesParametersAndTakesTheLastOfEach() {
        assertThat(Query.parse(null)).isEmpty();
        assertThat(Query.parse("")).isEmpty();
        assertThat(Query.parse("EIO=4&transport=polling")).isEqualTo(Map.of("EIO", "4", "transport", "polling"));
        assertThat(Query.parse("a=1&a=2")).isEqualTo(Map.of("a", "2"));
        assertThat(Query.parse("a&b=&=c&&d=e=f")).isEqualTo(Map.of("a", "", "b", "", "d", "e=f"));
        assertThat(Query.parse("n%C3%A4me=%E2%82%AC+x%26")).isEqualTo(Map.of("n\u00e4me", "\u20ac x&"));
    }

    @Test
    void takesWhatIsNotEncodedProperlyAsItIs() {
        assertThat(Query.parse("a=%&b=%zz&c=%2")).isEqualTo(Map.of("a", "%", "b", "%zz", "c", "%2"));
    }
}
