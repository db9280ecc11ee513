package io.sockee.endpoint;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebFilter;

/** Checks the upgrades of Socket.IO connections. */
@WebFilter(urlPatterns = SocketIoEndpoint.PATH + "/*", asyncSupported = true)
public class SocketIoUpgradeFilter extends UpgradeFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient EngineGateways gateways;

    @Override
    protected EngineGateway gateway() {
        return gateways.get(SocketIoEndpoint.PATH);
    }
}
