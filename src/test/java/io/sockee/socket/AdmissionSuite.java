package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import io.sockee.connection.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What any link of the admission has to do, alone and in a chain. */
public abstract class AdmissionSuite {

    @Controller(namespace = "/open")
    public static class Open {}

    @Controller(namespace = "/elsewhere")
    public static class Elsewhere {}

    @Controller(namespace = "/closed")
    public static class Closed {
        @OnConnect
        public void refuse() {
            throw new RefusedException("Closed.");
        }
    }

    private final List<String> asked = new ArrayList<>();
    private final CompletableFuture<Admission.Entry> later = new CompletableFuture<>();
    private SocketFixture fixture;
    private RecordingConnection client;

    /** The link; made once for each test. */
    protected abstract Admission link();

    /** The payload of a client that it lets in, and for which something changes beyond the socket. */
    protected abstract String good();

    /** The payload of a client that it refuses. */
    protected abstract String bad();

    /** A namespace in which it looks at nobody who brings nothing. */
    protected String unconcerned() {
        return "/open";
    }

    /** For how many clients something beyond their sockets has changed. */
    protected abstract int changes();

    @BeforeEach
    void begin() {
        Admission before = other("before");
        Admission behind = other("behind");
        fixture = new SocketFixture(List.of(before, link(), behind), new Open(), new Closed(), new Elsewhere());
        client = fixture.client();
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    /** A link that refuses clients where the test says so, remembers that it was asked, and may take its time. */
    private Admission other(String name) {
        return (namespace, handshake, auth) -> auth == null
                ? Optional.empty()
                : Optional.of(socket -> {
                    asked.add(name);
                    if (auth.contains("refused " + name)) {
                        throw new RefusedException("Not " + name + ".");
                    }
                    return auth.contains("later " + name) ? later : Admission.Step.LOOKED;
                });
    }

    private List<String> connect(String namespace, String payload, String also) {
        client.say("0" + namespace + "," + payload.replaceFirst("}$", ",\"also\":\"" + also + "\"}"));
        fixture.settle();
        return client.heard();
    }

    @Test
    void lookAtNobodyWhoBringsNothing() {
        client.say("0" + unconcerned() + ",");
        assertThat(client.heard()).singleElement().asString().startsWith("0" + unconcerned() + ",{\"sid\"");
        assertThat(changes()).isZero();
    }

    @Test
    void letInWhomTheyKnowAndChangeThenWhatIsDue() {
        assertThat(connect("/open", good(), "")).first().asString().startsWith("0/open,{\"sid\"");
        assertThat(asked).containsExactly("before", "behind");
        assertThat(changes()).isEqualTo(1);
    }

    @Test
    void endTheChainWhenTheyRefuse() {
        assertThat(connect("/open", bad(), "")).singleElement().asString().startsWith("4/open,");
        assertThat(asked).containsExactly("before");
        assertThat(changes()).isZero();
        assertThat(fixture.hub.sockets()).isZero();
    }

    @Test
    void areNotAskedBehindARefusal() {
        assertThat(connect("/open", good(), "refused before")).containsExactly("4/open,{\"message\":\"Not before.\"}");
        assertThat(asked).containsExactly("before");
        assertThat(changes()).isZero();
    }

    @Test
    void changeNothingBeforeARefusal() {
        assertThat(connect("/open", good(), "refused behind")).containsExactly("4/open,{\"message\":\"Not behind.\"}");
        assertThat(changes()).isZero();
        assertThat(fixture.hub.sockets()).isZero();
    }

    @Test
    void changeNothingBeforeTheRefusalOfAConnectMethod() {
        assertThat(connect("/closed", good(), "")).containsExactly("4/closed,{\"message\":\"Closed.\"}");
        assertThat(asked).containsExactly("before", "behind");
        assertThat(changes()).isZero();
    }

    @Test
    void waitForOthersThatTakeTheirTime() {
        assertThat(connect("/open", good(), "later behind")).isEmpty();
        assertThat(changes()).isZero();
        later.complete(Admission.Entry.NOTHING);
        fixture.settle();
        assertThat(client.heard()).first().asString().startsWith("0/open,{\"sid\"");
        assertThat(changes()).isEqualTo(1);
    }

    @Test
    void changeNothingForAClientThatHasLeft() {
        assertThat(connect("/open", good(), "later behind")).isEmpty();
        client.close(CloseReason.TRANSPORT_CLOSE);
        later.complete(Admission.Entry.NOTHING);
        fixture.settle();
        assertThat(client.heard()).isEmpty();
        assertThat(changes()).isZero();
        assertThat(fixture.hub.sockets()).isZero();
    }
}
