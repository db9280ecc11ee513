package io.sockee.it;

import static io.sockee.it.Client.failed;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.deployments.SharedDeployment;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call what. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@DisplayName("A guarded method")
class AuthorizationIT {
    private static final String NOT_LOGGED_IN = "You are not logged in.";
    private static final String NOT_ALLOWED = "You are not allowed to do this.";

    private Client ann;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    @BeforeEach
    void connect() {
        ann = Client.join("/door");
    }

    @AfterEach
    void close() {
        ann.close();
    }

    @ParameterizedTest(name = "{0}: nobody {1}, a user {2}, an editor {3}, an admin {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                // L: not logged in, A: not allowed
                "open, open, open, open, open",
                "logged-in-quick, L, quick, quick, quick",
                "roles, L, A, in, in",
                "denied, A, A, A, A",
                "class, L, in, in, in",
                "class-permit, in, in, in, in",
                "class-roles, L, A, A, in",
                "class-deny, A, A, A, A",
                "user, L, id-u u, id-e e, id-a a",
                "maybe-user, nobody, u, e, a",
                "vault, L, secret, secret, secret",
                "vault-open, open, open, open, open",
                "vault-roles, L, A, A, for admins",
                "vault-plain, L, A, A, plain",
                "vault-never, A, A, A, A",
                "vault-later, L, L, L, L", // nobody's thread
                "through, L, in, in, in",
            })
    @DisplayName("runs for those whom it is for; others are told why not")
    void table(String event, String nobody, String user, String editor, String admin) {
        expect(event, nobody);
        ann.call("log-in", "'u'", "[]");
        expect(event, user);
        ann.call("log-in", "'e'", "['editor']");
        expect(event, editor);
        ann.call("log-in", "'a'", "['admin','other']");
        expect(event, admin);
        ann.call("log-out");
        expect(event, nobody);
    }

    private void expect(String event, String outcome) {
        assertThat(ann.call(event))
                .isEqualTo(
                        switch (outcome) {
                            case "L" -> failed(NOT_LOGGED_IN);
                            case "A" -> failed(NOT_ALLOWED);
                            default -> ok("'" + outcome + "'");
                        });
    }

    @Test
    @DisplayName("refuses before an argument is looked at")
    void beforeBinding() {
        assertThat(ann.call("logged-in", "'no number'")).isEqualTo(failed(NOT_LOGGED_IN));
        assertThat(ann.call("logged-in")).isEqualTo(failed(NOT_LOGGED_IN));
        ann.call("log-in", "'u'", "[]");
        assertThat(ann.call("logged-in", "'no number'")).isEqualTo(failed("Argument 1 (number): expected int."));
        assertThat(ann.call("logged-in", "7")).isEqualTo(ok("'number 7'"));
    }

    @Test
    @DisplayName("is asked for the socket's user by the socket's timers, too")
    void timers() {
        assertThat(ann.call("vault-timer")).isEqualTo("-> [{\"refused\":\"" + NOT_LOGGED_IN + "\"}]");
        ann.call("log-in", "'a'", "['admin']");
        assertThat(ann.call("vault-timer")).contains("\"res\":\"plain\"");
    }

    @Test
    @DisplayName("answers by an event where no ack is asked for")
    void byEvent() {
        assertThat(ann.send("class").next())
                .isEqualTo(Client.event("class_error", "{'ok':false,'err':'" + NOT_LOGGED_IN + "','res':false}"));
    }

    @Test
    @DisplayName("asks about its own socket: another one of the connection, or of the user, is not logged in")
    void ownSocket() {
        ann.call("log-in", "'u'", "[]");
        try (Client bob = Client.join("/door")) {
            assertThat(bob.call("class")).isEqualTo(failed(NOT_LOGGED_IN));
        }
        Client lobby = Client.join(ann.socket(), "/lobby", "{'name':''}");
        assertThat(lobby.call("who")).isEqualTo(failed(NOT_LOGGED_IN));
        assertThat(ann.call("class")).isEqualTo(ok("'in'"));
    }

    @Test
    @DisplayName("that lets clients connect refuses the connection with the same message")
    void connectMethods() {
        try (Client nobody = Client.outside("/members")) {
            assertThat(nobody.attempt("")).isEqualTo("44/members,{\"message\":\"" + NOT_LOGGED_IN + "\"}");
        }
        try (Client nobody = Client.outside("/staff")) {
            assertThat(nobody.attempt("")).isEqualTo("44/staff,{\"message\":\"" + NOT_LOGGED_IN + "\"}");
        }
        try (Client zoe = Client.join("/lobby", "{'name':'zoe'}")) {
            assertThat(zoe.call("who")).as("logged in by the connect method").isEqualTo(ok("'zoe'"));
        }
    }

    @Test
    @DisplayName("that hears of the end is called for everybody")
    void disconnectMethods() {
        Client bob = Client.join("/door");
        bob.leave();
        await().until(() -> {
            String seen = ann.call("seen");
            return seen.contains("\"" + bob.sid() + "\"") && seen.contains("\"class " + bob.sid() + "\"");
        });
        bob.close();
    }
}
