package com.example.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.dashboard.Hall.Channel;
import com.example.dashboard.Hall.Value;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import org.junit.jupiter.api.Test;

@SockeeTest(DashboardController.class)
class DashboardControllerTest {

    /** The clock is not among the test's beans: the test says when. */
    private static void measure(TestServer server) {
        server.bean(DashboardController.class).measure();
        server.settle();
    }

    @Test
    void whoWatchesAChannelGetsItsValuesAndNoOthers(TestServer server) {
        TestClient ann = server.connect();
        ann.call("hall.watch", "oven.power");

        measure(server);

        assertEquals("oven.power", ann.await("measured").get(Value.class).channel());
        assertTrue(ann.received().isEmpty());
    }

    @Test
    void whoComesLaterGetsWhatWasBefore(TestServer server) {
        measure(server);
        measure(server);

        Value[] before = server.connect().call("hall.watch", "mill.speed").res(Value[].class);

        assertEquals(2, before.length);
    }

    @Test
    void whoWatchesNoMoreGetsNothing(TestServer server) {
        TestClient ann = server.connect();
        ann.call("hall.watch", "oven.power");
        ann.call("hall.unwatch", "oven.power");

        measure(server);

        assertTrue(ann.received().isEmpty());
    }

    @Test
    void thereIsAListOfWhatCanBeWatched(TestServer server) {
        TestClient ann = server.connect();

        for (Channel channel : ann.call("hall.channels").res(Channel[].class)) {
            assertTrue(ann.call("hall.watch", channel.name()).ok());
        }
        assertEquals(
                "There is no channel roof.rain.",
                ann.call("hall.watch", "roof.rain").err());
    }
}
