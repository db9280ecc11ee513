package io.sockee.it;

import static io.sockee.it.PushSites.PLAIN;
import static io.sockee.it.PushSites.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.it.AuthHttp.Reply;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the push gateway share: each has a user of its own, who is in a private room and a shared one. */
abstract class PushSuite {
    private static int users;

    /** The user's room. */
    String user = "";

    /** What the user shows to the websites. */
    String token = "";

    @BeforeEach
    void user() {
        user = "user_" + getClass().getSimpleName() + ++users;
        token = "token of " + user;
        PushSites.admits(SHOP, token, user, "staff of " + user);
        PushSites.admits(PLAIN, token, user, "staff of " + user);
    }

    /** The shop sends something. */
    static void accepts(String json) {
        accepts(SHOP, json);
    }

    /** A site sends something. */
    static void accepts(String site, String json) {
        Reply reply = PushHttp.send(site, json);
        assertThat(reply.status() + " " + reply.body()).isEqualTo("200 OK");
    }

    /** An event for the user, without arguments. */
    String event(String name) {
        return "{'rooms':'" + user + "','event':'" + name + "'}";
    }
}
