package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.routing.DeploymentException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedPathTest {

    @ParameterizedTest
    @CsvSource({
        "/echo, /echo, true",
        "/echo, /echo/more, true",
        "/socket.io/echo, /socket.io, true",
        "/echo, /echoes, false",
        "/a/echo, /b/echo, false"
    })
    void pathsMeetWhereOneRequestCouldBeForBoth(String one, String other, boolean meet) {
        ServedPath path = new ServedPath(one, "One");
        assertThat(path.meets(new ServedPath(other, "Other"))).isEqualTo(meet);
        assertThat(new ServedPath(other, "Other").meets(path)).isEqualTo(meet);
    }

    @Test
    void ofTwoThatMeetTheSecondIsRefusedAndBothAreNamed() {
        List<ServedPath> taken = new ArrayList<>();
        new ServedPath("/api", "a servlet").addTo(taken);
        new ServedPath("/echo", "One").addTo(taken);
        assertThatThrownBy(() -> new ServedPath("/echo/more", "Two").addTo(taken))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("The prefix /echo/more of Two and the path /echo of One");
        assertThat(taken).hasSize(2);
    }
}
