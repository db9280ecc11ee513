package io.sockee.boot;

import io.sockee.delivery.DeviceSettings;
import io.sockee.delivery.QueueLimits;
import io.sockee.engineio.EngineSettings;
import io.sockee.push.WebsiteSettings;
import io.sockee.routing.DeploymentException;
import io.sockee.site.SiteException;
import io.sockee.site.Sites;
import io.sockee.site.SitesSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of the push gateway. */
final class PushSettings {
    private static final Logger LOG = System.getLogger(PushSettings.class.getName());

    private final SettingValues values;

    PushSettings(SettingValues values) {
        this.values = values;
    }

    /**
     * The sites: one by variables of the environment, more by a file.
     *
     * @throws SiteException when they are wrong, or, in production, not safe
     */
    Sites sites() {
        return SitesSource.read(
                values::foreign,
                Optional.of(values.text(Setting.SITES_FILE))
                        .filter(file -> !file.isEmpty())
                        .map(Path::of),
                this::unsafe);
    }

    private void unsafe(SiteException found) {
        if (!values.dev()) {
            throw found;
        }
        LOG.log(Level.WARNING, "{0} The production profile refuses to start with this.", found.getMessage());
    }

    int maxSendBody() {
        return (int) values.number(Setting.SEND_MAX_BODY, "bytes", 1_000, 1_048_576);
    }

    DeviceSettings devices() {
        return new DeviceSettings(
                Duration.ofSeconds(values.number(Setting.PUSH_DEVICE_TTL, "seconds", 0, 3_153_600_000L)),
                new QueueLimits(
                        (int) values.number(Setting.PUSH_QUEUE_MESSAGES, 1, 1_000_000),
                        values.number(Setting.PUSH_QUEUE_BYTES, "characters", 1_000, Long.MAX_VALUE / 2)),
                (int) values.number(Setting.PUSH_WAITING_SENDS, 1, 10_000_000));
    }

    /**
     * Refuses settings with which a device could never get all that waits for it.
     *
     * @throws DeploymentException when a connection has less room than a device's queue
     */
    void requireRoomForBatches(EngineSettings engine) {
        QueueLimits limits = devices().limits();
        requireRoom(Setting.SEND_QUEUE_BYTES, engine.maxQueuedBytes(), limits.charsAtOnce());
        requireRoom(Setting.SEND_QUEUE_MESSAGES, engine.maxQueuedMessages(), limits.eventsAtOnce());
        if (!engine.closeWhenFull()) {
            throw SettingValues.bad(
                    Setting.SEND_QUEUE_POLICY,
                    values.text(Setting.SEND_QUEUE_POLICY),
                    "close where a site delivers durably: a device whose messages were dropped would wait for them"
                            + " until it connects again");
        }
    }

    private void requireRoom(Setting setting, long room, long needed) {
        if (room < needed) {
            throw SettingValues.bad(
                    setting,
                    values.text(setting),
                    "at least " + needed + ", since so much may wait for a device by " + Setting.PUSH_QUEUE_BYTES.key()
                            + " and " + Setting.PUSH_QUEUE_MESSAGES.key() + ", and goes to it at once");
        }
    }

    WebsiteSettings websites() {
        return new WebsiteSettings(
                Duration.ofMillis(values.number(Setting.PUSH_CONNECT_TIMEOUT, "milliseconds", 10, 600_000)),
                Duration.ofMillis(values.number(Setting.PUSH_TIMEOUT, "milliseconds", 10, 600_000)),
                (int) values.number(Setting.PUSH_CALLS, 1, 100_000),
                (int) values.number(Setting.PUSH_WAITING_CALLS, 0, 10_000_000),
                values.flag(Setting.PUSH_PUBLIC_ADDRESSES_ONLY));
    }
}
