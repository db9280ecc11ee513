package io.sockee.boot;

import io.sockee.engineio.EngineSettings;
import io.sockee.engineio.Transport;
import io.sockee.routing.DeploymentException;
import io.sockee.sockjs.SockJsPath;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The options of one path of Engine.IO.
 *
 * @param allowsVersion3 whether clients of Socket.IO 1 and 2 are served, too
 * @param jsonp whether clients may poll by scripts
 * @param cookie the name of a cookie that carries the session's id, if one is wanted
 * @param compression from how many bytes on answers to polls are compressed, if they are
 */
record EngineOptions(
        EngineSettings engine,
        boolean allowsVersion3,
        boolean jsonp,
        Optional<String> cookie,
        Parser parser,
        OptionalInt compression) {

    /** In which forms clients may send packets of Socket.IO. */
    enum Parser {
        /** As each client begins. */
        ANY,
        /** Text, with attachments. */
        JSON,
        MSGPACK
    }

    /** The same where clients of Socket.IO 1 and 2 are served, too. */
    EngineOptions withVersion3() {
        return new EngineOptions(engine, true, jsonp, cookie, parser, compression);
    }

    /**
     * Reads and checks them.
     *
     * @throws DeploymentException when one is wrong, with its name
     */
    static EngineOptions of(SettingValues values) {
        String cookie = values.text(Setting.COOKIE);
        if (!cookie.matches("[A-Za-z0-9_.-]*")) {
            throw values.wrong(Setting.COOKIE, cookie, "a cookie's name of letters, digits, '_', '.' and '-'");
        }
        int threshold = (int) values.number(Setting.POLL_COMPRESSION_THRESHOLD, "bytes", 0, 1_000_000_000);
        return new EngineOptions(
                engine(values),
                values.flag(Setting.ALLOW_EIO3),
                values.flag(Setting.JSONP),
                Optional.of(cookie).filter(name -> !name.isEmpty()),
                Parser.valueOf(
                        values.oneOf(Setting.PARSER, "any", "json", "msgpack").toUpperCase(Locale.ROOT)),
                values.flag(Setting.POLL_COMPRESSION) ? OptionalInt.of(threshold) : OptionalInt.empty());
    }

    private static EngineSettings engine(SettingValues values) {
        return new EngineSettings(
                values.number(Setting.PING_INTERVAL, "milliseconds", 100, 3_600_000),
                values.number(Setting.PING_TIMEOUT, "milliseconds", 100, 3_600_000),
                values.number(Setting.UPGRADE_TIMEOUT, "milliseconds", 100, 600_000),
                (int) values.number(Setting.MAX_PAYLOAD, "bytes", 100, 1_000_000_000),
                (int) values.number(Setting.MAX_PACKETS, 1, 1_000_000_000),
                (int) values.number(Setting.MAX_POLL_PAYLOAD, "bytes", 1_000, 1_000_000_000),
                (int) values.number(Setting.MAX_POLL_PACKETS, 1, 1_000_000_000),
                transports(values),
                values.flag(Setting.ALLOW_UPGRADES),
                (int) values.number(Setting.SEND_QUEUE_MESSAGES, 1, 10_000_000),
                values.number(Setting.SEND_QUEUE_BYTES, "bytes", 1_000, Long.MAX_VALUE),
                values.oneOf(Setting.SEND_QUEUE_POLICY, "close", "drop").equals("close"));
    }

    private static Set<Transport> transports(SettingValues values) {
        Set<Transport> transports = new LinkedHashSet<>();
        for (String name : values.list(Setting.TRANSPORTS)) {
            transports.add(Transport.named(name)
                    .orElseThrow(() -> values.wrong(Setting.TRANSPORTS, name, "polling, websocket, or both")));
        }
        if (transports.isEmpty()) {
            throw values.wrong(Setting.TRANSPORTS, "", "polling, websocket, or both");
        }
        return transports;
    }

    /** The paths at which Socket.IO is served, in their order, with the options of each: its own, and else those for all. */
    static Map<String, EngineOptions> ofPaths(SettingValues values) {
        Map<String, EngineOptions> paths = new LinkedHashMap<>();
        for (String path : values.list(Setting.PATHS)) {
            if (!SockJsPath.PREFIX.matcher(path).matches()) {
                throw values.wrong(
                        Setting.PATHS,
                        path,
                        "a list of paths, as in /socket.io: each has to " + SockJsPath.PREFIX_RULE);
            }
            paths.put(path, of(values.at(path)));
        }
        if (paths.isEmpty()) {
            throw values.wrong(Setting.PATHS, "", "a list of paths, as in /socket.io");
        }
        return paths;
    }
}
