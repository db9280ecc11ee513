package io.sockee.bridge;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.sockjs.SockJsSession;
import io.sockee.wire.Wire;
import java.util.Base64;
import java.util.function.BiFunction;

/**
 * Where SockJS's sessions become connections like those of Engine.IO. A message is one packet: {@code 4} and a text, {@code b} and
 * bytes in base64; besides, a client may ask {@code 2} whether the server is there, which is answered by {@code 3}, and says
 * {@code 1} when it leaves. There is no handshake, as SockJS has its own. Safe for any thread.
 */
public final class SockJsBridge {
    private static final String PING = "2";
    private static final String PONG = "3";
    private static final String CLOSE = "1";

    private final Wire framed;
    private final Wire raw;
    private final BiFunction<Connection, Wire, ConnectionListener> sockets;

    /**
     * @param packets writes text with Engine.IO's packet type before it
     * @param sockets begins to speak in a form with a new connection
     */
    public SockJsBridge(Wire packets, BiFunction<Connection, Wire, ConnectionListener> sockets) {
        this.framed = new SockJsWire(packets, false);
        this.raw = new SockJsWire(packets, true);
        this.sockets = sockets;
    }

    /** Begins with a connection that is open. Does not block. */
    public ConnectionListener accept(SockJsSession session) {
        return new Packets(session, sockets.apply(session, session.isRaw() ? raw : framed));
    }

    /** Takes the packets of one connection. Within its inputs. */
    private static final class Packets implements ConnectionListener {
        private final SockJsSession session;
        private final ConnectionListener messages;
        private boolean over; // and what comes behind that, in the same payload, does not count

        Packets(SockJsSession session, ConnectionListener messages) {
            this.session = session;
            this.messages = messages;
        }

        @Override
        public void onOpen() {
            messages.onOpen();
        }

        @Override
        public void onText(String packet, int offset) {
            if (over) {
                return;
            }
            if (packet.startsWith("4", offset)) {
                messages.onText(packet, offset + 1);
            } else if (packet.startsWith("b", offset)) {
                binary(packet.substring(offset + 1));
            } else if (packet.startsWith(PING, offset) && packet.length() == offset + 1) {
                boolean unused = session.send(PONG);
            } else if (packet.startsWith(CLOSE, offset) && packet.length() == offset + 1) {
                over = true;
                session.closedByClient();
            } else {
                breakOff();
            }
        }

        private void binary(String base64) {
            byte[] bytes;
            try {
                bytes = Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException e) { // not base64
                breakOff();
                return;
            }
            messages.onBinary(bytes);
        }

        private void breakOff() {
            over = true;
            session.breakOff();
        }

        @Override
        public void onBinary(byte[] message) {
            throw new IllegalStateException("SockJS has texts only.");
        }

        @Override
        public void onClose(CloseReason reason) {
            messages.onClose(reason);
        }
    }
}
