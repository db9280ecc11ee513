package io.sockee.it;

import io.sockee.databases.NeedsDatabase;
import io.sockee.databases.TestDatabase;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("once-on-wildfly")
@NeedsDatabase(TestDatabase.POSTGRESQL)
@ExtendWith(ArquillianExtension.class)
@DisplayName("A token past its time, on PostgreSQL")
class AuthTokensPostgresqlIT extends AuthTokensSuite {

    @Deployment(testable = false)
    static WebArchive war() {
        return war(TestDatabase.POSTGRESQL);
    }

    @Override
    void minutesPass(String user) {
        TestDatabase.POSTGRESQL
                .shared()
                .execute(
                        "update user_keys set insdate = insdate - interval '2 minutes', previous_until = previous_until - interval '2 minutes'"
                                + " where user_id = (select id from users where name = '" + user + "')");
    }

    @Override
    boolean hasPassed() {
        return true;
    }
}
