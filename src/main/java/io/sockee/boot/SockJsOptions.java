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

/**
 * The options of SockJS: what the settings say for all prefixes, what a service says of its own, and before both what the
 * settings say for its prefix.
 */
final class SockJsOptions {
    private static final int LEAST_DELAY = 100;
    private static final int LONGEST_DELAY = 3_600_000;
    private static final int LEAST_LIMIT = 1_000;
    private static final String URL = "(https?://|/)[^\\s\"<>]*";
    private static final String URL_EXPECTED = "a URL, or a path that begins with a slash";

    private final SettingValues values;
    private final Values general;
    private final String bridgePrefix;

    /** As the settings say them: for all, or for one prefix, where only what is {@linkplain SettingValues#has said} counts. */
    private record Values(
            Set<Transport> transports,
            String clientUrl,
            int responseLimit,
            long heartbeatDelay,
            long pingTimeout,
            long disconnectDelay,
            boolean jsessionid,
            Set<String> origins) {

        /**
         * @throws DeploymentException when one is wrong, with its name
         */
        static Values of(SettingValues values) {
            String clientUrl = values.text(Setting.SOCKJS_CLIENT_URL);
            if (!clientUrl.isEmpty() && !clientUrl.matches(URL)) {
                throw values.wrong(Setting.SOCKJS_CLIENT_URL, clientUrl, URL_EXPECTED);
            }
            return new Values(
                    transports(values),
                    clientUrl,
                    (int) values.number(Setting.SOCKJS_RESPONSE_LIMIT, "bytes", LEAST_LIMIT, Integer.MAX_VALUE),
                    values.number(Setting.SOCKJS_HEARTBEAT_DELAY, "milliseconds", LEAST_DELAY, LONGEST_DELAY),
                    values.number(Setting.SOCKJS_PING_TIMEOUT, "milliseconds", LEAST_DELAY, LONGEST_DELAY),
                    values.number(Setting.SOCKJS_DISCONNECT_DELAY, "milliseconds", LEAST_DELAY, LONGEST_DELAY),
                    values.flag(Setting.SOCKJS_JSESSIONID),
                    values.origins(Setting.SOCKJS_ORIGINS));
        }

        private static Set<Transport> transports(SettingValues values) {
            Set<Transport> named = new LinkedHashSet<>();
            for (String name : values.list(Setting.SOCKJS_TRANSPORTS)) {
                named.add(Transport.named(name)
                        .orElseThrow(() -> values.wrong(
                                Setting.SOCKJS_TRANSPORTS,
                                name,
                                Arrays.stream(Transport.values())
                                        .map(Transport::wireName)
                                        .collect(Collectors.joining(", ")))));
            }
            return named;
        }
    }

    /**
     * Reads and checks them, whether or not there is a service.
     *
     * @throws DeploymentException when one is wrong, with its name
     */
    SockJsOptions(SettingValues values) {
        this.values = values;
        this.general = Values.of(values);
        this.bridgePrefix = values.text(Setting.SOCKJS_BRIDGE_PREFIX);
        if (!bridgePrefix.isEmpty() && !SockJsPath.PREFIX.matcher(bridgePrefix).matches()) {
            throw SettingValues.bad(
                    Setting.SOCKJS_BRIDGE_PREFIX,
                    bridgePrefix,
                    "empty, or a path as in /sockjs: it has to " + SockJsPath.PREFIX_RULE);
        }
    }

    /** Where the bridge is, if there is one. */
    Optional<String> bridgePrefix() {
        return Optional.of(bridgePrefix).filter(prefix -> !prefix.isEmpty());
    }

    /** The options of the bridge, which are chosen by settings alone. */
    SockJsSettings bridge(EngineSettings engine, String nobodySays) {
        SettingValues own = values.of(bridgePrefix);
        Values chosen = Values.of(own);
        String clientUrl = own.has(Setting.SOCKJS_CLIENT_URL) ? chosen.clientUrl() : general.clientUrl();
        return new SockJsSettings(
                own.has(Setting.SOCKJS_TRANSPORTS) ? chosen.transports() : general.transports(),
                clientUrl.isEmpty() ? nobodySays : clientUrl,
                own.has(Setting.SOCKJS_RESPONSE_LIMIT) ? chosen.responseLimit() : general.responseLimit(),
                own.has(Setting.SOCKJS_HEARTBEAT_DELAY) ? chosen.heartbeatDelay() : general.heartbeatDelay(),
                own.has(Setting.SOCKJS_PING_TIMEOUT) ? chosen.pingTimeout() : general.pingTimeout(),
                own.has(Setting.SOCKJS_DISCONNECT_DELAY) ? chosen.disconnectDelay() : general.disconnectDelay(),
                own.has(Setting.SOCKJS_JSESSIONID) ? chosen.jsessionid() : general.jsessionid(),
                engine.maxPayload(),
                engine.maxPackets(),
                engine.maxQueuedMessages(),
                engine.maxQueuedBytes(),
                engine.closeWhenFull());
    }

    /** The origins that may connect to the bridge, if others than everywhere. */
    Optional<OriginPolicy> bridgeOrigins() {
        SettingValues own = values.of(bridgePrefix);
        Set<String> origins = own.has(Setting.SOCKJS_ORIGINS) ? Values.of(own).origins() : general.origins();
        return origins.isEmpty() ? Optional.empty() : Optional.of(new OriginPolicy(origins));
    }

    /**
     * The origins that may connect to a service, if others than everywhere.
     *
     * @throws DeploymentException when one of them is wrong
     */
    Optional<OriginPolicy> origins(SockJs service) {
        SettingValues own = values.of(service.value());
        Set<String> origins = general.origins();
        if (own.has(Setting.SOCKJS_ORIGINS)) {
            origins = Values.of(own).origins();
        } else if (service.origins().length > 0) {
            origins = Set.copyOf(List.of(service.origins()));
            if (!origins.stream().allMatch(SettingValues::isOrigin)) {
                throw bad(service, "origins", SettingValues.ORIGINS);
            }
        }
        return origins.isEmpty() ? Optional.empty() : Optional.of(new OriginPolicy(origins));
    }

    /**
     * The options of a service. What SockJS has in common with Engine.IO, such as the largest message, is said once for both.
     *
     * @param clientUrl where iframe pages find the client where nobody says it
     * @throws DeploymentException when one is wrong, with its name
     */
    SockJsSettings of(SockJs service, EngineSettings engine, String clientUrl) {
        SettingValues own = values.of(service.value());
        Values chosen = Values.of(own);
        return new SockJsSettings(
                own.has(Setting.SOCKJS_TRANSPORTS) ? chosen.transports() : transports(service),
                own.has(Setting.SOCKJS_CLIENT_URL) ? chosen.clientUrl() : clientUrl(service, clientUrl),
                own.has(Setting.SOCKJS_RESPONSE_LIMIT)
                        ? chosen.responseLimit()
                        : (int) option(
                                service,
                                "responseLimit",
                                service.responseLimit(),
                                general.responseLimit(),
                                LEAST_LIMIT,
                                Integer.MAX_VALUE),
                own.has(Setting.SOCKJS_HEARTBEAT_DELAY)
                        ? chosen.heartbeatDelay()
                        : delay(service, "heartbeatDelay", service.heartbeatDelay(), general.heartbeatDelay()),
                own.has(Setting.SOCKJS_PING_TIMEOUT) ? chosen.pingTimeout() : general.pingTimeout(),
                own.has(Setting.SOCKJS_DISCONNECT_DELAY)
                        ? chosen.disconnectDelay()
                        : delay(service, "disconnectDelay", service.disconnectDelay(), general.disconnectDelay()),
                own.has(Setting.SOCKJS_JSESSIONID) ? chosen.jsessionid() : service.jsessionid() || general.jsessionid(),
                engine.maxPayload(),
                engine.maxPackets(),
                engine.maxQueuedMessages(),
                engine.maxQueuedBytes(),
                engine.closeWhenFull());
    }

    private Set<Transport> transports(SockJs service) {
        Set<Transport> left = new LinkedHashSet<>(general.transports());
        Arrays.stream(service.disabledTransports())
                .map(transport -> Transport.valueOf(transport.name()))
                .forEach(left::remove);
        return left;
    }

    private String clientUrl(SockJs service, String nobodySays) {
        if (!service.clientUrl().isEmpty()) {
            if (!service.clientUrl().matches(URL)) {
                throw bad(service, "clientUrl", URL_EXPECTED);
            }
            return service.clientUrl();
        }
        return general.clientUrl().isEmpty() ? nobodySays : general.clientUrl();
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
