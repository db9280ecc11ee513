package io.sockee.endpoint;

import io.sockee.endpoint.DirectWebSockets.Choice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that seems to be able to upgrade, and only counts who asked for that. */
public final class UpgradesOfTests implements DirectUpgrades {
    private final AtomicInteger upgrades = new AtomicInteger();

    /** The WebSockets of a server with these upgrades. */
    public DirectWebSockets webSockets(Choice choice) {
        return DirectWebSockets.by(this, choice);
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
