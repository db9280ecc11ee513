package io.sockee.boot;

import io.sockee.api.SockJs;
import io.sockee.endpoint.OriginPolicy;
import io.sockee.engineio.EngineSettings;
import io.sockee.routing.DeploymentException;
import io.sockee.sockjs.SockJsSettings;
import io.sockee.sockjs.Transport;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings of SockJS, and what of them a service has chosen otherwise. */
final class SockJsOptions {
    private static final int LEAST_DELAY = 100;
    private static final int LONGEST_DELAY = 3_600_000;
    private static final int LEAST_LIMIT = 1_000;

    private final SettingValues values;

    SockJsOptions(SettingValues values) {
        this.values = values;
    }

    /** Where iframe pages find the client. */
    private String clientUrl() {
        String url = values.text(Setting.SOCKJS_CLIENT_URL);
        if (!url.matches("(https?://|/)[^\\s\"<>]*")) {
            throw SettingValues.bad(Setting.SOCKJS_CLIENT_URL, url, "a URL, or a path that begins with a slash");
        }
        return url;
    }

    private Set<Transport> transports() {
        Set<Transport> transports = new LinkedHashSet<>();
        for (String name : values.list(Setting.SOCKJS_TRANSPORTS)) {
            transports.add(Transport.named(name)
                    .orElseThrow(() -> SettingValues.bad(
                            Setting.SOCKJS_TRANSPORTS,
                            name,
                            Arrays.stream(Transport.values())
                                    .map(Transport::wireName)
                                    .collect(Collectors.joining(", ")))));
        }
        return transports;
    }

    /** The origins of a service's own, if it has some. */
    static Optional<OriginPolicy> origins(SockJs service) {
        return service.origins().length == 0
                ? Optional.empty()
                : Optional.of(new OriginPolicy(Set.of(service.origins())));
    }

    /**
     * The options of a service. What SockJS has in common with Engine.IO, such as the largest message, is said once for both.
     *
     * @throws DeploymentException when one is wrong, with its name
     */
    SockJsSettings of(SockJs service, EngineSettings engine) {
        Set<Transport> transports = transports();
        Arrays.stream(service.disabledTransports())
                .map(transport -> Transport.valueOf(transport.name()))
                .forEach(transports::remove);
        if (!service.clientUrl().matches("((https?://|/)[^\\s\"<>]*)?")) {
            throw bad(service, "clientUrl", "a URL, or a path that begins with a slash");
        }
        return new SockJsSettings(
                transports,
                service.clientUrl().isEmpty() ? clientUrl() : service.clientUrl(),
                (int) option(
                        service,
                        "responseLimit",
                        service.responseLimit(),
                        values.number(Setting.SOCKJS_RESPONSE_LIMIT, "bytes", LEAST_LIMIT, Integer.MAX_VALUE),
                        LEAST_LIMIT,
                        Integer.MAX_VALUE),
                delay(service, "heartbeatDelay", service.heartbeatDelay(), Setting.SOCKJS_HEARTBEAT_DELAY),
                delay(service, "disconnectDelay", service.disconnectDelay(), Setting.SOCKJS_DISCONNECT_DELAY),
                service.jsessionid() || values.flag(Setting.SOCKJS_JSESSIONID),
                engine.maxPayload(),
                engine.maxPackets(),
                engine.maxQueuedMessages(),
                engine.maxQueuedBytes(),
                engine.closeWhenFull());
    }

    private long delay(SockJs service, String name, long chosen, Setting setting) {
        return option(
                service,
                name,
                chosen,
                values.number(setting, "milliseconds", LEAST_DELAY, LONGEST_DELAY),
                LEAST_DELAY,
                LONGEST_DELAY);
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
