package io.sockee.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockee.api.RefusedException;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;
import io.sockee.api.SockJsTransport;
import io.sockee.guide.app.EchoService;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestServer;
import io.sockee.testkit.TestSockJs;
import io.sockee.testkit.TestSockJs.Closed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@SockeeTest({EchoService.class, GuideSockJsTest.ClosedShop.class})
class GuideSockJsTest {

    @SockJs("/shop")
    public static class ClosedShop implements SockJsService {
        @Override
        public void onOpen(SockJsConnection connection) {
            throw new RefusedException("The shop is closed.");
        }

        @Override
        public void onMessage(SockJsConnection connection, String message) {}
    }

    // tag::echo
    @Test
    void sendsBackWhatItGets(TestServer server) {
        TestSockJs ann = server.sockJs("/echo");

        ann.send("hello");

        assertEquals("hello", ann.await());
    }
    // end::echo

    // tag::refused
    @Test
    void nobodyIsLetIn(TestServer server) {
        assertEquals(
                new Closed(3000, "The shop is closed."), server.sockJs("/shop").awaitClose());
    }
    // end::refused

    // tag::wire
    @Test
    void overHttpItLooksLikeThis(TestServer server) {
        TestSockJs ann = server.sockJs("/echo", SockJsTransport.XHR_POLLING);

        ann.send("hello");

        assertEquals("hello", ann.await());
        assertEquals(List.of("o\n", "a[\"hello\"]\n"), ann.wire());
        server.elapse(Duration.ofSeconds(30));
        assertTrue(ann.wire().contains("h\n")); // a heartbeat
    }
    // end::wire
}
