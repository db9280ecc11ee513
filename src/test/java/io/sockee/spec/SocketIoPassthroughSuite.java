package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that a server passes on without looking at them, byte for byte. */
@DisplayName("A Socket.IO argument that is passed on stays as it was sent:")
public abstract class SocketIoPassthroughSuite {

    private EngineSocket socket;

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    @BeforeEach
    void open() {
        socket = EngineSocket.connected(Endpoint.socketIo(base()));
    }

    @AfterEach
    void close() {
        socket.close();
    }

    private void assertPassedOn(String argument) {
        assertThat(socket.send("42[\"message\"," + argument + "]").next())
                .isEqualTo("42[\"message-back\"," + argument + "]");
        assertThat(socket.send("427[\"message-with-ack\"," + argument + "]").next())
                .isEqualTo("437[" + argument + "]");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "null",
                "true",
                "0",
                "-1",
                "1.5",
                "\"\"",
                "[]",
                "{}",
                "[[],{}]",
                "\"\u00e9\u20ac\ud83d\ude00\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\\u0000\"",
                "\"\\\"\\\\\\n\\t\"",
                "\"\u2028\u2029\"",
                "\"42[1]\"",
                "\"\u007f\"",
                "{\"__proto__\":{\"polluted\":true}}",
                "{\"constructor\":{\"prototype\":{\"polluted\":true}}}",
                "{\"toJSON\":1,\"hasOwnProperty\":1,\"length\":-1}",
                "{\"\":\"\",\"b\":1,\"a\":2}"
            })
    void value(String argument) {
        assertPassedOn(argument);
    }

    // The reference parses and prints, which changes what has more than one spelling or more digits than a double.
    @ParameterizedTest(name = "{0}")
    @Tag("beyond-reference")
    @ValueSource(
            strings = {
                "1.0",
                "-0",
                "-0.0",
                "1e2",
                "1E+2",
                "1e400",
                "-1e-400",
                "12345678901234567890",
                "0.1000000000000000055511151231257827",
                "\"\\u0041\"",
                "\"\\uD800\"",
                "\"\\/\"",
                "\"\\u2028\"",
                "\"\\u00e9\"",
                "{\"b\":1,\"b\":2}",
                "{\"2\":1,\"1\":2}",
                "{ \"a\" : [ 1 , 2 ] }"
            })
    void spelling(String argument) {
        assertPassedOn(argument);
    }
}
