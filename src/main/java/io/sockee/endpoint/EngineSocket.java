package io.sockee.endpoint;

import io.sockee.connection.WebSocketInput;
import io.sockee.websocket.CloseCode;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The receiving side of one WebSocket of the container, from its opening to its end. Called by one thread at a time. */
final class EngineSocket {
    private final Upgrading upgrading;
    private final MessageAssembler assembler;
    private Executor turns = Runnable::run; // as long as nothing can have come
    private @Nullable JakartaChannel channel;
    private @Nullable WebSocketInput socket;

    EngineSocket(Upgrading upgrading) {
        this.upgrading = upgrading;
        this.assembler = new MessageAssembler(upgrading.maxMessage());
    }

    /** A client has connected. */
    void open(Session webSocket) {
        int maxPayload = upgrading.maxMessage();
        // Twice as much as is taken: a message that is a little too large is read, and answered by a close that says
        // so. One that is much larger is ended by Open Liberty before it has come, and the client mostly sees a
        // broken connection.
        int mostOfAFrame = (int) Math.min(Integer.MAX_VALUE, 2L * maxPayload);
        webSocket.setMaxTextMessageBufferSize(mostOfAFrame);
        webSocket.setMaxBinaryMessageBufferSize(mostOfAFrame);
        webSocket.setMaxIdleTimeout(0); // heartbeats tell who is gone
        turns = webSocket.getClass().getName().startsWith("io.undertow.") ? UndertowTurns.of(webSocket) : Runnable::run;
        JakartaChannel opened = new JakartaChannel(webSocket, upgrading.closers());
        channel = opened;
        socket = upgrading.opens().apply(opened).orElse(null);
    }

    /** A part of a text message. */
    void text(String part, boolean last) {
        WebSocketInput current = socket;
        JakartaChannel from = channel;
        if (current == null || from == null) {
            return;
        }
        try {
            Optional<String> message = assembler.text(part, last);
            if (message.isPresent()) {
                current.awaitOthers();
                from.reading(() -> current.text(message.get()));
            }
        } catch (MessageAssembler.TooLargeException e) {
            refuseTooLarge();
        }
    }

    /** A part of a binary message. */
    void binary(byte[] part, boolean last) {
        WebSocketInput current = socket;
        JakartaChannel from = channel;
        if (current == null || from == null) {
            return;
        }
        try {
            Optional<byte[]> message = assembler.binary(part, last);
            if (message.isPresent()) {
                current.awaitOthers();
                from.reading(() -> current.binary(message.get()));
            }
        } catch (MessageAssembler.TooLargeException e) {
            refuseTooLarge();
        }
    }

    /** The answer to a ping, or one that nobody has asked for. */
    void pong() {
        WebSocketInput current = socket;
        JakartaChannel from = channel;
        if (current != null && from != null) {
            current.awaitOthers();
            from.reading(current::pong);
        }
    }

    private void refuseTooLarge() {
        if (socket != null && channel != null) {
            channel.close(CloseCode.TOO_BIG, "");
            socket.failed();
        }
    }

    /** The connection has ended. */
    void close(CloseReason reason) {
        if (socket == null || channel == null) {
            return;
        }
        if (reason.getCloseCode().getCode() == CloseCodes.GOING_AWAY.getCode()) {
            channel.gone();
            inTurn(WebSocketInput::goingAway);
        } else {
            inTurn(WebSocketInput::closed);
        }
    }

    /** The connection has failed; containers close it after this. */
    void error() {
        inTurn(WebSocketInput::failed);
    }

    /** Tells the session of an end, behind the messages that came before it. */
    private void inTurn(Consumer<WebSocketInput> end) {
        WebSocketInput current = socket;
        if (current == null) {
            return;
        }
        try {
            turns.execute(() -> end.accept(current));
        } catch (RejectedExecutionException e) { // the server stops: messages that wait will not be told either
            end.accept(current);
        }
    }
}
