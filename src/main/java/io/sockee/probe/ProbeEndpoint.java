package io.sockee.probe;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Dependent
@ServerEndpoint(value = "/probe/", configurator = ProbeEndpoint.Configurator.class)
public class ProbeEndpoint {

    @Inject
    @Nullable
    ProbeLog log;

    @Nullable
    String fromInstance;

    @OnOpen
    public void open(Session session, EndpointConfig config) throws IOException {
        String principal = session.getUserPrincipal() == null
                ? "none"
                : session.getUserPrincipal().getName();
        session.getBasicRemote()
                .sendText("injected=" + (log != null)
                        + "\nconfig=" + config.getUserProperties().get("id")
                        + "\nsession=" + session.getUserProperties().get("id")
                        + "\nfilterInModify=" + session.getUserProperties().get("filter")
                        + "\nfilterInInstance=" + fromInstance
                        + "\nfilterInOpen=" + ProbeFilter.CURRENT.get()
                        + "\nmodifyInOpen=" + Configurator.MODIFIED.get()
                        + "\nprincipal=" + principal
                        + "\nquery=" + session.getQueryString()
                        + "\nuri=" + session.getRequestURI()
                        + "\nprops=" + session.getUserProperties().keySet()
                        + "\nconfigClass=" + config.getClass().getName() + "@" + System.identityHashCode(config));
    }

    @OnMessage
    public String message(String text) {
        return text;
    }

    public static class Configurator extends ServerEndpointConfig.Configurator {

        static final ThreadLocal<@Nullable String> MODIFIED = new ThreadLocal<>();

        @Override
        public void modifyHandshake(ServerEndpointConfig sec, HandshakeRequest request, HandshakeResponse response) {
            List<String> values = request.getHeaders().get("X-Id");
            String id = values == null ? "null" : values.get(0);
            sec.getUserProperties().put("id", id);
            sec.getUserProperties().put("filter", String.valueOf(ProbeFilter.CURRENT.get()));
            MODIFIED.set(id);
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            T instance = CDI.current().select(type).get();
            if (instance instanceof ProbeEndpoint probe) {
                probe.fromInstance = ProbeFilter.CURRENT.get() + " / modified=" + MODIFIED.get();
            }
            return instance;
        }
    }
}
