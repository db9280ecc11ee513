package io.sockee.auth;

import io.sockee.auth.TokenAdmission.Source;
import io.sockee.connection.ManualTimers;
import io.sockee.databases.DatabaseAddress;
import io.sockee.databases.StoredEntities;
import io.sockee.databases.TestDatabase;
import io.sockee.identity.Identity;
import io.sockee.identity.IdentityFixture;
import io.sockee.socket.Admission;
import io.sockee.socket.AdmissionSuite;
import io.sockee.transaction.CommitGate;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

/** With a token that is past its time, and so is to be renewed. */
@DisplayName("Links that look at tokens")
class TokenAdmissionSuiteTest extends AdmissionSuite {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T12:00:00Z"));
    private final DatabaseAddress database = TestDatabase.H2.migrated();
    private final StoredEntities entities = new StoredEntities(database, Identity.entities());
    private final LiveLogins live = new LiveLogins();
    private final Identity identity = IdentityFixture.in(entities, clock(), live);
    private final String token;

    TokenAdmissionSuiteTest() {
        token = IdentityFixture.token(identity, "ann");
        now.updateAndGet(time -> time.plus(IdentityFixture.TIMEOUT.multipliedBy(2)));
    }

    private Clock clock() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }

    @AfterEach
    void close() {
        entities.close();
    }

    @Override
    protected Admission link() {
        Auth auth = new Auth();
        auth.begin(new Auth.Parts(identity, "auth_data", Runnable::run, Runnable::run));
        live.begin(new ManualTimers(), CommitGate.ALWAYS_OPEN);
        return new TokenAdmission(auth, new SocketLogin(live)).from(List.of(Source.PAYLOAD));
    }

    @Override
    protected String good() {
        return payload(token);
    }

    @Override
    protected String bad() {
        return payload(token + "x");
    }

    private static String payload(String token) {
        return "{\"name\":\"ann\",\"token\":\"" + token + "\"}";
    }

    /** Renewed tokens; the ones that were renewed are kept for a while. */
    @Override
    protected int changes() {
        return Integer.parseInt(database.value("select count(*) from user_keys where previous_tokey is not null"));
    }
}
