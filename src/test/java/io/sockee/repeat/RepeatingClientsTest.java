package io.sockee.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.ManualTimers;
import io.sockee.event.RawArguments;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which clients are known, which of their calls, and for how long. */
class RepeatingClientsTest {
    private final ManualTimers timers = new ManualTimers();
    private final RepeatingClients clients =
            new RepeatingClients(new RepeatingClients.Limits(1_000, 2, 3, 1_600), timers);
    private final List<String> told = new ArrayList<>();

    private RepeatingClient.Asked ask(RepeatingClient client, long number, long from) {
        return client.ask(number, from, answer -> told.add(number + ": " + answer.json(0)));
    }

    private RepeatingClient.Open asked(RepeatingClient client, long number, long from) {
        return ((RepeatingClient.New) ask(client, number, from)).call();
    }

    private static RawArguments json(String text) {
        return RawArguments.of(List.of(text), List.of());
    }

    @Test
    void aRepeatedCallGetsTheAnswerOfTheFirst() {
        RepeatingClient client = clients.enter("key").client();
        asked(client, 1, 1).answer(json("7"));
        assertThat(ask(client, 1, 1)).isInstanceOf(RepeatingClient.Again.class);
        assertThat(told).containsExactly("1: 7", "1: 7");
    }

    @Test
    void aCallThatStillRunsAnswersTheLastOneWhoAsked() {
        RepeatingClient client = clients.enter("key").client();
        RepeatingClient.Open open = asked(client, 1, 1);
        RepeatingClient.Asked again = client.ask(1, 1, answer -> told.add("again: " + answer.json(0)));
        assertThat(again).isInstanceOf(RepeatingClient.Again.class);
        open.answer(json("7"));
        open.answer(json("8"));
        assertThat(told).containsExactly("again: 7");
    }

    @Test
    void whatIsSettledIsForgotten() {
        RepeatingClient client = clients.enter("key").client();
        RepeatingClient.Open late = asked(client, 1, 1);
        asked(client, 2, 1).answer(json("\"two\""));
        assertThat(clients.bytes()).isEqualTo(5);
        asked(client, 3, 3).answer(json("3"));
        assertThat(client.open()).isEqualTo(1);
        assertThat(clients.bytes()).isEqualTo(1);
        late.answer(json("\"too late\""));
        assertThat(clients.bytes()).as("nobody will ask for it").isEqualTo(1);
        assertThat(ask(client, 2, 3)).isEqualTo(new RepeatingClient.Refused("The call 2 has been said to be settled."));
    }

    @Test
    void aClientThatCallsNothingSaysWhatIsSettled() {
        RepeatingClient client = clients.enter("key").client();
        asked(client, 1, 1).answer(json("7"));
        client.settled(2);
        assertThat(client.open()).isZero();
        assertThat(clients.bytes()).isZero();
    }

    @Test
    void theAnswersOfOneClientTakeASixteenthAtMost() {
        RepeatingClient client = clients.enter("key").client();
        asked(client, 1, 1).answer(json("1".repeat(60)));
        asked(client, 2, 1).answer(json("1".repeat(60)));
        assertThat(clients.bytes()).isEqualTo(60);
        asked(clients.enter("other").client(), 1, 1).answer(json("1".repeat(60)));
        assertThat(clients.bytes()).isEqualTo(120);
    }

    @Test
    void aClientHasSoManyOpenCalls() {
        RepeatingClient client = clients.enter("key").client();
        for (int i = 1; i <= 3; i++) {
            asked(client, i, 1).answer(json("0"));
        }
        assertThat(ask(client, 4, 1))
                .isEqualTo(new RepeatingClient.Refused("Too many calls wait for their answers: 3 are remembered."));
        assertThat(ask(client, 4, 2)).isInstanceOf(RepeatingClient.New.class);
    }

    @Test
    void aCallThatDidNotRunIsNew() {
        RepeatingClient client = clients.enter("key").client();
        asked(client, 1, 1).withdraw();
        assertThat(ask(client, 1, 1)).isInstanceOf(RepeatingClient.New.class);
    }

    @Test
    void anAnswerForWhichThereIsNoRoomIsSentAndNotKept() {
        RepeatingClient client = clients.enter("key").client();
        asked(client, 1, 1).answer(json("1".repeat(101)));
        assertThat(clients.bytes()).isZero();
        assertThat(ask(client, 1, 1)).isInstanceOf(RepeatingClient.Again.class);
        assertThat(told.get(1))
                .isEqualTo(
                        "1: {\"ok\":false,\"err\":\"The call has run, but its answer was not kept.\",\"res\":false,\"ran\":true}");
    }

    @Test
    void aClientIsKnownForAWhileAfterItsLastSocketHasGone() {
        RepeatingClient client = clients.enter("key").client();
        assertThat(clients.enter("key")).isEqualTo(new RepeatingClients.Entered(client, true));
        asked(client, 1, 1).answer(json("7"));
        clients.leave(client);
        timers.pass(5_000);
        assertThat(clients.size()).as("one socket is left").isEqualTo(1);
        clients.leave(client);
        timers.pass(999);
        assertThat(clients.enter("key").known()).isTrue();
        timers.pass(5_000);
        assertThat(clients.size()).isEqualTo(1);
        clients.leave(client);
        timers.pass(1_001);
        assertThat(clients.size()).isZero();
        assertThat(clients.bytes()).isZero();
        assertThat(clients.enter("key").known()).isFalse();
    }

    @Test
    void whenTooManyAreAwayTheOneThatHasBeenAwayLongestIsForgotten() {
        for (String key : List.of("a", "b", "c")) {
            clients.leave(clients.enter(key).client());
        }
        assertThat(clients.size()).isEqualTo(2);
        assertThat(clients.enter("a").known()).isFalse();
        assertThat(clients.enter("b").known()).isTrue();
    }
}
