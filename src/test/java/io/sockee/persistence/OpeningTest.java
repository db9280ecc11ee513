package io.sockee.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLNonTransientException;
import javax.naming.NamingException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A data source that cannot be used")
class OpeningTest {

    private static String told(String reason) {
        NamingException failure = new NamingException("Dummy Exception");
        failure.initCause(new SQLNonTransientException(reason));
        return Opening.unusable(failure).getMessage();
    }

    @Test
    @DisplayName("is told with the reason")
    void reason() {
        assertThat(told("The pool is closed."))
                .isEqualTo("The data source " + Database.DATA_SOURCE + " cannot be used: The pool is closed.");
    }

    @Test
    @DisplayName("is told with what else the reason may be, where Open Liberty finds no driver")
    void noDriver() {
        String reason = "DSRA4000E: No implementations of java.sql.Driver are found for dataSource[default-0].";
        assertThat(told(reason))
                .isEqualTo("The data source " + Database.DATA_SOURCE + " cannot be used: " + reason
                        + " If the driver's JARs are there, the URL begins with no driver's name: jdbc:h2:,"
                        + " jdbc:mariadb:, jdbc:postgresql:.");
    }
}
