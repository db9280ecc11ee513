package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.connection.CloseReason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client brings along is looked at before its connect methods, and only where it brings something. */
class AdmissionTest {
    private final TestController controller = new TestController();
    private final CompletableFuture<Admission.Entry> website = new CompletableFuture<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final SocketFixture fixture = new SocketFixture(List.of((namespace, handshake, auth) -> auth == null
            ? Optional.empty()
            : Optional.of(socket -> {
                if (auth.contains("slow")) {
                    SocketFixture.await(gate);
                }
                if (auth.contains("bad")) {
                    throw new RefusedException("Who are you?");
                } else if (auth.contains("broken")) {
                    throw new IllegalStateException("hush");
                }
                socket.logIn(User.named("ann"));
                socket.emit("hello", "ann");
                return auth.contains("later") ? website : Admission.Step.LOOKED;
            })));
    private final RecordingConnection client = fixture.client();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aClientWithNothingConnectsAtOnce() {
        client.say("0");
        assertThat(client.heard()).containsExactly("0{\"sid\":\"s1\"}");
    }

    @Test
    void whatIsSentMeanwhileFollowsTheConfirmation() {
        client.say("0{\"token\":\"good\"}");
        fixture.settle();
        assertThat(client.heard()).containsExactly("0{\"sid\":\"s1\"}", "2[\"hello\",\"ann\"]");
    }

    @Test
    void aRefusalKeepsTheClientOutAndItMayTryAgain() {
        client.say("0{\"token\":\"bad\"}");
        fixture.settle();
        assertThat(client.heard()).containsExactly("4{\"message\":\"Who are you?\"}");
        assertThat(fixture.hub.sockets()).isZero();
        client.say("0{\"token\":\"good\"}");
        fixture.settle();
        assertThat(client.heard()).contains("0{\"sid\":\"s2\"}");
    }

    @Test
    void aFailureTellsNothing() {
        client.say("0{\"token\":\"broken\"}");
        fixture.settle();
        assertThat(client.heard())
                .singleElement()
                .asString()
                .contains("Internal error. (")
                .doesNotContain("hush");
    }

    @Test
    void noThreadWaitsForAnAnswerThatComesLater() {
        client.say("0{\"token\":\"later\"}");
        fixture.settle();
        assertThat(client.heard()).isEmpty();
        website.complete(Admission.Entry.NOTHING);
        fixture.settle();
        assertThat(client.heard()).containsExactly("0{\"sid\":\"s1\"}", "2[\"hello\",\"ann\"]");
    }

    @Test
    void aRefusalThatComesLaterKeepsTheClientOut() {
        client.say("0{\"token\":\"later\"}");
        fixture.settle();
        website.completeExceptionally(new RefusedException("Who are you?"));
        fixture.settle();
        assertThat(client.heard()).containsExactly("4{\"message\":\"Who are you?\"}");
        assertThat(fixture.hub.sockets()).isZero();
    }

    @Test
    void aClientThatLeavesBeforeTheAnswerIsForgotten() {
        client.say("0{\"token\":\"later\"}");
        fixture.settle();
        client.close(CloseReason.TRANSPORT_CLOSE);
        website.complete(Admission.Entry.NOTHING);
        fixture.settle();
        assertThat(fixture.hub.sockets()).isZero();
        assertThat(client.heard()).isEmpty();
    }

    @Test
    void entriesComeInTheOrderOfTheirLinksAndBeforeTheConfirmation() {
        List<String> made = new CopyOnWriteArrayList<>();
        try (SocketFixture chain = new SocketFixture(List.of(
                entering(in -> {
                    made.add("first");
                    return CompletableFuture.runAsync(() -> made.add("first, done"));
                }),
                entering(in -> {
                    made.add("second");
                    in.emit("entered");
                    return Admission.Entry.DONE;
                })))) {
            RecordingConnection other = chain.client();
            other.say("0");
            await().until(() -> made.size() == 3);
            chain.settle();
            assertThat(made).containsExactly("first", "first, done", "second");
            assertThat(other.heard()).containsExactly("0{\"sid\":\"s1\"}", "2[\"entered\"]");
        }
    }

    @Test
    void anEntryThatFailsKeepsTheClientOutAndEndsTheChain() {
        AtomicBoolean asked = new AtomicBoolean();
        for (Admission.Entry failing : List.<Admission.Entry>of(
                in -> {
                    throw new NoClassDefFoundError("hush");
                },
                in -> CompletableFuture.failedStage(new IllegalStateException("hush")),
                in -> null)) {
            try (SocketFixture chain = new SocketFixture(List.of(entering(failing), entering(in -> {
                asked.set(true);
                return Admission.Entry.DONE;
            })))) {
                RecordingConnection other = chain.client();
                other.say("0");
                chain.settle();
                assertThat(other.heard())
                        .singleElement()
                        .asString()
                        .contains("Internal error. (")
                        .doesNotContain("hush");
                assertThat(chain.hub.sockets()).isZero();
                assertThat(asked).isFalse();
            }
        }
    }

    @Test
    void aClientThatLeavesDuringAnEntryIsForgottenAndWhatGoesWithItIsToldOnce() {
        CompletableFuture<Void> entering = new CompletableFuture<>();
        List<String> gone = new CopyOnWriteArrayList<>();
        try (SocketFixture chain = new SocketFixture(List.of(
                entering(in -> {
                    in.whenGone(() -> gone.add("first"));
                    return entering;
                }),
                entering(in -> {
                    gone.add("not asked for");
                    return Admission.Entry.DONE;
                })))) {
            RecordingConnection other = chain.client();
            other.say("0");
            chain.settle();
            other.close(CloseReason.TRANSPORT_CLOSE);
            entering.complete(null);
            chain.settle();
            assertThat(other.heard()).isEmpty();
            assertThat(chain.hub.sockets()).isZero();
            assertThat(gone).containsExactly("first");
        }
    }

    @Test
    void eachLinkHearsOfTheEnd() {
        List<String> gone = new CopyOnWriteArrayList<>();
        try (SocketFixture chain = new SocketFixture(List.of(
                entering(in -> {
                    in.whenGone(() -> {
                        gone.add("first");
                        throw new IllegalStateException("of its own");
                    });
                    return Admission.Entry.DONE;
                }),
                entering(in -> {
                    in.whenGone(() -> gone.add("second"));
                    return Admission.Entry.DONE;
                })))) {
            RecordingConnection other = chain.client();
            other.say("0");
            chain.settle();
            assertThat(other.heard()).containsExactly("0{\"sid\":\"s1\"}");
            try {
                other.close(CloseReason.TRANSPORT_CLOSE);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("of its own");
            }
            assertThat(gone).containsExactly("first", "second");
        }
    }

    private static Admission entering(Admission.Entry entry) {
        return (namespace, handshake, auth) -> Optional.of(socket -> CompletableFuture.completedStage(entry));
    }
}
