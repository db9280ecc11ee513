package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.api.Socket;
import io.sockee.connection.CloseReason;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How clients join namespaces, and how they are turned away. */
class ConnectTest {
    private final TestController controller = new TestController();
    private final TestController.Fast fast = new TestController.Fast();
    private final SocketFixture fixture = new SocketFixture(controller, fast);
    private final RecordingConnection client = fixture.client();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theConfirmationComesBeforeWhatTheConnectMethodSends() {
        client.say("0{\"as\":\"greeted\"}");
        fixture.settle();
        assertThat(client.heard()).containsExactly("0{\"sid\":\"s1\"}", "2[\"welcome\",1]", "2[\"welcome\",2]");
    }

    @Test
    void nobodySpeaksToASocketThatHasNotBeenLetIn() {
        controller.gate = new CountDownLatch(1);
        client.say("0");
        for (int i = 0; i < 300; i++) {
            new HubPublisher(fixture.server, "/").emit("news", i);
        }
        assertThat(fixture.hub.sockets()).isZero();
        controller.gate.countDown();
        fixture.settle();
        assertThat(client.heard()).containsExactly("0{\"sid\":\"s1\"}");
        new HubPublisher(fixture.server, "/").emit("news", 300);
        assertThat(client.heard()).containsExactly("2[\"news\",300]");
        assertThat(client.closed()).isEmpty();
    }

    @Test
    void whatTheConnectMethodSendsIsBounded() {
        client.say("0{\"as\":\"flooded\"}");
        fixture.settle();
        assertThat(client.closed()).containsExactly(CloseReason.SEND_QUEUE_FULL);
        assertThat(client.heard()).isEmpty();
        assertThat(client.holding()).isZero();
        assertThat(fixture.hub.sockets()).isZero();
    }

    @Test
    void thatItIsConnectedComesFirstHoweverMuchIsHeldBack() {
        client.say("0{\"as\":\"brimful\"}");
        fixture.settle();
        assertThat(client.heard()).startsWith("0{\"sid\":\"s1\"}").hasSize(1 + RecordingConnection.MOST_HELD);
        assertThat(client.closed()).isEmpty();
    }

    @Test
    void whatWasHeldBackCountsNoMoreWhenItIsSentOrTheClientRefused() {
        client.say("0{\"as\":\"greeted\"}");
        fixture.settle();
        assertThat(client.heard()).hasSize(3);
        assertThat(client.holding()).isZero();
        client.say("1", "0{\"as\":\"sent away\"}");
        fixture.settle();
        assertThat(client.heard()).containsExactly("4{\"message\":\"Disconnected by the server.\"}");
        assertThat(client.holding()).isZero();
    }

    @Test
    void aNamespaceThatNobodyServesIsInvalid() {
        client.say("0/none,");
        assertThat(client.heard()).containsExactly("4/none,{\"message\":\"Invalid namespace\"}");
        assertThat(client.closed()).isEmpty();
    }

    @Test
    void aRefusalCarriesItsMessageAndData() {
        client.say("0{\"as\":\"nobody\"}");
        fixture.settle();
        assertThat(client.heard()).containsExactly("4{\"message\":\"Who are you?\",\"data\":{\"code\":7}}");
        assertThat(client.closed()).as("the transport stays").isEmpty();
        assertThat(fixture.hub.sockets()).isZero();
        assertThat(controller.seen).as("a socket that never joined is not gone").isEmpty();
    }

    @Test
    void aServerThatIsBusySaysWhenToAskAgain() {
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 101; i++) { // one for the thread, the others fill its queue
            fixture.pool.execute(() -> SocketFixture.await(release));
        }
        client.say("0");
        release.countDown();
        assertThat(client.heard())
                .containsExactly("4{\"message\":\"The server is busy.\",\"data\":{\"retryAfter\":5}}");
    }

    @Test
    void aRefusalWhoseDataCannotBeWrittenIsStillARefusal() {
        client.say("0{\"as\":\"unwritable\"}");
        fixture.settle();
        assertThat(client.heard()).containsExactly("4{\"message\":\"No.\"}");
        client.say("0");
        fixture.settle();
        assertThat(client.heard()).as("the client may try again").containsExactly("0{\"sid\":\"s2\"}");
    }

    @Test
    void aFailureIsARefusalThatTellsNothing() {
        client.say("0{\"as\":\"bug\"}");
        fixture.settle();
        assertThat(client.heard())
                .singleElement()
                .asString()
                .startsWith("4{\"message\":\"Internal error. (")
                .doesNotContain("secret");
    }

    @Test
    void anAuthPayloadOfTheWrongFormIsARefusal() {
        client.say("0{\"as\":[1]}");
        fixture.settle();
        assertThat(client.heard()).containsExactly("4{\"message\":\"Argument 1 (auth) at as: expected String.\"}");
    }

    @Test
    void aClientThatWasRefusedMayAskAgain() {
        client.say("0{\"as\":\"nobody\"}");
        fixture.settle();
        client.say("0");
        fixture.settle();
        assertThat(client.heard()).last().isEqualTo("0{\"sid\":\"s2\"}");
    }

    /** Found by this test: the refused socket stayed addressable until the request body had been read. */
    @Test
    void aClientThatWasRefusedReachesNoController() {
        client.sayTogether("0/fast,{\"as\":\"nobody\"}", "2/fast,[\"secret\"]");
        assertThat(fast.seen).isEmpty();
        assertThat(client.closed()).containsExactly(CloseReason.FORCED_CLOSE);
    }

    @Test
    void aConnectMethodMaySendTheClientAway() {
        client.say("0{\"as\":\"sent away\"}");
        fixture.settle();
        assertThat(client.heard()).containsExactly("4{\"message\":\"Disconnected by the server.\"}");
        assertThat(fixture.namespace("/").roomCount()).isZero();
    }

    @Test
    void aConnectToANamespaceThatWasJoinedClosesTheConnection() {
        client.say("0");
        fixture.settle();
        client.say("0");
        assertThat(client.closed()).containsExactly(CloseReason.FORCED_CLOSE);
    }

    /** What {@code socket.disconnect().connect()} does while the connect method is slow: official clients send no DISCONNECT then. */
    @Test
    void ofTwoConnectsBeforeAnAnswerTheLastIsAnswered() {
        controller.gate = new CountDownLatch(1);
        client.say("0{\"as\":\"nobody\"}", "0{\"as\":\"me\"}");
        controller.gate.countDown();
        fixture.settle();
        assertThat(client.heard()).containsExactly("0{\"sid\":\"s2\"}");
        assertThat(client.closed()).isEmpty();
        assertThat(fixture.hub.sockets()).isEqualTo(1);
        client.say("2[\"note\",\"a\"]");
        fixture.settle();
        assertThat(controller.seen).as("neither let in nor gone").containsExactly("a");
    }

    @Test
    void aRefusalThatWasNotToldYetIsNotToldToOneThatAsksAgain() {
        client.sayTogether("0/fast,{\"as\":\"nobody\"}", "0/fast,");
        assertThat(client.heard()).containsExactly("0/fast,{\"sid\":\"s2\"}");
        assertThat(client.closed()).isEmpty();
    }

    @Test
    void aDisconnectBeforeTheAnswerGivesTheQuestionUp() {
        controller.gate = new CountDownLatch(1);
        client.say("0", "1");
        controller.gate.countDown();
        fixture.settle();
        assertThat(client.heard()).isEmpty();
        assertThat(client.closed()).isEmpty();
        assertThat(fixture.hub.sockets()).isZero();
        client.say("0");
        fixture.settle();
        assertThat(client.heard()).containsExactly("0{\"sid\":\"s2\"}");
    }

    @Test
    void askingAgainWithoutWaitingIsBoundedAsJoiningIs() {
        controller.gate = new CountDownLatch(1);
        for (int i = 0; i < SocketFixture.SETTINGS.maxJoins(); i++) {
            client.say("0");
        }
        fixture.timers.pass(10_000);
        client.say("0");
        String refusal = "4{\"message\":\"Too many joins: try again in a minute.\",\"data\":{\"retryAfter\":50}}";
        await().until(client::heard, List.of(refusal)::equals); // the pool's thread may be running the inputs
        controller.gate.countDown();
        fixture.settle();
        assertThat(client.heard()).isEmpty();
    }

    @Test
    void aPacketForANamespaceThatWasNotJoinedClosesTheConnection() {
        client.say("2[\"note\",\"a\"]");
        assertThat(client.closed()).containsExactly(CloseReason.FORCED_CLOSE);
    }

    @Test
    void aPacketBeforeTheConfirmationClosesTheConnection() {
        controller.gate = new CountDownLatch(1);
        client.say("0", "2[\"note\",\"a\"]");
        assertThat(client.closed()).containsExactly(CloseReason.FORCED_CLOSE);
        controller.gate.countDown();
        fixture.settle();
        assertThat(controller.seen).isEmpty();
    }

    @Test
    void joinsSeveralNamespacesEachWithASocketOfItsOwn() {
        client.say("0", "0/pooled,", "0/fast,");
        fixture.settle();
        assertThat(client.heard())
                .containsExactlyInAnyOrder("0{\"sid\":\"s1\"}", "0/pooled,{\"sid\":\"s2\"}", "0/fast,{\"sid\":\"s3\"}");
    }

    @Test
    void aConnectionThatJoinsNothingIsClosed() {
        fixture.timers.pass(45_001);
        assertThat(client.closed()).containsExactly(CloseReason.FORCED_CLOSE);
        assertThat(fixture.timers.size()).isZero();
    }

    @Test
    void aConnectionThatIsOnlyEverRefusedIsClosed() {
        client.say("0/none,", "0/fast,{\"as\":\"nobody\"}");
        fixture.timers.pass(45_001);
        assertThat(client.closed()).containsExactly(CloseReason.FORCED_CLOSE);
    }

    @Test
    void aConnectionThatJoinedMayStay() {
        client.say("0");
        fixture.settle();
        assertThat(fixture.timers.size()).isZero();
        client.say("1");
        fixture.timers.pass(45_001);
        assertThat(client.closed()).isEmpty();
    }

    @Test
    void theEndOfTheConnectionCancelsTheTimeout() {
        client.close(CloseReason.TRANSPORT_CLOSE);
        assertThat(fixture.timers.size()).isZero();
    }

    @Test
    void aSocketKnowsItsHandshake() {
        client.say("0{\"as\":\"me\", \"n\":1.0}");
        fixture.settle();
        Socket socket = controller.last;
        assertThat(socket).isNotNull();
        assertThat(socket.handshake().auth().text()).isEqualTo("{\"as\":\"me\", \"n\":1.0}");
        assertThat(socket.handshake().address()).isEqualTo("192.0.2.1");
        assertThat(socket.namespace()).isEqualTo("/");
    }

    @Test
    void nothingIsHeardAfterAPacketThatBreaksTheProtocol() {
        client.say("0");
        fixture.settle();
        client.sayTogether("2{}", "2[\"note\",\"never\"]", "9", "9");
        fixture.settle();
        assertThat(controller.seen).containsExactly("s1 gone: parse error []false");
        assertThat(client.closed()).containsExactly(CloseReason.PARSE_ERROR);
        assertThat(fixture.counters.get(io.sockee.metrics.Counters.Counter.PROTOCOL_ERRORS))
                .isEqualTo(1);
    }
}
