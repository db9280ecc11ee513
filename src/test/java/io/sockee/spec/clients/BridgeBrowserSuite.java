package io.sockee.spec.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.sockee.demo.DemoBrowser;
import io.sockee.demo.DemoVisit;
import java.net.URI;
import java.util.List;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stock client of Socket.IO with the transport that the server has for it, in Chromium. */
@DisplayName("A page's socket over SockJS")
public abstract class BridgeBrowserSuite {
    private static final List<String> SCRIPTS = List.of(
            "/sockee/client/sockjs.min.js", "/socket.io/socket.io.min.js", "/socket.io/sockee-sockjs-transport.js");

    /** Says what it has seen as JSON. */
    private static final String TALKS = """
            async ([server, transport]) => {
              const socket = io(server, {
                path: "/sockjs",
                transports: [SockJsTransport],
                transportOptions: { sockjs: { sockJsOptions: { transports: [transport] } } },
                reconnectionDelay: 1,
                reconnectionDelayMax: 1,
              });
              const next = (event) =>
                new Promise((resolve, reject) => {
                  socket.once(event, (...values) => resolve(values));
                  socket.once("connect_error", reject);
                });
              await next("connect");
              const seen = { name: socket.io.engine.transport.name };
              const sock = socket.io.engine.transport.sock;
              seen.transport = sock.transport;
              seen.id = sock._generateSessionId().length;
              seen.text = await socket.emitWithAck("message-with-ack", "\u20ac\u2028\ud83d\ude00");
              const bytes = new Uint8Array([0, 1, 254, 255]);
              for (const [name, value] of Object.entries({ bytes, buffer: bytes.buffer, blob: new Blob([bytes]) })) {
                seen[name] = Array.from(new Uint8Array(await socket.emitWithAck("message-with-ack", value))).join();
              }
              const large = "x".repeat(500000);
              const answers = await Promise.all([1, 2, 3].map((i) => socket.emitWithAck("message-with-ack", large + i)));
              seen.large = answers.every((answer, i) => answer === large + (i + 1));
              const back = next("message-back");
              sock.close();
              seen.broken = (await next("disconnect"))[0];
              socket.emit("message", "kept");
              seen.kept = (await back)[0];
              socket.disconnect();
              return JSON.stringify(seen);
            }""";

    /** Such that its host is {@code localhost}. */
    protected abstract URI base();

    @ParameterizedTest(name = "by {0}, on a page of {1} origin")
    @CsvSource({
        "websocket, own",
        "xhr-streaming, own",
        "xhr-streaming, another",
        "xhr-polling, another",
        "eventsource, own",
        "iframe-eventsource, another"
    })
    @DisplayName("carries texts and bytes, comes back when it breaks, and has an id that nobody guesses")
    void talks(String transport, String origin) throws JSONException {
        String server = base().toString().replaceFirst("/$", "");
        String pages = origin.equals("own") ? server : server.replace("localhost", "127.0.0.1");
        try (DemoVisit visit = DemoBrowser.get().visit(pages + "/faults")) { // any page will do: this one is a greeting
            visit.expectComplaints(); // of document.domain, which the frames set
            Page page = visit.page();
            for (String script : SCRIPTS) {
                page.addScriptTag(new Page.AddScriptTagOptions().setUrl(server + script));
            }
            JSONObject seen = new JSONObject((String) page.evaluate(TALKS, List.of(server, transport)));
            assertThat(seen.getString("name")).isEqualTo("sockjs");
            assertThat(seen.getString("transport")).isEqualTo(transport);
            assertThat(seen.getInt("id")).as("characters of 5 bits").isEqualTo(24);
            assertThat(seen.getString("text")).isEqualTo("\u20ac\u2028\ud83d\ude00");
            for (String kind : List.of("bytes", "buffer", "blob")) {
                assertThat(seen.getString(kind)).as(kind).isEqualTo("0,1,254,255");
            }
            assertThat(seen.getBoolean("large")).isTrue();
            assertThat(seen.getString("broken")).isEqualTo("transport close");
            assertThat(seen.getString("kept")).isEqualTo("kept");
        }
    }
}
