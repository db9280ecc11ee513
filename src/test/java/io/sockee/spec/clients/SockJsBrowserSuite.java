package io.sockee.spec.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.sockee.demo.DemoBrowser;
import io.sockee.demo.DemoVisit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The real sockjs-client in a browser, by each way that a browser has, on pages of the server's own origin and of another. */
@DisplayName("SockJS's client in a browser")
public abstract class SockJsBrowserSuite {
    private static final Path CASES = Path.of(System.getProperty("basedir", ""), "src/test/js/sockjs-cases.js");

    /** Such that its host is {@code localhost}. */
    protected abstract URI base();

    /** Where the server has the client's file. */
    protected abstract String client();

    static Stream<Arguments> ways() {
        return Stream.of("own", "another")
                .flatMap(origin -> Stream.of(
                                "websocket",
                                "xhr-streaming",
                                "xhr-polling",
                                "eventsource",
                                "iframe-eventsource",
                                "iframe-htmlfile",
                                "iframe-xhr-polling",
                                "jsonp-polling")
                        .map(transport -> Arguments.of(transport, origin)));
    }

    @ParameterizedTest(name = "by {0}, on a page of {1} origin")
    @MethodSource("ways")
    @DisplayName("gets hard texts back, large ones when it asks, and hears why it is sent away")
    void talks(String transport, String origin) throws IOException, JSONException {
        String server = base().toString().replaceFirst("/$", "");
        String pages = origin.equals("own") ? server : server.replace("localhost", "127.0.0.1");
        try (DemoVisit visit = DemoBrowser.get().visit(pages + "/echo")) { // any page will do: this one is a greeting
            visit.expectComplaints(); // of document.domain, which the frames set
            Page page = visit.page();
            page.addScriptTag(new Page.AddScriptTagOptions().setUrl(server + client()));
            page.addScriptTag(new Page.AddScriptTagOptions().setContent(Files.readString(CASES)));
            assertSeen(page, server, "echo", transport, 1000, "Normal closure");
            assertSeen(page, server, "amplify", transport, 3001, "enough");
            assertSeen(page, server, "close", transport, 3000, "Go away!");
        }
    }

    private static void assertSeen(Page page, String server, String name, String transport, int code, String reason)
            throws JSONException {
        Object seen = page.evaluate(
                "async ([name, server, transport]) =>"
                        + " JSON.stringify(await sockJsCase(SockJS, name, server, [transport]))",
                List.of(name, server, transport));
        assertThat(seen).as(name).isInstanceOf(String.class);
        SockJsClientSuite.assertSeen(new JSONObject((String) seen), transport, code, reason);
    }
}
