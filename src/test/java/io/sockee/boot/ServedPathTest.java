package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;

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
}
