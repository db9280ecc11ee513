package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawWebSocket;

/**
 * A device of a website's user. What is read comes without the packet's prefix, and with single quotes: {@code ['name',…]},
 * behind the number by which it is to be acknowledged if there is one.
 */
final class PushDevice implements AutoCloseable {
    private static final String SETTINGS = "['_settings',{'device_ttl':3600}]";

    private final EngineSocket socket;
    private final String prefix;

    private PushDevice(EngineSocket socket, String site) {
        this.socket = socket;
        this.prefix = "/" + site + ",";
    }

    /** Connects without joining anything. */
    static EngineSocket connection(String query) {
        return EngineSocket.open(
                RawWebSocket.to(Endpoint.socketIo(Deployments.base()), "EIO=4&transport=websocket" + query));
    }

    /** What the server says to a client that would like to join a site. */
    static String attempt(String site, String query, String auth) {
        try (EngineSocket socket = connection(query)) {
            socket.send("40/" + site + "," + Client.json(auth));
            return socket.next().replaceFirst("^(4\\d)/" + site + ",", "$1").replace('"', '\'');
        }
    }

    /** Joins a site by a token in the query. */
    static PushDevice join(String site, String token, String device, String more) {
        return join(
                connection("&token=" + PushHttp.encoded(token) + "&deviceId=" + PushHttp.encoded(device) + more),
                site,
                "");
    }

    /** Joins a site by a connection. */
    static PushDevice join(EngineSocket socket, String site, String auth) {
        PushDevice device = new PushDevice(socket, site);
        socket.send("40" + device.prefix + Client.json(auth));
        assertThat(socket.next()).startsWith("40" + device.prefix + "{\"sid\":\"");
        return device;
    }

    /** Joins a durable site, and takes the settings. */
    static PushDevice durable(String site, String token, String device) {
        PushDevice joined = join(site, token, device, "");
        joined.takesSettings();
        return joined;
    }

    void takesSettings() {
        assertThat(next()).isEqualTo(SETTINGS);
    }

    /** The next event. */
    String next() {
        String packet = socket.next();
        assertThat(packet).startsWith("42" + prefix);
        return packet.substring(2 + prefix.length()).replace('"', '\'');
    }

    /** Acknowledges. */
    PushDevice acknowledges(int... numbers) {
        for (int number : numbers) {
            socket.send("43" + prefix + number + "[]");
        }
        return this;
    }

    /** Nothing has been sent to it, and the server has read what it has sent. */
    void hearsNothing() {
        socket.send("40/nowhere,");
        assertThat(socket.next()).isEqualTo("44/nowhere,{\"message\":\"Invalid namespace\"}");
    }

    @Override
    public void close() {
        socket.close();
    }
}
