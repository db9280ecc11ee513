package io.sockee.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawWebSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A device on a bad network, which connects again and again: it is cut off at any moment, and of what it gets it acknowledges
 * most. It writes down which numbers came, in the order of their first arrival, and under which id.
 */
final class CutOffDevice implements Runnable {
    /** The name of events that must not come. */
    static final String REFUSED = "refused";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<URI> servers;
    private final String query;
    private final Random random;
    private final List<Integer> arrived = new ArrayList<>(); // guarded by itself
    private final Map<Integer, String> ids = new ConcurrentHashMap<>();
    private final List<String> faults = new ArrayList<>(); // guarded by arrived
    private volatile boolean calm;
    private volatile boolean ended;
    private volatile @Nullable EngineSocket current;

    /**
     * @param servers between which it moves
     */
    CutOffDevice(List<URI> servers, String query, long seed) {
        this.servers = servers;
        this.query = query;
        this.random = new Random(seed);
    }

    /** The numbers that came, in the order of their first arrival. */
    List<Integer> arrived() {
        synchronized (arrived) {
            return List.copyOf(arrived);
        }
    }

    /** The ids of the numbers that came. */
    List<String> ids() {
        return arrived().stream().map(ids::get).toList();
    }

    /** What must not have been. */
    List<String> faults() {
        synchronized (arrived) {
            return List.copyOf(faults);
        }
    }

    /** From now on the network is good, and everything is acknowledged. */
    void calm() {
        if (!calm) {
            calm = true;
            cut();
        }
    }

    private void cut() {
        EngineSocket present = current;
        if (present != null) {
            present.close();
        }
    }

    void end() {
        ended = true;
        cut();
    }

    @Override
    public void run() {
        while (!ended) {
            URI server = servers.get(random.nextInt(servers.size()));
            try (EngineSocket socket = EngineSocket.open(
                    RawWebSocket.to(Endpoint.socketIo(server), "EIO=4&transport=websocket&deliveryIds=1&" + query))) {
                current = socket;
                socket.send("40/shop,");
                listen(socket, calm ? Integer.MAX_VALUE : 2 + random.nextInt(40));
            } catch (RuntimeException | AssertionError e) { // cut off, or the server is gone for a while
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private void listen(EngineSocket socket, int packets) {
        for (int i = 0; i < packets && !ended; i++) {
            String packet = socket.next();
            if (packet.startsWith("44/")) {
                return; // not let in: the server or its database is not ready
            }
            if (packet.startsWith("42/shop,")) {
                String ack = packet.replaceFirst("(?s)^42/shop,(\\d*).*", "$1");
                hear(packet.substring("42/shop,".length() + ack.length()));
                if (!ack.isEmpty() && (calm || random.nextInt(10) < 8)) {
                    socket.send("43/shop," + ack + "[]");
                }
            }
        }
    }

    private void hear(String text) {
        JsonNode event = read(text);
        String name = event.path(0).asText();
        if (name.equals("_batch")) {
            event.path(1).forEach(this::note);
        } else {
            note(event);
        }
        if (name.equals("_resync")) {
            fault("nothing was to be left out: " + text);
        }
    }

    private void note(JsonNode event) {
        if (event.path(0).asText().equals(REFUSED)) {
            fault("came, though it was refused: " + event);
        }
        if (!event.path(0).asText().equals("n")) {
            return;
        }
        int number = event.path(1).path("k").asInt();
        String id = event.path(2).path("_id").asText();
        String before = ids.putIfAbsent(number, id);
        if (before == null) {
            synchronized (arrived) {
                arrived.add(number);
            }
        } else if (!before.equals(id)) {
            fault(number + " came as " + before + " and as " + id);
        }
    }

    private void fault(String what) {
        synchronized (arrived) {
            faults.add(what);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a packet that is cut in two: " + json, e);
        }
    }
}
