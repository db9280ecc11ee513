package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.ManualTimers;
import io.sockee.endpoint.DirectWebSockets.Choice;
import io.sockee.engineio.EngineServer;
import io.sockee.engineio.EngineSettings;
import io.sockee.engineio.Transport;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that seems to be able to upgrade, and only counts who asked for that. */
public final class UpgradesOfTests implements DirectUpgrades {
    private final AtomicInteger upgrades = new AtomicInteger();

    /** The WebSockets of a server with these upgrades. */
    public DirectWebSockets webSockets(Choice choice) {
        return DirectWebSockets.by(this, choice, new DirectWebSockets.Framing(null, frames -> {}));
    }

    /** Any upgrade, to a server whose time stands still. */
    static Upgrading upgrading() {
        EngineSettings settings = new EngineSettings(
                100, 100, 100, 1000, 10, 1000, 10, Set.of(Transport.WEBSOCKET), false, 10, 1000, true);
        EngineServer server = new EngineServer(
                settings, new ManualTimers(), Runnable::run, () -> "sid", connection -> null, new Unobserved() {});
        HandshakeRequest handshake =
                new HandshakeRequest("/", Map.of(), Map.of(), "192.0.2.1", false, false, 0, Optional.empty());
        return Upgrading.of(server, Runnable::run, handshake, "sid", List.of());
    }

    /** How many upgrades were asked for. */
    public int count() {
        return upgrades.get();
    }

    @Override
    public String connections() {
        return "a test's connections";
    }

    @Override
    public void upgrade(
            HttpServletRequest request,
            HttpServletResponse response,
            Upgrading upgrading,
            DirectWebSockets webSockets) {
        upgrades.incrementAndGet();
    }
}
