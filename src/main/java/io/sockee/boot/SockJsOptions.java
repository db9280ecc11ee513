package io.sockee.boot;

import io.sockee.api.SockJs;
import io.sockee.endpoint.OriginPolicy;
import io.sockee.engineio.EngineSettings;
import io.sockee.routing.DeploymentException;
import io.sockee.sockjs.SockJsPath;
import io.sockee.sockjs.SockJsSettings;
import io.sockee.sockjs.Transport;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings of SockJS, and what of them a service has chosen otherwise. */
final class SockJsOptions {
    private static final int LEAST_DELAY = 100;
    private static final int LONGEST_DELAY = 3_600_000;
    private static final int LEAST_LIMIT = 1_000;
    private static final String URL = "(https?://|/)[^\\s\"<>]*";
    private static final String URL_EXPECTED = "a URL, or a path that begins with a slash";

    private final Set<Transport> transports;
    private final String clientUrl;
    private final int responseLimit;
    private final long heartbeatDelay;
    private final long pingTimeout;
    private final long disconnectDelay;
    private final boolean jsessionid;
    private final String bridgePrefix;

    /**
     * Reads and checks them, whether or not there is a service.
     *
     * @throws DeploymentException when one is wrong, with its name
     */
    SockJsOptions(SettingValues values) {
        transports = transports(values);
        clientUrl = values.text(Setting.SOCKJS_CLIENT_URL);
        if (!clientUrl.matches(URL)) {
            throw SettingValues.bad(Setting.SOCKJS_CLIENT_URL, clientUrl, URL_EXPECTED);
        }
        responseLimit = (int) values.number(Setting.SOCKJS_RESPONSE_LIMIT, "bytes", LEAST_LIMIT, Integer.MAX_VALUE);
        heartbeatDelay = values.number(Setting.SOCKJS_HEARTBEAT_DELAY, "milliseconds", LEAST_DELAY, LONGEST_DELAY);
        pingTimeout = values.number(Setting.SOCKJS_PING_TIMEOUT, "milliseconds", LEAST_DELAY, LONGEST_DELAY);
        disconnectDelay = values.number(Setting.SOCKJS_DISCONNECT_DELAY, "milliseconds", LEAST_DELAY, LONGEST_DELAY);
        jsessionid = values.flag(Setting.SOCKJS_JSESSIONID);
        bridgePrefix = values.text(Setting.SOCKJS_BRIDGE_PREFIX);
        if (!bridgePrefix.isEmpty() && !SockJsPath.PREFIX.matcher(bridgePrefix).matches()) {
            throw SettingValues.bad(
                    Setting.SOCKJS_BRIDGE_PREFIX,
                    bridgePrefix,
                    "empty, or a path as in /sockjs: it has to " + SockJsPath.PREFIX_RULE);
        }
    }

    private static Set<Transport> transports(SettingValues values) {
        Set<Transport> named = new LinkedHashSet<>();
        for (String name : values.list(Setting.SOCKJS_TRANSPORTS)) {
            named.add(Transport.named(name)
                    .orElseThrow(() -> SettingValues.bad(
                            Setting.SOCKJS_TRANSPORTS,
                            name,
                            Arrays.stream(Transport.values())
                                    .map(Transport::wireName)
                                    .collect(Collectors.joining(", ")))));
        }
        return named;
    }

    /** The origins of a service's own, if it has some. */
    static Optional<OriginPolicy> origins(SockJs service) {
        return service.origins().length == 0
                ? Optional.empty()
                : Optional.of(new OriginPolicy(Set.copyOf(List.of(service.origins()))));
    }

    /** Where the bridge is, if there is one. */
    Optional<String> bridgePrefix() {
        return Optional.of(bridgePrefix).filter(prefix -> !prefix.isEmpty());
    }

    /** The options of the bridge: as they are configured. */
    SockJsSettings bridge(EngineSettings engine) {
        return settings(transports, clientUrl, responseLimit, heartbeatDelay, disconnectDelay, jsessionid, engine);
    }

    /**
     * The options of a service. What SockJS has in common with Engine.IO, such as the largest message, is said once for both.
     *
     * @throws DeploymentException when one is wrong, with its name
     */
    SockJsSettings of(SockJs service, EngineSettings engine) {
        Set<Transport> left = new LinkedHashSet<>(transports);
        Arrays.stream(service.disabledTransports())
                .map(transport -> Transport.valueOf(transport.name()))
                .forEach(left::remove);
        boolean hasUrl = !service.clientUrl().isEmpty();
        if (hasUrl && !service.clientUrl().matches(URL)) {
            throw bad(service, "clientUrl", URL_EXPECTED);
        }
        return settings(
                left,
                hasUrl ? service.clientUrl() : clientUrl,
                (int) option(
                        service,
                        "responseLimit",
                        service.responseLimit(),
                        responseLimit,
                        LEAST_LIMIT,
                        Integer.MAX_VALUE),
                delay(service, "heartbeatDelay", service.heartbeatDelay(), heartbeatDelay),
                delay(service, "disconnectDelay", service.disconnectDelay(), disconnectDelay),
                service.jsessionid() || jsessionid,
                engine);
    }

    private SockJsSettings settings(
            Set<Transport> named,
            String url,
            int limit,
            long beat,
            long disconnect,
            boolean cookie,
            EngineSettings engine) {
        return new SockJsSettings(
                named,
                url,
                limit,
                beat,
                pingTimeout,
                disconnect,
                cookie,
                engine.maxPayload(),
                engine.maxPackets(),
                engine.maxQueuedMessages(),
                engine.maxQueuedBytes(),
                engine.closeWhenFull());
    }

    private static long delay(SockJs service, String name, long chosen, long configured) {
        return option(service, name, chosen, configured, LEAST_DELAY, LONGEST_DELAY);
    }

    private static long option(SockJs service, String name, long chosen, long configured, long least, long most) {
        if (chosen == -1) {
            return configured;
        }
        if (chosen < least || chosen > most) {
            throw bad(service, name, "from " + least + " to " + most);
        }
        return chosen;
    }

    private static DeploymentException bad(SockJs service, String option, String expected) {
        return new DeploymentException(
                "The option " + option + " of the @SockJs at " + service.value() + " must be " + expected + ".");
    }
}
