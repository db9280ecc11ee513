package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.databases.NeedsDatabase;
import io.sockee.databases.TestDatabase;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@NeedsDatabase(TestDatabase.MARIADB)
@ExtendWith(ArquillianExtension.class)
@DisplayName("The event auth, on MariaDB")
class AuthMariaDbIT extends AuthSuite {

    @Deployment(testable = false)
    static WebArchive war() {
        return war(TestDatabase.MARIADB);
    }

    @Test
    @DisplayName("keeps its users there")
    void keeps() {
        try (Client stella = Client.join("/")) {
            register(stella, "Stella");
        }
        assertThat(TestDatabase.MARIADB.shared().rows("select name from users where name = 'Stella'"))
                .containsExactly("Stella");
    }
}
