package io.sockee.socket;

import io.sockee.api.RefusedException;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.routing.ItemStream;
import io.sockee.routing.StreamWay;
import io.sockee.wire.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The streams that are under way to one socket, each with a number. Their items are events: {@code sockee:stream} with {@code
 * {"id":1,"item":…}}, and at the end with {@code {"id":1,"end":true}} or {@code {"id":1,"error":{…}}}. The client cancels one by
 * the event {@code sockee:cancel} with its number. They end with the socket. Safe for any thread; does not block.
 */
final class SocketStreams {
    /** The event that brings items. */
    static final String ITEM = "sockee:stream";

    /** The event by which the client cancels. */
    static final String CANCEL = "sockee:cancel";

    private static final int MAX_DIGITS = 18;

    /** How often the end of a stream is tried to be sent: others may take the room that there is. */
    private static final int TRIES = 3;

    private final SocketServer server;
    private final ClientSocket socket;
    private final Map<Long, ItemStream> streams = new HashMap<>(0); // guarded by itself
    private long lastId;

    SocketStreams(SocketServer server, ClientSocket socket) {
        this.server = server;
        this.socket = socket;
    }

    /**
     * A stream begins, as soon as the client has been told its number.
     *
     * @param belongsToCaller whether the socket is still that of the user for whom the method was called
     * @return what the client is told
     * @throws RefusedException when there are too many, or the user has changed
     */
    Map<String, Long> open(ItemStream stream, BooleanSupplier belongsToCaller) {
        long id;
        synchronized (streams) {
            if (streams.size() >= server.settings().maxStreams()) {
                throw new RefusedException("Too many streams at once: " + streams.size() + ".");
            }
            id = ++lastId;
            stream.onto(new Way(id));
            streams.put(id, stream);
        }
        if (!socket.isConnected()) {
            end(); // the socket may have gone before the stream was here
        }
        if (!belongsToCaller.getAsBoolean()) { // nor before: endOfUser finds a stream that is here, and only such a one
            ItemStream unused = remove(id);
            throw userHasChanged();
        }
        return Map.of("stream", id);
    }

    /** The client wants no more of a stream. What names none is ignored: it may just have ended. */
    void cancel(RawArguments arguments) {
        String id = arguments.count() == 0 ? "" : arguments.json(0).strip();
        if (id.isEmpty() || id.length() > MAX_DIGITS || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return;
        }
        ItemStream stream = remove(Long.parseLong(id));
        if (stream != null) {
            stream.cancel();
        }
    }

    private @Nullable ItemStream remove(long id) {
        synchronized (streams) {
            return streams.remove(id);
        }
    }

    /** The socket is gone: ends all streams. */
    void end() {
        removeAll().values().forEach(ItemStream::cancel);
    }

    /** The socket belongs to somebody else, or to nobody: ends all streams, which its former user has begun, and tells the client. */
    void endOfUser() {
        removeAll().forEach((id, stream) -> {
            stream.cancel();
            new Way(id).fail(userHasChanged());
        });
    }

    private static RefusedException userHasChanged() {
        return new RefusedException("The user has changed.");
    }

    private Map<Long, ItemStream> removeAll() {
        synchronized (streams) {
            Map<Long, ItemStream> all = Map.copyOf(streams);
            streams.clear();
            return all;
        }
    }

    private final class Way implements StreamWay {
        private final long id;

        private Way(long id) {
            this.id = id;
        }

        @Override
        public boolean item(String json, List<byte[]> attachments) {
            return send("\"item\":" + json, attachments);
        }

        @Override
        public void end() {
            ItemStream unused = remove(id);
            sendLast("\"end\":true", List.of(), TRIES);
        }

        @Override
        public void fail(RefusedException refusal) {
            ItemStream unused = remove(id);
            RawArguments failure = server.dispatcher().failure(refusal);
            sendLast("\"error\":" + failure.json(0), failure.attachments(), TRIES);
        }

        /** Sends the end; where there is no room, when there is some again: else the client would wait for it. */
        private void sendLast(String what, List<byte[]> attachments, int tries) {
            if (!send(what, attachments) && tries > 1) {
                whenSent(() -> sendLast(what, attachments, tries - 1));
            }
        }

        private boolean send(String what, List<byte[]> attachments) {
            return socket.parts()
                    .output()
                    .sendNow(
                            new Event(ITEM, RawArguments.of(List.of("{\"id\":" + id + "," + what + "}"), attachments)),
                            Wire.NO_ACK);
        }

        @Override
        public void whenSent(Runnable more) {
            socket.parts().output().whenDrained(more);
        }

        @Override
        public void run(Runnable code) {
            server.onPool(socket, "a stream", code);
        }
    }
}
