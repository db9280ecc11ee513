package io.sockee.conformance;

import io.sockee.endpoint.EngineGateway;
import io.sockee.endpoint.EngineGateways;
import io.sockee.endpoint.UpgradeFilter;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebFilter;

/** Checks the upgrades of the echo's connections. */
@WebFilter(urlPatterns = EchoEndpoint.PATH + "/*", asyncSupported = true)
public class EchoUpgradeFilter extends UpgradeFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient EngineGateways gateways;

    @Override
    protected EngineGateway gateway() {
        return gateways.get(EchoEndpoint.PATH);
    }
}
