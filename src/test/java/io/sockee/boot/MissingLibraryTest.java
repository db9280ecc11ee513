package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A library that is missing")
class MissingLibraryTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "org/hibernate/exception/JDBCConnectionException, org.hibernate.orm:hibernate-core",
        "org/flywaydb/core/api/FlywayException, org.flywaydb:flyway-core",
        "org/bouncycastle/crypto/params/Argon2Parameters, org.bouncycastle:bcprov-jdk18on",
        "dev/failsafe/CircuitBreaker, dev.failsafe:failsafe",
        "Lorg/snakeyaml/engine/v2/api/Load;, org.snakeyaml:snakeyaml-engine",
    })
    @DisplayName("is told by its name and where it is")
    void named(String type, String library) {
        assertThat(MissingLibrary.toldBy(new NoClassDefFoundError(type)))
                .get()
                .asString()
                .endsWith(" in the WAR: " + library + ". See 'What needs which library' in the guide.");
    }

    @Test
    @DisplayName("is told with who needs it, and what does without")
    void why() {
        assertThat(MissingLibrary.toldBy(new NoClassDefFoundError("org/hibernate/exception/JDBCConnectionException")))
                .contains("Users (the data source jdbc/sockee is there; sockee.auth.enabled=false does without) and"
                        + " sites with that data source need Hibernate in the WAR: org.hibernate.orm:hibernate-core. See 'What needs which library' in the"
                        + " guide.");
    }

    @Test
    @DisplayName("is found below what it has become")
    void causes() {
        Throwable missing =
                new ClassNotFoundException("dev.failsafe.CircuitBreaker from [Module \"deployment.chat.war\"]");
        Throwable found =
                new IllegalStateException("no bean", new NoClassDefFoundError("com/example/Chat").initCause(missing));
        assertThat(MissingLibrary.toldBy(found)).get().asString().contains("dev.failsafe:failsafe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com/example/Chat",
                "org/hibernatex/Chat",
                "com/example/org/hibernate/Chat",
                "Could not initialize class org.hibernate.cfg.Environment",
                "",
            })
    @DisplayName("is not told where another class is missing, or one is there and fails")
    void others(String message) {
        assertThat(MissingLibrary.toldBy(new NoClassDefFoundError(message))).isEmpty();
        assertThat(MissingLibrary.toldBy(new IllegalStateException("org.hibernate.Session")))
                .isEmpty();
    }

    @Test
    @DisplayName("is not told by what has no message")
    void silent() {
        assertThat(MissingLibrary.toldBy(new NoClassDefFoundError())).isEmpty();
    }
}
