package io.sockee.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.hub.Emission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final AtomicLong total = new AtomicLong();
    private final List<Backlog> ended = new ArrayList<>();
    private final List<Emission> read = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final Offsets offsets = new Offsets(1, now::get);

    private Backlog backlog(int packets, long bytes, long totalBytes) {
        return new Backlog(packets, bytes, totalBytes, total, null, ended::add);
    }

    private Emission event(int size) {
        Event event = new Event("e".repeat(size), RawArguments.NONE);
        return new Emission("/", event, false, offsets.mark(event, true));
    }

    private static String offset(Emission event) {
        return event.mark().offset();
    }

    @Test
    void passesOnInTheOrderInWhichItKeeps() {
        Backlog backlog = backlog(10, 100, 100);
        backlog.attach(read::add);
        List<Emission> events = List.of(event(1), event(1), event(1));
        events.forEach(backlog::take);
        assertThat(read).isEqualTo(events);
        backlog.detach();
        Emission missed = event(1);
        backlog.take(missed);
        assertThat(read).hasSize(3);
        assertThat(backlog.resume(offset(events.get(1)), read::add)).containsExactly(events.get(2), missed);
        backlog.take(event(1));
        assertThat(read).hasSize(4);
    }

    @Test
    void takesWhatComesByTwoWaysOnce() {
        Backlog backlog = backlog(10, 100, 100);
        backlog.attach(read::add);
        backlog.detach();
        Emission event = event(1);
        backlog.take(event);
        backlog.take(event);
        assertThat(backlog.resume(null, read::add)).containsExactly(event);
        backlog.take(event);
        assertThat(read).isEmpty();
    }

    /** Of two broadcasts at the same time, the one that was numbered later may come first. */
    @Test
    void takesWhatComesByTwoWaysOnceAlsoWhereAnotherHasOvertakenIt() {
        Backlog backlog = backlog(10, 100, 100);
        backlog.detach();
        Emission first = event(1);
        Emission second = event(1);
        Stream.of(second, first, second, first).forEach(backlog::take);
        assertThat(backlog.resume(null, read::add)).containsExactly(second, first);
    }

    /** Who comes back is here and away for a moment. */
    @Test
    void takesWhatComesByTwoWaysOnceAlsoWhereNothingWasKept() {
        Backlog backlog = backlog(10, 100, 100);
        backlog.detach();
        assertThat(backlog.resume(null, read::add)).isEmpty();
        backlog.trim(now.get(), 0);
        Emission event = event(1);
        backlog.take(event);
        backlog.take(event);
        assertThat(read).containsExactly(event);
    }

    @Test
    void takesWhatComesByTwoWaysOnceAlsoWhereNothingCanBeKept() {
        Backlog backlog = backlog(10, 100, 0);
        backlog.detach();
        assertThat(backlog.resume(null, read::add)).isEmpty();
        Emission event = event(1);
        backlog.take(event);
        backlog.take(event);
        assertThat(read).containsExactly(event);
    }

    /** Where all hold too much nothing is kept, and of three broadcasts at the same time the first may be the last to come again. */
    @Test
    void takesWhatComesByTwoWaysOnceAlsoWhereOthersHaveCome() {
        Backlog backlog = backlog(10, 100, 0);
        backlog.detach();
        assertThat(backlog.resume(null, read::add)).isEmpty();
        List<Emission> events = List.of(event(1), event(1), event(1));
        events.forEach(backlog::take);
        events.forEach(backlog::take);
        assertThat(read).isEqualTo(events);
    }

    @Test
    void keepsWhatIsSentAgainAsLongAsWhatIsSent() {
        Backlog backlog = backlog(10, 100, 100);
        backlog.detach();
        Emission event = event(1);
        backlog.take(event);
        assertThat(backlog.resume(null, read::add)).containsExactly(event);
        backlog.trim(10_000, 1_000);
        assertThat(backlog.size()).as("while it comes back").isOne();
        backlog.arrived();
        backlog.trim(20_000, 1_000);
        backlog.trim(20_999, 1_000);
        assertThat(backlog.size()).as("while it may be on its way").isOne();
        backlog.trim(21_001, 1_000);
        assertThat(backlog.size()).isZero();
    }

    /** An event may still be on its way to who is away when the client is back. */
    @Test
    void hasSentWhatComesToWhoIsBack() {
        Backlog backlog = backlog(10, 100, 100);
        backlog.detach();
        Absence absence = new Absence("pid", "s1", "/", Set.of(), Map.of(), null, backlog);
        absence.receive(event(1));
        AtomicInteger flushed = new AtomicInteger();
        assertThat(backlog.resume(null, new Backlog.Reader() {
                    @Override
                    public void accept(Emission emission) {
                        read.add(emission);
                    }

                    @Override
                    public void flush() {
                        flushed.addAndGet(read.size());
                    }
                }))
                .hasSize(1);
        absence.receive(event(1));
        assertThat(flushed).hasValue(1);
    }

    @Test
    void knowsNothingOfWhatItHasLeftOut() {
        Backlog backlog = backlog(2, 100, 100);
        List<Emission> events = List.of(event(1), event(1), event(1), event(1));
        events.forEach(backlog::take);
        assertThat(backlog.resume(null, read::add)).isNull();
        assertThat(backlog.resume(offset(events.get(0)), read::add)).isNull();
        assertThat(backlog.resume(offset(events.get(1)), read::add)).containsExactly(events.get(2), events.get(3));
        assertThat(backlog.resume(offset(events.get(3)), read::add)).isEmpty();
    }

    @Test
    void keepsSoManyBytesAndOneEventHoweverLarge() {
        Backlog backlog = backlog(10, 100, 1_000);
        Emission first = event(60);
        backlog.take(first);
        backlog.take(event(60));
        assertThat(total).hasValue(60);
        assertThat(backlog.reaches(offset(first))).isTrue();
        backlog.take(event(300));
        assertThat(total).hasValue(300);
    }

    @Test
    void countsWhatManyKeepOnce() {
        Backlog one = backlog(10, 100, 100);
        Backlog other = backlog(10, 100, 100);
        Emission event = event(40);
        one.take(event);
        other.take(event);
        assertThat(total).hasValue(40);
        one.end();
        assertThat(total).hasValue(40);
        other.end();
        assertThat(total).hasValue(0);
        assertThat(ended).containsExactly(one, other);
    }

    @Test
    void makesRoomWhenAllHoldTooMuch() {
        Backlog one = backlog(10, 1_000, 100);
        Backlog other = backlog(10, 1_000, 100);
        one.take(event(80));
        other.take(event(80));
        assertThat(total).hasValue(80);
        assertThat(other.reaches(null)).isFalse();
        assertThat(one.reaches(null)).isTrue();
    }

    @Test
    void forgetsWhatHasArrivedWhileTheClientIsHere() {
        Backlog backlog = backlog(10, 100, 100);
        backlog.attach(read::add);
        Emission early = event(1);
        backlog.take(early);
        now.set(1_000);
        Emission late = event(1);
        backlog.take(late);
        backlog.trim(1_500, 1_000);
        assertThat(backlog.resume(offset(early), read::add)).containsExactly(late);
        assertThat(backlog.resume(null, read::add)).isNull();
        backlog.detach();
        backlog.trim(3_000, 1_000);
        assertThat(backlog.reaches(offset(early))).isTrue();
    }
}
